"""What a job was counted with in its owner's allowance, and when it was queued last."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns."""
    op.add_column("jobs", sa.Column("charged", sa.BigInteger))
    op.add_column("jobs", sa.Column("charged_month", sa.String(7)))
    op.add_column("jobs", sa.Column("queued_at", sa.String(32)))


def downgrade() -> None:
    """Drop them."""
    for name in ("charged", "charged_month", "queued_at"):
        op.drop_column("jobs", name)
