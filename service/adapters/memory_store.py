"""Keeps the translation memory in the database, and recalls what is the same or alike.

Promises that a saved entry is on the disk, that a batch is looked up in a few queries however long it is, and
one entry for a source text in a surrounding. Refuses to know who asks and what files look like.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy import Connection, Engine, delete, func, insert, select, text, update

from service.adapters.database import reading, writing
from service.adapters.memory_search import MemoryRow, entry_of, listing, next_cursor, similar_entries
from service.adapters.memory_tables import memory
from service.adapters.tables import stamp
from service.domain.article import Language
from service.domain.errors import NotFound
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
from service.text.remembered import context_key, text_key, word_pairs
from service.text.search_text import fold

NO_ENTRY = "The id may be wrong, or the entry may have been deleted; GET /v1/memory lists what there is."
AT_ONCE = 500  # keys in one query; SQLite takes 32,766 parameters, its parser is quick with fewer
PAGE = 500
WRITING_LOCK = 5_134_227_002  # PostgreSQL: those that write the memory take turns, as on SQLite anyway


class SqlMemoryStore:
    """MemoryStore on SQLite or PostgreSQL."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @property
    def version(self) -> str:
        """Return a short hash of how much there is, and of what came and changed last."""
        counted, last, latest = (
            func.count(memory.c.seq),
            func.max(memory.c.seq),
            func.max(memory.c.changed_at),
        )
        with reading(self._engine) as connection:  # each by itself, so that each has its index
            state = connection.execute(
                select(*(select(f).scalar_subquery() for f in (counted, last, latest)))
            ).one()
        return hashlib.sha256(repr(tuple(state)).encode()).hexdigest()[:12]

    def recall(self, passages: Sequence[Passage], *, source: Language) -> list[MemoryMatch | None]:
        """Return for each passage the entry of its text: of its surrounding, else the latest of an editor."""
        keys = [text_key(passage.text) for passage in passages]
        with reading(self._engine) as connection:
            rows = _rows_by_key(connection, set(keys), source)
        return [
            _best(rows.get(key, ()), context_key(passage.previous, passage.following))
            for key, passage in zip(keys, passages, strict=True)
        ]

    def similar(
        self, texts: Sequence[str], *, source: Language, minimum: float, limit: int
    ) -> list[tuple[MemoryMatch, ...]]:
        """Return for each text the entries of other texts that score `minimum` or more, the best first."""
        with reading(self._engine) as connection:
            return [
                similar_entries(connection, one, source=source, minimum=minimum, limit=limit) for one in texts
            ]

    def save(self, entries: Sequence[MemoryEntry]) -> tuple[SavedEntry, ...]:
        """Save entries in one transaction; the later of two that are for the same place comes after it."""
        with writing(self._engine) as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITING_LOCK})
            known = _known(connection, entries)
            saved, new, changed = [], dict[str, MemoryEntry](), dict[str, MemoryEntry]()
            for entry in entries:
                outcome = _settle(entry, known.get(place := _place(entry)))
                known[place] = outcome.entry
                if outcome.outcome == "added" or outcome.entry.id in new:
                    new[outcome.entry.id] = outcome.entry
                elif outcome.outcome == "updated":
                    changed[outcome.entry.id] = outcome.entry
                saved.append(outcome)
            _write(connection, list(new.values()), list(changed.values()))
        return tuple(saved)

    def get(self, entry_id: str) -> MemoryEntry:
        """Return an entry."""
        with reading(self._engine) as connection:
            row = connection.execute(select(memory).where(memory.c.id == entry_id)).one_or_none()
        if row is None:
            raise NotFound(f"There is no memory entry {entry_id!r}.", NO_ENTRY)
        return entry_of(row)

    def find(self, query: MemoryQuery) -> MemoryPage:
        """Return a page, the latest changed first."""
        with reading(self._engine) as connection:
            rows = connection.execute(listing(query, connection.dialect.name)).all()
        entries = tuple(map(entry_of, rows[: query.limit]))
        return MemoryPage(entries, next_cursor(entries[-1]) if len(rows) > query.limit else None)

    def every(self, language: Language | None = None) -> Iterator[MemoryEntry]:
        """Return all entries; what is saved meanwhile may be among them."""
        after = 0
        wanted = select(memory).order_by(memory.c.seq).limit(PAGE)
        if language:
            wanted = wanted.where(memory.c.language == language)
        while True:
            with reading(self._engine) as connection:
                rows = connection.execute(wanted.where(memory.c.seq > after)).all()
            yield from map(entry_of, rows)
            if len(rows) < PAGE:
                return
            after = rows[-1].seq

    def delete(self, entry_id: str) -> None:
        """Delete an entry."""
        with writing(self._engine) as connection:
            if connection.execute(delete(memory).where(memory.c.id == entry_id)).rowcount == 0:
                raise NotFound(f"There is no memory entry {entry_id!r}.", NO_ENTRY)


def _place(entry: MemoryEntry) -> tuple[str, str, str]:
    return text_key(entry.source), entry.language, context_key(entry.previous, entry.following)


def _settle(new: MemoryEntry, old: MemoryEntry | None) -> SavedEntry:
    if old is None:
        return SavedEntry("added", new)
    if says_the_same(new, old):
        return SavedEntry("unchanged", old)
    if not has_more_say(new, old):
        return SavedEntry("kept", old)
    taken_over = replace(new, id=old.id, created_at=old.created_at, source=old.source)
    return SavedEntry("updated", replace(taken_over, previous=old.previous, following=old.following))


def _best(rows: Sequence[MemoryRow], surrounding: str) -> MemoryMatch | None:
    """Return the match of the surrounding; failing that, of the others what an editor said last."""
    if not rows:
        return None
    here = [row for row in rows if surrounding and row.context_key == surrounding]
    chosen = max(here or rows, key=lambda row: (row.origin == "editor", row.changed_at, row.seq))
    return MemoryMatch("context" if here else "exact", 1.0, entry_of(chosen))


def _rows_by_key(
    connection: Connection, keys: set[str], language: Language
) -> dict[str, tuple[MemoryRow, ...]]:
    found: dict[str, tuple[MemoryRow, ...]] = {}
    listed = sorted(keys)
    for start in range(0, len(listed), AT_ONCE):
        some = memory.c.source_key.in_(listed[start : start + AT_ONCE])
        wanted = select(memory).where(some, memory.c.language == language)
        for row in connection.execute(wanted):
            found[row.source_key] = (*found.get(row.source_key, ()), row)
    return found


def _known(connection: Connection, entries: Sequence[MemoryEntry]) -> dict[tuple[str, str, str], MemoryEntry]:
    found: dict[tuple[str, str, str], MemoryEntry] = {}
    for language in {entry.language for entry in entries}:
        keys = {text_key(entry.source) for entry in entries if entry.language == language}
        for rows in _rows_by_key(connection, keys, language).values():
            found |= {(row.source_key, row.language, row.context_key): entry_of(row) for row in rows}
    return found


def _write(connection: Connection, new: list[MemoryEntry], changed: list[MemoryEntry]) -> None:
    """Write rows; the source of a changed entry is as it was."""
    if new:
        connection.execute(insert(memory), list(map(_row, new)))
    for entry in changed:
        said = {
            "target": entry.target,
            "target_words": fold(entry.target),
            "origin": entry.origin,
            "author": entry.author,
            "note": entry.note,
            "changed_at": stamp(entry.changed_at),
        }
        connection.execute(update(memory).where(memory.c.id == entry.id).values(said))


def _row(entry: MemoryEntry) -> dict[str, str | int | None]:
    words = fold(entry.source)
    source_key, language, around = _place(entry)
    return {
        "id": entry.id,
        "language": language,
        "source": entry.source,
        "target": entry.target,
        "previous": entry.previous,
        "following": entry.following,
        "source_key": source_key,
        "context_key": around,
        "origin": entry.origin,
        "author": entry.author,
        "note": entry.note,
        "created_at": stamp(entry.created_at),
        "changed_at": stamp(entry.changed_at),
        "source_words": words,
        "target_words": fold(entry.target),
        "source_pairs": " ".join(word_pairs(words)),
        "size": len(words.split()),
    }
