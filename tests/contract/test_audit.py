"""What every AuditLog promises, and that the database itself lets nobody change it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from service.adapters.audit import SqlAuditLog
from service.adapters.database import open_database, writing
from service.domain.audit import AuditEntry, AuditLog
from tests.access_fakes import FakeAuditLog
from tests.contract.conftest import empty_postgres
from tests.samples import NOON

FIRST = AuditEntry(NOON, "user:thu", "key.created", "0123456789abcdef")
SECOND = AuditEntry(NOON + timedelta(hours=1), "key:0123456789abcdef", "brief.deleted", "b1")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    url = f"sqlite:///{tmp_path}/test.sqlite3" if request.param == "sqlite" else empty_postgres()
    engine = open_database(url)
    yield engine
    engine.dispose()


def keeps_what_happened_in_its_order(log: AuditLog) -> bool:
    for entry in (FIRST, SECOND):
        log.record(entry)
    late = list(log.entries(since=NOON + timedelta(minutes=1)))
    return list(log.entries()) == [FIRST, SECOND] and late == [SECOND]


def test_the_fake_keeps_what_happened_in_its_order() -> None:
    assert keeps_what_happened_in_its_order(FakeAuditLog())


def test_the_database_keeps_what_happened_in_its_order(engine: Engine) -> None:
    assert keeps_what_happened_in_its_order(SqlAuditLog(engine))


def test_more_than_a_page_is_read_whole(engine: Engine) -> None:
    log = SqlAuditLog(engine)
    row = "INSERT INTO audit_log (at, actor, act, subject) VALUES (:at, 'a', 'b', :subject)"
    with writing(engine) as connection:
        at = NOON.isoformat(timespec="microseconds")
        connection.execute(text(row), [{"at": at, "subject": str(n)} for n in range(1234)])
    assert [entry.subject for entry in log.entries()] == [str(n) for n in range(1234)]


@pytest.mark.parametrize("statement", ["UPDATE audit_log SET actor = 'nobody'", "DELETE FROM audit_log"])
def test_the_log_only_grows(engine: Engine, statement: str) -> None:
    log = SqlAuditLog(engine)
    log.record(FIRST)
    with pytest.raises(DBAPIError, match="only grows"), writing(engine) as connection:
        connection.execute(text(statement))
    assert list(log.entries()) == [FIRST]
