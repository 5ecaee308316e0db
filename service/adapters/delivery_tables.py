"""The tables of the deliveries, beside those of `tables.py`; a migration creates them."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from service.adapters.tables import metadata

endpoints = Table(
    "webhook_endpoints",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("created_at", String(32), nullable=False),
    Column("active", Integer, nullable=False),
    Column("body", Text, nullable=False),  # JSON, the secrets in it: signing needs them in clear
)

deliveries = Table(
    "webhook_deliveries",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("endpoint", ForeignKey("webhook_endpoints.id", ondelete="CASCADE"), nullable=False),
    Column("event", String(32), nullable=False),
    Column("subject", String(200), nullable=False),
    Column("payload", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("created_at", String(32), nullable=False),
    Column("next_at", String(32)),
    Column("claimed_at", String(32)),
    Column("finished_at", String(32)),
    Column("status", Integer),
    Column("last_error", Text),
    Index("webhook_deliveries_due", "next_at"),
    Index("webhook_deliveries_claimed", "claimed_at"),
    Index("webhook_deliveries_newest", "created_at", "id"),
    Index("webhook_deliveries_by_endpoint", "endpoint", "created_at"),
    Index("webhook_deliveries_by_subject", "subject"),
    Index("webhook_deliveries_finished", "finished_at"),
)
