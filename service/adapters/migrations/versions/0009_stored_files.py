"""Which files are in a file storage outside the database."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "stored_files",
        sa.Column("name", sa.String(100), primary_key=True),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("octets", sa.BigInteger, nullable=False),
        sa.Column("kept_at", sa.String(32), nullable=False),
    )
    op.create_index("stored_files_by_owner", "stored_files", ["kind", "owner"])


def downgrade() -> None:
    """Drop it."""
    op.drop_table("stored_files")
