"""Batch jobs on PostgreSQL: processes that are killed, connections that are lost, a database that is away.

The pipeline is a fake that takes its time; processes, stores, workers, signals and PostgreSQL are real.
"""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import httpx
import pytest
from sqlalchemy import create_engine, text

from tests.contract.conftest import empty_postgres
from tests.e2e.job_house import (
    KILLS,
    SEED,
    House,
    Job,
    Process,
    assert_every_item_is_there_once,
    has_ended,
    house,
    kill,
    submit,
    wait_for,
    wait_until,
)
from tests.e2e.own_postgres import OwnPostgres, own_postgres

pytestmark = [pytest.mark.postgres, pytest.mark.slow]


@pytest.fixture
def postgres(tmp_path: Path) -> Iterator[House]:
    url = empty_postgres()
    home = house(tmp_path, DIEMNHAN_DATABASE_URL=url)
    yield home
    home.tidy()


@pytest.fixture
def server() -> Iterator[OwnPostgres]:
    with own_postgres() as running:
        yield running


@pytest.fixture
def home(server: OwnPostgres, tmp_path: Path) -> Iterator[House]:
    home = house(tmp_path, DIEMNHAN_DATABASE_URL=server.url)
    yield home
    home.tidy()


def answers(client: httpx.Client, path: str) -> int:
    """Return the status of an answer; 0 without one."""
    try:
        return client.get(path).status_code
    except httpx.TransportError:
        return 0


def has_done(count: int, job: Job) -> bool:
    """Tell whether so many items of a job are done."""
    return bool(job["counts"]["items"]["done"] >= count)


@pytest.mark.parametrize("how", ["fast", "immediate"])  # in order, and a crash
def test_a_database_that_stops_and_starts_under_load_loses_no_item(
    server: OwnPostgres, home: House, how: str, tell: Callable[[str], None]
) -> None:
    _, client = home.serve(seconds=0.0, DIEMNHAN_JOB_WORKERS="0")
    for _ in range(2):
        home.start("work", seconds=0.3)
    location = submit(client, 6000).raise_for_status().headers["location"]
    for round_ in range(3):
        wait_for(client, location, partial(has_done, 400 + 800 * round_))
        server.stop(how)
        wait_until(lambda: answers(client, "/readyz") == 503)
        refused = submit(client, 10, key=f"away-{round_}")
        assert (refused.status_code, "retry-after" in refused.headers) == (503, True)
        time.sleep(1)
        server.start()
        began = time.monotonic()
        wait_until(lambda: answers(client, "/readyz") == 200)
        ready = time.monotonic() - began
    wait_for(client, location, has_ended)
    figures = assert_every_item_is_there_once(client, location, 6000)
    log = home.log.read_text(encoding="utf-8")
    assert "results_wait" in log
    assert "job_worker_crashed" not in log
    tell(f"PostgreSQL stopped ({how}) and started three times: {figures}; ready again after {ready:.1f} s")


def test_lost_connections_lose_no_item(postgres: House) -> None:
    _, client = postgres.serve(seconds=0.0, DIEMNHAN_JOB_WORKERS="0")
    for _ in range(2):
        postgres.start("work", seconds=0.1)
    location = submit(client, 3000).raise_for_status().headers["location"]
    engine = create_engine(postgres.environment["DIEMNHAN_DATABASE_URL"])
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
    with engine.connect() as connection:
        for _ in range(20):
            connection.execute(text(f"{others} AND datname = current_database()"))
            connection.commit()
            time.sleep(0.2)
    engine.dispose()
    wait_until(lambda: client.get(location).status_code == 200)
    wait_for(client, location, has_ended)
    assert_every_item_is_there_once(client, location, 3000)


def test_what_a_killed_worker_had_is_taken_over_by_another(postgres: House) -> None:
    _, client = postgres.serve(seconds=0.0, DIEMNHAN_JOB_WORKERS="0")
    workers = [postgres.start("work", seconds=0.3) for _ in range(2)]
    location = submit(client, 3000).raise_for_status().headers["location"]
    wait_for(client, location, lambda job: job["counts"]["items"]["done"] > 500)
    kill(workers[0])
    killed = time.monotonic()
    wait_for(client, location, has_ended)
    assert_every_item_is_there_once(client, location, 3000)
    assert time.monotonic() - killed < 60


@dataclass
class Crew:
    """A server and three workers that are killed one by one."""

    home: House
    workers: list[Process]
    server: Process
    client: httpx.Client
    killed_at_work: int = 0

    def kill_one(self, chance: random.Random, held: Callable[[int], int]) -> None:
        """Kill one, count it where it had batches, and start another in its place."""
        victim = chance.randrange(4)
        if victim == 3:
            kill(self.server)
            self.server, self.client = self.home.serve(seconds=0.0, DIEMNHAN_JOB_WORKERS="0")
            return
        self.killed_at_work += bool(held(self.workers[victim].pid))
        kill(self.workers[victim])
        self.workers[victim] = self.home.start("work", seconds=2.0)


def test_processes_that_are_killed_at_random_end_the_job_all_the_same(
    postgres: House, tell: Callable[[str], None]
) -> None:
    chance, count = random.Random(SEED), 300 * KILLS
    postgres.fork_from_now_on()
    began = time.monotonic()
    server, client = postgres.serve(seconds=0.0, DIEMNHAN_JOB_WORKERS="0")
    crew = Crew(postgres, [postgres.start("work", seconds=2.0) for _ in range(3)], server, client)
    location = submit(client, count).raise_for_status().headers["location"]
    engine = create_engine(postgres.environment["DIEMNHAN_DATABASE_URL"])
    held = text(
        "SELECT count(*) FROM job_batches JOIN job_workers ON worker = id WHERE process LIKE :process"
    )
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for _ in range(KILLS):
            time.sleep(chance.uniform(0.2, 1.0))
            crew.kill_one(
                chance, lambda number: connection.execute(held, {"process": f"{number}:%"}).scalar_one()
            )
    engine.dispose()
    assert crew.client.get(location).json()["state"] == "running"
    for worker in crew.workers:
        kill(worker)
    postgres.start("work", seconds=0.0)
    wait_for(crew.client, location, has_ended)
    figures = assert_every_item_is_there_once(crew.client, location, count)
    at_work = f"{crew.killed_at_work} of them of workers at work"
    tell(f"PostgreSQL, {KILLS} kills, {at_work}: {figures}, {time.monotonic() - began:.0f} s")
