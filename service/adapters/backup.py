"""A copy of the SQLite database while the service runs, and back again.

Promises that a copy is of one moment, is checked before it gets its name, and is on the disk then; that what
is no copy of ours is refused before anything is overwritten; and that it does not matter what is in the place
that a copy is put back to: nothing of it is read. PostgreSQL has tools of its own for this.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from service.adapters.database import DAMAGED
from service.adapters.sqlite_lock import held_alone
from service.domain.errors import ConfigurationError

PAGES = 2048  # copied at a time: between two steps the service can write
_PAUSE = 0.01
_COMPANIONS = ("-wal", "-shm", "-journal")  # SQLite would apply them to whatever has the file's name
_REMEDY = "Check the path, the free space and who may write there; `df -h` tells the space."


def back_up(url: str, target: Path) -> int:
    """Copy the database to a new file; returns its size. Raises ConfigurationError."""
    source = sqlite_file(url, instead="pg_dump --format=custom --file=PATH URL")
    if target.exists():
        raise ConfigurationError(
            f"{target} is there already.", "Name a new file; old copies are yours to delete."
        )
    draft = target.with_name(f".{target.name}.part")
    with _told(f"The database cannot be copied to {target}"):
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with _damage_named():
                _copy(source, draft)
                _require_sound(draft)
            _require_ours(draft)
            _flush(draft)
            draft.rename(target)
        finally:
            draft.unlink(missing_ok=True)
        return target.stat().st_size


def restore(url: str, source: Path) -> None:
    """Put a copy in the place of the database, damaged or not, in one step. Raises ConfigurationError."""
    target = sqlite_file(url, instead="pg_restore --clean --if-exists --dbname=URL PATH").resolve()
    if not source.is_file():
        raise ConfigurationError(f"There is no file {source}.", "Name a file that `diemnhan backup` wrote.")
    _require_ours(source)
    draft = target.with_name(f".{target.name}.restored")
    with _told(f"{source} cannot be restored to {target}"), held_alone(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        try:
            _copy(source, draft)
            _flush(draft)
            _take_place(draft, target)
        finally:
            draft.unlink(missing_ok=True)


def sqlite_file(url: str, *, instead: str) -> Path:
    """Return the file of a SQLite URL; for another database a ConfigurationError says what to do instead."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise ConfigurationError(
            "The database URL cannot be read.", "Correct DIEMNHAN_DATABASE_URL."
        ) from None
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        raise ConfigurationError(
            "The database is no SQLite file.", f"PostgreSQL's own tools do that: {instead}"
        )
    return Path(parsed.database)


def _copy(source: Path, target: Path) -> None:
    with closing(_opened(source)) as read, closing(sqlite3.connect(target, timeout=60)) as written:
        read.backup(written, pages=PAGES, sleep=_PAUSE)


def _take_place(draft: Path, target: Path) -> None:
    """Let a file take the place of the database, and be whose that was."""
    if target.exists():
        whose = target.stat()
        with suppress(PermissionError):
            os.chown(draft, whose.st_uid, whose.st_gid)
        shutil.copymode(target, draft)
    for ending in _COMPANIONS:
        target.with_name(target.name + ending).unlink(missing_ok=True)
    draft.replace(target)
    _flush(target)


def _opened(file: Path) -> sqlite3.Connection:
    if not file.is_file():
        raise ConfigurationError(f"There is no database {file}.", "Check DIEMNHAN_DATA_DIR.")
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, timeout=60)


def _require_ours(file: Path) -> None:
    """Raise unless the file is a sound SQLite database of this service."""
    reason = "it holds no schema of this service"
    try:
        _require_sound(file)
        with closing(sqlite3.connect(file)) as connection:
            if connection.execute("SELECT version_num FROM alembic_version").fetchone():
                return
    except sqlite3.OperationalError:  # there is no such table
        pass
    except sqlite3.DatabaseError as error:
        reason = str(error)
    raise ConfigurationError(f"{file} is no copy of the database: {reason}.", "Take another copy.")


def _require_sound(file: Path) -> None:
    """Raise sqlite3.DatabaseError with the first fault that SQLite finds, if there is any."""
    with closing(sqlite3.connect(file)) as connection:
        found = str(connection.execute("PRAGMA quick_check").fetchone()[0])
    if found != "ok":
        raise sqlite3.DatabaseError(" ".join(found.split()))


@contextmanager
def _damage_named() -> Iterator[None]:
    """Call damage by its name; sqlite3 has classes of its own for what else can go wrong."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if type(error) is not sqlite3.DatabaseError:
            raise
        raise ConfigurationError(f"The database is damaged: {error}.", DAMAGED) from error


def _flush(file: Path) -> None:
    for path in (file, file.parent):
        number = os.open(path, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


@contextmanager
def _told(what: str) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise ConfigurationError(f"{what}: {error}.", _REMEDY) from error
