"""Translation memories as tab-separated values, as spreadsheets read and write them.

Promises that a first row which names the columns `source` and `target` is followed, that without one the
first two columns are taken, and that a row which cannot be used is reported with its line.
"""

import csv
import io
import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import BinaryIO, cast

from service.adapters.tmx import MAX_CHARACTERS
from service.domain.article import Language
from service.domain.errors import MalformedInput, UndecodableText
from service.domain.memory import MemoryEntry, MemoryFault, MemoryOrigin
from service.text.remembered import same_text

COLUMNS = (
    "language", "source", "target", "previous", "following", "origin", "author", "note", "created_at",
    "changed_at",
)  # fmt: skip
_LONGEST = 131_072  # characters of a field: what the csv module allows unless another reader raised it


def read_tsv(content: BinaryIO, now: datetime, *, language: Language) -> Iterator[MemoryEntry | MemoryFault]:
    """Yield the entries of a file; `language` is the source's of rows that name none."""
    text = io.TextIOWrapper(content, encoding="utf-8-sig", newline="")
    lines = csv.reader(text, dialect="excel-tab")
    columns: tuple[str, ...] | None = None
    try:
        for row in lines:
            if any(len(cell) > _LONGEST for cell in row):
                raise csv.Error("a field is too long")
            if columns is None:
                named = tuple(cell.strip().lower() for cell in row)
                columns = named if {"source", "target"} <= set(named) else ("source", "target")
                if columns == named:
                    continue
            if any(cell.strip() for cell in row):
                yield _read(dict(zip(columns, row, strict=False)), lines.line_num, now, language)
    except UnicodeDecodeError:
        raise UndecodableText("The file is not UTF-8.", "Save it as UTF-8.") from None
    except csv.Error as error:
        raise MalformedInput(
            f"The file cannot be read at line {lines.line_num}: {error}.", "Check its quotation marks."
        ) from None
    finally:
        if not content.closed:
            text.detach()  # the file is the caller's to close


def write_tsv(entries: Iterable[MemoryEntry]) -> Iterator[bytes]:
    """Yield the rows, the names of the columns first."""
    yield _row(COLUMNS)
    for entry in entries:
        told = (getattr(entry, name) for name in COLUMNS)
        yield _row([one.isoformat() if isinstance(one, datetime) else one or "" for one in told])


def _row(cells: Iterable[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out, dialect="excel-tab").writerow(cells)  # ends in CR LF: only so are both quoted in cells
    return out.getvalue().encode("utf-8", "replace")


def _read(row: dict[str, str], line: int, now: datetime, language: Language) -> MemoryEntry | MemoryFault:
    source, target = row.get("source", "").strip(), row.get("target", "").strip()
    spoken = row.get("language", "").strip() or language
    fault = (
        ("one of its texts is empty" if not (same_text(source) and same_text(target)) else "")
        or ("a text is too long" if max(len(source), len(target)) > MAX_CHARACTERS else "")
        or ("it holds a null character" if any("\x00" in cell for cell in row.values()) else "")
        or (f"its language is {spoken!a}" if spoken not in ("vi", "en") else "")
    )
    if fault:
        return MemoryFault(line, f"The row was left out: {fault}.")
    told: dict[str, str | None] = {name: row.get(name, "").strip() or None for name in COLUMNS[3:]}
    changed = min(_moment(told["changed_at"]) or _moment(told["created_at"]) or now, now)
    origin: MemoryOrigin = "editor" if told["origin"] == "editor" else "import"
    return MemoryEntry(
        id=uuid.uuid4().hex,
        language=cast(Language, spoken),
        source=source,
        target=target,
        origin=origin,
        created_at=min(_moment(told["created_at"]) or changed, changed),
        changed_at=changed,
        previous=told["previous"],
        following=told["following"],
        author=told["author"],
        note=told["note"],
    )


def _moment(stamped: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(stamped or "")
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
