"""The parts of the jobs on one database, with two workers, and what tests of them order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Engine

from service.adapters.job_engine import QueueLimits, SqlJobEngine
from service.adapters.job_queue import SqlJobQueue
from service.adapters.job_store import SqlJobStore
from service.adapters.store import SqlBriefStore
from service.domain.article import Payload
from service.domain.job import JobOptions, JobOrder, NewItem, Outcome
from service.domain.job_ports import Claim, Worker
from service.domain.stores import Failure
from tests.samples import NOON

LATER = NOON + timedelta(days=31)
BAD = Failure("malformed_input", "Không đọc được.", "Gửi lại.")
ORDER = JobOrder("j1", "owner", "translate", JobOptions(), target="en")
LIMITS = QueueLimits(jobs=5, items=5000, owner_jobs=3, job_items=3000)


@dataclass(frozen=True)
class Jobs:
    """Everything on one database, with two workers that have joined."""

    engine: SqlJobEngine
    queue: SqlJobQueue
    store: SqlJobStore
    briefs: SqlBriefStore

    def claim(self, worker: str = "w1") -> Claim:
        claim = self.queue.claim(worker, NOON)
        assert claim is not None
        return claim

    def finish(self, claim: Claim, outcomes: Sequence[Outcome] | None = None) -> bool:
        done = outcomes or [Outcome(item.position, body="{}") for item in claim.items]
        return self.queue.finish(claim, done, seconds=2, now=NOON)

    def finish_all(self) -> None:
        while claim := self.queue.claim("w1", NOON):
            self.finish(claim)


def items(*texts: str) -> list[NewItem]:
    return [NewItem(f"c{i}", Payload(text, "text")) for i, text in enumerate(texts)]


def statuses(jobs: Jobs, job_id: str = "j1") -> list[str]:
    return [result.status for result in jobs.store.results(job_id)]


def jobs_on(engine: Engine) -> Jobs:
    """Return the parts on a database, with workers w1 and w2."""
    parts = Jobs(
        SqlJobEngine(engine, limits=LIMITS), SqlJobQueue(engine), SqlJobStore(engine), SqlBriefStore(engine)
    )
    for name in ("w1", "w2"):
        parts.queue.join(Worker(name, "m", "1:1", "0"), NOON)
    return parts
