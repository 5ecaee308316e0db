"""A glossary of one direction as rows of term and rendering, TSV or CSV, as translation APIs exchange it.

Promises that what is read is written again, and an error that names the row. Knows nothing of who keeps it.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from service.domain.article import Language
from service.domain.errors import MalformedInput
from service.domain.glossary import Direction, GlossaryEntry, pair_of
from service.text.folding import name_key
from service.text.glossary_entries import checked_entries

PairFormat = Literal["tsv", "csv"]
_CODES = frozenset(("vi", "en"))


def direction_from(source: Language) -> Direction:
    """Return the direction of a glossary that translates from a language."""
    return "vi-en" if source == "vi" else "en-vi"


def read_pairs(text: str, form: PairFormat, source: Language, limit: int) -> tuple[GlossaryEntry, ...]:
    """Return the entries. Raises MalformedInput, TooLarge.

    What has no word by which it could be found (an emoji) is kept, though it will never be found: clients
    compare what they read with what they sent.
    """
    rows = list(_rows(text, form))
    _refuse_doubles(rows)
    placed = [(place, _entry(pair, source)) for place, pair in rows]
    alike = Counter(pair_of(entry, source)[0].casefold() for _, entry in placed)
    told_apart = [
        (place, replace(entry, case_sensitive=alike[pair_of(entry, source)[0].casefold()] > 1))
        for place, entry in placed
    ]
    findable = [row for row in told_apart if name_key(row[1].vi) and name_key(row[1].en)]
    mute = [entry for _, entry in told_apart if not (name_key(entry.vi) and name_key(entry.en))]
    if not findable and mute:
        return tuple(mute)
    return (*checked_entries(findable, direction_from(source), limit), *mute)


def write_pairs(entries: Iterable[GlossaryEntry], source: Language) -> str:
    """Return the entries as TSV, without a line feed at the end."""
    return "\n".join("\t".join(pair_of(entry, source)) for entry in entries)


def merged(
    old: Sequence[GlossaryEntry], new: Sequence[GlossaryEntry], source: Language
) -> tuple[GlossaryEntry, ...]:
    """Return the old entries with the new ones added, or in the place of those with the same term."""
    by_term = {pair_of(entry, source)[0]: entry for entry in (*old, *new)}
    return tuple(by_term.values())


def _rows(text: str, form: PairFormat) -> Iterator[tuple[str, tuple[str, str]]]:
    lines = (
        csv.reader(io.StringIO(text)) if form == "csv" else (line.split("\t") for line in text.split("\n"))
    )
    try:
        for number, cells in enumerate(lines, 1):
            if any(cell.strip() for cell in cells):
                yield f"Row {number}", _pair(number, [cell.strip() for cell in cells])
    except csv.Error as error:
        raise MalformedInput(f"Value for 'entries' not supported: {error}.", "Quote cells.") from None


def _pair(number: int, cells: list[str]) -> tuple[str, str]:
    codes = {cell.lower().partition("-")[0] for cell in cells[2:]}
    if len(cells) < 2 or not all(cells[:2]) or len(cells) > 4 or codes - _CODES:
        raise MalformedInput(
            f"Value for 'entries' not supported: row {number} is no term with a rendering.",
            "Send two cells in a row.",
        )
    return cells[0], cells[1]


def _entry(pair: tuple[str, str], source: Language) -> GlossaryEntry:
    return GlossaryEntry(*pair) if source == "vi" else GlossaryEntry(pair[1], pair[0])


def _refuse_doubles(rows: Sequence[tuple[str, tuple[str, str]]]) -> None:
    if len({pair[0] for _, pair in rows}) < len(rows):
        (term, _), *_ = Counter(pair[0] for _, pair in rows).most_common(1)
        raise MalformedInput(f"Value for 'entries' not supported: {term!a} is there twice.", "Keep one.")
