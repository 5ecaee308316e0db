"""The database is counted as it is, on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from service.adapters.census import take_census
from service.adapters.database import open_database
from service.adapters.pending import SqlPendingStore
from service.adapters.store import SqlBriefStore
from service.domain.article import Payload
from service.domain.errors import OperatorError
from service.domain.request import BriefOptions
from service.domain.stores import PendingBrief
from tests.contract.conftest import empty_postgres
from tests.samples import NOON, a_brief


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    url = f"sqlite:///{tmp_path}/d/db.sqlite3" if request.param == "sqlite" else empty_postgres()
    engine = open_database(url)
    yield engine
    engine.dispose()


def test_what_is_there_is_counted(database: Engine) -> None:
    before = take_census(database)
    SqlBriefStore(database).save(a_brief("b1"))
    SqlBriefStore(database).save(a_brief("b2"))
    wanted = PendingBrief("p", Payload("Việt Nam.", "text"), BriefOptions(), NOON)
    SqlPendingStore(database).put(wanted)
    found = take_census(database)
    assert (found.briefs - before.briefs, found.promised - before.promised) == (2, 1)
    assert found.octets >= before.octets > 10_000
    assert found.kind == database.dialect.name


def test_a_database_that_is_away_is_the_operators_business(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/d/db.sqlite3")
    engine.dispose()
    (tmp_path / "d").rename(tmp_path / "elsewhere")
    with pytest.raises(OperatorError):
        take_census(engine)
    engine.dispose()
