"""The translation memory: what editors approved, and what readers suggest."""

from collections.abc import Sequence
from typing import Literal, Required, TypedDict

from diemnhan_client.nouns.vocabulary import Language


class MemoryEntry(TypedDict):
    """An entry. `origin` is `editor` for what somebody approved here, `import` for what came from a
    file.
    """

    id: str
    language: Language
    source: str
    target: str
    origin: Literal["editor", "import"]
    created_at: str
    changed_at: str
    previous: str | None
    following: str | None
    author: str | None
    note: str | None


class MemoryPage(TypedDict):
    """A page of entries, the latest changed first; `next_cursor` is null on the last page."""

    entries: list[MemoryEntry]
    next_cursor: str | None


class MemoryItem(TypedDict, total=False):
    """A pair that an editor approved."""

    language: Required[Language]
    source: Required[str]
    target: Required[str]
    previous: str | None
    following: str | None
    author: str | None
    note: str | None


class MemoryChange(TypedDict, total=False):
    """What an entry says from now on. Its source stays: another source is another entry."""

    target: Required[str]
    author: str | None
    note: str | None


class MemorySaved(TypedDict):
    """What became of a pair. `kept`: there was an entry with more say, which is given."""

    outcome: Literal["added", "updated", "unchanged", "kept"]
    entry: MemoryEntry


class MemoryMatch(TypedDict):
    """A match: `context` and `exact` are used when translating, `fuzzy` is only offered."""

    kind: Literal["context", "exact", "fuzzy"]
    score: float
    entry: MemoryEntry


class MatchesRequest(TypedDict, total=False):
    """Segments to look up, in reading order: each is the context of its neighbours."""

    texts: Required[Sequence[str]]
    source: Required[Language]
    minimum: float
    limit: int


class MemoryFault(TypedDict):
    """A unit of a file that could not be taken: the line that it begins on (from 1), and why."""

    line: int
    reason: str


class MemoryImport(TypedDict):
    """What became of the units of a file; `faults` tells the first of those that were skipped."""

    added: int
    updated: int
    unchanged: int
    kept: int
    skipped: int
    faults: list[MemoryFault]


class Suggestion(TypedDict):
    """A source text in `language` and what somebody would have it be in the other language."""

    id: str
    language: Language
    source: str
    target: str
    sent_at: str


class MemorySearch(TypedDict, total=False):
    """The filters of a listing."""

    q: str
    language: Language
    limit: int
    cursor: str
