"""The real and the fake parts that fit one port, so that one suite runs on each."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text

from service.adapters.database import open_database
from service.adapters.glossary_store import SqlGlossaryStore
from service.adapters.idempotency import SqlIdempotencyStore
from service.adapters.keys import SqlKeyStore
from service.adapters.pending import SqlPendingStore
from service.adapters.store import SqlBriefStore
from service.adapters.usage_store import SqlUsageStore
from service.domain.stores import BriefStore, GlossaryStore, IdempotencyStore, KeyStore, PendingStore
from service.domain.usage import UsageStore
from tests.access_fakes import FakeKeyStore
from tests.contract.job_parts import Jobs, jobs_on
from tests.fakes import FakeBriefStore, FakeIdempotencyStore, FakePendingStore
from tests.glossary_fakes import FakeGlossaryStore
from tests.interface_fakes import FakeUsageStore
from tests.object_storage import ObjectStorage, object_storage

POSTGRES_URL = "DIEMNHAN_TEST_POSTGRES_URL"


@dataclass(frozen=True)
class Stores:
    """All stores on one database. `restarted` opens it again, as a new process would."""

    briefs: BriefStore
    pending: PendingStore
    idempotency: IdempotencyStore
    keys: KeyStore
    glossaries: GlossaryStore
    usage: UsageStore
    restarted: Callable[[], "Stores"]


def sql_stores(url: str, opened: list[Engine]) -> Stores:
    engine = open_database(url)
    opened.append(engine)
    return Stores(
        SqlBriefStore(engine),
        SqlPendingStore(engine),
        SqlIdempotencyStore(engine),
        SqlKeyStore(engine),
        SqlGlossaryStore(engine),
        SqlUsageStore(engine),
        lambda: sql_stores(url, opened),
    )


def fake_stores() -> Stores:
    briefs, usage = FakeBriefStore(), FakeUsageStore()
    fakes = (
        briefs, FakePendingStore(briefs, usage), FakeIdempotencyStore(), FakeKeyStore(), FakeGlossaryStore(),
        usage,
    )  # fmt: skip
    return Stores(*fakes, lambda: Stores(*fakes, lambda: fake_stores()))


def empty_postgres() -> str:
    """Return the URL of the PostgreSQL server of the tests, every table of ours emptied."""
    url = os.environ.get(POSTGRES_URL)
    if not url:
        pytest.skip(f"{POSTGRES_URL} names no PostgreSQL server")
    engine = open_database(url)
    names = [name for name in inspect(engine).get_table_names() if name != "alembic_version"]
    with engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {', '.join(names)}"))
    engine.dispose()
    return url


@pytest.fixture(params=["fake", "sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def stores(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stores]:
    opened: list[Engine] = []
    if request.param == "fake":
        yield fake_stores()
    else:
        url = f"sqlite:///{tmp_path}/test.sqlite3" if request.param == "sqlite" else empty_postgres()
        yield sql_stores(url, opened)
    for engine in opened:
        engine.dispose()


@pytest.fixture(scope="module")
def object_server() -> Iterator[ObjectStorage]:
    """Run an S3 server for the tests of a file."""
    with pytest.MonkeyPatch.context() as patch, object_storage(patch) as server:
        yield server


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def jobs(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Jobs]:
    """Yield the parts of the jobs on each database."""
    url = f"sqlite:///{tmp_path}/test.sqlite3" if request.param == "sqlite" else empty_postgres()
    engine = open_database(url)
    yield jobs_on(engine)
    engine.dispose()
