"""What a file that waits to be translated was counted with in its owner's usage."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns."""
    op.add_column("uploads", sa.Column("charged", sa.BigInteger))
    op.add_column("uploads", sa.Column("charged_month", sa.String(7)))


def downgrade() -> None:
    """Drop them."""
    for name in ("charged", "charged_month"):
        op.drop_column("uploads", name)
