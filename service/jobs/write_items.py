"""Tables and lines again with the translations in their place.

Promises that all but the translated cells and lines come back as they were: header, other columns, line
ends, separators, quotation marks, encoding; that what has no translation keeps its own words; and that no
more than a row is held at a time. Refuses to know how the translations came about.
"""

import io
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, TextIO

from service.domain.job import ItemResult
from service.domain.job_ports import ReadOptions
from service.jobs.read_lines import encoding_of
from service.jobs.read_tables import Row, Table, column_index, read_table

_END = re.compile(r"[\r\n]*\Z")
_BREAKS = re.compile(r"\s*[\t\r\n]+\s*")


def write_table(
    original: BinaryIO, results: Iterator[ItemResult], out: BinaryIO, options: ReadOptions, *, tabs: bool
) -> None:
    """Write a table whose column of texts is translated."""
    with _recoded(original, out, newline="") as (text, written):
        table = read_table(iter(text), tabs=tabs)
        column = column_index(table.header, options.column, "column")
        written.write(table.lead)
        for row in table.rows:
            found = None if row.is_empty else translation(next(results, None))
            written.write(row.raw if found is None else _with_cell(row, column, found, table))


def write_lines(
    original: BinaryIO, results: Iterator[ItemResult], out: BinaryIO, options: ReadOptions, *, longest: int
) -> None:
    """Write a plain text whose lines, or all of which as one, are translated."""
    with _recoded(original, out, newline="\n") as (text, written):
        if options.whole:
            content = text.read()
            written.write(_within(content, translation(next(results, None))))
            return
        while line := text.readline(longest):
            begins = line
            while not line.endswith("\n") and (more := text.readline(longest)):
                written.write(line)  # longer than an item may be: it has no translation
                line = more
            if not begins.encode("utf-8", "surrogateescape").strip():
                written.write(line)
                continue
            found = translation(next(results, None))
            written.write(_within(line, None if found is None else _BREAKS.sub(" ", found)))


def translation(result: ItemResult | None) -> str | None:
    """Return the text that an item was translated into; None where it was not."""
    if result is None or result.status != "done" or result.body is None:
        return None
    text = json.loads(result.body)["text"]
    return text if isinstance(text, str) else None


@contextmanager
def _recoded(file: BinaryIO, out: BinaryIO, *, newline: str) -> Iterator[tuple[TextIO, TextIO]]:
    """Yield a file as text, and one that is written in the same way; bytes that are no text stay."""
    codec, mark = encoding_of(file)
    text = io.TextIOWrapper(file, codec, "surrogateescape", newline=newline)
    written = io.TextIOWrapper(out, codec, "surrogateescape", newline="")
    try:
        written.write(mark)
        yield text, written
        written.flush()
    finally:
        text.detach()
        written.detach()


def _within(line: str, found: str | None) -> str:
    """Return a translation between the line breaks that its text has around it."""
    if found is None:
        return line
    core = line.strip("\r\n")
    lead, _, end = line.partition(core)
    return f"{lead}{found}{end}"


def _with_cell(row: Row, column: int, text: str, table: Table) -> str:
    """Return the lines of a row with another text in one of its cells, written as that cell was."""
    end = _END.search(row.raw)
    assert end is not None, "no end is found too"
    cells = _raw_cells(row.raw[: end.start()], table)
    is_quoted = cells[column].startswith('"') and row.cells[column] != cells[column]
    if is_quoted or (not table.tabs and _wants_marks(text, table.separator)):
        quoted = text.replace('"', '""')
        cells[column] = f'"{quoted}"'
    else:
        cells[column] = _BREAKS.sub(" ", text) if table.tabs else text
    return table.separator.join(cells) + end[0]


def _wants_marks(text: str, separator: str) -> bool:
    return text.startswith('"') or any(sign in text for sign in (separator, "\r", "\n"))


def _raw_cells(line: str, table: Table) -> list[str]:
    if table.tabs:
        return line.split(table.separator)
    parting = re.escape(table.separator)
    return [found[1] for found in re.finditer(rf'(?:^|{parting})("(?:[^"]|"")*"|[^{parting}]*)', line)]
