"""MemoryStore in a dictionary."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from service.domain.article import Language
from service.domain.errors import MalformedInput, NotFound
from service.domain.memory import (
    MemoryEntry,
    MemoryMatch,
    MemoryPage,
    MemoryQuery,
    Passage,
    SavedEntry,
    has_more_say,
    says_the_same,
)
from service.text.remembered import context_key, same_text, similarity
from service.text.search_text import fold, phrases


class FakeMemoryStore:
    """Keeps entries by language, text and surrounding, and looks at each of them for every question."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, str, str], MemoryEntry] = {}
        self.saves = 0

    @property
    def version(self) -> str:
        return f"fake-{self.saves}-{len(self.entries)}"

    def recall(self, passages: Sequence[Passage], *, source: Language) -> list[MemoryMatch | None]:
        return [self._recall(passage, source) for passage in passages]

    def _recall(self, passage: Passage, source: Language) -> MemoryMatch | None:
        around = context_key(passage.previous, passage.following)
        if around and (here := self.entries.get((source, same_text(passage.text), around))):
            return MemoryMatch("context", 1.0, here)
        same = [
            entry
            for (language, text, _), entry in self.entries.items()
            if (language, text) == (source, same_text(passage.text))
        ]
        best = max(same, key=lambda entry: (entry.origin == "editor", entry.changed_at), default=None)
        return MemoryMatch("exact", 1.0, best) if best else None

    def similar(
        self, texts: Sequence[str], *, source: Language, minimum: float, limit: int
    ) -> list[tuple[MemoryMatch, ...]]:
        return [self._similar(text, source, minimum)[:limit] for text in texts]

    def _similar(self, text: str, source: Language, minimum: float) -> tuple[MemoryMatch, ...]:
        scored = [
            MemoryMatch("fuzzy", similarity(text, entry.source), entry)
            for entry in self.entries.values()
            if entry.language == source and same_text(entry.source) != same_text(text)
        ]
        good = [match for match in scored if match.score >= minimum]
        return tuple(sorted(good, key=lambda match: match.score, reverse=True))

    def save(self, entries: Sequence[MemoryEntry]) -> tuple[SavedEntry, ...]:
        self.saves += 1
        return tuple(map(self._save, entries))

    def _save(self, new: MemoryEntry) -> SavedEntry:
        place = (new.language, same_text(new.source), context_key(new.previous, new.following))
        old = self.entries.get(place)
        if old is None:
            self.entries[place] = new
            return SavedEntry("added", new)
        if says_the_same(new, old):
            return SavedEntry("unchanged", old)
        if not has_more_say(new, old):
            return SavedEntry("kept", old)
        kept = {name: getattr(old, name) for name in ("id", "created_at", "source", "previous", "following")}
        self.entries[place] = replace(new, **kept)
        return SavedEntry("updated", self.entries[place])

    def get(self, entry_id: str) -> MemoryEntry:
        for entry in self.entries.values():
            if entry.id == entry_id:
                return entry
        raise NotFound(f"No entry {entry_id!r}.", "List them.")

    def find(self, query: MemoryQuery) -> MemoryPage:
        newest = sorted(self.entries.values(), key=lambda e: (e.changed_at, e.id), reverse=True)
        found = [entry for entry in newest if _matches(entry, query)]
        if query.cursor:
            try:
                stamped, entry_id = query.cursor.split(" ")
                position = (datetime.fromisoformat(stamped), entry_id)
            except ValueError:
                raise MalformedInput("No such cursor.", "Start again.") from None
            found = [entry for entry in found if (entry.changed_at, entry.id) < position]
        page, more = found[: query.limit], len(found) > query.limit
        return MemoryPage(tuple(page), f"{page[-1].changed_at.isoformat()} {page[-1].id}" if more else None)

    def every(self, language: Language | None = None) -> Iterator[MemoryEntry]:
        yield from [entry for entry in self.entries.values() if language in (None, entry.language)]

    def delete(self, entry_id: str) -> None:
        gone = self.get(entry_id)
        self.entries = {place: entry for place, entry in self.entries.items() if entry is not gone}


def _matches(entry: MemoryEntry, query: MemoryQuery) -> bool:
    if query.language and entry.language != query.language:
        return False
    if query.text is None:
        return True
    words, wanted = f" {fold(entry.source)} {fold(entry.target)} ", phrases(query.text)
    return bool(wanted) and all(f" {phrase} " in words for phrase in wanted)
