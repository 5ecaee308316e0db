"""The tables of the database. The migrations create them; a test holds both together.

Times are ISO 8601 in UTC with six decimals, so that they sort as text on every database.
"""

from datetime import UTC, datetime

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text

metadata = MetaData()

briefs = Table(
    "briefs",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", String(200), nullable=False, unique=True),
    Column("created_at", String(32), nullable=False),
    Column("language", String(2), nullable=False),
    Column("body", Text, nullable=False),  # the JSON as it is sent, byte for byte
    Column("folded", Text, nullable=False),  # every word of it, folded, for free-text search
    Index("briefs_newest", "created_at", "id"),
    sqlite_autoincrement=True,
)

highlights = Table(
    "highlights",
    metadata,
    Column("brief_seq", ForeignKey("briefs.seq", ondelete="CASCADE"), primary_key=True),
    Column("rank", Integer, primary_key=True),
    Column("instrument", String(32), nullable=False),
    Column("fields", Text, nullable=False),  # " health energy ", as the next two: whole words by LIKE
    Column("partners", Text, nullable=False),
    Column("countries", Text, nullable=False),
    Column("first_day", String(10)),
    Column("last_day", String(10)),
    Index("highlights_by_instrument", "instrument"),
)

pending = Table(
    "pending_briefs",
    metadata,
    Column("id", String(200), primary_key=True),
    Column("accepted_at", String(32), nullable=False),
    Column("claimed_at", String(32)),
    Column("attempts", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("is_text", Integer, nullable=False),  # 1 where the content was text, sent as UTF-8
    Column("payload", Text, nullable=False),
    Column("options", Text, nullable=False),
    Column("failure", Text),
    Column("charge", Text),  # what was counted for it; None: nothing, or it has been given back
)

idempotency = Table(
    "idempotency_keys",
    metadata,
    Column("key", String(400), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("claimed_at", String(32), nullable=False),
    Column("status", Integer),  # empty while the first request is running
    Column("media_type", String(200)),
    Column("location", String(400)),
    Column("body", LargeBinary),
    Index("idempotency_by_age", "claimed_at"),
)

keys = Table(
    "api_keys",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("created_at", String(32), nullable=False),
    Column("revoked_at", String(32)),
    Column("scopes", String(200), nullable=False),  # with spaces between
    Column("requests_per_minute", Integer),
    Column("characters_per_month", Integer),
    Column("used_at", String(32)),
    Column("previous_sha256", String(64)),  # of the token before the last rotation
    Column("previous_until", String(32)),
)

audit_log = Table(
    "audit_log",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("at", String(32), nullable=False),
    Column("actor", String(200), nullable=False),
    Column("act", String(64), nullable=False),
    Column("subject", Text, nullable=False),
    Index("audit_by_age", "at"),
    sqlite_autoincrement=True,
)


def stamp(moment: datetime) -> str:
    """Return a time as it is stored."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment(stamped: str) -> datetime:
    """Return a stored time."""
    return datetime.fromisoformat(stamped)
