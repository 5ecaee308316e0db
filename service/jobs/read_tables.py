"""Tables to rows: CSV with commas or semicolons, and TSV, in UTF-8 or, with a byte order mark, UTF-16.

Promises every row with the line that it begins on, or why it cannot be read, and that no more than a row is
held at a time. Refuses to know what is in the columns.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from service.domain.errors import BinaryInput, EmptyInput, MalformedInput
from service.jobs.read_lines import SAVE_AS, text_lines

MAX_CELL = 16 * 1024 * 1024  # characters; csv refuses longer ones
_SEPARATORS = ",;\t"
_NAMED = re.compile(r"sep=(.)\s*")  # what Excel reads in the first line
_QUOTED = re.compile(r'"((?:[^"]|"")*)"')
_REMEDY = (
    "Put cells with the separator, quotation marks or line breaks between quotation marks, doubled inside."
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells, or the error in their place."""

    cells: tuple[str, ...]
    error: MalformedInput | None = None


def read_rows(file: BinaryIO, *, tabs: bool) -> tuple[tuple[str, ...], Iterator[Row]]:
    """Return the header of a table and its rows but those that are empty. Raises InputError."""
    lines = text_lines(file)
    first = next(lines, "")
    named = _NAMED.fullmatch(first) if not tabs else None
    if named is not None:
        first = next(lines, "")
    if "\0" in first:
        raise BinaryInput("The file holds null characters: it is no table in UTF-8.", SAVE_AS)
    if not first:
        raise EmptyInput("The file is empty.", "Send a table with a header line.")
    if tabs:
        rows = _tabbed(first, lines)
    else:
        rows = _separated(named[1] if named else _separator(first), first, lines)
    header = next(rows)
    if header.error is not None:
        raise header.error
    return header.cells, (row for row in rows if row.error or any(cell.strip() for cell in row.cells))


def _separator(header: str) -> str:
    """Return what parts the names of the columns: Excel writes semicolons where the comma is decimal."""
    bare = _QUOTED.sub("", header)
    return max(_SEPARATORS, key=bare.count)  # the comma, where there is none


def _separated(separator: str, first: str, lines: Iterable[str]) -> Iterator[Row]:
    csv.field_size_limit(MAX_CELL)

    def all_lines() -> Iterator[str]:
        yield first
        yield from lines

    rows = csv.reader(all_lines(), delimiter=separator, strict=True)
    while True:
        begun = rows.line_num + 1
        try:
            yield Row(tuple(next(rows)))
        except StopIteration:
            return
        except csv.Error as error:
            yield Row((), _broken(begun, rows.line_num, str(error)))


def _broken(begun: int, ended: int, error: str) -> MalformedInput:
    """Return what is wrong with a row, in other words than Python's."""
    place = f"Line {begun}" if begun == ended else f"The row in the lines {begun} to {ended}"
    if "end of data" in error:
        return MalformedInput(f"{place} cannot be read: a quotation mark is never closed.", _REMEDY)
    if "field limit" in error:
        cause = f"{place} cannot be read: a cell has more than {MAX_CELL:,} characters."
        return MalformedInput(cause, "Send it in parts.")
    return MalformedInput(f"{place} cannot be read: there is text behind a closing quotation mark.", _REMEDY)


def _tabbed(first: str, lines: Iterable[str]) -> Iterator[Row]:
    """Yield the rows of a TSV, which knows no quotation marks, whatever some programs write.

    Cells are taken as quoted where all of the header is, or where marks are doubled in them.
    """
    names = first.rstrip("\r\n").split("\t")
    is_quoted = all(map(_QUOTED.fullmatch, names))
    yield Row(tuple(_unquoted(name, surely=True) for name in names))
    for line in lines:
        yield Row(tuple(_unquoted(cell, surely=is_quoted) for cell in line.rstrip("\r\n").split("\t")))


def _unquoted(cell: str, *, surely: bool) -> str:
    quoted = _QUOTED.fullmatch(cell)
    return quoted[1].replace('""', '"') if quoted and (surely or '""' in quoted[1]) else cell
