"""Copies of the database, back again, and room given back: with the real commands on real files."""

import sqlite3
import threading
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from service.adapters.database import open_database, reading
from service.adapters.retention import forget_briefs_before, vacuum
from service.adapters.store import SqlBriefStore
from service.adapters.tables import highlights
from service.cli import run
from service.cli.console import EXIT_OPERATOR, Commands
from service.domain.errors import NotFound
from service.domain.stores import BriefQuery
from tests.contract.conftest import empty_postgres
from tests.samples import NOON, a_brief, a_highlight

Run = Callable[[Sequence[str]], int]


def no_command(*_: object) -> None:
    raise AssertionError("these commands need no parts")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DIEMNHAN_DATA_DIR", str(tmp_path / "data"))
    return tmp_path


@pytest.fixture
def command(home: Path) -> Run:
    nothing = Commands(*[no_command] * 7)  # type: ignore[arg-type]  # what is never called
    return lambda arguments: run(nothing, arguments)


def database(home: Path) -> Engine:
    return open_database(f"sqlite:///{home}/data/diemnhan.sqlite3")


def test_a_copy_brings_back_what_was_there(home: Path, command: Run) -> None:
    engine = database(home)
    SqlBriefStore(engine).save(a_brief("kept", highlights=(a_highlight(),)))
    assert command(["backup", str(home / "copies" / "one.sqlite3")]) == 0
    SqlBriefStore(engine).delete("kept")
    SqlBriefStore(engine).save(a_brief("later"))
    engine.dispose()
    assert command(["restore", "--yes", str(home / "copies" / "one.sqlite3")]) == 0
    engine = database(home)
    store = SqlBriefStore(engine)
    assert store.get("kept") == a_brief("kept", highlights=(a_highlight(),))
    assert [brief.id for brief in store.find(BriefQuery(text="Hợp tác")).briefs] == ["kept"]
    with pytest.raises(NotFound):
        store.get("later")
    engine.dispose()


def test_a_copy_is_of_one_moment_while_others_write(home: Path, command: Run) -> None:
    engine = database(home)
    store, stop = SqlBriefStore(engine), threading.Event()
    store.save(a_brief("first"))

    def write() -> None:
        number = 0
        while not stop.is_set():
            store.save(a_brief(f"b{number}", highlights=(a_highlight(),)))
            number += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert command(["backup", str(home / "copy")]) == 0
    finally:
        stop.set()
        writer.join()
    engine.dispose()
    with closing(sqlite3.connect(home / "copy")) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        orphans = "SELECT count(*) FROM highlights WHERE brief_seq NOT IN (SELECT seq FROM briefs)"
        assert copy.execute(orphans).fetchone() == (0,)
        assert copy.execute("SELECT count(*) FROM briefs").fetchone()[0] >= 1


def test_a_copy_of_an_older_version_is_brought_up_to_date(home: Path, command: Run) -> None:
    database(home).dispose()
    assert command(["backup", str(home / "copy")]) == 0
    with closing(sqlite3.connect(home / "copy")) as copy:
        version = copy.execute("SELECT version_num FROM alembic_version").fetchone()
    assert command(["restore", "--yes", str(home / "copy")]) == 0
    with closing(sqlite3.connect(home / "data/diemnhan.sqlite3")) as restored:
        assert restored.execute("SELECT version_num FROM alembic_version").fetchone() == version


def test_nothing_is_overwritten(home: Path, command: Run, capsys: pytest.CaptureFixture[str]) -> None:
    database(home).dispose()
    (home / "copy").write_text("mine", encoding="utf-8")
    assert command(["backup", str(home / "copy")]) == EXIT_OPERATOR
    assert (home / "copy").read_text(encoding="utf-8") == "mine"
    assert "is there already" in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"", b"no database", None])
def test_what_is_no_copy_is_refused_and_the_database_stays(
    home: Path, command: Run, content: bytes | None
) -> None:
    engine = database(home)
    SqlBriefStore(engine).save(a_brief())
    if content is not None:
        (home / "copy").write_bytes(content)
    assert command(["restore", "--yes", str(home / "copy")]) == EXIT_OPERATOR
    assert SqlBriefStore(engine).get("b1") == a_brief()
    engine.dispose()


def test_where_nothing_can_be_written_nothing_is_left(home: Path, command: Run) -> None:
    database(home).dispose()
    (home / "file").write_text("", encoding="utf-8")
    assert command(["backup", str(home / "file" / "copy")]) == EXIT_OPERATOR
    assert sorted(path.name for path in home.iterdir()) == ["data", "file"]


def test_without_a_database_nothing_is_copied(home: Path, command: Run) -> None:
    assert command(["backup", str(home / "copy")]) == EXIT_OPERATOR
    assert not (home / "copy").exists()
    assert not (home / "data").exists()


def test_for_postgresql_its_own_tools_are_named(
    home: Path, command: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DIEMNHAN_DATABASE_URL", "postgresql://u:hunter2@127.0.0.1:1/x")
    assert command(["backup", str(home / "copy")]) == EXIT_OPERATOR
    assert command(["restore", "--yes", str(home / "copy")]) == EXIT_OPERATOR
    said = capsys.readouterr().err
    assert "pg_dump" in said
    assert "pg_restore" in said
    assert "hunter2" not in said


def test_room_is_given_back(home: Path, command: Run) -> None:
    engine = database(home)
    store = SqlBriefStore(engine)
    for number in range(50):
        store.save(a_brief(f"b{number}", text="Việt Nam hợp tác. " * 500))
    forget_briefs_before(engine, NOON + timedelta(days=1))
    before = pages(engine)
    engine.dispose()
    assert command(["vacuum"]) == 0
    engine = database(home)
    assert pages(engine) < before / 2
    engine.dispose()


def pages(engine: Engine) -> int:
    with reading(engine) as connection:
        return int(connection.exec_driver_sql("PRAGMA page_count").scalar() or 0)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    url = f"sqlite:///{tmp_path}/db.sqlite3" if request.param == "sqlite" else empty_postgres()
    return open_database(url)


def test_old_briefs_go_with_all_that_is_theirs(engine: Engine) -> None:
    store = SqlBriefStore(engine)
    for days in range(5):
        brief = a_brief(f"b{days}", highlights=(a_highlight(),))
        store.save(replace(brief, created_at=NOON - timedelta(days=days)))
    assert forget_briefs_before(engine, NOON - timedelta(days=2)) == 2
    assert [brief.id for brief in store.find(BriefQuery()).briefs] == ["b0", "b1", "b2"]
    with reading(engine) as connection:
        assert connection.scalar(select(func.count()).select_from(highlights)) == 3
    assert forget_briefs_before(engine, NOON - timedelta(days=2)) == 0
    vacuum(engine)
    engine.dispose()
