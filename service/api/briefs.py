"""The briefs: order one, read it, search them, delete it."""

import hashlib
import uuid
from dataclasses import dataclass, replace
from typing import Annotated
from urllib.parse import urlencode

from anyio import to_thread
from fastapi import APIRouter, Query, Request, Response

from service.api import problems
from service.api.allowance import Allowance
from service.api.backlog import Backlog
from service.api.body import Limits, read_body
from service.api.delivery_parts import check_receivers
from service.api.dialect import owner_of
from service.api.idempotent import claim_of, once
from service.api.negotiation import choose
from service.api.parts import Parts
from service.api.payloads import Order, read_order
from service.api.schemas import Accepted, BriefCard, BriefList, BriefSearch
from service.api.work import WorkPool
from service.domain.errors import MalformedInput, NotFound
from service.domain.stores import Failure, PendingBrief, StoredAnswer
from service.domain.usage import Charge, Usage
from service.pipeline.glossaries import chosen_glossaries

JSON = "application/json"
PENDING_HEADERS = {"Retry-After": "2", "Cache-Control": "no-store"}


@dataclass(frozen=True)
class BriefRoutes:
    """The handlers; each reads as the story of one request."""

    parts: Parts
    pool: WorkPool
    backlog: Backlog
    limits: Limits
    allowance: Allowance

    async def create(self, request: Request) -> Response:
        """Order a brief: 201 with the brief, or 202 with `Prefer: respond-async`."""
        media_type = choose(request.headers.get("accept"), tuple(self.parts.renderers))
        body = await read_body(request, self.limits)
        claim = claim_of(request, body)
        brief_id = claim.brief_id if claim else uuid.uuid4().hex
        later = _prefers_later(request)

        async def produce() -> StoredAnswer:
            order = await to_thread.run_sync(read_order, body, request.query_params.multi_items())
            await to_thread.run_sync(check_receivers, self.parts.deliveries, order.options.deliver)
            owner, cost = owner_of(request), _cost(order)
            order = replace(order, options=replace(order.options, desk=owner))
            if later:
                return await self._promise(order, brief_id, owner)

            def write() -> StoredAnswer:
                return self._write(order, brief_id, media_type)

            return await self.pool.run(lambda: self.allowance.charged(owner, cost, write))

        stored, repeated = await once(claim, self.parts, produce)
        return _sent(stored, repeated=repeated)

    async def read(self, request: Request, brief_id: str) -> Response:
        """Return a brief in the media type that fits best; 202 while it is still being written."""
        media_type = choose(request.headers.get("accept"), tuple(self.parts.renderers))
        content = await to_thread.run_sync(self._find, brief_id, media_type)
        if isinstance(content, Failure):
            return problems.answer(problems.of_failure(content), request)
        if content is None:
            return _sent(_accepted(brief_id), repeated=False)
        tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
        headers = {"ETag": tag, "Vary": "Accept", "Cache-Control": "no-cache"}
        if _matches(request.headers.get("if-none-match"), tag):
            return Response(status_code=304, headers=headers)
        return Response(content, media_type=media_type, headers=headers)

    async def listing(self, request: Request, search: Annotated[BriefSearch, Query()]) -> Response:
        """Return a page of briefs, newest first, without their segments."""
        choose(request.headers.get("accept"), (JSON,))
        if any("\x00" in value for value in request.query_params.values()):
            raise MalformedInput("A query parameter holds a null character.", "Take it out.")
        content, following = await to_thread.run_sync(self._page, search)
        headers = {}
        if following:
            asked = {**search.model_dump(exclude_none=True), "cursor": following}
            headers["Link"] = f'</v1/briefs?{urlencode(asked)}>; rel="next"'
        return Response(content, media_type=JSON, headers=headers)

    async def remove(self, brief_id: str) -> Response:
        """Delete a brief, or withdraw one that is still being written."""
        await to_thread.run_sync(self._remove, brief_id)
        return Response(status_code=204)

    async def _promise(self, order: Order, brief_id: str, owner: str) -> StoredAnswer:
        # An id that nobody knows is told now, not to whoever comes for the brief.
        await to_thread.run_sync(chosen_glossaries, order.options.glossaries, self.parts.glossaries)
        cost = _cost(order)
        month = await to_thread.run_sync(self.allowance.reserve, owner, cost)
        charge = Charge(owner, month, cost)
        pending = PendingBrief(brief_id, order.payload, order.options, self.parts.clock(), charge)
        try:
            await self.backlog.promise(pending)
        except BaseException:
            await to_thread.run_sync(self.allowance.give_back, owner, month, cost)
            raise
        return _accepted(brief_id)

    def _write(self, order: Order, brief_id: str, media_type: str) -> StoredAnswer:
        brief = replace(self.parts.write_brief(order.payload, order.options), id=brief_id)
        self.parts.store.save(brief, order.options.deliver)
        self.parts.metrics.briefs.labels("written").inc()
        return StoredAnswer(201, media_type, self.parts.renderers[media_type](brief), _location(brief_id))

    def _find(self, brief_id: str, media_type: str) -> bytes | Failure | None:
        """Return the brief, why it will not come, or None while it is to come. Raises NotFound."""
        _refuse_odd(brief_id)
        render = self.parts.renderers[media_type]
        try:
            return render(self.parts.store.get(brief_id))
        except NotFound:
            try:
                return self.parts.pending.look(brief_id)
            except NotFound:  # unless it was completed between the two looks
                return render(self.parts.store.get(brief_id))

    def _page(self, search: BriefSearch) -> tuple[bytes, str | None]:
        page = self.parts.store.find(search.query())
        cards = [BriefCard.model_validate(brief) for brief in page.briefs]
        listed = BriefList(briefs=cards, next_cursor=page.next_cursor)
        return listed.model_dump_json().encode(), page.next_cursor

    def _remove(self, brief_id: str) -> None:
        _refuse_odd(brief_id)
        try:
            self.parts.pending.withdraw(brief_id)
        except NotFound:
            self.parts.store.delete(brief_id)


def router(routes: BriefRoutes) -> APIRouter:
    """Return the routes."""
    api = APIRouter(prefix="/v1/briefs", tags=["briefs"])
    add = api.add_api_route
    add("", routes.create, methods=["POST"], status_code=201, summary="Order a brief")
    add("", routes.listing, methods=["GET"], summary="Search the briefs")
    add("/{brief_id}", routes.read, methods=["GET"], summary="Read a brief")
    add("/{brief_id}", routes.remove, methods=["DELETE"], status_code=204, summary="Delete a brief")
    return api


def _cost(order: Order) -> Usage:
    """Count what was sent, markup included, as batches do."""
    content = order.payload.content
    return Usage(len(content if isinstance(content, str) else content.decode("utf-8", "replace")))


def _refuse_odd(brief_id: str) -> None:
    """PostgreSQL takes no null characters, and no id of ours has any."""
    if not brief_id.isprintable():
        raise NotFound("There is no brief with such an id.", "GET /v1/briefs lists what there is.")


def _location(brief_id: str) -> str:
    return f"/v1/briefs/{brief_id}"


def _accepted(brief_id: str) -> StoredAnswer:
    told = Accepted(id=brief_id, location=_location(brief_id))
    return StoredAnswer(202, JSON, told.model_dump_json().encode(), _location(brief_id))


def _sent(stored: StoredAnswer, *, repeated: bool) -> Response:
    headers = {"Location": stored.location} if stored.location else {}
    if stored.status == 202:
        headers |= PENDING_HEADERS
    if repeated:
        headers["Idempotency-Replayed"] = "true"
    return Response(stored.body, stored.status, headers=headers, media_type=stored.media_type)


def _prefers_later(request: Request) -> bool:
    wishes = ",".join(request.headers.getlist("prefer")).replace(";", ",").split(",")
    return "respond-async" in {wish.strip().lower() for wish in wishes}


def _matches(sent: str | None, tag: str) -> bool:
    if sent is None:
        return False
    return sent.strip() == "*" or tag in {one.strip().removeprefix("W/") for one in sent.split(",")}
