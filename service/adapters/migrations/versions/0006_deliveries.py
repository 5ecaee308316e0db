"""Who is told of briefs and jobs, what is told them, and the versions of articles that a CMS sent."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "webhook_endpoints",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("created_at", sa.String(32), nullable=False),
        sa.Column("active", sa.Integer, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    endpoint = sa.ForeignKey("webhook_endpoints.id", ondelete="CASCADE")
    op.create_table(
        "webhook_deliveries",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("endpoint", sa.String(64), endpoint, nullable=False),
        sa.Column("event", sa.String(32), nullable=False),
        sa.Column("subject", sa.String(200), nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("created_at", sa.String(32), nullable=False),
        sa.Column("next_at", sa.String(32)),
        sa.Column("claimed_at", sa.String(32)),
        sa.Column("finished_at", sa.String(32)),
        sa.Column("status", sa.Integer),
        sa.Column("last_error", sa.Text),
    )
    for name, columns in (
        ("due", ["next_at"]),
        ("claimed", ["claimed_at"]),
        ("newest", ["created_at", "id"]),
        ("by_endpoint", ["endpoint", "created_at"]),
        ("by_subject", ["subject"]),
        ("finished", ["finished_at"]),
    ):
        op.create_index(f"webhook_deliveries_{name}", "webhook_deliveries", columns)
    op.create_table(
        "cms_versions",
        sa.Column("system", sa.String(64), primary_key=True),
        sa.Column("item", sa.String(64), primary_key=True),
        sa.Column("version", sa.BigInteger, primary_key=True),
        sa.Column("guid", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("brief_id", sa.String(200), nullable=False),
        sa.Column("evolved_from", sa.Text),
        sa.Column("withdrawn", sa.Integer, nullable=False),
        sa.Column("received_at", sa.String(32), nullable=False),
    )
    op.create_index("cms_versions_by_brief", "cms_versions", ["brief_id"])


def downgrade() -> None:
    """Drop them."""
    for name in ("cms_versions", "webhook_deliveries", "webhook_endpoints"):
        op.drop_table(name)
