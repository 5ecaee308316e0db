"""Files to items: JSON Lines, CSV and TSV, plain text, ninjs; and the shape that an item of a job has.

Promises an item for every line or row that holds something, in order, with an error in the place of one that
cannot be read; that no more than a line (a row) is held at a time; and an InputError only where the file as a
whole cannot be read. Refuses to know what is done with the items.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import BinaryIO, NoReturn

from pydantic import JsonValue

from service.domain.article import Media, Payload
from service.domain.errors import (
    DiemNhanError,
    EmptyInput,
    InputError,
    MalformedInput,
    TooLarge,
)
from service.domain.job import NewItem
from service.domain.job_ports import FileFormat, ReadOptions
from service.domain.stores import Failure
from service.jobs.item_fields import ABOUT, REMEDY, checked, described
from service.jobs.read_lines import SPARE, byte_lines, decoded, is_item, is_too_long
from service.jobs.read_tables import Row, column_index, read_rows
from service.jobs.write_items import write_lines, write_table

MEDIA: tuple[Media, ...] = ("text", "html", "ninjs")
NINJS = "ninjs"  # the format of files that are one item
MAX_ID = 500
_REMEMBERED = 500_000  # ids that a later one may be equal to; about 70 bytes each


def file_formats(max_octets: int) -> tuple[FileFormat, ...]:
    """Return the formats of lines and rows; a line of more bytes than `max_octets` is an item that failed."""

    def json_lines(file: BinaryIO, _options: ReadOptions) -> Iterator[NewItem]:
        return _numbered(byte_lines(file, max_octets), max_octets, lambda line: read_item(parse_object(line)))

    def plain(file: BinaryIO, options: ReadOptions) -> Iterator[NewItem]:
        if options.whole:
            return _numbered(iter([file.read(max_octets + SPARE)]), max_octets, _text, is_whole=True)
        return _numbered(byte_lines(file, max_octets), max_octets, _text)

    def ninjs(file: BinaryIO, _options: ReadOptions) -> Iterator[NewItem]:
        content = iter([file.read(max_octets + SPARE)])
        return _numbered(content, max_octets, lambda item: _text(item, "ninjs"), is_whole=True)

    return (
        FileFormat("jsonl", (".jsonl", ".ndjson"), json_lines, media_type="application/jsonl"),
        FileFormat("csv", (".csv",), _table, partial(write_table, tabs=False), "text/csv"),
        FileFormat(
            "tsv", (".tsv", ".tab"), partial(_table, tabs=True), partial(write_table, tabs=True),
            "text/tab-separated-values",
        ),
        FileFormat("txt", (".txt",), plain, partial(write_lines, longest=max_octets), "text/plain"),
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
    """Yield the items; one without an id is called by its position, one with an earlier one's has failed."""
    seen = set[int]()
    for position, item in enumerate(items):
        name = item.custom_id or str(position)
        if item.error is not None:  # not to be taken for an earlier one that has this position as its id
            is_taken = not item.custom_id and hash(name) in seen
            yield replace(item, custom_id=f"item {position}" if is_taken else name)
        elif hash(name) in seen:
            yield _double(item, name)
        else:
            if len(seen) < _REMEMBERED:
                seen.add(hash(name))
            yield item if item.custom_id else replace(item, custom_id=name)


def _double(item: NewItem, name: str) -> NewItem:
    own = "The custom_id" if item.custom_id else "The item has no custom_id, and its position"
    error = MalformedInput(
        f"{own} {name!a} is the id of an earlier item.", "Give each item an id of its own."
    )
    return failed(error, name)


def item_of(fields: Mapping[str, JsonValue]) -> NewItem:
    """Return the item that a JSON object describes; its custom_id is empty where it has none."""
    name = "" if fields.get("custom_id") is None else fields["custom_id"]
    if isinstance(name, int) and not isinstance(name, bool):
        name = str(name)
    if not isinstance(name, str) or not _is_name(name):
        raise MalformedInput(f"The custom_id is no string of up to {MAX_ID} printable characters.", REMEDY)
    if unknown := fields.keys() - {"custom_id", *ABOUT, *MEDIA}:
        raise MalformedInput(f"The item has a field {min(unknown)!a}, which is not known.", REMEDY)
    sent = [media for media in MEDIA if fields.get(media) is not None]
    if len(sent) != 1:
        found = "none" if not sent else " and ".join(sent)
        raise MalformedInput(
            f"An item has exactly one of `text`, `html` and `ninjs`; it has {found}.", REMEDY
        )
    return NewItem(name, _filled(described(_content(fields[sent[0]], sent[0]), sent[0], fields)))


def parse_object(line: bytes) -> dict[str, JsonValue]:
    """Return the JSON object of a line. Raises InputError."""
    text = checked(decoded(line)).rstrip("\r\n")  # so that an error at the end has its column
    try:
        value: JsonValue = json.loads(text, object_pairs_hook=_object, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise MalformedInput(f"This is no JSON: {error.msg} (column {error.colno}).", REMEDY) from None
    except RecursionError:
        raise MalformedInput("The JSON is nested too deeply.", REMEDY) from None
    except ValueError:  # an integer of more digits than Python reads
        raise MalformedInput("The JSON holds a number that is too long.", REMEDY) from None
    if not isinstance(value, dict):
        raise MalformedInput("This is no JSON object.", REMEDY)
    return value


def _object(pairs: list[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        double, _ = Counter(key for key, _ in pairs).most_common(1)[0]
        raise MalformedInput(f"The JSON has the key {double!a} twice in one object.", REMEDY)
    return fields


def _no_constant(name: str) -> NoReturn:
    raise MalformedInput(f"The JSON holds {name}, which JSON has no name for.", REMEDY)


def _numbered(
    lines: Iterator[bytes], limit: int, read: Callable[[bytes], NewItem], *, is_whole: bool = False
) -> Iterator[NewItem]:
    """Read every line that holds something; `is_whole`: the file is one item."""
    return numbered(_read(lines, limit, read, is_whole=is_whole))


def _read(
    lines: Iterator[bytes], limit: int, read: Callable[[bytes], NewItem], *, is_whole: bool
) -> Iterator[NewItem]:
    for number, line in enumerate(lines, start=1):
        if not is_item(line, limit):
            continue
        try:
            if is_too_long(line, limit):
                raise TooLarge(f"The item is longer than {limit:,} bytes.", "Send it in parts.")
            yield read(line)
        except InputError as error:
            place = "" if is_whole else f"Line {number} of the file: "
            yield NewItem("", None, Failure(error.code, f"{place}{error.cause}", error.remedy))


def _text(line: bytes, media: Media = "text") -> NewItem:
    return NewItem("", _filled(Payload(checked(decoded(line)).strip("\r\n"), media)))


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where in a row its text, its id and what is said of the text stand, from 0."""

    texts: int
    ids: int | None
    about: Mapping[str, int]


def _table(file: BinaryIO, options: ReadOptions, *, tabs: bool = False) -> Iterator[NewItem]:
    """Read a table with a header line."""
    header, rows = read_rows(file, tabs=tabs)
    columns = _Columns(
        column_index(header, options.column, "column"),
        column_index(header, options.id_column, "id_column") if options.id_column else None,
        {one.field: column_index(header, one.column, one.option) for one in options.about},
    )
    yield from numbered(_row(row, columns, html=options.html) for row in rows)


def _row(row: Row, columns: _Columns, *, html: bool) -> NewItem:
    cells = row.cells
    name = cells[columns.ids] if columns.ids is not None and columns.ids < len(cells) else ""
    name = name if _is_name(name) else ""
    try:
        if row.error is not None:
            raise row.error
        if columns.texts >= len(cells):
            raise MalformedInput(f"The row has {len(cells)} cells.", "Give every row a cell for each column.")
        about = {field: cells[n].strip() for field, n in columns.about.items() if n < len(cells)}
        content = checked(cells[columns.texts])
        return NewItem(name, _filled(described(content, "html" if html else "text", about)))
    except InputError as error:
        return failed(error, name)


def _is_name(text: str) -> bool:
    """Tell whether a text can be an id: no line breaks, nothing that a database or UTF-8 refuses."""
    return text.isprintable() and len(text) <= MAX_ID


def _content(value: JsonValue, media: Media) -> str:
    if media == "ninjs" and isinstance(value, dict):
        return checked(json.dumps(value, ensure_ascii=False))
    if not isinstance(value, str):
        raise MalformedInput(f"The field `{media}` has the wrong type.", REMEDY)
    return checked(value)


def _filled(payload: Payload) -> Payload:
    if not payload.content.strip():
        raise EmptyInput("The item holds no text.", "Leave it out, or fill it.")
    return payload
