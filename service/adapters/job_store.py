"""Reads jobs and their results.

Promises that results come in the order of the input, a page at a time, however long the job is. Refuses to
know who changes them.
"""

from collections.abc import Iterator

from sqlalchemy import Engine, Select, and_, func, select
from sqlalchemy.sql.expression import tuple_

from service.adapters.cursors import cursor_of, position_of
from service.adapters.database import reading
from service.adapters.job_rows import NO_JOB, RECEIVING, AnyRow, accepted, failure_of, job_of
from service.adapters.job_tables import job_batches, job_items, job_results, jobs
from service.adapters.tables import moment
from service.domain.errors import Expired, NotFound
from service.domain.job import ItemResult, Job
from service.domain.job_ports import Backlog, JobPage, JobQuery

PAGE = 500  # items read at once
UNFINISHED = ("queued", "running", "cancelling")


class SqlJobStore:
    """JobStore on SQLite or PostgreSQL."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, job_id: str) -> Job:
        """Return a job."""
        with reading(self._engine) as connection:
            row = connection.execute(accepted(job_id)).one_or_none()
            if row is None:
                raise NotFound(f"There is no job {job_id!r}.", NO_JOB)
            claimed = (job_batches.c.state == "claimed") & (job_batches.c.job_seq == row.seq)
            at_once = connection.execute(select(func.count()).where(claimed)).scalar_one()
        return job_of(row, at_once=max(at_once, 1))

    def find(self, query: JobQuery) -> JobPage:
        """Return a page, newest first."""
        with reading(self._engine) as connection:
            rows = connection.execute(_listing(query)).all()
        page = rows[: query.limit]
        more = len(rows) > query.limit
        following = cursor_of(page[-1].created_at, page[-1].id) if more else None
        return JobPage(tuple(map(job_of, page)), following)

    def results(self, job_id: str, *, after: int = -1) -> Iterator[ItemResult]:
        """Return every item behind a position; those that are not done yet say so."""
        job = self.get(job_id)
        if job.state == "expired":
            raise _expired()
        return self._pages(job_id, after)

    def backlog(self) -> Backlog:
        """Return what is not done yet."""
        waiting = jobs.c.items_total - jobs.c.items_done - jobs.c.items_failed
        since = func.coalesce(jobs.c.queued_at, jobs.c.created_at)  # none: of before there was this column
        counted = select(func.count(), func.coalesce(func.sum(waiting), 0), func.min(since))
        with reading(self._engine) as connection:
            row = connection.execute(counted.where(jobs.c.state.in_(UNFINISHED))).one()
        return Backlog(row[0], int(row[1]), moment(row[2]) if row[2] else None)

    def _pages(self, job_id: str, after: int) -> Iterator[ItemResult]:
        while True:
            with reading(self._engine) as connection:
                job = connection.execute(accepted(job_id)).one_or_none()
                if job is None or job.state == "expired":  # ending here would pass for all of it
                    raise _expired()
                rows = connection.execute(_page(job.seq, after)).all()
            for row in rows:
                yield _result(row, ended=job.finished_at is not None)
            if len(rows) < PAGE:
                return
            after = rows[-1].position


def _expired() -> Expired:
    return Expired("The results of this job were deleted: it expired or was purged.", "Send the items again.")


def _listing(query: JobQuery) -> Select[tuple[object, ...]]:
    wanted = select(jobs).where(jobs.c.state != RECEIVING)
    for column, value in (
        (jobs.c.owner, query.owner), (jobs.c.state, query.state), (jobs.c.kind, query.kind),
        (jobs.c.digest, query.digest),
    ):  # fmt: skip
        if value is not None:
            wanted = wanted.where(column == value)
    if query.cursor:
        wanted = wanted.where(tuple_(jobs.c.created_at, jobs.c.id) < tuple_(*position_of(query.cursor)))
    return wanted.order_by(jobs.c.created_at.desc(), jobs.c.id.desc()).limit(query.limit + 1)


def _page(seq: int, after: int) -> Select[tuple[object, ...]]:
    items, results = job_items.c, job_results.c
    shared = and_(
        results.job_seq == items.job_seq, results.position == func.coalesce(items.same_as, items.position)
    )
    wanted = select(items.position, items.custom_id, results.status, results.body)
    return (
        wanted.select_from(job_items.outerjoin(job_results, shared))
        .where(items.job_seq == seq, items.position > after)
        .order_by(items.position)
        .limit(PAGE)
    )


def _result(row: AnyRow, *, ended: bool) -> ItemResult:
    if row.status is None:
        return ItemResult(row.position, row.custom_id, "cancelled" if ended else "waiting")
    if row.status == "failed":
        return ItemResult(row.position, row.custom_id, "failed", error=failure_of(row.body))
    return ItemResult(row.position, row.custom_id, "done", body=row.body)
