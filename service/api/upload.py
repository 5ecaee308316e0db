"""Reads a multipart form with one file, which goes to the disk as it arrives.

Promises that no more than a piece of the file is in memory; that its SHA-256 is of what was written; that a
file which is too large is refused; and that it is gone when the block ends. Refuses to know what it holds.
"""

import hashlib
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import anyio
from anyio import to_thread
from fastapi import Request
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from service.api.body import refuse_encoded
from service.api.file_names import file_name
from service.domain.errors import MalformedInput, TooLarge

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

FIELD_OCTETS, FIELDS = 512 * 1024, 50
REMEDY = "Send multipart/form-data with one part named `file` and the options as fields."


@dataclass(frozen=True, slots=True)
class Upload:
    """The fields of a form, and its file on the disk."""

    fields: dict[str, str]
    path: Path
    name: str
    sha256: str
    octets: int


@dataclass(slots=True)
class _Form:
    """A form while it is read. The parser calls the methods as it goes through the body."""

    out: BinaryIO
    limit: int
    digest: "hashlib._Hash" = field(default_factory=hashlib.sha256)
    fields: dict[str, str] = field(default_factory=dict)
    file_name: str | None = None
    octets: int = 0
    headers: dict[bytes, bytes] = field(default_factory=dict)
    header: bytes = b""
    value: bytes = b""
    name: str = ""
    is_file: bool = False
    content: bytearray = field(default_factory=bytearray)
    complete: bool = False

    def begin(self) -> None:
        self.headers, self.content = {}, bytearray()

    def header_name(self, data: bytes, start: int, end: int) -> None:
        self.header += data[start:end]

    def header_value(self, data: bytes, start: int, end: int) -> None:
        self.value += data[start:end]

    def header_end(self) -> None:
        self.headers[self.header.lower()] = self.value
        self.header = self.value = b""

    def headers_end(self) -> None:
        disposition = self.headers.get(b"content-disposition", b"")
        _, options = parse_options_header(disposition)
        self.name = options.get(b"name", b"").decode("utf-8", "replace")
        self.is_file = self.name == "file"
        if self.is_file and self.file_name is not None:
            raise MalformedInput("The form has two parts named `file`.", "Send one file a job.")
        if self.is_file:
            self.file_name = file_name(disposition)
        elif self.name in self.fields or len(self.fields) >= FIELDS:
            raise MalformedInput(f"The field {self.name!a} is given twice, or one too many.", REMEDY)

    def data(self, data: bytes, start: int, end: int) -> None:
        if not self.is_file:
            self.content += data[start:end]
            if len(self.content) > FIELD_OCTETS:
                raise TooLarge(f"The field {self.name!a} is larger than {FIELD_OCTETS} bytes.", "Shorten it.")
            return
        piece = data[start:end]
        self.octets += len(piece)
        if self.octets > self.limit:
            raise TooLarge(
                f"The file is larger than {self.limit:,} bytes.",
                "Send it in parts; the operator can raise DIEMNHAN_MAX_UPLOAD_BYTES.",
            )
        self.digest.update(piece)
        self.out.write(piece)

    def end(self) -> None:
        if self.is_file:
            return
        try:
            text = self.content.decode()
        except UnicodeDecodeError:
            raise MalformedInput(f"The field {self.name!a} is not UTF-8.", REMEDY) from None
        if "\x00" in text:
            raise MalformedInput(f"The field {self.name!a} holds a null character.", "Take it out.")
        self.fields[self.name] = text

    def finish(self) -> None:
        self.complete = True


@asynccontextmanager
async def received(request: Request, folder: Path, *, limit: int, patience: float) -> AsyncIterator[Upload]:
    """Take the form in; `patience` is how many seconds may pass between two pieces of it."""
    refuse_encoded(request)
    _, options = parse_options_header(request.headers.get("content-type", "").encode("latin-1"))
    boundary = options.get(b"boundary")
    if not boundary:
        raise MalformedInput("The form names no boundary.", REMEDY)
    path = folder / f"{uuid.uuid4().hex}.part"
    await to_thread.run_sync(lambda: folder.mkdir(parents=True, exist_ok=True))
    try:
        form = await _written(request, boundary, path, limit=limit, patience=patience)
        if not form.complete:
            raise MalformedInput("The form ends before its last boundary.", "Send it again.")
        if form.file_name is None:
            raise MalformedInput("The form has no part named `file`.", REMEDY)
        yield Upload(form.fields, path, form.file_name, form.digest.hexdigest(), form.octets)
    finally:
        path.unlink(missing_ok=True)


async def _written(request: Request, boundary: bytes, path: Path, *, limit: int, patience: float) -> _Form:
    try:
        with path.open("wb") as out:
            form = _Form(out, limit)
            await _parse(request, MultipartParser(boundary, _callbacks(form)), patience)
    except OSError as error:
        raise HTTPException(507, f"The file cannot be kept: {error.strerror}.") from None
    return form


async def _parse(request: Request, parser: MultipartParser, patience: float) -> None:
    pieces = request.stream()
    while True:
        try:
            with anyio.fail_after(patience):
                piece = await anext(pieces, None)
        except TimeoutError:
            raise HTTPException(408, f"No piece of the body arrived for {patience:g} s.") from None
        except ClientDisconnect:
            raise MalformedInput("The connection ended before the body did.", "Send it again.") from None
        if piece is None:
            return
        try:
            await to_thread.run_sync(parser.write, piece)
        except FormParserError as error:
            raise MalformedInput(f"The form cannot be read: {error}.", REMEDY) from None


def _callbacks(form: _Form) -> "MultipartCallbacks":
    return {
        "on_part_begin": form.begin,
        "on_header_field": form.header_name,
        "on_header_value": form.header_value,
        "on_header_end": form.header_end,
        "on_headers_finished": form.headers_end,
        "on_part_data": form.data,
        "on_part_end": form.end,
        "on_end": form.finish,
    }
