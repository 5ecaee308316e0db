"""A wall clock that jumps while a job runs: no item is lost or done twice, and no live worker is given up."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from service.adapters.database import open_database
from service.adapters.job_engine import SqlJobEngine
from service.adapters.job_queue import SqlJobQueue
from service.adapters.job_store import SqlJobStore
from service.api.job_schemas import job_out
from service.domain.article import Payload
from service.domain.errors import InProgress
from service.domain.job import JobOptions, JobOrder, NewItem, Outcome
from service.domain.job_ports import Claim, Worker
from service.jobs.attention import Attention
from service.jobs.runner import Duties, JobRunner, Pace
from tests.contract.conftest import empty_postgres
from tests.samples import NOON

COUNT = 1000
ORDER = JobOrder("j1", "owner", "translate", JobOptions(), target="en")
BUSY = Pace(beat=0.02, patience=15, idle=0.02, sweep=0.02, give_way=0)


@dataclass
class Clock:
    """The clock on the wall, which is set anew with each batch that is begun."""

    jump: timedelta
    readings: set[datetime] = field(default_factory=set)
    ahead: bool = False

    def now(self) -> datetime:
        told = NOON + self.jump if self.ahead else NOON
        self.readings.add(told)
        return told

    def set_anew(self) -> None:
        self.ahead = not self.ahead


@dataclass
class Team:
    """Two workers on one database, that note what they did and whom they gave up."""

    database: Engine
    clock: Clock
    worked: list[int] = field(default_factory=list)
    taken_over: list[int] = field(default_factory=list)

    def work(self, claim: Claim) -> list[Outcome]:
        self.clock.set_anew()
        time.sleep(0.03)  # so that a sweep and a beat fall into it
        self.worked += [item.position for item in claim.items]
        return [Outcome(item.position, body="{}") for item in claim.items]

    def runner(self, name: str) -> JobRunner:
        duties = Duties(
            queue=SqlJobQueue(self.database),
            sweep=SqlJobEngine(self.database).sweep,
            work=self.work,
            identify=lambda: Worker(name, name, "1:1", "0"),
            is_gone=lambda worker: False,
            clock=self.clock.now,
            attention=Attention(),
            observe=lambda claim, outcomes, seconds: None,
            took_over=self.taken_over.append,
        )
        return JobRunner(duties, threads=1, pace=BUSY)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    url = f"sqlite:///{tmp_path}/test.sqlite3" if request.param == "sqlite" else empty_postgres()
    engine = open_database(url)
    yield engine
    engine.dispose()


def texts(count: int) -> Iterator[NewItem]:
    return (NewItem(f"c{i}", Payload(f"Câu {i}.", "text")) for i in range(count))


def wait_for(happened: Callable[[], object]) -> None:
    end = time.monotonic() + 120
    while not happened():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


@pytest.mark.parametrize("hours", [1, -1, 24, -24])
def test_a_clock_that_jumps_to_and_fro_loses_and_doubles_nothing(database: Engine, hours: int) -> None:
    clock, store = Clock(timedelta(hours=hours)), SqlJobStore(database)
    team = Team(database, clock)
    SqlJobEngine(database).submit(ORDER, texts(COUNT), clock.now())
    runners = [team.runner("w1"), team.runner("w2")]
    for runner in runners:
        runner.start()
    wait_for(lambda: store.get("j1").ended)
    alive = {worker.id for worker in SqlJobQueue(database).workers()}
    for runner in runners:
        runner.stop(30)
    assert Counter(team.worked) == Counter(range(COUNT))
    assert [one.status for one in store.results("j1")] == ["done"] * COUNT
    assert (alive, team.taken_over) == ({"w1", "w2"}, [])
    assert clock.readings == {NOON, NOON + clock.jump}
    job = store.get("j1")
    assert (job.state, job.items.done) == ("completed", COUNT)
    for now in clock.readings:
        assert job_out(job, now).counts.items.done == COUNT


def test_a_clock_that_jumps_while_a_job_is_ordered_takes_all_of_it_or_nothing(database: Engine) -> None:
    engine, store = SqlJobEngine(database), SqlJobStore(database)

    def sweeping() -> Iterator[NewItem]:
        yield from texts(COUNT)
        engine.sweep(NOON + timedelta(days=2))  # by another process, whose clock has jumped
        yield from texts(COUNT)

    with pytest.raises(InProgress):
        engine.submit(ORDER, sweeping(), NOON)
    assert store.backlog().items == 0
    assert engine.submit(ORDER, texts(COUNT), NOON).items.total == COUNT


def test_a_jump_beyond_the_days_that_jobs_are_kept_deletes_what_is_unfinished_too(database: Engine) -> None:
    engine, store = SqlJobEngine(database, kept_for=timedelta(days=2)), SqlJobStore(database)
    engine.submit(ORDER, texts(3), NOON)
    assert engine.sweep(NOON + timedelta(days=1)) == 0
    assert engine.sweep(NOON - timedelta(days=9)) == 0
    assert store.get("j1").state == "queued"
    assert engine.sweep(NOON + timedelta(days=2, seconds=1)) == 1
    assert store.get("j1").state == "expired"
    assert engine.sweep(NOON) == 0  # set right again: it stays deleted, and is told to be
    assert store.get("j1").state == "expired"
