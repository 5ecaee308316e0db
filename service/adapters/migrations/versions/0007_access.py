"""Scopes, limits and rotation of API keys; the audit log, which only grows."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

EVERYTHING = "translate brief jobs glossaries admin"  # what the keys that there are could do until now
ADDED = (
    "scopes", "requests_per_minute", "characters_per_month", "used_at", "previous_sha256", "previous_until",
)  # fmt: skip
REFUSED = "the audit log only grows"


def upgrade() -> None:
    """Add the columns and the table."""
    op.add_column("api_keys", sa.Column("scopes", sa.String(200), nullable=False, server_default=EVERYTHING))
    for name in ("requests_per_minute", "characters_per_month"):
        op.add_column("api_keys", sa.Column(name, sa.Integer))
    op.add_column("api_keys", sa.Column("used_at", sa.String(32)))
    op.add_column("api_keys", sa.Column("previous_sha256", sa.String(64)))
    op.add_column("api_keys", sa.Column("previous_until", sa.String(32)))
    op.create_table(
        "audit_log",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("actor", sa.String(200), nullable=False),
        sa.Column("act", sa.String(64), nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("audit_by_age", "audit_log", ["at"])
    if op.get_bind().dialect.name == "postgresql":
        _protect_in_postgresql()
    else:
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_no_{act.lower()} BEFORE {act} ON audit_log "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
            )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("audit_log")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_only_grows()")
    for name in ADDED:
        op.drop_column("api_keys", name)


def _protect_in_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSED}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit_log "
        "FOR EACH ROW EXECUTE FUNCTION audit_only_grows()"
    )
