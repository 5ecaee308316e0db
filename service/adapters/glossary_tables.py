"""The tables of the desks' glossaries, beside those of `tables.py`; migrations 0003 and 0010 create them."""

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

desk_glossaries = Table(
    "desk_glossaries",
    metadata,
    Column("desk", String(64), primary_key=True),
    Column("direction", String(8), primary_key=True),
    Column("glossary_id", String(64), nullable=False),  # or "none"
)
