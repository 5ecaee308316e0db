"""Accepts, cancels, repeats and expires jobs.

Promises that a job is accepted with all of its items or not at all, and that each call is one step that is on
the disk when it returns. Refuses to know what an item says and who works at it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from sqlalchemy import Connection, Engine, Select, delete, func, insert, select, update

from service.adapters.database import writing
from service.adapters.job_charges import charged, given_back, recharged
from service.adapters.job_expiry import clear, clear_expired, expire, kept_until, refuse_too_long, shorten
from service.adapters.job_rows import (
    RECEIVING,
    AnyRow,
    accepted,
    failure_json,
    job_of,
    locked,
    orders,
    payload_json,
)
from service.adapters.job_settle import settle
from service.adapters.job_tables import job_batches, job_items, job_results, jobs
from service.adapters.tables import stamp
from service.domain.errors import EmptyInput, Expired, InProgress, QueueFull, TooLarge, WrongState
from service.domain.job import ENDED, Job, JobKind, JobOrder, NewItem
from service.domain.job_batching import LIMITS, Placed, place

CHUNK = 500  # positions in one statement
ABANDONED = timedelta(days=1)  # after which a job that is still being received will not be accepted any more
UNFINISHED = ("queued", "running", "cancelling")


@dataclass(frozen=True, slots=True)
class QueueLimits:
    """How much may wait: jobs and items in all, jobs of one owner, items of one job."""

    jobs: int = 10_000
    items: int = 5_000_000
    owner_jobs: int = 10_000
    job_items: int = 1_000_000


class SqlJobEngine:
    """JobEngine on SQLite or PostgreSQL. Jobs are kept for `kept_for` at most.

    `wake` tells workers of a job, `unread` how many items of an accepted one could not be read.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        limits: QueueLimits = QueueLimits(),  # frozen
        kept_for: timedelta = timedelta(days=30),
        wake: Callable[[], None] = lambda: None,
        unread: Callable[[JobKind, int], None] = lambda _kind, _count: None,
    ) -> None:
        self._engine = engine
        self._limits = limits
        self._kept_for = kept_for
        self._wake = wake
        self._unread = unread
        self._shortened = False  # jobs of before this start, to how long they are kept now

    def submit(
        self, order: JobOrder, items: Iterable[NewItem], now: datetime, *, limit: int | None = None
    ) -> Job:
        """Accept a job, in steps of a thousand items, of which nothing is seen before the last."""
        begun = self._begin(order, now)
        if isinstance(begun, Job):
            return begun
        try:
            for window in place(items, order.kind):
                self._receive(begun, window)
            job = self._accept(begun, now, limit)
        except BaseException:  # whatever it was, nothing of the job may stay
            with writing(self._engine) as connection:
                connection.execute(delete(jobs).where(jobs.c.seq == begun, jobs.c.state == RECEIVING))
            raise
        self._unread(order.kind, job.items.failed)
        self._wake()
        return job

    def cancel(self, job_id: str, now: datetime) -> Job:
        """Drop what nobody works at yet; a job that has ended stays as it is."""
        with writing(self._engine) as connection:
            row = locked(connection, job_id)
            if row.state not in ENDED:
                ready = (job_batches.c.job_seq == row.seq) & (job_batches.c.state == "ready")
                connection.execute(update(job_batches).where(ready).values(state="dropped"))
                _change(connection, row.seq, state="cancelling")
                settle(connection, row.seq, now, self._kept_for)
            return job_of(connection.execute(accepted(job_id)).one())

    def purge(self, job_id: str, now: datetime) -> Job:
        """Expire a job now; what it held is deleted when this returns, and what is left of it too."""
        with writing(self._engine) as connection:
            row = locked(connection, job_id)
            if row.state != "expired":
                expire(connection, row.seq, now, self._kept_for)
            job = job_of(connection.execute(accepted(job_id)).one())
        clear(self._engine, row.seq)
        return job

    def retry(self, job_id: str, now: datetime, *, limit: int | None = None) -> Job:
        """Put the items whose work failed into new batches."""
        with writing(self._engine) as connection:
            row = locked(connection, job_id)
            _refuse_retry(row)
            given_back(connection, row)  # what a worker of a version before this did not give back at the end
            waiting = connection.scalars(_failed(row.seq)).all()
            if not waiting:
                raise WrongState(
                    "No item of this job has failed in a way that trying again could change.",
                    "GET its results: items that could not be read have to be sent again.",
                )
            for positions in _chunks(waiting, LIMITS[job_of(row).order.kind].items):
                _reopen(connection, row.seq, positions)
            until = kept_until(job_of(row).order, now, self._kept_for)
            left = connection.execute(accepted(job_id)).one().characters_failed
            again = row.characters_failed - left
            cost = recharged(connection, row, again, now=now, limit=limit)
            queued = {"state": "queued", "queued_at": stamp(now), "finished_at": None, "expires_at": until}
            _change(connection, row.seq, **queued, **cost)
            job = job_of(connection.execute(accepted(job_id)).one())
        self._wake()
        return job

    def sweep(self, now: datetime) -> int:
        """Delete the content of what is past its time, and after as long again the job itself."""
        past = jobs.c.expires_at < stamp(now)
        abandoned = (jobs.c.state == RECEIVING) & (jobs.c.created_at < stamp(now - ABANDONED))
        with writing(self._engine) as connection:
            if not self._shortened:
                shorten(connection, now, self._kept_for)
            gone = connection.execute(delete(jobs).where(abandoned | (past & (jobs.c.state == "expired"))))
            stale = select(jobs.c.seq).where(past, jobs.c.state.not_in(("expired", RECEIVING)))
            expired = connection.scalars(stale.order_by(jobs.c.seq).with_for_update()).all()
            for seq in expired:
                expire(connection, seq, now, self._kept_for)
        self._shortened = True
        clear_expired(self._engine)
        return gone.rowcount + len(expired)

    def _begin(self, order: JobOrder, now: datetime) -> Job | int:
        """Open the job and return its number, or the job of the same id that there is."""
        with writing(self._engine) as connection:
            known = connection.execute(accepted(order.id)).one_or_none()
            if known is not None:
                return job_of(known)
            refuse_too_long(order, self._kept_for)
            # Its process died on the way, or the same is being ordered twice at once: the last one counts.
            connection.execute(delete(jobs).where(jobs.c.id == order.id))
            self._refuse_too_many(connection, order.owner)
            row = insert(jobs).values(_row(order, now, kept_until(order, now, self._kept_for)))
            return int(connection.execute(row.returning(jobs.c.seq)).scalar_one())

    def _refuse_too_many(self, connection: Connection, owner: str) -> None:
        waiting = func.coalesce(func.sum(jobs.c.items_total - jobs.c.items_done - jobs.c.items_failed), 0)
        counted = select(func.count(), waiting).where(jobs.c.state.in_(UNFINISHED))
        count, items = connection.execute(counted).one()
        mine = connection.execute(counted.where(jobs.c.owner == owner)).one()[0]
        for value, limit, what in (
            (count, self._limits.jobs, "jobs"),
            (items, self._limits.items, "items"),
            (mine, self._limits.owner_jobs, "of your jobs"),
        ):
            if value >= limit:
                raise QueueFull(
                    f"{value:,} {what} are waiting; a job is taken while there are fewer than {limit:,}.",
                    "Send it again when some are done; DELETE /v1/jobs/{id} cancels one.",
                )

    def _receive(self, seq: int, window: Sequence[Placed]) -> None:
        if window[-1].position >= self._limits.job_items:
            raise TooLarge(
                f"The job has more than {self._limits.job_items:,} items.",
                "Send it as several jobs; the operator can raise DIEMNHAN_JOB_ITEMS.",
            )
        with writing(self._engine) as connection:
            _receiving(connection, seq)
            connection.execute(insert(job_items), [_item_row(seq, one) for one in window])
            if numbers := sorted({one.batch for one in window if one.batch is not None}):
                connection.execute(insert(job_batches), [_batch_row(seq, number) for number in numbers])
            failed = [one for one in window if one.item.error]
            if failed:
                connection.execute(insert(job_results), [_failed_row(seq, one) for one in failed])
            values = {
                "items_total": jobs.c.items_total + len(window),
                "items_failed": jobs.c.items_failed + len(failed),
                "characters_total": jobs.c.characters_total + sum(one.item.characters for one in window),
            }
            connection.execute(update(jobs).where(jobs.c.seq == seq).values(values))

    def _accept(self, seq: int, now: datetime, limit: int | None) -> Job:
        with writing(self._engine) as connection:
            row = _receiving(connection, seq)
            if row.items_total == 0:
                raise EmptyInput("The job has no items.", "Send one or more texts.")
            cost = charged(connection, row, row.characters_total, now=now, limit=limit)
            _change(connection, seq, state="queued", queued_at=stamp(now), **cost)
            settle(connection, seq, now, self._kept_for)  # where no item could be read it ends at once
            return job_of(connection.execute(accepted(row.id)).one())


def _receiving(connection: Connection, seq: int) -> AnyRow:
    row = connection.execute(select(jobs).where(jobs.c.seq == seq).with_for_update()).one_or_none()
    if row is None:
        raise InProgress("The same job is being ordered a second time.", "Wait for the answer to that.")
    return row


def _refuse_retry(row: AnyRow) -> None:
    if row.state == "expired":
        raise Expired(
            "The items of this job were deleted: it expired or was purged.", "Send them as a new job."
        )
    if row.state not in ENDED:
        raise WrongState(
            f"The job is {row.state}; failed items are tried again once it has ended.",
            "Wait for its end.",
            retry_after=2,
        )


def _failed(seq: int) -> Select[int]:
    """Select the positions of the items that were read and whose work failed."""
    same = (job_items.c.job_seq == job_results.c.job_seq) & (job_items.c.position == job_results.c.position)
    return (
        select(job_results.c.position)
        .join(job_items, same)
        .where(
            job_results.c.job_seq == seq, job_results.c.status == "failed", job_items.c.payload.is_not(None)
        )
        .order_by(job_results.c.position)
    )


def _reopen(connection: Connection, seq: int, positions: Sequence[int]) -> None:
    highest = select(func.coalesce(func.max(job_batches.c.number), -1)).where(job_batches.c.job_seq == seq)
    number = connection.execute(highest).scalar_one() + 1
    connection.execute(insert(job_batches).values(_batch_row(seq, number)))
    results, items = job_results.c, job_items.c
    gone = (results.job_seq == seq) & results.position.in_(positions)
    connection.execute(delete(job_results).where(gone))
    mine = (items.job_seq == seq) & items.position.in_(positions)
    connection.execute(update(job_items).where(mine).values(batch=number))
    sharing = (items.job_seq == seq) & (items.position.in_(positions) | items.same_as.in_(positions))
    counted = select(func.count(), func.coalesce(func.sum(items.characters), 0)).where(sharing)
    count, characters = connection.execute(counted).one()
    values = {
        "items_failed": jobs.c.items_failed - count,
        "characters_failed": jobs.c.characters_failed - int(characters),
    }
    connection.execute(update(jobs).where(jobs.c.seq == seq).values(values))


def _change(connection: Connection, seq: int, **values: object) -> None:
    changed = update(jobs).where(jobs.c.seq == seq)
    connection.execute(changed.values(**values, version=jobs.c.version + 1))


def _chunks(positions: Sequence[int], size: int) -> Iterator[list[int]]:
    waiting = iter(positions)
    while chunk := list(islice(waiting, min(size, CHUNK))):
        yield chunk


def _row(order: JobOrder, now: datetime, expires_at: str) -> dict[str, object]:
    counts = (
        "items_total", "items_done", "items_failed",
        "characters_total", "characters_done", "characters_failed",
        "worked_items", "worked_seconds", "version",
    )  # fmt: skip
    return {
        "id": order.id,
        "owner": order.owner,
        "kind": order.kind,
        "body": orders().dump_json(order).decode(),
        "digest": order.digest,
        "priority": order.priority,
        "state": RECEIVING,
        "created_at": stamp(now),
        "expires_at": expires_at,
        **dict.fromkeys(counts, 0),
    }


def _item_row(seq: int, placed: Placed) -> dict[str, object]:
    item = placed.item
    return {
        "job_seq": seq,
        "position": placed.position,
        "custom_id": item.custom_id,
        "payload": payload_json(item.payload) if item.payload and placed.same_as is None else None,
        "characters": item.characters,
        "batch": placed.batch,
        "same_as": placed.same_as,
    }


def _batch_row(seq: int, number: int) -> dict[str, object]:
    return {"job_seq": seq, "number": number, "state": "ready", "token": 0, "attempts": 0}


def _failed_row(seq: int, placed: Placed) -> dict[str, object]:
    assert placed.item.error is not None
    body = failure_json(placed.item.error)
    return {"job_seq": seq, "position": placed.position, "status": "failed", "body": body}
