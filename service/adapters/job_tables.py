"""The tables of the jobs, beside those of `tables.py`; migrations 0004 and 0011 create them.

A job has items; its items are in batches, which is what a worker claims; a result is written once for each
item. An item that says the same as an earlier one has no batch: it shares the result of the one in `same_as`.
"""

from sqlalchemy import BigInteger, Column, Float, ForeignKey, Index, Integer, String, Table, Text

from service.adapters.tables import metadata

jobs = Table(
    "jobs",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", String(64), nullable=False, unique=True),
    Column("owner", String(64), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("body", Text, nullable=False),  # the order as JSON
    Column("digest", String(64)),
    Column("priority", Integer, nullable=False),
    Column("state", String(16), nullable=False),  # "receiving" until it is accepted
    Column("created_at", String(32), nullable=False),
    Column("started_at", String(32)),
    Column("finished_at", String(32)),
    Column("expires_at", String(32), nullable=False),
    Column("items_total", Integer, nullable=False),
    Column("items_done", Integer, nullable=False),
    Column("items_failed", Integer, nullable=False),
    Column("characters_total", BigInteger, nullable=False),
    Column("characters_done", BigInteger, nullable=False),
    Column("characters_failed", BigInteger, nullable=False),
    Column("worked_items", Integer, nullable=False),  # with the next: what the speed is computed from
    Column("worked_seconds", Float, nullable=False),
    Column("version", Integer, nullable=False),
    Column("charged", BigInteger),  # characters that count in the owner's allowance; while it runs, all
    Column("charged_month", String(7)),
    Column("queued_at", String(32)),  # when it was ordered, or tried again last
    Index("jobs_by_state", "state", "priority", "owner"),
    Index("jobs_newest", "created_at", "id"),
    Index("jobs_by_expiry", "expires_at"),
    sqlite_autoincrement=True,
)

job_items = Table(
    "job_items",
    metadata,
    Column("job_seq", ForeignKey("jobs.seq", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("custom_id", Text, nullable=False),
    Column("payload", Text),  # JSON; empty where the item could not be read
    Column("characters", BigInteger, nullable=False),
    Column("batch", Integer),
    Column("same_as", Integer),
    Index("job_items_by_batch", "job_seq", "batch"),
    Index("job_items_by_original", "job_seq", "same_as"),
)

job_batches = Table(
    "job_batches",
    metadata,
    Column("job_seq", ForeignKey("jobs.seq", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("state", String(8), nullable=False),  # ready, claimed, done, dropped
    Column("worker", String(64)),
    Column("token", Integer, nullable=False),  # rises with every claim
    Column("attempts", Integer, nullable=False),  # claims that ended with the death of their worker
    Index("job_batches_by_state", "state", "job_seq", "number"),
    Index("job_batches_by_worker", "worker"),
)

job_results = Table(
    "job_results",
    metadata,
    Column("job_seq", ForeignKey("jobs.seq", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("status", String(8), nullable=False),  # done, failed
    Column("body", Text, nullable=False),  # JSON: what was made, or the failure
)

job_workers = Table(
    "job_workers",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("machine", String(100), nullable=False),
    Column("process", String(64), nullable=False),
    Column("version", String(64), nullable=False),
    Column("beats", Integer, nullable=False),
    Column("joined_at", String(32), nullable=False),
)
