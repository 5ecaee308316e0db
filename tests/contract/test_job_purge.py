"""A job that is purged is gone at once, on each database and file storage: all it held, and no other's."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from service.adapters.database import open_database, reading, writing
from service.adapters.job_engine import SqlJobEngine
from service.adapters.job_expiry import expire
from service.adapters.job_originals import SqlOriginalStore, job_files
from service.adapters.job_tables import job_batches, job_items, job_results, jobs
from service.adapters.kept_files import KeptFiles, stored_files
from service.domain.errors import Expired, NotFound
from service.domain.job import Outcome
from tests.contract.conftest import empty_postgres
from tests.contract.job_parts import BAD, ORDER, Jobs, items, jobs_on, statuses
from tests.object_storage import a_storage
from tests.samples import NOON

MANY = [f"câu {i}" for i in range(2500)]


@dataclass(frozen=True)
class House:
    """The jobs and the store of their files, on one database."""

    engine: Engine
    jobs: Jobs
    originals: SqlOriginalStore
    file: Path

    def order(self, job_id: str, *texts: str) -> None:
        self.originals.keep(job_id, self.file, NOON)
        self.jobs.engine.submit(replace(ORDER, id=job_id), items(*texts), NOON)

    def purge(self, job_id: str) -> str:
        job = self.jobs.engine.purge(job_id, NOON)
        self.originals.forget(job_id)
        return job.state

    def held(self) -> list[int]:
        """Return how many items, batches, results and pieces of files there are."""
        tables = (job_items, job_batches, job_results, job_files, stored_files)
        with reading(self.engine) as connection:
            return [connection.scalar(select(func.count()).select_from(table)) or 0 for table in tables]


@pytest.fixture(params=["sqlite", "file", pytest.param("postgres", marks=pytest.mark.postgres)])
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    postgres = request.param == "postgres"
    engine = open_database(empty_postgres() if postgres else f"sqlite:///{tmp_path / 'a.sqlite3'}")
    (tmp_path / "file").write_bytes(b"x" * 1_500_000)
    storage = a_storage(request.param, tmp_path, lambda: request.getfixturevalue("object_server"))
    yield House(
        engine, jobs_on(engine), SqlOriginalStore(engine, KeptFiles(engine, storage)), tmp_path / "file"
    )
    engine.dispose()


def test_nothing_of_a_purged_job_stays_and_all_of_the_others(house: House) -> None:
    house.order("j2", "một", "hai")
    before = house.held()
    house.order("j1", *MANY)
    claim = house.jobs.claim()
    house.jobs.finish(claim)
    assert house.purge("j1") == "expired"
    house.jobs.finish_all()
    assert house.held()[0] == before[0]
    assert house.held()[3:] == before[3:]
    assert statuses(house.jobs, "j2") == ["done", "done"]
    house.originals.fetch("j2", into := io.BytesIO())
    assert into.getbuffer().nbytes == 1_500_000
    with pytest.raises(Expired, match="purged"):
        house.jobs.store.results("j1")
    with pytest.raises(Expired, match="purged"):
        house.originals.fetch("j1", io.BytesIO())


def test_what_a_purged_job_took_is_free_for_others_in_the_file_of_sqlite(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'a.sqlite3'}")
    (tmp_path / "file").write_bytes(b"x" * 1_500_000)
    house = House(engine, jobs_on(engine), SqlOriginalStore(engine), tmp_path / "file")
    before = pages(engine)
    house.order("j1", *(f"{text}, hai bên ký kết" for text in MANY))
    house.jobs.finish_all()
    taken = pages(engine) - before
    house.purge("j1")
    with reading(engine) as connection:
        free = int(connection.exec_driver_sql("PRAGMA freelist_count").scalar() or 0)
    engine.dispose()
    assert taken > 400
    assert free > 0.95 * taken


def pages(engine: Engine) -> int:
    with reading(engine) as connection:
        return int(connection.exec_driver_sql("PRAGMA page_count").scalar() or 0)


def test_to_purge_twice_changes_nothing_and_an_unknown_job_is_not_found(house: House) -> None:
    house.order("j1", "một")
    house.jobs.finish_all()
    house.purge("j1")
    first = house.jobs.store.get("j1")
    assert house.purge("j1") == "expired"
    assert house.jobs.store.get("j1") == first
    assert (first.items.total, first.items.done) == (1, 1)  # that there was such a job is still told
    with pytest.raises(NotFound):
        house.jobs.engine.purge("nowhere", NOON)
    house.originals.forget("nowhere")


def test_what_is_being_worked_at_is_given_up_and_can_write_nothing(house: House) -> None:
    house.order("j1", "một")
    claim = house.jobs.claim()
    house.purge("j1")
    assert not house.jobs.finish(claim, [Outcome(0, error=BAD)])
    assert house.jobs.queue.claim("w2", NOON) is None
    assert house.held() == [0] * 5


def test_a_purge_that_broke_off_is_ended_by_the_next_sweep(house: House) -> None:
    house.order("j1", *MANY)
    with writing(house.engine) as connection:
        seq = connection.scalar(select(jobs.c.seq).where(jobs.c.id == "j1"))
        assert seq is not None
        expire(connection, seq, NOON, timedelta(days=30))
    assert house.held()[0] == len(MANY)
    house.jobs.engine.sweep(NOON)
    house.originals.sweep(NOON)
    assert house.held() == [0] * 5


def test_a_restart_with_fewer_days_shortens_what_is_kept_and_never_lengthens_it(house: House) -> None:
    for job_id in ("j1", "j2"):
        house.order(job_id, "một")
    house.jobs.finish_all()
    house.jobs.engine.submit(replace(ORDER, id="brief", kept_hours=1), items("một"), NOON)
    house.jobs.finish_all()
    days, later = timedelta(days=1), NOON + timedelta(minutes=5)
    restarted = SqlJobEngine(house.engine, kept_for=days)
    assert restarted.sweep(later) == 0
    assert house.jobs.store.get("j1").expires_at == NOON + days
    assert house.jobs.store.get("brief").expires_at == NOON + timedelta(hours=1)
    assert restarted.sweep(NOON + days + timedelta(seconds=1)) == 3
    assert house.held()[:3] == [0] * 3
    with pytest.raises(Expired):
        house.jobs.store.results("j2")


def test_a_job_that_is_worked_at_again_is_not_cut_short_by_fewer_days(house: House) -> None:
    house.order("j1", "một")
    house.jobs.finish(house.jobs.claim(), [Outcome(0, error=BAD)])
    again = NOON + timedelta(days=20)
    house.jobs.engine.retry("j1", again)
    assert SqlJobEngine(house.engine, kept_for=timedelta(days=1)).sweep(again + timedelta(days=2)) == 0
    assert house.jobs.store.get("j1").state == "queued"
