"""What the routes of the translation memory call."""

from collections.abc import Callable
from dataclasses import dataclass

from service.domain.brief import Brief
from service.domain.memory import MemoryFormats
from service.domain.stores import MemoryStore


@dataclass(frozen=True)
class MemoryParts:
    """`correct` returns a brief with another translation of a segment; the formats are by media type."""

    store: MemoryStore
    formats: MemoryFormats
    correct: Callable[[Brief, int, str], Brief]
