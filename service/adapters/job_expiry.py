"""Until when jobs are kept, and how the time of one ends.

Promises that a job is kept for as long as it was ordered with, or else for as long as the operator allows,
which is also the most; that one which had not ended is announced like any other end; and that what a job
holds is deleted in steps between which others write, and however often that is broken off.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, Table, bindparam, delete, exists, func, select, update

from service.adapters.announcements import announce_job
from service.adapters.database import reading, writing
from service.adapters.job_charges import given_back
from service.adapters.job_rows import job_of
from service.adapters.job_tables import job_batches, job_items, job_results, jobs
from service.adapters.tables import moment, stamp
from service.domain.errors import MalformedInput
from service.domain.job import ENDED, JobOrder

AT_ONCE = 20_000  # positions deleted in one transaction: others write in between


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
    """End the time of a job; the caller holds its lock, and calls `clear` later.

    Nobody can claim, finish or read anything of it from here on.
    """
    connection.execute(delete(job_batches).where(job_batches.c.job_seq == seq))
    row = connection.execute(select(jobs).where(jobs.c.seq == seq)).one()
    values = {
        "state": "expired",
        "finished_at": row.finished_at or stamp(now),
        "expires_at": kept_until(job_of(row).order, now, kept_for),
        "version": jobs.c.version + 1,
        **given_back(connection, row),
    }
    ended = connection.execute(update(jobs).where(jobs.c.seq == seq).values(values).returning(jobs)).one()
    if row.state not in ENDED:
        announce_job(connection, job_of(ended))


def clear_expired(engine: Engine) -> None:
    """Delete what expired jobs still hold, of an earlier attempt that broke off too."""
    held = exists().where(job_items.c.job_seq == jobs.c.seq)
    with reading(engine) as connection:
        holding = connection.scalars(select(jobs.c.seq).where(jobs.c.state == "expired", held)).all()
    for seq in holding:
        clear(engine, seq)


def clear(engine: Engine, seq: int) -> None:
    """Delete the items and results of an expired job; items go last, as they tell that something is left."""
    for table in (job_results, job_items):
        while _clear_some(engine, table, seq):
            pass


def shorten(connection: Connection, now: datetime, kept_for: timedelta) -> None:
    """Let no job that has ended be kept for longer from then on than the operator allows now."""
    late = select(jobs.c.seq, jobs.c.finished_at, jobs.c.expires_at).where(
        jobs.c.finished_at.is_not(None), jobs.c.state != "expired", jobs.c.expires_at > stamp(now)
    )
    rows = [(row, stamp(moment(row.finished_at) + kept_for)) for row in connection.execute(late)]
    earlier = [{"of": row.seq, "until": until} for row, until in rows if until < row.expires_at]
    if earlier:
        mine = update(jobs).where(jobs.c.seq == bindparam("of"))
        connection.execute(mine.values(expires_at=bindparam("until"), version=jobs.c.version + 1), earlier)


def _clear_some(engine: Engine, table: Table, seq: int) -> bool:
    mine = table.c.job_seq == seq
    with writing(engine) as connection:
        first: int | None = connection.scalar(select(func.min(table.c.position)).where(mine))
        if first is None:
            return False
        connection.execute(delete(table).where(mine, table.c.position < first + AT_ONCE))
        return True
