"""The translation memory over HTTP: what editors approved, looked up, listed, in and out of files."""

import tempfile
import uuid
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Annotated, BinaryIO, cast
from urllib.parse import urlencode

import anyio
from anyio import to_thread
from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from service.api.body import Body, Limits, read_body
from service.api.memory_parts import MemoryParts
from service.api.memory_schemas import (
    ExportParameters,
    ImportOut,
    ImportParameters,
    MatchesAnswer,
    MatchesRequest,
    MemoryAnswer,
    MemoryChange,
    MemoryEntryOut,
    MemoryListing,
    MemoryMatchOut,
    MemoryRequest,
    MemorySaved,
    MemorySearch,
)
from service.api.negotiation import choose
from service.api.parts import Parts
from service.api.payloads import read_json
from service.domain.errors import EmptyInput, MalformedInput, NotFound, TooLarge, UnsupportedMedia
from service.domain.memory import MemoryEntry, MemoryMatch
from service.pipeline.memory_import import import_units
from service.pipeline.remember import passages

JSON, TMX = "application/json", "application/x-tmx+xml"
ALIASES: Mapping[str, str] = {
    "application/xml": TMX,
    "text/xml": TMX,
    "application/tmx+xml": TMX,
    "text/tsv": "text/tab-separated-values",
}
IN_MEMORY = 1024 * 1024  # of a file; what is larger goes to the disk
NO_ENTRY = "GET /v1/memory lists what there is."


@dataclass(frozen=True)
class MemoryRoutes:
    """The handlers. Files may hold `file_octets`; other bodies what `limits` says."""

    parts: Parts
    memory: MemoryParts
    limits: Limits
    file_octets: int

    async def listing(self, request: Request, search: Annotated[MemorySearch, Query()]) -> Response:
        """Return a page of entries, the latest changed first."""
        choose(request.headers.get("accept"), (JSON,))
        if any("\x00" in value for value in request.query_params.values()):
            raise MalformedInput("A query parameter holds a null character.", "Take it out.")
        page = await to_thread.run_sync(self.memory.store.find, search.query())
        listed = MemoryListing(
            entries=[MemoryEntryOut.model_validate(one) for one in page.entries], next_cursor=page.next_cursor
        )
        headers = {}
        if page.next_cursor:
            asked = {**search.model_dump(exclude_none=True), "cursor": page.next_cursor}
            headers["Link"] = f'</v1/memory?{urlencode(asked)}>; rel="next"'
        return Response(listed.model_dump_json(), media_type=JSON, headers=headers)

    async def add(self, request: Request) -> Response:
        """Remember pairs that an editor approved, one or many."""
        choose(request.headers.get("accept"), (JSON,))
        body = await read_body(request, self.limits)
        content = await to_thread.run_sync(self._add, body)
        return Response(content, media_type=JSON)

    async def read(self, request: Request, entry_id: str) -> Response:
        """Return one entry."""
        choose(request.headers.get("accept"), (JSON,))
        _refuse_odd(entry_id)
        entry = await to_thread.run_sync(self.memory.store.get, entry_id)
        return Response(MemoryEntryOut.model_validate(entry).model_dump_json(), media_type=JSON)

    async def change(self, request: Request, entry_id: str) -> Response:
        """Change what an entry says."""
        choose(request.headers.get("accept"), (JSON,))
        _refuse_odd(entry_id)
        body = await read_body(request, self.limits)
        content = await to_thread.run_sync(self._change, entry_id, body)
        return Response(content, media_type=JSON)

    async def remove(self, entry_id: str) -> Response:
        """Delete an entry. Briefs keep what it made of them."""
        _refuse_odd(entry_id)
        await to_thread.run_sync(self.memory.store.delete, entry_id)
        return Response(status_code=204)

    async def matches(self, request: Request) -> Response:
        """Look segments up: entries of the same text, and of texts that are alike."""
        choose(request.headers.get("accept"), (JSON,))
        body = await read_body(request, self.limits)
        content = await to_thread.run_sync(self._matches, body)
        return Response(content, media_type=JSON)

    async def take_in(self, request: Request, told: Annotated[ImportParameters, Query()]) -> Response:
        """Take a TMX file or a table into the memory."""
        choose(request.headers.get("accept"), (JSON,))
        sent = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        form = self.memory.formats.get(ALIASES.get(sent, sent))
        if form is None:
            raise UnsupportedMedia(
                f"The content type {sent!a} is not read as a translation memory.",
                f"Send one of {', '.join(self.memory.formats)}.",
            )
        async with self._file(request) as file:
            units = form.read(file, self.parts.clock(), language=told.language)
            report = await to_thread.run_sync(import_units, units, self.memory.store)
        return Response(ImportOut.model_validate(report).model_dump_json(), media_type=JSON)

    async def export(self, request: Request, told: Annotated[ExportParameters, Query()]) -> Response:
        """Write the memory out as TMX or as a table."""
        media_type = choose(request.headers.get("accept"), tuple(self.memory.formats))
        pieces = self.memory.formats[media_type].write(self.memory.store.every(told.language))
        name = "memory.tmx" if media_type == TMX else "memory.tsv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Vary": "Accept"}
        charset = "; charset=utf-8" if media_type.startswith("text/") else ""
        return StreamingResponse(pieces, headers={**headers, "Content-Type": media_type + charset})

    def _add(self, body: Body) -> bytes:
        now = self.parts.clock()
        sent = MemoryRequest.model_validate(_json(body, "Send JSON with `entries`."))
        entries = [
            MemoryEntry(
                id=uuid.uuid4().hex, origin="editor", created_at=now, changed_at=now, **item.model_dump()
            )
            for item in sent.entries
        ]
        saved = [MemorySaved.model_validate(one) for one in self.memory.store.save(entries)]
        return MemoryAnswer(saved=saved).model_dump_json().encode()

    def _change(self, entry_id: str, body: Body) -> bytes:
        sent = MemoryChange.model_validate(_json(body, "Send JSON with `target`."))
        old = self.memory.store.get(entry_id)
        now = max(self.parts.clock(), old.changed_at)
        new = replace(
            old, origin="editor", changed_at=now, target=sent.target, author=sent.author, note=sent.note
        )
        (saved,) = self.memory.store.save([new])
        return MemoryEntryOut.model_validate(saved.entry).model_dump_json().encode()

    def _matches(self, body: Body) -> bytes:
        sent = MatchesRequest.model_validate(_json(body, "Send JSON with `texts` and `source`."))
        store, source = self.memory.store, sent.source
        same = store.recall(passages(sent.texts), source=source)
        alike = store.similar(sent.texts, source=source, minimum=sent.minimum, limit=sent.limit)
        found = [
            [_out(match) for match in (*([one] if one else []), *others)][: sent.limit]
            for one, others in zip(same, alike, strict=True)
        ]
        return MatchesAnswer(matches=found).model_dump_json().encode()

    @asynccontextmanager
    async def _file(self, request: Request) -> AsyncIterator[BinaryIO]:
        """Receive a body into a file; the clock runs for each piece, as a large file takes its time."""
        with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as file:
            octets = 0
            pieces = aiter(request.stream())
            while piece := await self._piece(pieces):
                octets += len(piece)
                if octets > self.file_octets:
                    raise TooLarge(
                        f"The file is larger than {self.file_octets} bytes.",
                        "Send it in parts; the operator can raise DIEMNHAN_MAX_UPLOAD_BYTES.",
                    )
                await to_thread.run_sync(file.write, piece)
            if not octets:
                raise EmptyInput("The request has no body.", "Send a TMX file or a table.")
            file.seek(0)
            yield cast(BinaryIO, file)  # which it is in all but name

    async def _piece(self, pieces: AsyncIterator[bytes]) -> bytes:
        try:
            with anyio.fail_after(self.limits.seconds):
                return await anext(pieces, b"")
        except TimeoutError:
            raise HTTPException(408, f"Nothing came for {self.limits.seconds:g} s.") from None
        except ClientDisconnect:
            raise MalformedInput("The connection ended before the body did.", "Send it again.") from None


def router(routes: MemoryRoutes) -> APIRouter:
    """Return the routes."""
    api = APIRouter(prefix="/v1/memory", tags=["memory"])
    add = api.add_api_route
    add("", routes.listing, methods=["GET"], summary="Search the translation memory")
    add("", routes.add, methods=["POST"], summary="Remember what an editor approved")
    add("/matches", routes.matches, methods=["POST"], summary="Look segments up in the memory")
    add("/import", routes.take_in, methods=["POST"], summary="Take a TMX file or a table in")
    add("/export", routes.export, methods=["GET"], summary="Write the memory out")
    add("/{entry_id}", routes.read, methods=["GET"], summary="Read an entry")
    add("/{entry_id}", routes.change, methods=["PUT"], summary="Change what an entry says")
    add("/{entry_id}", routes.remove, methods=["DELETE"], status_code=204, summary="Delete an entry")
    return api


def _out(match: MemoryMatch) -> MemoryMatchOut:
    return MemoryMatchOut.model_validate(match)


def _json(body: Body, remedy: str) -> object:
    if not body.content.strip():
        raise EmptyInput("The request has no body.", remedy)
    if body.media_type != JSON:
        raise UnsupportedMedia("This is read from JSON only.", f"Send {JSON}.")
    return read_json(body)


def _refuse_odd(entry_id: str) -> None:
    """PostgreSQL takes no null characters, and no id of ours has any."""
    if not entry_id.isprintable():
        raise NotFound("There is no memory entry with such an id.", NO_ENTRY)
