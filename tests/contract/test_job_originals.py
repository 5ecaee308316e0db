"""What the store of the files that jobs were ordered with promises, on each database and file storage."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from service.adapters.database import open_database
from service.adapters.job_engine import QueueLimits, SqlJobEngine
from service.adapters.job_originals import PIECE, STEP, SqlOriginalStore
from service.adapters.kept_files import UNCLAIMED, KeptFiles
from service.domain.article import Payload
from service.domain.errors import Expired
from service.domain.job import JobOptions, JobOrder, NewItem
from tests.contract.conftest import empty_postgres
from tests.object_storage import a_storage
from tests.samples import NOON

CONTENT = bytes(range(256)) * (PIECE // 200)
ORDER = JobOrder("mine", "-", "translate", JobOptions(), "vi", "en")
LIMITS = QueueLimits(jobs=10, items=10, owner_jobs=10, job_items=10)


@dataclass(frozen=True)
class Kept:
    """The store, the jobs beside it, and a file to keep."""

    store: SqlOriginalStore
    jobs: SqlJobEngine
    file: Path

    def fetched(self, job_id: str) -> bytes:
        out = io.BytesIO()
        self.store.fetch(job_id, out)
        return out.getvalue()


@pytest.fixture(
    params=["sqlite", "file", "memory", "s3", pytest.param("postgres", marks=pytest.mark.postgres)]
)
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Kept]:
    postgres = request.param == "postgres"
    engine: Engine = open_database(empty_postgres() if postgres else f"sqlite:///{tmp_path / 'a.sqlite3'}")
    (tmp_path / "file").write_bytes(CONTENT)
    jobs = SqlJobEngine(engine, limits=LIMITS, kept_for=timedelta(days=1), wake=lambda: None)
    storage = a_storage(request.param, tmp_path, lambda: request.getfixturevalue("object_server"))
    yield Kept(SqlOriginalStore(engine, KeptFiles(engine, storage)), jobs, tmp_path / "file")
    engine.dispose()


def test_a_file_comes_back_as_it_was(kept: Kept) -> None:
    kept.store.keep("mine", kept.file, NOON)
    assert kept.fetched("mine") == CONTENT


def test_a_file_that_is_kept_again_takes_the_place_of_the_first(kept: Kept) -> None:
    kept.store.keep("mine", kept.file, NOON)
    kept.file.write_bytes(b"new")
    kept.store.keep("mine", kept.file, NOON)
    assert kept.fetched("mine") == b"new"


def test_there_is_no_file_of_another_job(kept: Kept) -> None:
    with pytest.raises(Expired):
        kept.fetched("other")


def test_a_file_goes_with_its_job_and_not_before(kept: Kept) -> None:
    kept.store.keep("mine", kept.file, NOON)
    kept.store.keep("nobody", kept.file, NOON)
    kept.jobs.submit(ORDER, [NewItem("a", Payload("Tin.", "text"))], NOON)
    kept.store.sweep(NOON + UNCLAIMED / 2)
    assert kept.fetched("nobody") == CONTENT  # its job may be about to come
    kept.store.sweep(NOON + UNCLAIMED * 2)
    with pytest.raises(Expired):
        kept.fetched("nobody")
    assert kept.fetched("mine") == CONTENT
    later = NOON + timedelta(days=2)
    kept.jobs.sweep(later)
    kept.store.sweep(later)
    with pytest.raises(Expired):
        kept.fetched("mine")


def test_the_file_of_a_job_that_expires_after_an_hour_goes_then(kept: Kept) -> None:
    kept.store.keep("mine", kept.file, NOON)
    kept.jobs.submit(replace(ORDER, kept_hours=1), [NewItem("a", Payload("Tin.", "text"))], NOON)
    later = NOON + timedelta(hours=2)
    assert later < NOON + UNCLAIMED
    kept.store.sweep(later)
    assert kept.fetched("mine") == CONTENT  # its job has not been swept yet
    kept.jobs.sweep(later)
    kept.store.sweep(later)
    with pytest.raises(Expired):
        kept.fetched("mine")


def test_a_long_file_is_kept_in_steps(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'a.sqlite3'}")
    steps: list[int] = []
    event.listen(engine, "commit", lambda _: steps.append(1))
    file = tmp_path / "file"
    file.write_bytes(bytes(PIECE * STEP + 1))
    SqlOriginalStore(engine).keep("mine", file, NOON)
    assert len(steps) == 3  # what there was is deleted; a full step; the rest
    engine.dispose()
