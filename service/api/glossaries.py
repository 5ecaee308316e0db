"""The desks' glossaries: keep one, read it, change it, take it out again, in any of four formats."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote, urlencode

from anyio import to_thread
from fastapi import APIRouter, Query, Request, Response

from service.api.body import Body, Limits, read_body
from service.api.glossary_bodies import JSON, read_entries, read_glossary, read_model
from service.api.glossary_schemas import (
    Description,
    EntriesBody,
    EntryBody,
    GlossaryListing,
    GlossaryOut,
    GlossaryPaging,
    GlossaryPatch,
)
from service.api.negotiation import choose
from service.api.parts import Parts
from service.domain.errors import MalformedInput, NotFound, Outdated
from service.domain.glossary import (
    GlossaryCard,
    GlossaryFile,
    GlossaryPage,
    UserGlossary,
    new_glossary,
    next_revision,
)
from service.text.glossary_entries import checked_entries

ATTEMPTS = 5  # at a change that names no version: another's may always come between

Kept = tuple[UserGlossary, int]  # with how many concepts of a file were passed over
Change = Callable[[UserGlossary], Kept]


@dataclass(frozen=True)
class GlossaryRoutes:
    """The handlers. A change with If-Match is made to that version or not at all."""

    parts: Parts
    limits: Limits
    max_entries: int

    async def create(self, request: Request) -> Response:
        """Keep a new glossary, sent as JSON or as a file with `name` in the query."""
        choose(request.headers.get("accept"), (JSON,))
        body = await read_body(request, self.limits)
        sent = request.query_params.multi_items()
        kept, passed_over = await to_thread.run_sync(self._create, body, sent)
        address = {"Location": f"/v1/glossaries/{kept.card.id}"}
        return _described(kept.card, 201, address, passed_over=passed_over)

    async def listing(self, request: Request, paging: Annotated[GlossaryPaging, Query()]) -> Response:
        """Return a page of glossaries without their entries, newest first."""
        choose(request.headers.get("accept"), (JSON,))
        if "\x00" in (paging.cursor or ""):
            raise MalformedInput("The cursor holds a null character.", "Take it out.")
        page = await to_thread.run_sync(self._page, paging)
        listed = GlossaryListing(
            glossaries=tuple(map(GlossaryOut.model_validate, page.cards)), next_cursor=page.next_cursor
        )
        headers = {}
        if page.next_cursor:
            following = urlencode({"limit": paging.limit, "cursor": page.next_cursor})
            headers["Link"] = f'</v1/glossaries?{following}>; rel="next"'
        return Response(listed.model_dump_json(), media_type=JSON, headers=headers)

    async def read(self, request: Request, glossary_id: str) -> Response:
        """Return what a glossary is, without its entries."""
        choose(request.headers.get("accept"), (JSON,))
        kept = await to_thread.run_sync(self._get, glossary_id)
        if _names(request.headers.get("if-none-match"), kept.card, JSON):
            return Response(status_code=304, headers=_tagged(kept.card, JSON))
        return _described(kept.card)

    async def replace(self, request: Request, glossary_id: str) -> Response:
        """Put a whole glossary in the place of this one, sent as when it was created."""
        choose(request.headers.get("accept"), (JSON,))
        body = await read_body(request, self.limits)
        sent, file = await to_thread.run_sync(self._read, body, request.query_params.multi_items())

        def change(before: UserGlossary) -> Kept:
            changed = next_revision(
                before,
                now=self.parts.clock(),
                name=sent.name,
                direction=sent.direction,
                default=sent.default,
                entries=file.entries,
            )
            return changed, file.passed_over

        return await self._changed(request, glossary_id, change)

    async def patch(self, request: Request, glossary_id: str) -> Response:
        """Change name, direction or whether it is a default."""
        body = await self._changing(request)
        sent = await to_thread.run_sync(read_model, body, GlossaryPatch)

        def change(before: UserGlossary) -> Kept:
            to = sent.direction or before.card.direction
            placed = [(f"Entry {n}", entry) for n, entry in enumerate(before.entries, 1)]
            checked_entries(placed, to, len(placed))  # what one direction allows, another may not
            now = self.parts.clock()
            return next_revision(before, now=now, name=sent.name, direction=to, default=sent.default), 0

        return await self._changed(request, glossary_id, change)

    async def remove(self, request: Request, glossary_id: str) -> Response:
        """Delete a glossary. Briefs keep what it made of them."""
        await to_thread.run_sync(self._remove, glossary_id, request.headers.get("if-match"))
        return Response(status_code=204)

    async def entries(self, request: Request, glossary_id: str) -> Response:
        """Return the entries as JSON, CSV, TSV or TBX."""
        media_type = choose(request.headers.get("accept"), (JSON, *self.parts.glossary_formats))
        kept = await to_thread.run_sync(self._get, glossary_id)
        headers = {**_tagged(kept.card, media_type), "Vary": "Accept"}
        if _names(request.headers.get("if-none-match"), kept.card, media_type):
            return Response(status_code=304, headers=headers)
        content = await to_thread.run_sync(self._written, kept, media_type)
        if media_type != JSON:
            headers["Content-Disposition"] = _file_name(kept.card.name, media_type)
        charset = "; charset=utf-8" if media_type.startswith("text/") else ""
        return Response(content, headers={**headers, "Content-Type": media_type + charset})

    async def put_entries(self, request: Request, glossary_id: str) -> Response:
        """Put other entries in the place of all that there are, from any of those formats."""
        body = await self._changing(request)

        def change(before: UserGlossary) -> Kept:
            formats, direction = self.parts.glossary_formats, before.card.direction
            file = read_entries(body, direction, formats, self.max_entries)
            return next_revision(before, now=self.parts.clock(), entries=file.entries), file.passed_over

        return await self._changed(request, glossary_id, change)

    async def _changing(self, request: Request) -> Body:
        choose(request.headers.get("accept"), (JSON,))
        if request.query_params:
            raise MalformedInput("This change takes no query parameters.", "Put it into the body.")
        return await read_body(request, self.limits)

    async def _changed(self, request: Request, glossary_id: str, change: Change) -> Response:
        wanted = request.headers.get("if-match")
        kept, passed_over = await to_thread.run_sync(self._exchange, glossary_id, wanted, change)
        return _described(kept.card, passed_over=passed_over)

    def _create(self, body: Body, parameters: list[tuple[str, str]]) -> Kept:
        sent, file = self._read(body, parameters)
        kept = new_glossary(
            uuid.uuid4().hex,
            file.entries,
            name=sent.name,
            direction=sent.direction,
            default=sent.default,
            now=self.parts.clock(),
        )
        self.parts.glossaries.create(kept)
        return kept, file.passed_over

    def _read(self, body: Body, parameters: Sequence[tuple[str, str]]) -> tuple[Description, GlossaryFile]:
        return read_glossary(body, parameters, self.parts.glossary_formats, self.max_entries)

    def _page(self, paging: GlossaryPaging) -> GlossaryPage:
        return self.parts.glossaries.find(limit=paging.limit, cursor=paging.cursor)

    def _get(self, glossary_id: str, if_match: str | None = None) -> UserGlossary:
        if not glossary_id.isprintable():
            raise NotFound("There is no glossary with such an id.", "GET /v1/glossaries lists what there is.")
        kept = self.parts.glossaries.get(glossary_id)
        if if_match is not None and not _names(if_match, kept.card):
            raise Outdated(
                f"The glossary {glossary_id!r} is not (any more) the version that If-Match names.",
                "Read it again, and change what is there now.",
            )
        return kept

    def _exchange(self, glossary_id: str, if_match: str | None, change: Change) -> Kept:
        for attempt in range(ATTEMPTS):
            changed, passed_over = change(self._get(glossary_id, if_match))
            try:
                self.parts.glossaries.replace(changed)
            except Outdated:
                if if_match is not None or attempt == ATTEMPTS - 1:
                    raise
            else:
                break
        return changed, passed_over

    def _remove(self, glossary_id: str, if_match: str | None) -> None:
        kept = self._get(glossary_id, if_match)
        self.parts.glossaries.delete(glossary_id, None if if_match is None else kept.card.revision)

    def _written(self, kept: UserGlossary, media_type: str) -> bytes:
        if media_type == JSON:
            sent = EntriesBody(entries=tuple(map(EntryBody.model_validate, kept.entries)))
            return sent.model_dump_json().encode()
        return self.parts.glossary_formats[media_type].write(kept)


def router(routes: GlossaryRoutes) -> APIRouter:
    """Return the routes."""
    api = APIRouter(prefix="/v1/glossaries", tags=["glossaries"])
    add = api.add_api_route
    add("", routes.create, methods=["POST"], status_code=201, summary="Keep a glossary")
    add("", routes.listing, methods=["GET"], summary="List the glossaries")
    add("/{glossary_id}", routes.read, methods=["GET"], summary="Read what a glossary is")
    add("/{glossary_id}", routes.replace, methods=["PUT"], summary="Replace a glossary")
    add("/{glossary_id}", routes.patch, methods=["PATCH"], summary="Rename a glossary, make it a default")
    add("/{glossary_id}", routes.remove, methods=["DELETE"], status_code=204, summary="Delete a glossary")
    add("/{glossary_id}/entries", routes.entries, methods=["GET"], summary="Read a glossary's entries")
    add("/{glossary_id}/entries", routes.put_entries, methods=["PUT"], summary="Replace a glossary's entries")
    return api


def _described(
    card: GlossaryCard, status: int = 200, headers: dict[str, str] | None = None, *, passed_over: int = 0
) -> Response:
    told = GlossaryOut.model_validate(card).model_copy(update={"passed_over": passed_over})
    content = told.model_dump_json()
    return Response(content, status, headers={**_tagged(card, JSON), **(headers or {})}, media_type=JSON)


def _tag(card: GlossaryCard) -> str:
    return f"{card.revision}-{card.version}"


def _tagged(card: GlossaryCard, media_type: str) -> dict[str, str]:
    return {"ETag": f'"{_tag(card)}.{_suffix(media_type)}"', "Cache-Control": "no-cache"}


def _suffix(media_type: str) -> str:
    """Return a short name of a format; each representation has an ETag of its own."""
    short = media_type.rpartition("/")[2].removeprefix("x-").partition("+")[0]
    return "tsv" if short.startswith("tab") else short


def _names(sent: str | None, card: GlossaryCard, media_type: str | None = None) -> bool:
    """Whether a header names this version, given a media type in that format; "*" is any."""
    if sent is None:
        return False
    tags = {one.strip().removeprefix("W/").strip('"') for one in sent.split(",")}
    if media_type is not None:
        return "*" in tags or f"{_tag(card)}.{_suffix(media_type)}" in tags
    return "*" in tags or _tag(card) in {tag.partition(".")[0] for tag in tags}


def _file_name(name: str, media_type: str) -> str:
    return f"attachment; filename*=UTF-8''{quote(name, safe='')}.{_suffix(media_type)}"
