"""What jobs cost the allowances of their owners, on each database."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, update

from service.adapters import job_tables as tables
from service.adapters.database import open_database, writing
from service.adapters.usage_store import SqlUsageStore
from service.domain.errors import QuotaExceeded
from service.domain.job import NewItem, Outcome
from service.domain.usage import Usage
from tests.contract.conftest import empty_postgres
from tests.contract.job_parts import BAD, LATER, ORDER, Jobs, items, jobs_on
from tests.samples import NOON

MONTH = f"{NOON:%Y-%m}"


@dataclass(frozen=True)
class House:
    """Jobs, and what their owners have used."""

    jobs: Jobs
    usage: SqlUsageStore
    database: Engine

    def say(self, **values: object) -> None:
        """Write the row of the job as another version has left it."""
        with writing(self.database) as connection:
            connection.execute(update(tables.jobs).values(values))

    def used(self) -> int:
        return self.usage.read(ORDER.owner, MONTH).characters


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    url = f"sqlite:///{tmp_path}/test.sqlite3" if request.param == "sqlite" else empty_postgres()
    engine = open_database(url)
    yield House(jobs_on(engine), SqlUsageStore(engine), engine)
    engine.dispose()


def test_a_job_counts_with_its_acceptance_and_once_however_often_it_is_ordered(house: House) -> None:
    house.jobs.engine.submit(ORDER, items("một", "hai"), NOON, limit=6)
    house.jobs.engine.submit(ORDER, items("một", "hai"), NOON, limit=6)
    assert house.used() == 6
    house.jobs.finish_all()
    assert house.used() == 6


def test_a_job_past_the_limit_is_refused_whole_and_costs_nothing(house: House) -> None:
    with pytest.raises(QuotaExceeded):
        house.jobs.engine.submit(ORDER, items("một", "hai"), NOON, limit=5)
    assert house.used() == 0
    assert house.jobs.queue.claim("w1", NOON) is None


def test_orders_at_once_cannot_pass_the_limit_together(house: House) -> None:
    together = threading.Barrier(2, timeout=30)

    def order(number: int) -> str:
        def read() -> Iterator[NewItem]:
            together.wait()
            yield from items("một")

        try:
            own = replace(ORDER, id=f"j{number}")
            return house.jobs.engine.submit(own, read(), NOON, limit=5).state
        except QuotaExceeded:
            return "refused"

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(order, range(2))) == ["queued", "refused"]
    assert house.used() == 3


def test_an_order_that_breaks_off_costs_nothing(house: House) -> None:
    def broken() -> Iterator[NewItem]:
        yield from items("một")
        raise ConnectionError

    with pytest.raises(ConnectionError):
        house.jobs.engine.submit(ORDER, broken(), NOON)
    assert house.used() == 0


def test_what_failed_is_given_back_once_and_counts_again_when_it_is_tried_again(house: House) -> None:
    jobs = house.jobs
    jobs.engine.submit(ORDER, items("một", "hai ba", "hai ba"), NOON)
    assert house.used() == 15
    jobs.finish(jobs.claim(), [Outcome(0, body="{}"), Outcome(1, error=BAD)])
    assert house.used() == 3
    with pytest.raises(QuotaExceeded):
        jobs.engine.retry("j1", NOON, limit=14)
    assert (house.used(), jobs.store.get("j1").state) == (3, "completed")
    jobs.engine.retry("j1", NOON, limit=15)
    assert house.used() == 15
    jobs.finish_all()
    assert house.used() == 15


def test_what_a_cancelled_an_expired_or_a_purged_job_did_not_do_is_given_back(house: House) -> None:
    jobs = house.jobs
    for name in ("a", "b", "c"):
        jobs.engine.submit(replace(ORDER, id=name), items("một"), NOON)
    jobs.engine.cancel("a", NOON)
    assert house.used() == 6
    jobs.engine.purge("b", NOON)
    jobs.engine.purge("b", NOON)
    assert house.used() == 3
    jobs.engine.sweep(LATER)
    assert house.used() == 0


def test_others_spend_beside_jobs_from_the_same_allowance(house: House) -> None:
    assert house.usage.spend(ORDER.owner, MONTH, Usage(4), limit=6)
    with pytest.raises(QuotaExceeded):
        house.jobs.engine.submit(ORDER, items("một"), NOON, limit=6)
    house.jobs.engine.submit(ORDER, items("hi"), NOON, limit=6)
    assert house.used() == 6


def test_a_job_is_as_old_as_its_last_retry(house: House) -> None:
    jobs, again = house.jobs, LATER.replace(day=2)
    jobs.engine.submit(ORDER, items("một"), NOON)
    assert jobs.store.backlog().oldest == NOON
    jobs.finish(jobs.claim(), [Outcome(0, error=BAD)])
    jobs.engine.retry("j1", again)
    assert jobs.store.backlog().oldest == again


def test_a_retry_of_a_job_from_before_there_was_a_count_costs_nothing_more(house: House) -> None:
    jobs = house.jobs
    jobs.engine.submit(ORDER, items("một", "hai ba"), NOON)
    house.say(charged=None, charged_month=None)
    jobs.finish(jobs.claim(), [Outcome(0, body="{}"), Outcome(1, error=BAD)])
    jobs.engine.retry("j1", NOON)
    assert house.used() == 9
    jobs.finish_all()
    assert house.used() == 9


def test_what_an_older_worker_did_not_give_back_is_given_back_with_the_retry(house: House) -> None:
    jobs = house.jobs
    jobs.engine.submit(ORDER, items("một", "hai ba"), NOON)
    jobs.finish(jobs.claim(), [Outcome(0, body="{}"), Outcome(1, error=BAD)])
    assert house.usage.spend(ORDER.owner, MONTH, Usage(6), limit=None)
    house.say(charged=9)
    jobs.engine.retry("j1", NOON, limit=9)
    assert house.used() == 9
    jobs.finish(jobs.claim(), [Outcome(1, error=BAD)])
    assert house.used() == 3
