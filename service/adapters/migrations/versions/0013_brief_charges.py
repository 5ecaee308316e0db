"""What a promised brief was counted with in its owner's usage."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("pending_briefs", sa.Column("charge", sa.Text))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("pending_briefs", "charge")
