"""Briefs with their search columns, promised briefs, idempotency keys and API keys."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# An external-content FTS5 table keeps the index only; these triggers are SQLite's documented way to keep it
# in step (https://www.sqlite.org/fts5.html#external_content_tables).
SQLITE_SEARCH = (
    "CREATE VIRTUAL TABLE brief_words USING fts5(folded, content='briefs', content_rowid='seq',"
    " tokenize='unicode61 remove_diacritics 2')",
    "CREATE TRIGGER brief_words_added AFTER INSERT ON briefs BEGIN"
    " INSERT INTO brief_words(rowid, folded) VALUES (new.seq, new.folded); END",
    "CREATE TRIGGER brief_words_removed AFTER DELETE ON briefs BEGIN"
    " INSERT INTO brief_words(brief_words, rowid, folded) VALUES ('delete', old.seq, old.folded); END",
)
POSTGRES_SEARCH = ("CREATE INDEX brief_words ON briefs USING gin (to_tsvector('simple', folded))",)


def upgrade() -> None:
    """Create everything."""
    _create_briefs()
    _create_requests()
    for statement in POSTGRES_SEARCH if op.get_bind().dialect.name == "postgresql" else SQLITE_SEARCH:
        op.execute(statement)


def downgrade() -> None:
    """Drop everything."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE brief_words")
    for name in ("highlights", "briefs", "pending_briefs", "idempotency_keys", "api_keys"):
        op.drop_table(name)


def _create_briefs() -> None:
    op.create_table(
        "briefs",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String(200), nullable=False, unique=True),
        sa.Column("created_at", sa.String(32), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("briefs_newest", "briefs", ["created_at", "id"])
    op.create_table(
        "highlights",
        sa.Column("brief_seq", sa.Integer, sa.ForeignKey("briefs.seq", ondelete="CASCADE"), primary_key=True),
        sa.Column("rank", sa.Integer, primary_key=True),
        sa.Column("instrument", sa.String(32), nullable=False),
        sa.Column("fields", sa.Text, nullable=False),
        sa.Column("partners", sa.Text, nullable=False),
        sa.Column("countries", sa.Text, nullable=False),
        sa.Column("first_day", sa.String(10)),
        sa.Column("last_day", sa.String(10)),
    )
    op.create_index("highlights_by_instrument", "highlights", ["instrument"])


def _create_requests() -> None:
    op.create_table(
        "pending_briefs",
        sa.Column("id", sa.String(200), primary_key=True),
        sa.Column("accepted_at", sa.String(32), nullable=False),
        sa.Column("claimed_at", sa.String(32)),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("is_text", sa.Integer, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("options", sa.Text, nullable=False),
        sa.Column("failure", sa.Text),
    )
    op.create_table(
        "idempotency_keys",
        sa.Column("key", sa.String(400), primary_key=True),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("claimed_at", sa.String(32), nullable=False),
        sa.Column("status", sa.Integer),
        sa.Column("media_type", sa.String(200)),
        sa.Column("location", sa.String(400)),
        sa.Column("body", sa.LargeBinary),
    )
    op.create_index("idempotency_by_age", "idempotency_keys", ["claimed_at"])
    op.create_table(
        "api_keys",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("created_at", sa.String(32), nullable=False),
        sa.Column("revoked_at", sa.String(32)),
    )
