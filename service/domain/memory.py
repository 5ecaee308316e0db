"""The translation memory: pairs that editors approved or imported, and what is found in it.

A MemoryEntry answers for one source text, in one surrounding where it names one. Knows no database and no
file format.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Literal, Protocol

from service.domain.article import Language

MemoryOrigin = Literal["editor", "import"]
MatchKind = Literal["context", "exact", "fuzzy"]
SaveOutcome = Literal["added", "updated", "unchanged", "kept"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A source text where it stands: between the segments `previous` and `following` (None: at an end)."""

    text: str
    previous: str | None = None
    following: str | None = None


@dataclass(frozen=True, slots=True)
class MemoryEntry:
    """A source text in `language` and its translation into the other language.

    With `previous` or `following` it was approved between these neighbours; without both it was approved
    wherever the text stands.
    """

    id: str
    language: Language
    source: str
    target: str
    origin: MemoryOrigin
    created_at: datetime
    changed_at: datetime
    previous: str | None = None
    following: str | None = None
    author: str | None = None
    note: str | None = None

    @property
    def passage(self) -> Passage:
        """Return the source text with its neighbours."""
        return Passage(self.source, self.previous, self.following)


@dataclass(frozen=True, slots=True)
class MemoryMatch:
    """An entry that was found for a text. `score` in 0..1: 1 for `context` and `exact`, less for `fuzzy`."""

    kind: MatchKind
    score: float
    entry: MemoryEntry


@dataclass(frozen=True, slots=True)
class SavedEntry:
    """The entry as it stands after a `save`; `kept`: what was there had more say than the new one."""

    outcome: SaveOutcome
    entry: MemoryEntry


@dataclass(frozen=True, slots=True)
class MemoryQuery:
    """Filters of a listing; None matches everything. `text` matches source or target, diacritics or not."""

    text: str | None = None
    language: Language | None = None
    limit: int = 20
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class MemoryPage:
    """Entries, the latest changed first, and the cursor of the next page (None at the end)."""

    entries: tuple[MemoryEntry, ...]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class MemoryFault:
    """A unit of a file that could not be taken: the line that it begins on (from 1), and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of the units of a file; `faults` are the first of the `skipped` ones."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: int = 0
    skipped: int = 0
    faults: tuple[MemoryFault, ...] = ()


def has_more_say(new: MemoryEntry, old: MemoryEntry) -> bool:
    """Whether `new` may take the place of `old`: an editor goes before an import, then the later one."""
    return (new.origin == "editor", new.changed_at) >= (old.origin == "editor", old.changed_at)


def says_the_same(new: MemoryEntry, old: MemoryEntry) -> bool:
    """Whether nothing would change if `new` took the place of `old`."""
    told = ((entry.target, entry.origin, entry.author, entry.note) for entry in (new, old))
    return next(told) == next(told)


class ReadMemory(Protocol):
    """Reads a file, entry by entry; `language` is the source's where the file does not say."""

    def __call__(
        self, content: BinaryIO, now: datetime, *, language: Language
    ) -> Iterator[MemoryEntry | MemoryFault]: ...


@dataclass(frozen=True, slots=True)
class MemoryFormat:
    """What reads and writes a file format; neither holds more than a piece of the file."""

    read: ReadMemory
    write: Callable[[Iterable[MemoryEntry]], Iterator[bytes]]


MemoryFormats = Mapping[str, MemoryFormat]  # by media type
