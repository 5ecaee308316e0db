"""Ends a job when nothing of it is left to do: the one place where that is decided."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, select, update

from service.adapters.announcements import announce_job
from service.adapters.job_charges import given_back
from service.adapters.job_expiry import kept_until
from service.adapters.job_rows import job_of
from service.adapters.job_tables import job_batches, jobs
from service.adapters.tables import stamp


def settle(connection: Connection, seq: int, now: datetime, kept_for: timedelta) -> bool:
    """Give a job that has no open batch its last state; the caller holds its lock. True if it has ended."""
    of_job = job_batches.c.job_seq == seq
    states = set(connection.scalars(select(job_batches.c.state).where(of_job).distinct()))
    if states & {"ready", "claimed"}:
        return False
    row = connection.execute(select(jobs).where(jobs.c.seq == seq)).one()
    state = "cancelled" if "dropped" in states else "completed" if row.items_done else "failed"
    values = {
        "state": state,
        "finished_at": stamp(now),
        "expires_at": kept_until(job_of(row).order, now, kept_for),
        "version": jobs.c.version + 1,
        **given_back(connection, row),
    }
    ended = update(jobs).where(jobs.c.seq == seq).values(values).returning(jobs)
    announce_job(connection, job_of(connection.execute(ended).one()))
    return True
