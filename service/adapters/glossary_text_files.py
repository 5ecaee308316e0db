"""Glossaries as CSV and TSV, as spreadsheets and other translation tools write them.

Promises that a written file reads back equal; that files with and without a header row or a byte order mark,
separated by commas or semicolons, are read; and that what is wrong is told with its row.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.adapters.file_text import text_of
from service.domain.errors import MalformedInput
from service.domain.glossary import Direction, GlossaryEntry, GlossaryFile, UserGlossary, first_language
from service.text.glossary_entries import Placed, checked_entries

COLUMNS = ("vi", "en", "vi_variants", "en_variants", "case_sensitive", "do_not_translate", "note")
SEPARATOR = "|"  # of the variants in one cell, as in termbase/institutions.csv
_ALIASES = {
    "vietnamese": "vi", "tiếng việt": "vi", "vi-vn": "vi", "english": "en", "tiếng anh": "en",
    "en-us": "en", "en-gb": "en", "remark": "note", "ghi chú": "note",
}  # fmt: skip
_TRUE = frozenset({"true", "yes", "1", "x", "có"})
_FALSE = frozenset({"", "false", "no", "0", "không"})
_LANGUAGES = frozenset({"vi", "en"})
# ISO 639-1 (https://www.loc.gov/standards/iso639-2/): a first row of two of these is a header.
_CODES = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de "
    "dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id "
    "ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu "
    "lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu "
    "rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr "
    "ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)
_EXPECTED = "The columns are vi, en and, if you like, " + ", ".join(COLUMNS[2:]) + "."


@dataclass(frozen=True, slots=True)
class _Row:
    place: str
    cells: tuple[str, ...]


def read_csv(content: bytes, direction: Direction, limit: int) -> GlossaryFile:
    """Read a CSV file. Raises InputError."""
    text = text_of(content)
    first = text.partition("\n")[0]
    separator = ";" if ";" in first and "," not in first else ","
    return _entries(text, separator, direction, limit)


def read_tsv(content: bytes, direction: Direction, limit: int) -> GlossaryFile:
    """Read a TSV file. Raises InputError."""
    return _entries(text_of(content), "\t", direction, limit)


def write_csv(glossary: UserGlossary) -> bytes:
    """Write a CSV file, with the byte order mark by which spreadsheets know UTF-8."""
    return _written(glossary, ",").encode("utf-8-sig")


def write_tsv(glossary: UserGlossary) -> bytes:
    """Write a TSV file."""
    return _written(glossary, "\t").encode()


def _entries(text: str, separator: str, direction: Direction, limit: int) -> GlossaryFile:
    rows = _rows(text, separator)
    first = next(rows, None)
    if first is None:
        raise MalformedInput("The file has no rows.", _EXPECTED)
    header = _header(first.cells, direction)
    if header is None:
        placed = (_nameless(row, direction) for row in _with(first, rows))
    else:
        _check_header(header)
        placed = (_named(row, header) for row in rows)
    return GlossaryFile(checked_entries(placed, direction, limit))


def _with(first: _Row, rows: Iterator[_Row]) -> Iterator[_Row]:
    yield first
    yield from rows


def _rows(text: str, separator: str) -> Iterator[_Row]:
    """Yield the rows that are not empty, each with the line that it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise MalformedInput(
                f"Row {line} cannot be read: {error}.",
                "Put cells with separators or quotation marks between quotation marks, doubled inside:"
                ' "say ""yes""".',
            ) from None
        if any(cell.strip() for cell in cells):
            yield _Row(f"Row {line}", tuple(cells))


def _header(cells: Sequence[str], direction: Direction) -> tuple[str, ...] | None:
    """Return the names of the columns, None where the first row is an entry already."""
    names = [cell.strip().casefold() for cell in cells]
    source = first_language(direction)
    sides = {"source": source, "target": "en" if source == "vi" else "vi"}
    named = tuple(sides.get(name) or _ALIASES.get(name, name) for name in names)
    if len(named) == 4 and set(named[2:]) == _LANGUAGES and not set(named[:2]) & set(COLUMNS):
        return None  # an entry with its language codes
    if set(named) >= _LANGUAGES:
        return named
    codes = [name.replace("_", "-").partition("-")[0] for name in names[:2]]
    if len(codes) == 2 and set(codes) <= set(_CODES.split()):
        raise MalformedInput(
            f"The header names the languages {names[0]!a} and {names[1]!a}, not vi and en.", _EXPECTED
        )
    return None


def _check_header(names: Sequence[str]) -> None:
    for name in names:
        if name not in COLUMNS:
            raise MalformedInput(f"The header names a column {name!r} that is not known.", _EXPECTED)
        if names.count(name) > 1:
            raise MalformedInput(f"The header names the column {name!r} twice.", _EXPECTED)


def _nameless(row: _Row, direction: Direction) -> Placed:
    """Read a row by position: source and target, which may be followed by their language codes."""
    cells = row.cells
    codes = tuple(cell.strip().casefold().partition("-")[0] for cell in cells[2:])
    if len(cells) == 4 and set(codes) == _LANGUAGES:
        first = codes[0]
    elif len(cells) == 2:
        first = first_language(direction)
    else:
        raise MalformedInput(
            f"{row.place} has {len(cells)} cells; without a header row there are two, term and rendering.",
            "Quote cells that hold the separator, or name the columns in the first row.",
        )
    vi, en = cells[:2] if first == "vi" else (cells[1], cells[0])
    return row.place, GlossaryEntry(vi, en)


def _named(row: _Row, header: Sequence[str]) -> Placed:
    if len(row.cells) != len(header):
        raise MalformedInput(
            f"{row.place} has {len(row.cells)} cells, the header has {len(header)}.",
            "Quote cells that hold the separator, and leave cells without content empty.",
        )
    cells = dict(zip(header, (cell.strip() for cell in row.cells), strict=True))
    vi, en = cells["vi"], cells["en"]
    if _flag(row.place, cells, "do_not_translate"):
        vi, en = vi or en, en or vi
        if vi != en:
            raise MalformedInput(
                f"{row.place} is not to be translated, but has two different sides.",
                "Leave one side empty, or take the mark out.",
            )
    entry = GlossaryEntry(
        vi,
        en,
        _variants(cells.get("vi_variants", "")),
        _variants(cells.get("en_variants", "")),
        _flag(row.place, cells, "case_sensitive"),
        cells.get("note", ""),
    )
    return row.place, entry


def _variants(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(SEPARATOR) if part.strip())


def _flag(place: str, cells: dict[str, str], name: str) -> bool:
    word = cells.get(name, "").casefold()
    if word not in _TRUE | _FALSE:
        raise MalformedInput(
            f"{place} has {cells[name]!r} as {name}, which is neither true nor false.",
            "Write true, or leave the cell empty.",
        )
    return word in _TRUE


def _written(glossary: UserGlossary, separator: str) -> str:
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=separator, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for entry in glossary.entries:
        writer.writerow(
            (
                entry.vi,
                entry.en,
                SEPARATOR.join(entry.vi_variants),
                SEPARATOR.join(entry.en_variants),
                "true" if entry.case_sensitive else "",
                "true" if entry.do_not_translate else "",
                entry.note,
            )
        )
    return file.getvalue()
