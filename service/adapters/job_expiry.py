"""Until when jobs are kept, and how the time of one ends.

Promises that a job is kept for as long as it was ordered with, or else for as long as the operator allows,
which is also the most; and that one which had not ended is announced like any other end.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select, update

from service.adapters.announcements import announce_job
from service.adapters.job_rows import job_of
from service.adapters.job_tables import job_batches, job_items, job_results, jobs
from service.adapters.tables import stamp
from service.domain.errors import MalformedInput
from service.domain.job import ENDED, JobOrder


def kept_until(order: JobOrder, now: datetime, kept_for: timedelta) -> str:
    """Return the stamp at which the time of a job is over that begins to count now."""
    if order.kept_hours is None:
        return stamp(now + kept_for)
    return stamp(now + min(timedelta(hours=order.kept_hours), kept_for))


def refuse_too_long(order: JobOrder, kept_for: timedelta) -> None:
    """Refuse an order that asks to be kept for longer than the operator allows. Raises MalformedInput."""
    most = kept_for // timedelta(hours=1)
    if order.kept_hours is not None and order.kept_hours > most:
        raise MalformedInput(
            f"`expires_in_hours` is {order.kept_hours:,}; jobs are kept for {most:,} hours at most.",
            f"Send 1 to {most:,}, or leave it out; the operator can raise DIEMNHAN_JOB_DAYS.",
        )


def expire(connection: Connection, seq: int, now: datetime, kept_for: timedelta) -> None:
    """Delete the content of a job; the caller holds its lock."""
    for table in (job_results, job_batches, job_items):
        connection.execute(delete(table).where(table.c.job_seq == seq))
    row = connection.execute(select(jobs).where(jobs.c.seq == seq)).one()
    values = {
        "state": "expired",
        "finished_at": row.finished_at or stamp(now),
        "expires_at": kept_until(job_of(row).order, now, kept_for),
        "version": jobs.c.version + 1,
    }
    ended = connection.execute(update(jobs).where(jobs.c.seq == seq).values(values).returning(jobs)).one()
    if row.state not in ENDED:
        announce_job(connection, job_of(ended))
