"""A damaged SQLite file: every command says what is wrong, and a copy can be put in its place."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from service.adapters.database import obstacles, open_database, reading
from service.adapters.store import SqlBriefStore
from service.cli import _from_bootstrap as from_bootstrap
from service.cli import run
from service.cli.console import EXIT_OPERATOR
from service.domain.errors import ConfigurationError
from service.domain.stores import BriefQuery
from tests.samples import a_brief

HOLD_OPEN = """
import sys
from service.adapters.database import open_database, reading
engine = open_database(sys.argv[1])
with reading(engine) as connection:
    connection.exec_driver_sql("SELECT 1")
print("open", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file of a database that holds one brief; its copy is beside it."""
    monkeypatch.setenv("DIEMNHAN_DATA_DIR", str(tmp_path / "data"))
    file = tmp_path / "data/diemnhan.sqlite3"
    engine = open_database(f"sqlite:///{file}")
    SqlBriefStore(engine).save(a_brief("kept"))
    engine.dispose()
    assert command(["backup", str(tmp_path / "copy")]) == 0
    return file


def command(arguments: Sequence[str]) -> int:
    return run(from_bootstrap(), arguments)


def kept(file: Path) -> list[str]:
    engine = open_database(f"sqlite:///{file}")
    found = [brief.id for brief in SqlBriefStore(engine).find(BriefQuery()).briefs]
    engine.dispose()
    return found


@contextmanager
def another_process_has(file: Path) -> Iterator[None]:
    arguments = [sys.executable, "-c", HOLD_OPEN, f"sqlite:///{file}"]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield
        process.communicate("")


def test_a_copy_takes_the_place_of_a_damaged_database_and_of_what_was_beside_it(file: Path) -> None:
    file.write_bytes(os.urandom(20_000))
    file.chmod(0o640)
    for ending in ("-wal", "-shm", "-journal"):
        file.with_name(file.name + ending).write_bytes(os.urandom(5_000))
    assert command(["restore", "--yes", str(file.parent.parent / "copy")]) == 0
    assert kept(file) == ["kept"]
    assert file.stat().st_mode & 0o777 == 0o640
    left = {path.name.removeprefix(file.name) for path in file.parent.iterdir()}
    assert left <= {"", "-wal", "-shm"}  # those of the new one, which is open here


def test_a_copy_comes_to_where_there_is_no_database(file: Path) -> None:
    file.unlink()
    assert command(["restore", "--yes", str(file.parent.parent / "copy")]) == 0
    assert kept(file) == ["kept"]


@pytest.mark.parametrize("content", [os.urandom(20_000), None])
def test_a_database_that_another_process_has_open_is_not_replaced(
    file: Path, content: bytes | None, capsys: pytest.CaptureFixture[str]
) -> None:
    with another_process_has(file):
        if content is not None:
            file.write_bytes(content)
        before = file.read_bytes()
        assert command(["restore", "--yes", str(file.parent.parent / "copy")]) == EXIT_OPERATOR
        assert file.read_bytes() == before
    assert "Another process has the database" in capsys.readouterr().err


def test_a_backup_of_a_database_whose_pages_are_damaged_says_so_and_leaves_no_copy(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with file.open("r+b") as opened:
        opened.seek(4096)  # the first page says that it is a database
        opened.write(b"\xff" * (file.stat().st_size - 4096))
    copy = file.parent.parent / "second"
    assert command(["backup", str(copy)]) == EXIT_OPERATOR
    said = capsys.readouterr().err
    assert "The database is damaged: " in said
    assert "diemnhan restore" in said
    assert [path.name for path in copy.parent.iterdir() if path.is_file()] == ["copy"]


@pytest.mark.parametrize(
    "arguments", [["jobs", "list"], ["vacuum"], ["keys", "list"], ["audit"], ["backup", "second"]]
)
def test_commands_say_that_the_database_is_damaged_and_what_to_do(
    file: Path, arguments: Sequence[str], capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_bytes(os.urandom(20_000))
    assert command(arguments) == EXIT_OPERATOR
    said = capsys.readouterr().err
    assert "The database is damaged: file is not a database." in said
    assert "diemnhan restore" in said


def test_damage_that_is_met_later_is_the_operators_and_stands_in_the_way(file: Path) -> None:
    engine = open_database(f"sqlite:///{file}")
    engine.dispose()
    with file.open("r+b") as opened:
        opened.seek(4096)  # the first page says that it is a database
        opened.write(b"\xff" * (file.stat().st_size - 4096))
    with pytest.raises(ConfigurationError, match="The database is damaged"), reading(engine) as connection:
        connection.exec_driver_sql("SELECT count(*) FROM briefs")
    assert "malformed" in obstacles(engine)[0]
    with pytest.raises(ConfigurationError, match="The database is damaged"):
        open_database(f"sqlite:///{file}")
    engine.dispose()
