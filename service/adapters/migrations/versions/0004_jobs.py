"""Jobs with their items, batches, results and workers."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    _create_jobs()
    _create_items()
    _create_batches()


def downgrade() -> None:
    """Drop them."""
    for name in ("job_workers", "job_results", "job_batches", "job_items", "jobs"):
        op.drop_table(name)


def _create_jobs() -> None:
    counts = ("items_total", "items_done", "items_failed", "worked_items")
    sizes = ("characters_total", "characters_done", "characters_failed")
    op.create_table(
        "jobs",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String(64), nullable=False, unique=True),
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64)),
        sa.Column("priority", sa.Integer, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("created_at", sa.String(32), nullable=False),
        sa.Column("started_at", sa.String(32)),
        sa.Column("finished_at", sa.String(32)),
        sa.Column("expires_at", sa.String(32), nullable=False),
        *(sa.Column(name, sa.Integer, nullable=False) for name in counts),
        *(sa.Column(name, sa.BigInteger, nullable=False) for name in sizes),
        sa.Column("worked_seconds", sa.Float, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("jobs_by_state", "jobs", ["state", "priority", "owner"])
    op.create_index("jobs_newest", "jobs", ["created_at", "id"])
    op.create_index("jobs_by_expiry", "jobs", ["expires_at"])


def _create_items() -> None:
    op.create_table(
        "job_items",
        sa.Column("job_seq", sa.Integer, sa.ForeignKey("jobs.seq", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("custom_id", sa.Text, nullable=False),
        sa.Column("payload", sa.Text),
        sa.Column("characters", sa.BigInteger, nullable=False),
        sa.Column("batch", sa.Integer),
        sa.Column("same_as", sa.Integer),
    )
    op.create_index("job_items_by_batch", "job_items", ["job_seq", "batch"])
    op.create_index("job_items_by_original", "job_items", ["job_seq", "same_as"])
    op.create_table(
        "job_results",
        sa.Column("job_seq", sa.Integer, sa.ForeignKey("jobs.seq", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("status", sa.String(8), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )


def _create_batches() -> None:
    op.create_table(
        "job_batches",
        sa.Column("job_seq", sa.Integer, sa.ForeignKey("jobs.seq", ondelete="CASCADE"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("worker", sa.String(64)),
        sa.Column("token", sa.Integer, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
    )
    op.create_index("job_batches_by_state", "job_batches", ["state", "job_seq", "number"])
    op.create_index("job_batches_by_worker", "job_batches", ["worker"])
    op.create_table(
        "job_workers",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("machine", sa.String(100), nullable=False),
        sa.Column("process", sa.String(64), nullable=False),
        sa.Column("version", sa.String(64), nullable=False),
        sa.Column("beats", sa.Integer, nullable=False),
        sa.Column("joined_at", sa.String(32), nullable=False),
    )
