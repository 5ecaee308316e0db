"""The table of the desks' glossaries, beside those of `tables.py`; migration 0003 creates it."""

from sqlalchemy import Column, Index, Integer, String, Table, Text

from service.adapters.tables import metadata

glossaries = Table(
    "glossaries",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("direction", String(8), nullable=False),
    Column("is_default", Integer, nullable=False),
    Column("entry_count", Integer, nullable=False),
    Column("version", String(64), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("created_at", String(32), nullable=False),
    Column("updated_at", String(32), nullable=False),
    Column("entries", Text, nullable=False),  # JSON, read and written as a whole
    Index("glossaries_newest", "created_at", "id"),
)
