"""Hands batches out to workers, and takes the results in.

Promises that a batch belongs to one worker at a time; that results, counts and the end of the batch are one
transaction; that a worker which was given up can write nothing any more (each claim has a token, and only the
holder of the last one may finish); and that a batch whose workers keep dying waits for the others of its job
and is taken apart until the item at fault is alone and given up. Refuses to know clocks: who is alive is
judged by whoever calls `bury`.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from itertools import count

from sqlalchemy import (
    ColumnElement,
    Connection,
    Delete,
    Engine,
    Select,
    and_,
    case,
    delete,
    exists,
    func,
    insert,
    select,
    update,
)

from service.adapters.database import reading, writing
from service.adapters.job_rows import AnyRow, failure_json, item_of, job_of
from service.adapters.job_settle import settle
from service.adapters.job_tables import job_batches, job_items, job_results, job_workers, jobs
from service.adapters.store import write_brief_rows
from service.adapters.tables import stamp
from service.domain.job import Outcome
from service.domain.job_ports import Claim, Worker
from service.domain.stores import Failure

SPLIT_AFTER, GIVE_UP_AFTER = 3, 5  # deaths of workers: of a batch of several items, of one item alone
OPEN = ("queued", "running")
GAVE_UP = Failure(
    "internal_error",
    f"The worker died {GIVE_UP_AFTER} times while it worked at this item.",
    "Send the item alone; if it fails again, report it.",
)


class SqlJobQueue:
    """JobQueue on SQLite or PostgreSQL. At most `per_owner` batches of one owner are out at once; 0: any."""

    def __init__(
        self, engine: Engine, *, kept_for: timedelta = timedelta(days=30), per_owner: int = 0
    ) -> None:
        self._engine = engine
        self._kept_for = kept_for
        self._per_owner = per_owner
        self._served: dict[str, int] = {}  # owners in the order in which this process served them last
        self._turns = count(1)

    def join(self, worker: Worker, now: datetime) -> None:
        """Make a worker known."""
        row = {
            "id": worker.id,
            "machine": worker.machine,
            "process": worker.process,
            "version": worker.version,
            "beats": worker.beats,
            "joined_at": stamp(now),
        }
        with writing(self._engine) as connection:
            connection.execute(insert(job_workers).values(row))

    def beat(self, worker_id: str) -> bool:
        """Count one up."""
        mine = update(job_workers).where(job_workers.c.id == worker_id)
        with writing(self._engine) as connection:
            return connection.execute(mine.values(beats=job_workers.c.beats + 1)).rowcount > 0

    def workers(self) -> tuple[Worker, ...]:
        """Return those that joined and neither left nor were buried."""
        with reading(self._engine) as connection:
            rows = connection.execute(select(job_workers).order_by(job_workers.c.id)).all()
        return tuple(Worker(row.id, row.machine, row.process, row.version, row.beats) for row in rows)

    def bury(self, worker_id: str, now: datetime) -> int:
        """Free what it had claimed, and count the attempt."""
        with writing(self._engine) as connection:
            connection.execute(_gone(worker_id))
            return self._free(connection, _claimed_by(worker_id), now, attempt=1)

    def leave(self, worker_id: str, now: datetime) -> None:
        """Free what it had claimed."""
        with writing(self._engine) as connection:
            connection.execute(_gone(worker_id))
            self._free(connection, _claimed_by(worker_id), now, attempt=0)

    def disown(self, worker_id: str, held: Collection[Claim], now: datetime) -> int:
        """Free what it had claimed but for what it holds."""
        lost = _claimed_by(worker_id)
        for claim in held:
            job = select(jobs.c.seq).where(jobs.c.id == claim.job.id).scalar_subquery()
            same = and_(job_batches.c.number == claim.batch, job_batches.c.token == claim.token)
            lost &= ~and_(job_batches.c.job_seq == job, same)
        with writing(self._engine) as connection:
            return self._free(connection, lost, now, attempt=0)

    def claim(self, worker_id: str, now: datetime) -> Claim | None:
        """Take the next batch, looking first without a lock, as there is nothing to do most of the time."""
        while True:
            with reading(self._engine) as connection:
                known = connection.execute(_worker(worker_id)).one_or_none()
                chosen = self._choose(connection) if known else None
            if chosen is None:
                return None
            owner, seq = chosen
            with writing(self._engine) as connection:
                row = _take(connection, seq, worker_id)
                if row is None:  # another was faster
                    continue
                items = _items(connection, seq, row.number)
                if self._is_hopeless(connection, row, items, now):
                    continue
                self._served[owner] = next(self._turns)
                job = _started(connection, seq, now)
            return Claim(job_of(job), row.number, row.token + 1, tuple(map(item_of, items)))

    def finish(self, claim: Claim, outcomes: Iterable[Outcome], *, seconds: float, now: datetime) -> bool:
        """Write the results of a batch, all or none; true too where this claim has written them before."""
        ended = list(outcomes)
        if sorted(one.position for one in ended) != [item.position for item in claim.items]:
            raise ValueError("a batch is finished with one outcome for each of its items")
        with writing(self._engine) as connection:
            seq = _lock(connection, claim.job.id)
            if seq is None:
                return False
            if not _end_batch(connection, seq, claim, state="done"):
                return _has_ended(connection, seq, claim)
            connection.execute(insert(job_results), [_result_row(seq, one) for one in ended])
            deliver = claim.job.order.options.brief.deliver
            for outcome in ended:
                if outcome.brief is not None:
                    write_brief_rows(connection, outcome.brief, deliver)
            _count(connection, seq, ended, seconds=seconds)
            settle(connection, seq, now, self._kept_for)
        return True

    def release(self, claim: Claim, now: datetime) -> None:
        """Put a batch back, unless it was taken away."""
        with writing(self._engine) as connection:
            seq = _lock(connection, claim.job.id)
            if seq is not None:
                state = connection.execute(select(jobs.c.state).where(jobs.c.seq == seq)).scalar_one()
                _end_batch(connection, seq, claim, state="dropped" if state == "cancelling" else "ready")
                self._settle_cancelled(connection, seq, state, now)

    def _choose(self, connection: Connection) -> tuple[str, int] | None:
        """Return the owner and the job that are next."""
        ready = exists().where(job_batches.c.job_seq == jobs.c.seq, job_batches.c.state == "ready")
        waiting = (
            select(jobs.c.priority, jobs.c.owner, func.min(jobs.c.seq).label("seq"))
            .where(jobs.c.state.in_(OPEN), ready)
            .group_by(jobs.c.priority, jobs.c.owner)
        )
        out = (
            select(jobs.c.owner, func.count().label("batches"))
            .join(job_batches, job_batches.c.job_seq == jobs.c.seq)
            .where(job_batches.c.state == "claimed")
            .group_by(jobs.c.owner)
        )
        busy: dict[str, int] = {row.owner: row.batches for row in connection.execute(out)}
        candidates = [
            (row.priority, busy.get(row.owner, 0), self._served.get(row.owner, 0), row.seq, row.owner)
            for row in connection.execute(waiting)
            if not self._per_owner or busy.get(row.owner, 0) < self._per_owner
        ]
        return (min(candidates)[4], min(candidates)[3]) if candidates else None

    def _is_hopeless(
        self, connection: Connection, batch: AnyRow, items: Sequence[AnyRow], now: datetime
    ) -> bool:
        """Take a batch apart, or give a single item up, that has cost too many workers their life."""
        if batch.attempts < (SPLIT_AFTER if len(items) > 1 else GIVE_UP_AFTER):
            return False
        mine = _batch(batch.job_seq, batch.number)
        connection.execute(update(job_batches).where(mine).values(state="done", worker=None))
        if len(items) > 1:
            _split(connection, batch.job_seq, [item.position for item in items])
            return True
        given_up = [Outcome(items[0].position, error=GAVE_UP)]
        connection.execute(insert(job_results), [_result_row(batch.job_seq, one) for one in given_up])
        _count(connection, batch.job_seq, given_up, seconds=0)
        settle(connection, batch.job_seq, now, self._kept_for)
        return True

    def _free(
        self, connection: Connection, claimed: ColumnElement[bool], now: datetime, *, attempt: int
    ) -> int:
        freed = 0
        touched = jobs.c.seq.in_(select(job_batches.c.job_seq).where(claimed))
        # All locks before the first write: ending a job takes its owner's allowance, for which others wait.
        locked = select(jobs.c.seq, jobs.c.state).where(touched).order_by(jobs.c.seq).with_for_update()
        for seq, state in connection.execute(locked).all():
            values = {
                "state": "dropped" if state == "cancelling" else "ready",
                "worker": None,
                "token": job_batches.c.token + 1,
                "attempts": job_batches.c.attempts + attempt,
            }
            mine = update(job_batches).where(claimed, job_batches.c.job_seq == seq)
            freed += connection.execute(mine.values(values)).rowcount
            self._settle_cancelled(connection, seq, state, now)
        return freed

    def _settle_cancelled(self, connection: Connection, seq: int, state: str, now: datetime) -> None:
        if state == "cancelling":
            settle(connection, seq, now, self._kept_for)


def _worker(worker_id: str) -> Select[tuple[str]]:
    return select(job_workers.c.id).where(job_workers.c.id == worker_id)


def _gone(worker_id: str) -> Delete:
    return delete(job_workers).where(job_workers.c.id == worker_id)


def _claimed_by(worker_id: str) -> ColumnElement[bool]:
    return and_(job_batches.c.worker == worker_id, job_batches.c.state == "claimed")


def _take(connection: Connection, seq: int, worker_id: str) -> AnyRow | None:
    """Claim a batch of a job that is still open.

    The worker's row is kept from being deleted meanwhile: what it claims here, its burial finds.
    """
    if connection.execute(_worker(worker_id).with_for_update(read=True)).one_or_none() is None:
        return None
    job = connection.execute(select(jobs.c.state).where(jobs.c.seq == seq).with_for_update()).one_or_none()
    if job is None or job.state not in OPEN:
        return None
    row = _first_ready(connection, seq)
    if row is not None:
        mine = update(job_batches).where(_batch(seq, row.number))
        connection.execute(mine.values(state="claimed", worker=worker_id, token=row.token + 1))
    return row


def _first_ready(connection: Connection, seq: int) -> AnyRow | None:
    """Return the ready batch that is next: those that cost a worker its life go last."""
    batches = job_batches.c
    ready = select(job_batches).where(batches.job_seq == seq, batches.state == "ready").limit(1)
    fresh = ready.where(batches.attempts == 0).order_by(batches.number)  # an index leads to it
    suspected = ready.order_by(batches.attempts, batches.number)
    return connection.execute(fresh).one_or_none() or connection.execute(suspected).one_or_none()


def _started(connection: Connection, seq: int, now: datetime) -> AnyRow:
    of_job = jobs.c.seq == seq
    since = case((jobs.c.created_at > stamp(now), jobs.c.created_at), else_=stamp(now))  # clocks differ
    values = {
        "state": "running",
        "started_at": func.coalesce(jobs.c.started_at, since),
        "version": jobs.c.version + 1,
    }
    connection.execute(update(jobs).where(of_job, jobs.c.state == "queued").values(values))
    return connection.execute(select(jobs).where(of_job)).one()


def _items(connection: Connection, seq: int, number: int) -> Sequence[AnyRow]:
    mine = (job_items.c.job_seq == seq) & (job_items.c.batch == number)
    return connection.execute(select(job_items).where(mine).order_by(job_items.c.position)).all()


def _split(connection: Connection, seq: int, positions: Sequence[int]) -> None:
    highest = select(func.max(job_batches.c.number)).where(job_batches.c.job_seq == seq)
    first = connection.execute(highest).scalar_one() + 1
    for number, position in enumerate(positions, first):
        row = {"job_seq": seq, "number": number, "state": "ready", "token": 0, "attempts": 0}
        connection.execute(insert(job_batches).values(row))
        mine = (job_items.c.job_seq == seq) & (job_items.c.position == position)
        connection.execute(update(job_items).where(mine).values(batch=number))


def _lock(connection: Connection, job_id: str) -> int | None:
    return connection.execute(select(jobs.c.seq).where(jobs.c.id == job_id).with_for_update()).scalar()


def _end_batch(connection: Connection, seq: int, claim: Claim, *, state: str) -> bool:
    """Move a batch on, if the claim still holds."""
    held = (job_batches.c.state == "claimed") & (job_batches.c.token == claim.token)
    mine = update(job_batches).where(_batch(seq, claim.batch), held)
    return connection.execute(mine.values(state=state, worker=None)).rowcount == 1


def _has_ended(connection: Connection, seq: int, claim: Claim) -> bool:
    """Tell whether this claim has ended its batch: the answer to an earlier attempt was lost."""
    ended = _batch(seq, claim.batch) & (job_batches.c.state == "done") & (job_batches.c.token == claim.token)
    return connection.execute(select(job_batches.c.number).where(ended)).first() is not None


def _count(connection: Connection, seq: int, outcomes: Sequence[Outcome], *, seconds: float) -> None:
    """Add the outcomes to the counts of the job, each with the items that share it."""
    values: dict[str, object] = {"version": jobs.c.version + 1}
    worked = 0
    for ended, failed in (("done", False), ("failed", True)):
        positions = [one.position for one in outcomes if (one.error is not None) is failed]
        if not positions:
            continue
        sharing = job_items.c.position.in_(positions) | job_items.c.same_as.in_(positions)
        counted = select(func.count(), func.coalesce(func.sum(job_items.c.characters), 0))
        items, characters = connection.execute(counted.where(job_items.c.job_seq == seq, sharing)).one()
        values[f"items_{ended}"] = jobs.c[f"items_{ended}"] + items
        values[f"characters_{ended}"] = jobs.c[f"characters_{ended}"] + int(characters)
        worked += items
    values["worked_items"] = jobs.c.worked_items + worked
    values["worked_seconds"] = jobs.c.worked_seconds + seconds
    connection.execute(update(jobs).where(jobs.c.seq == seq).values(values))


def _batch(seq: int, number: int) -> ColumnElement[bool]:
    return (job_batches.c.job_seq == seq) & (job_batches.c.number == number)


def _result_row(seq: int, outcome: Outcome) -> dict[str, object]:
    status = "failed" if outcome.error else "done"
    body = failure_json(outcome.error) if outcome.error else outcome.body
    return {"job_seq": seq, "position": outcome.position, "status": status, "body": body}
