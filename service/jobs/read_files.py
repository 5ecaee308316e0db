"""Files to items: JSON Lines, CSV and TSV, plain text, ninjs; and the shape that an item of a job has.

Promises an item for every line or row that holds something, in order, with an error in the place of one that
cannot be read; that no more than a line (a row) is held at a time; and an InputError only where the file as a
whole cannot be read. Refuses to know what is done with the items.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO

from pydantic import JsonValue

from service.domain.article import Media, Payload
from service.domain.errors import (
    BinaryInput,
    DiemNhanError,
    EmptyInput,
    InputError,
    MalformedInput,
    TooLarge,
    UndecodableText,
)
from service.domain.job import NewItem
from service.domain.job_ports import FileFormat, ReadOptions
from service.domain.stores import Failure

MEDIA: tuple[Media, ...] = ("text", "html", "ninjs")
NINJS = "ninjs"  # the format of files that are one item
MAX_ID = 500
MAX_CELL = 16 * 1024 * 1024  # characters; csv refuses longer ones
REMEDY = "Each item is a JSON object with `custom_id` and one of `text`, `html` and `ninjs`."


def file_formats(max_octets: int) -> tuple[FileFormat, ...]:
    """Return the formats of lines and rows; a line of more bytes than `max_octets` is an item that failed."""

    def json_lines(file: BinaryIO, _options: ReadOptions) -> Iterator[NewItem]:
        return _numbered(_lines(file, max_octets), max_octets, lambda line: read_item(parse_object(line)))

    def plain(file: BinaryIO, options: ReadOptions) -> Iterator[NewItem]:
        lines = iter([file.read(max_octets + 1)]) if options.whole else _lines(file, max_octets)
        return _numbered(lines, max_octets, _text)

    def ninjs(file: BinaryIO, _options: ReadOptions) -> Iterator[NewItem]:
        content = iter([file.read(max_octets + 1)])
        return _numbered(content, max_octets, lambda item: _text(item, "ninjs"))

    return (
        FileFormat("jsonl", (".jsonl", ".ndjson"), json_lines, media_type="application/jsonl"),
        FileFormat("csv", (".csv",), lambda file, options: _table(file, options, ","), media_type="text/csv"),
        FileFormat(
            "tsv", (".tsv", ".tab"), lambda file, options: _table(file, options, "\t"),
            media_type="text/tab-separated-values",
        ),
        FileFormat("txt", (".txt",), plain, media_type="text/plain"),
        FileFormat(NINJS, (".json",), ninjs, media_type="application/json"),
    )  # fmt: skip


def failed(error: DiemNhanError, custom_id: str = "") -> NewItem:
    """Return an item that could not be read."""
    return NewItem(custom_id, None, Failure(error.code, error.cause, error.remedy))


def read_item(fields: Mapping[str, JsonValue]) -> NewItem:
    """Return the item that a JSON object describes, with an error where it describes none."""
    try:
        return item_of(fields)
    except InputError as error:
        name = fields.get("custom_id")
        return failed(error, name if isinstance(name, str) and _is_name(name) else "")


def numbered(items: Iterable[NewItem]) -> Iterator[NewItem]:
    """Yield the items; one without an id of its own is called by its position."""
    for position, item in enumerate(items):
        yield item if item.custom_id else replace(item, custom_id=str(position))


def item_of(fields: Mapping[str, JsonValue]) -> NewItem:
    """Return the item that a JSON object describes; its custom_id is empty where it has none."""
    name = fields.get("custom_id", "")
    if isinstance(name, int) and not isinstance(name, bool):
        name = str(name)
    if not isinstance(name, str) or not _is_name(name):
        raise MalformedInput(f"The custom_id is no string of up to {MAX_ID} letters and the like.", REMEDY)
    if unknown := fields.keys() - {"custom_id", "title", "url", "id", *MEDIA}:
        raise MalformedInput(f"The item has a field {min(unknown)!a}, which is not known.", REMEDY)
    sent = [media for media in MEDIA if fields.get(media) is not None]
    if len(sent) != 1:
        found = "none" if not sent else " and ".join(sent)
        raise MalformedInput(
            f"An item has exactly one of `text`, `html` and `ninjs`; it has {found}.", REMEDY
        )
    payload = Payload(
        content=_content(fields[sent[0]], sent[0]),
        media=sent[0],
        title=_optional(fields, "title"),
        url=_optional(fields, "url"),
        id=_optional(fields, "id"),
    )
    return NewItem(name, _filled(payload))


def parse_object(line: bytes) -> dict[str, JsonValue]:
    """Return the JSON object of a line. Raises InputError."""
    text = _decoded(line)
    try:
        value: JsonValue = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise MalformedInput(f"The line is no JSON: {error}.", REMEDY) from None
    if not isinstance(value, dict):
        raise MalformedInput("The line is no JSON object.", REMEDY)
    return value


def _numbered(lines: Iterator[bytes], limit: int, read: Callable[[bytes], NewItem]) -> Iterator[NewItem]:
    """Read every line that holds something."""
    return numbered(_read(lines, limit, read))


def _read(lines: Iterator[bytes], limit: int, read: Callable[[bytes], NewItem]) -> Iterator[NewItem]:
    for line in lines:
        if not line.strip():
            continue
        try:
            if len(line.rstrip(b"\r\n")) > limit:
                raise TooLarge(f"The item is longer than {limit:,} bytes.", "Send it in parts.")
            yield read(line)
        except InputError as error:
            yield failed(error)


def _lines(file: BinaryIO, limit: int) -> Iterator[bytes]:
    """Yield the lines; of one that is too long, as much as shows that it is."""
    while line := file.readline(limit + 3):
        rest = line
        while len(rest) == limit + 3 and not rest.endswith(b"\n"):
            rest = file.readline(limit + 3)
        yield line


def _text(line: bytes, media: Media = "text") -> NewItem:
    return NewItem("", _filled(Payload(_decoded(line).strip("\r\n"), media)))


def _table(file: BinaryIO, options: ReadOptions, delimiter: str) -> Iterator[NewItem]:
    """Read a table with a header line."""
    csv.field_size_limit(MAX_CELL)
    # surrogateescape: a cell that is not UTF-8 is an item that failed, not the end of the job.
    text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="surrogateescape", newline="")
    rows = csv.reader(text, delimiter=delimiter, strict=True)
    try:
        header = next(rows, None)
        if header is None:
            raise EmptyInput("The file is empty.", "Send a table with a header line.")
        column = _column(header, options.column, "column")
        id_column = _column(header, options.id_column, "id_column") if options.id_column else None
        filled = (row for row in rows if any(cell.strip() for cell in row))
        yield from numbered(_row(row, column, id_column, html=options.html) for row in filled)
    except csv.Error as error:
        raise MalformedInput(
            f"The table cannot be read at line {rows.line_num}: {error}.",
            "Quote cells that hold the separator, a quotation mark or a line break.",
        ) from None
    finally:
        text.detach()


def _column(header: list[str], wanted: str | None, option: str) -> int:
    """Return the index of a column that is named or numbered from 1; the only one without a wish."""
    if wanted is None and len(header) == 1:
        return 0
    if wanted is not None and wanted in header:
        return header.index(wanted)
    if wanted is not None and wanted.isdecimal() and 1 <= int(wanted) <= len(header):
        return int(wanted) - 1
    asked = "No column was chosen" if wanted is None else f"There is no column {wanted!a}"
    names = ", ".join(header)[:300]
    raise MalformedInput(
        f"{asked}; there are {names}.", f"Name one in `{option}`, or give its number from 1."
    )


def _row(row: list[str], column: int, id_column: int | None, *, html: bool) -> NewItem:
    name = row[id_column] if id_column is not None and id_column < len(row) else ""
    name = name if _is_name(name) else ""
    try:
        if column >= len(row):
            raise MalformedInput(f"The row has {len(row)} cells.", "Give every row a cell for each column.")
        payload = Payload(_checked(row[column]), "html" if html else "text")
        return NewItem(name, _filled(payload))
    except InputError as error:
        return failed(error, name)


def _is_name(text: str) -> bool:
    """Tell whether a text can be an id: no line breaks, nothing that a database or UTF-8 refuses."""
    return text.isprintable() and len(text) <= MAX_ID


def _content(value: JsonValue, media: Media) -> str:
    if media == "ninjs" and isinstance(value, dict):
        return _checked(json.dumps(value, ensure_ascii=False))
    if not isinstance(value, str):
        raise MalformedInput(f"The field `{media}` has the wrong type.", REMEDY)
    return _checked(value)


def _optional(fields: Mapping[str, JsonValue], name: str) -> str | None:
    value = fields.get(name)
    if value is None or (isinstance(value, str) and len(value) <= 2048):
        return _checked(value) if value else None
    raise MalformedInput(f"The field `{name}` is no string of up to 2,048 characters.", REMEDY)


def _filled(payload: Payload) -> Payload:
    if not payload.content.strip():
        raise EmptyInput("The item holds no text.", "Leave it out, or fill it.")
    return payload


def _decoded(line: bytes) -> str:
    try:
        return _checked(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UndecodableText(
            f"The text is not valid UTF-8: byte {error.start} cannot be read.", "Save the file as UTF-8."
        ) from None


def _checked(text: str) -> str:
    """Refuse what no database keeps and no UTF-8 writes."""
    if "\x00" in text:
        raise BinaryInput("The text holds a null character.", "Take it out: it is no text.")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise UndecodableText(
            f"The text holds {text[error.start]!a}, which is no character: it is not valid UTF-8.",
            "Save the file as UTF-8.",
        ) from None
    return text
