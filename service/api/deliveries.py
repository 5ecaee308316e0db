"""Webhooks: who is told, what was told them and what came of it."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Annotated, TypeVar
from urllib.parse import urlencode

from anyio import to_thread
from fastapi import APIRouter, Query, Request, Response

from service.api.body import Body, Limits, read_body
from service.api.delivery_parts import DeliveryParts
from service.api.delivery_schemas import (
    DeliveryList,
    DeliveryOut,
    DeliverySearch,
    EndpointChange,
    EndpointList,
    EndpointOut,
    EndpointRequest,
    SecretRequest,
    delivery_detail,
    endpoint_out,
    endpoint_secret,
)
from service.api.negotiation import choose
from service.api.parts import Parts
from service.api.payloads import read_json
from service.domain.delivery import Delivery, Endpoint
from service.domain.errors import EmptyInput, MalformedInput, NotFound, UnsupportedMedia

JSON = "application/json"
SECRETIVE = {"Cache-Control": "no-store"}
Done = TypeVar("Done")
MOVED = "The address of a WordPress site stays: its login would be sent elsewhere."


@dataclass(frozen=True)
class DeliveryRoutes:
    """The handlers. `wake` tells the sender that there is something to send."""

    parts: Parts
    telling: DeliveryParts
    limits: Limits
    wake: Callable[[], None]

    async def register(self, request: Request) -> Response:
        """Register an endpoint. Its secret is in this answer and in no other."""
        choose(request.headers.get("accept"), (JSON,))
        wanted = EndpointRequest.model_validate(_json(await read_body(request, self.limits)))
        endpoint = await to_thread.run_sync(self._register, wanted)
        headers = {**SECRETIVE, "Location": f"/v1/webhooks/{endpoint.id}"}
        return Response(endpoint_secret(endpoint), 201, headers=headers, media_type=JSON)

    async def endpoints(self, request: Request) -> Response:
        """List the endpoints."""
        choose(request.headers.get("accept"), (JSON,))
        found = await to_thread.run_sync(self.telling.endpoints.all)
        listed = EndpointList(webhooks=[EndpointOut.model_validate(one) for one in found])
        return Response(listed.model_dump_json(), media_type=JSON)

    async def endpoint(self, request: Request, webhook_id: str) -> Response:
        """Return an endpoint, without its secret."""
        choose(request.headers.get("accept"), (JSON,))
        return _json_answer(endpoint_out(await _of(webhook_id, self.telling.endpoints.get)))

    async def change(self, request: Request, webhook_id: str) -> Response:
        """Change an endpoint. Made active again, it is sent what waited for it."""
        body = await read_body(request, self.limits)
        wanted = EndpointChange.model_validate(_json(body))
        changed = await _of(webhook_id, lambda one: self._change(one, wanted))
        self.wake()
        return _json_answer(endpoint_out(changed))

    async def rotate(self, request: Request, webhook_id: str) -> Response:
        """Give an endpoint a new secret; for a day the old one signs as well."""
        body = await read_body(request, self.limits)
        sent = _json(body) if body.content.strip() else {}
        wanted = SecretRequest.model_validate(sent)
        changed = await _of(webhook_id, lambda one: self._rotate(one, wanted.secret))
        return Response(endpoint_secret(changed), headers=SECRETIVE, media_type=JSON)

    async def remove(self, webhook_id: str) -> Response:
        """Delete an endpoint with its deliveries."""
        await _of(webhook_id, self.telling.endpoints.delete)
        return Response(status_code=204)

    async def try_out(self, webhook_id: str) -> Response:
        """Send an endpoint a test now, once, and say what it answered."""

        def tried(one: str) -> Delivery:
            return self.telling.try_out(self.telling.endpoints.get(one))

        return _json_answer(delivery_detail(await _of(webhook_id, tried)))

    async def listing(self, request: Request, search: Annotated[DeliverySearch, Query()]) -> Response:
        """Return a page of deliveries, newest first."""
        choose(request.headers.get("accept"), (JSON,))
        for value in (search.endpoint, search.subject, search.cursor):
            _refuse_odd(value or "")
        page = await to_thread.run_sync(self.telling.deliveries.find, search.query())
        found = [DeliveryOut.model_validate(one) for one in page.deliveries]
        answer = _json_answer(DeliveryList(deliveries=found, next_cursor=page.next_cursor).model_dump_json())
        if page.next_cursor:
            asked = {**search.model_dump(exclude_none=True), "cursor": page.next_cursor}
            answer.headers["Link"] = f'</v1/deliveries?{urlencode(asked)}>; rel="next"'
        return answer

    async def delivery(self, request: Request, delivery_id: str) -> Response:
        """Return a delivery with its body."""
        choose(request.headers.get("accept"), (JSON,))
        return _json_answer(delivery_detail(await _of(delivery_id, self.telling.deliveries.get)))

    async def replay(self, delivery_id: str) -> Response:
        """Have a delivery tried again from the start of the schedule, under the same id."""
        again = await _of(delivery_id, lambda one: self.telling.deliveries.replay(one, self.parts.clock()))
        self.wake()
        return Response(delivery_detail(again), 202, media_type=JSON, headers=SECRETIVE)

    def _register(self, wanted: EndpointRequest) -> Endpoint:
        self.telling.refuse_url(wanted.url, wanted.kind)
        secret = self.telling.secret_for(wanted.kind, wanted.url, wanted.secret)
        endpoint = Endpoint(
            id=f"ep_{uuid.uuid4().hex}",
            url=wanted.url,
            events=tuple(dict.fromkeys(wanted.events)),
            secret=secret,
            created_at=self.parts.clock(),
            kind=wanted.kind,
            name=wanted.name,
        )
        self.telling.endpoints.add(endpoint)
        return endpoint

    def _change(self, webhook_id: str, wanted: EndpointChange) -> Endpoint:
        changed = self.telling.endpoints.get(webhook_id)
        if wanted.url is not None:
            if changed.kind == "wordpress" and wanted.url != changed.url:
                raise MalformedInput(MOVED, "Register the new address, then delete this endpoint.")
            self.telling.refuse_url(wanted.url, changed.kind)
            changed = replace(changed, url=wanted.url)
        if wanted.events is not None:
            changed = replace(changed, events=tuple(dict.fromkeys(wanted.events)))
        if wanted.active is not None:
            changed = replace(changed, active=wanted.active, disabled=None)
        if "name" in wanted.model_fields_set:
            changed = replace(changed, name=wanted.name)
        self.telling.endpoints.replace(changed)
        return changed

    def _rotate(self, webhook_id: str, sent: str | None) -> Endpoint:
        endpoint = self.telling.endpoints.get(webhook_id)
        secret = self.telling.secret_for(endpoint.kind, endpoint.url, sent)
        changed = endpoint.rotated(secret, self.parts.clock())
        self.telling.endpoints.replace(changed)
        return changed


def router(routes: DeliveryRoutes) -> APIRouter:
    """Return the routes."""
    api = APIRouter(tags=["webhooks"])
    add = api.add_api_route
    hooks, hook = "/v1/webhooks", "/v1/webhooks/{webhook_id}"
    add(hooks, routes.register, methods=["POST"], status_code=201, summary="Register an endpoint")
    add(hooks, routes.endpoints, methods=["GET"], summary="List the endpoints")
    add(hook, routes.endpoint, methods=["GET"], summary="Read an endpoint")
    add(hook, routes.change, methods=["PATCH"], summary="Change an endpoint")
    add(hook, routes.remove, methods=["DELETE"], status_code=204, summary="Delete an endpoint")
    add(f"{hook}/rotate", routes.rotate, methods=["POST"], summary="Change the secret")
    add(f"{hook}/test", routes.try_out, methods=["POST"], summary="Test an endpoint")
    told, one = "/v1/deliveries", "/v1/deliveries/{delivery_id}"
    add(told, routes.listing, methods=["GET"], summary="List deliveries")
    add(one, routes.delivery, methods=["GET"], summary="Read a delivery")
    add(f"{one}/replay", routes.replay, methods=["POST"], status_code=202, summary="Deliver again")
    return api


async def _of(row_id: str, job: Callable[[str], Done]) -> Done:
    _refuse_odd(row_id)
    return await to_thread.run_sync(job, row_id)


def _refuse_odd(row_id: str) -> None:
    """PostgreSQL takes no null characters, and no id of ours has any."""
    if not row_id.isprintable():
        raise NotFound("There is nothing with such an id.", "GET /v1/webhooks and /v1/deliveries list it.")


def _json(body: Body) -> object:
    if not body.content.strip():
        raise EmptyInput("The request has no body.", "Send JSON.")
    if body.media_type != JSON:
        raise UnsupportedMedia("This is read from JSON only.", f"Send {JSON}.")
    return read_json(body)


def _json_answer(content: str) -> Response:
    return Response(content, media_type=JSON, headers=SECRETIVE)
