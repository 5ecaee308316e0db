"""The translation memory with its search columns."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# As for the briefs: FTS5 keeps the index only, triggers keep it in step.
SQLITE_SEARCH = (
    "CREATE VIRTUAL TABLE memory_text USING fts5(source_words, target_words, content='memory',"
    " content_rowid='seq', tokenize='unicode61 remove_diacritics 2')",
    "CREATE TRIGGER memory_text_added AFTER INSERT ON memory BEGIN"
    " INSERT INTO memory_text(rowid, source_words, target_words)"
    " VALUES (new.seq, new.source_words, new.target_words); END",
    "CREATE TRIGGER memory_text_removed AFTER DELETE ON memory BEGIN"
    " INSERT INTO memory_text(memory_text, rowid, source_words, target_words)"
    " VALUES ('delete', old.seq, old.source_words, old.target_words); END",
    "CREATE TRIGGER memory_text_changed AFTER UPDATE ON memory BEGIN"
    " INSERT INTO memory_text(memory_text, rowid, source_words, target_words)"
    " VALUES ('delete', old.seq, old.source_words, old.target_words);"
    " INSERT INTO memory_text(rowid, source_words, target_words)"
    " VALUES (new.seq, new.source_words, new.target_words); END",
    # The source of an entry never changes, so its pairs do not either.
    "CREATE VIRTUAL TABLE memory_pairs USING fts5(source_pairs, content='memory', content_rowid='seq',"
    " detail='none')",
    "CREATE VIRTUAL TABLE memory_pair_counts USING fts5vocab('memory_pairs', 'row')",
    "CREATE TRIGGER memory_pairs_added AFTER INSERT ON memory BEGIN"
    " INSERT INTO memory_pairs(rowid, source_pairs) VALUES (new.seq, new.source_pairs); END",
    "CREATE TRIGGER memory_pairs_removed AFTER DELETE ON memory BEGIN"
    " INSERT INTO memory_pairs(memory_pairs, rowid, source_pairs)"
    " VALUES ('delete', old.seq, old.source_pairs); END",
)
POSTGRES_SEARCH = (
    "CREATE INDEX memory_pairs ON memory USING gin (to_tsvector('simple', source_pairs))",
    "CREATE INDEX memory_text ON memory"
    " USING gin (to_tsvector('simple', source_words || ' ' || target_words))",
)


def upgrade() -> None:
    """Create the tables and their full-text indexes."""
    _create_memory()
    for statement in POSTGRES_SEARCH if op.get_bind().dialect.name == "postgresql" else SQLITE_SEARCH:
        op.execute(statement)


def downgrade() -> None:
    """Drop everything."""
    if op.get_bind().dialect.name == "sqlite":
        for name in ("memory_pair_counts", "memory_pairs", "memory_text"):
            op.execute(f"DROP TABLE {name}")
    op.drop_table("memory")


def _create_memory() -> None:
    op.create_table(
        "memory",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String(32), nullable=False, unique=True),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("target", sa.Text, nullable=False),
        sa.Column("previous", sa.Text),
        sa.Column("following", sa.Text),
        sa.Column("source_key", sa.String(64), nullable=False),
        sa.Column("context_key", sa.String(64), nullable=False),
        sa.Column("origin", sa.String(8), nullable=False),
        sa.Column("author", sa.Text),
        sa.Column("note", sa.Text),
        sa.Column("created_at", sa.String(32), nullable=False),
        sa.Column("changed_at", sa.String(32), nullable=False),
        sa.Column("source_words", sa.Text, nullable=False),
        sa.Column("target_words", sa.Text, nullable=False),
        sa.Column("source_pairs", sa.Text, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("memory_by_source", "memory", ["source_key", "language", "context_key"], unique=True)
    op.create_index("memory_latest", "memory", ["changed_at", "id"])
