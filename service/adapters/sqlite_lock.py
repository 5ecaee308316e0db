"""Whether another process has a SQLite file open, whatever is in the file.

Promises an answer for a damaged file too, which SQLite itself cannot open: a connection in WAL mode holds
SQLite's shared lock on the file for as long as it is open. Refuses to know what the file holds.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from service.domain.errors import ConfigurationError

# What SQLite locks to read, by SHARED_FIRST and SHARED_SIZE of https://www.sqlite.org/src/file?name=src/os.h
SHARED_FIRST, SHARED_SIZE = 0x4000_0002, 510


@contextmanager
def held_alone(file: Path) -> Iterator[None]:
    """Keep every other process from using the file. Raises ConfigurationError where one has it open.

    Connections of this process itself are not seen, and would lose their locks here.
    """
    if not file.exists():
        yield
        return
    with file.open("r+b") as opened:
        try:
            fcntl.lockf(opened, fcntl.LOCK_EX | fcntl.LOCK_NB, SHARED_SIZE, SHARED_FIRST)
        except (BlockingIOError, PermissionError):
            raise ConfigurationError(
                f"Another process has the database {file} open.",
                "Stop `diemnhan serve` and every `diemnhan work` first; `fuser` names who has a file open.",
            ) from None
        yield
