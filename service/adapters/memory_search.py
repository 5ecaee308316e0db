"""The queries of the translation memory: a listing by words, and candidates for what is alike.

Promises that only entries which share a rare pair of words with a text are compared with it. Writes nothing.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Row,
    Select,
    String,
    and_,
    false,
    func,
    literal_column,
    select,
    text,
)
from sqlalchemy.sql.expression import column, table, tuple_

from service.adapters.cursors import cursor_of, position_of
from service.adapters.memory_tables import memory
from service.adapters.tables import moment, stamp
from service.domain.article import Language
from service.domain.memory import MemoryEntry, MemoryMatch, MemoryQuery
from service.text.remembered import most_alike, same_text, telling_pairs, word_pairs
from service.text.search_text import fold, phrases

MemoryRow = Row[
    *tuple[Any, ...]
]  # a row of the table `memory`: SQLAlchemy has no type for the columns of a Table
SIMPLE: ColumnElement[str] = literal_column("'simple'")
MAX_CANDIDATES = 5000  # that are scored; more share a telling pair only with a text of the commonest words
POSTGRES_COUNTS = """
    SELECT pair, (SELECT count(*) FROM memory
                  WHERE to_tsvector('simple', source_pairs) @@ plainto_tsquery('simple', pair))
    FROM unnest(CAST(:pairs AS text[])) AS pair
"""


def entry_of(row: MemoryRow) -> MemoryEntry:
    """Return the entry in a row."""
    return MemoryEntry(
        id=row.id,
        language=row.language,
        source=row.source,
        target=row.target,
        origin=row.origin,
        created_at=moment(row.created_at),
        changed_at=moment(row.changed_at),
        previous=row.previous,
        following=row.following,
        author=row.author,
        note=row.note,
    )


def similar_entries(
    connection: Connection, wording: str, *, source: Language, minimum: float, limit: int
) -> tuple[MemoryMatch, ...]:
    """Return the entries of other texts that are alike, the best first."""
    own = same_text(wording)
    candidates = [
        (row.seq, there)
        for row in _candidates(connection, own, source, minimum)
        if (there := same_text(row.source)) != own
    ]
    found = most_alike(own, [there for _, there in candidates], minimum=minimum)[:limit]
    best = [(candidates[place][0], score) for place, score in found]
    wanted = select(memory).where(memory.c.seq.in_([seq for seq, _ in best]))
    entries = {row.seq: entry_of(row) for row in connection.execute(wanted)} if best else {}
    return tuple(MemoryMatch("fuzzy", score, entries[seq]) for seq, score in best)


def _candidates(
    connection: Connection, wording: str, language: Language, minimum: float
) -> Sequence[MemoryRow]:
    folded = fold(wording)
    pairs = word_pairs(folded)
    telling = telling_pairs(pairs, _entries_with(connection, pairs), minimum)
    if not telling:
        return ()
    size = len(folded.split())
    wanted = select(memory.c.seq, memory.c.source).where(
        _has_one_of(telling, connection.dialect.name),
        memory.c.language == language,
        memory.c.size.between(size * minimum - 1, size / minimum + 1),
    )
    return connection.execute(wanted.limit(MAX_CANDIDATES)).all()


def _entries_with(connection: Connection, pairs: Sequence[str]) -> dict[str, int]:
    """Return in how many entries each pair is."""
    if connection.dialect.name == "postgresql":
        rows = connection.execute(text(POSTGRES_COUNTS), {"pairs": list(pairs)})
    else:
        term, doc = column("term", String), column("doc", Integer)
        counts = select(term, doc).select_from(table("memory_pair_counts")).where(term.in_(pairs))
        rows = connection.execute(counts)
    return {row[0]: row[1] for row in rows}


def _has_one_of(pairs: Sequence[str], dialect: str) -> ColumnElement[bool]:
    if dialect == "postgresql":
        there = func.to_tsvector(SIMPLE, memory.c.source_pairs)
        return there.op("@@")(func.to_tsquery(SIMPLE, " | ".join(f"'{pair}'" for pair in pairs)))
    return _matches("memory_pairs", " OR ".join(f'"{pair}"' for pair in pairs))


def listing(query: MemoryQuery, dialect: str) -> Select[Any]:
    """Return the query of a page, with one row more than the page has."""
    wanted = select(memory)
    if query.language:
        wanted = wanted.where(memory.c.language == query.language)
    if query.text is not None:
        wanted = wanted.where(_says(phrases(query.text), dialect))
    if query.cursor:
        wanted = wanted.where(tuple_(memory.c.changed_at, memory.c.id) < tuple_(*position_of(query.cursor)))
    return wanted.order_by(memory.c.changed_at.desc(), memory.c.id.desc()).limit(query.limit + 1)


def next_cursor(last: MemoryEntry) -> str:
    """Return the cursor of the page after the one that ends with `last`."""
    return cursor_of(stamp(last.changed_at), last.id)


def _says(wanted: list[str], dialect: str) -> ColumnElement[bool]:
    if not wanted:  # nothing but punctuation finds nothing
        return false()
    if dialect == "postgresql":
        both = memory.c.source_words + literal_column("' '") + memory.c.target_words
        words = func.to_tsvector(SIMPLE, both)
        return and_(*(words.op("@@")(func.phraseto_tsquery(SIMPLE, phrase)) for phrase in wanted))
    return _matches("memory_text", " ".join(f'"{phrase}"' for phrase in wanted))


def _matches(index: str, expression: str) -> ColumnElement[bool]:
    match = literal_column(index).op("MATCH")(expression)
    return memory.c.seq.in_(select(column("rowid")).select_from(table(index)).where(match))
