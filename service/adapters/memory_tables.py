"""The tables of the translation memory, beside those of `tables.py`; migration 0002 creates them."""

from sqlalchemy import Column, Index, Integer, String, Table, Text

from service.adapters.tables import metadata

memory = Table(
    "memory",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", String(32), nullable=False, unique=True),
    Column("language", String(2), nullable=False),  # of the source
    Column("source", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("previous", Text),
    Column("following", Text),
    Column("source_key", String(64), nullable=False),
    Column("context_key", String(64), nullable=False),  # empty: wherever the text stands
    Column("origin", String(8), nullable=False),
    Column("author", Text),
    Column("note", Text),
    Column("created_at", String(32), nullable=False),
    Column("changed_at", String(32), nullable=False),
    Column("source_words", Text, nullable=False),  # folded, as the next
    Column("target_words", Text, nullable=False),
    Column("source_pairs", Text, nullable=False),  # of neighbouring words: few entries share a rare one
    Column("size", Integer, nullable=False),  # how many words the source has
    Index("memory_by_source", "source_key", "language", "context_key", unique=True),
    Index("memory_latest", "changed_at", "id"),
    sqlite_autoincrement=True,
)
