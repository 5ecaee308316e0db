"""Tables and lines again with the translations in their place.

Promises that all but the translated cells and lines come back as they were: header, other columns, line
ends, separators, quotation marks, encoding; that what has no translation keeps its own words; and that no
more than a row is held at a time. Refuses to know how the translations came about.
"""

import io
import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, TextIO

from service.domain.job import ItemResult
from service.domain.job_ports import ReadOptions
from service.jobs.read_lines import SPARE, encoding_of, is_item, not_wide
from service.jobs.read_tables import Row, Table, column_index, read_table

_BREAKS = re.compile(r"[\t\r\n]+")
_QUOTED = '"[^"]*+(?:""[^"]*+)*+"'  # as much as is so, in one step: nothing is kept to go back to


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
            found = translation(next(results, None))
            if found is None:
                shutil.copyfileobj(text, written)
            else:  # an item, and so no longer than one may be
                written.write(_within(text.read(), found))
            return
        most = longest + SPARE
        while line := text.readline(most):
            found = None
            if is_item(line.encode("utf-8", "surrogateescape"), longest):
                found = translation(next(results, None))
            written.write(line if found is None else _within(line, _on_one_line(found)))
            while len(line) == most and not line.endswith("\n"):  # longer than an item may be
                line = text.readline(most)
                written.write(line)


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
    except UnicodeDecodeError as error:
        raise not_wide(error) from None
    finally:
        text.detach()
        written.detach()


def _within(line: str, found: str) -> str:
    """Return a translation between the line breaks that its text has around it."""
    body = line.rstrip("\r\n")
    lead = body[: len(body) - len(body.lstrip("\r\n"))]
    return f"{lead}{found}{line[len(body) :]}"


def _on_one_line(text: str) -> str:
    """Return a text with a space for each stretch of line breaks and tabs, and the spaces around it."""
    first, *others = _BREAKS.split(text)
    if not others:
        return text
    inner = filter(None, map(str.strip, others[:-1]))
    return " ".join((first.rstrip(), *inner, others[-1].lstrip()))


def _with_cell(row: Row, column: int, text: str, table: Table) -> str:
    """Return the lines of a row with another text in one of its cells, written as that cell was."""
    body = row.raw.rstrip("\r\n")
    cells = _raw_cells(body, table)
    is_quoted = cells[column].startswith('"') and row.cells[column] != cells[column]
    if is_quoted or (not table.tabs and _wants_marks(text, table.separator)):
        quoted = text.replace('"', '""')
        cells[column] = f'"{quoted}"'
    else:
        cells[column] = _on_one_line(text) if table.tabs else text
    return table.separator.join(cells) + row.raw[len(body) :]


def _wants_marks(text: str, separator: str) -> bool:
    return text.startswith('"') or any(sign in text for sign in (separator, "\r", "\n"))


def _raw_cells(line: str, table: Table) -> list[str]:
    if table.tabs:
        return line.split(table.separator)
    parting = re.escape(table.separator)
    return [found[1] for found in re.finditer(rf"(?:^|{parting})({_QUOTED}|[^{parting}]*)", line)]
