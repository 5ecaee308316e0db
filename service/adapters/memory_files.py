"""The file formats of the translation memory, by media type."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import BinaryIO

from service.adapters.memory_tsv import read_tsv, write_tsv
from service.adapters.tmx import read_tmx, write_tmx
from service.domain.article import Language
from service.domain.memory import MemoryEntry, MemoryFault, MemoryFormat, MemoryFormats


def memory_formats(version: str) -> MemoryFormats:
    """Return the formats; files name `version` as that of the program that wrote them."""
    return {
        "application/x-tmx+xml": MemoryFormat(_read_tmx, partial(write_tmx, version=version)),
        "text/tab-separated-values": MemoryFormat(read_tsv, write_tsv),
    }


def _read_tmx(
    content: BinaryIO,
    now: datetime,
    *,
    language: Language,  # noqa: ARG001  # the format's: a TMX file names its languages itself
) -> Iterator[MemoryEntry | MemoryFault]:
    return read_tmx(content, now)
