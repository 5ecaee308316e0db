"""The tables of what other systems' interfaces keep; migration 0005 creates them, 0012 adds to them."""

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, String, Table, Text

from service.adapters.tables import metadata

usage = Table(
    "usage",
    metadata,
    Column("owner", String(64), primary_key=True),  # the id of an API key, "-" where keys are off
    Column("month", String(7), primary_key=True),
    Column("characters", Integer, nullable=False),
    Column("documents", Integer, nullable=False),
)

uploads = Table(
    "uploads",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("secret_sha256", String(64), nullable=False),
    Column("owner", String(64), nullable=False),
    Column("sent_at", String(32), nullable=False),
    Column("status", String(16), nullable=False),
    Column("name", Text, nullable=False),
    Column("options", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),  # the original, then the translation
    Column("characters", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("claimed_at", String(32)),
    Column("error", Text),
    Column("charged", BigInteger),  # characters that count in the owner's usage; None: not, or not known
    Column("charged_month", String(7)),
    Index("uploads_by_age", "sent_at"),
)

suggestions = Table(
    "suggestions",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("language", String(2), nullable=False),  # of the source
    Column("source", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("owner", String(64), nullable=False),
    Column("sent_at", String(32), nullable=False),
    Index("suggestions_by_age", "sent_at"),
)
