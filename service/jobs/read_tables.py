"""Tables to rows: CSV with commas or semicolons, and TSV, in UTF-8 or, with a byte order mark, UTF-16.

Promises every row with the line that it begins on, or why it cannot be read, and that no more than a row is
held at a time. Refuses to know what is in the columns.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO

from service.domain.errors import BinaryInput, EmptyInput, MalformedInput
from service.jobs.read_lines import SAVE_AS, text_lines

MAX_CELL = 16 * 1024 * 1024  # characters; csv refuses longer ones
_SEPARATORS = ",;\t"
_NAMED = re.compile(r"sep=(.)\s*")  # what Excel reads in the first line
_QUOTED = re.compile(r'"([^"]*+(?:""[^"]*+)*+)"')
_REMEDY = (
    "Put cells with the separator, quotation marks or line breaks between quotation marks, doubled inside."
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells, or the error in their place; `raw` are its lines with their ends."""

    cells: tuple[str, ...]
    error: MalformedInput | None = None
    raw: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is in it, so that it is no item."""
        return self.error is None and not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it is written: what stands before its rows, the names of its columns, what parts cells.

    `tabs`: it is a TSV, which has no quotation marks.
    """

    lead: str
    header: tuple[str, ...]
    rows: Iterator[Row]
    separator: str
    tabs: bool


def read_rows(file: BinaryIO, *, tabs: bool) -> tuple[tuple[str, ...], Iterator[Row]]:
    """Return the header of a table and its rows but those that are empty. Raises InputError."""
    table = read_table(text_lines(file), tabs=tabs)
    return table.header, (row for row in table.rows if not row.is_empty)


def read_table(lines: Iterator[str], *, tabs: bool) -> Table:
    """Return a table with all of its rows. Raises InputError."""
    first = next(lines, "")
    named = _NAMED.fullmatch(first) if not tabs else None
    if named is not None:
        first = next(lines, "")
    if "\0" in first:
        raise BinaryInput("The file holds null characters: it is no table in UTF-8.", SAVE_AS)
    if not first:
        raise EmptyInput("The file is empty.", "Send a table with a header line.")
    separator = "\t" if tabs else named[1] if named else _separator(first)
    rows = _tabbed(first, lines) if tabs else _separated(separator, first, lines)
    header = next(rows)
    if header.error is not None:
        raise header.error
    return Table((named[0] if named else "") + header.raw, header.cells, rows, separator, tabs)


def column_index(header: Sequence[str], wanted: str | None, option: str) -> int:
    """Return the index of a column that is named or numbered from 1; the only one without a wish."""
    if wanted is None and len(header) == 1:
        return 0
    if wanted is not None and header.count(wanted) > 1:
        numbers = " and ".join(str(n) for n, name in enumerate(header, 1) if name == wanted)
        raise MalformedInput(
            f"There are {header.count(wanted)} columns {wanted!a}, number {numbers}.",
            f"Give the number of the one that is meant in `{option}`.",
        )
    if wanted is not None and wanted in header:
        return header.index(wanted)
    if wanted is not None and wanted.isdecimal() and 1 <= int(wanted) <= len(header):
        return int(wanted) - 1
    asked = "No column was chosen" if wanted is None else f"There is no column {wanted!a}"
    names = ", ".join(header)[:300].encode(errors="replace").decode()
    raise MalformedInput(
        f"{asked}; there are {names}.", f"Name one in `{option}`, or give its number from 1."
    )


def _separator(header: str) -> str:
    """Return what parts the names of the columns: Excel writes semicolons where the comma is decimal."""
    bare = _QUOTED.sub("", header)
    return max(_SEPARATORS, key=bare.count)  # the comma, where there is none


def _separated(separator: str, first: str, lines: Iterable[str]) -> Iterator[Row]:
    csv.field_size_limit(MAX_CELL)

    read: list[str] = []

    def all_lines() -> Iterator[str]:
        for line in chain((first,), lines):
            read.append(line)
            yield line

    def raw() -> str:
        found = "".join(read)
        read.clear()
        return found

    rows = csv.reader(all_lines(), delimiter=separator, strict=True)
    while True:
        begun = rows.line_num + 1
        try:
            cells = tuple(next(rows))
            yield Row(cells, raw=raw())
        except StopIteration:
            return
        except csv.Error as error:
            yield Row((), _broken(begun, rows.line_num, str(error)), raw())


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
    yield Row(tuple(_unquoted(name, surely=True) for name in names), raw=first)
    for line in lines:
        cells = line.rstrip("\r\n").split("\t")
        yield Row(tuple(_unquoted(cell, surely=is_quoted) for cell in cells), raw=line)


def _unquoted(cell: str, *, surely: bool) -> str:
    quoted = _QUOTED.fullmatch(cell)
    return quoted[1].replace('""', '"') if quoted and (surely or '""' in quoted[1]) else cell
