"""Where whole files are kept outside the database: the port that a directory and an object store both fit."""

from collections.abc import Iterator
from typing import BinaryIO, Protocol


class FileStorage(Protocol):
    """Files by name. Names are never given twice, so that nobody deletes what another has just written.

    Each call raises Overloaded where the storage does not answer.
    """

    def write(self, name: str, content: BinaryIO) -> None:
        """Keep a file: all of it is where it outlives a crash when this returns."""
        ...

    def read(self, name: str) -> Iterator[bytes]:
        """Yield a file, a piece at a time. Raises NotFound where there is none."""
        ...

    def remove(self, name: str) -> None:
        """Delete a file; nothing happens where there is none."""
        ...
