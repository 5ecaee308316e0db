"""One attempt at the delivery that is due: sign it, send it, keep what came of it.

Promises that an endpoint which answers 410 is told nothing more. Refuses to know how messages are sent.
"""

import json
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from service.domain.delivery import Answer, Delivery, DeliveryState, Endpoint, EndpointKind, after, given_up
from service.domain.delivery_ports import Carry, DeliveryStore, EndpointStore, Post, Sign
from service.domain.errors import NotFound

GONE = "It answered 410 Gone."


@dataclass(frozen=True)
class Postman:
    """What an attempt needs. `carriers` tell the kinds of endpoints that `post` and `sign` do not."""

    endpoints: EndpointStore
    deliveries: DeliveryStore
    post: Post
    sign: Sign
    clock: Callable[[], datetime]
    agent: str
    carriers: Mapping[EndpointKind, Carry] = field(default_factory=dict)


def deliver_next(postman: Postman, taken: Callable[[], None] = lambda: None) -> DeliveryState | None:
    """Make the next attempt that is due, and return what became of it; None where nothing is due.

    `taken` is called as soon as there is one.
    """
    claimed = postman.deliveries.claim(postman.clock())
    if claimed is None:
        return None
    taken()
    delivery, endpoint = claimed
    answer = _sent(delivery, endpoint, postman)
    tried = after(delivery, answer, postman.clock())
    postman.deliveries.settle(tried)
    if answer.verdict == "gone":
        _disable(endpoint.id, postman.endpoints)
    return tried.state


def try_out(endpoint: Endpoint, postman: Postman) -> Delivery:
    """Send a test once, and keep it among the deliveries, whatever came of it."""
    now = postman.clock()
    test = Delivery(
        id=f"msg_{uuid.uuid4().hex}", endpoint=endpoint.id, event="endpoint.test", subject=endpoint.id,
        payload=json.dumps(_test_of(endpoint, now)), created_at=now, next_at=None,
    )  # fmt: skip
    tried = after(test, _sent(test, endpoint, postman), postman.clock())
    if tried.state == "failed":
        tried = given_up(tried, tried.last_error or "", postman.clock())
    postman.deliveries.put(tried)
    return tried


def _test_of(endpoint: Endpoint, now: datetime) -> Mapping[str, object]:
    """Return a message that changes nothing: for Superdesk an item that is withdrawn before it ever was."""
    at = now.astimezone(UTC)
    if endpoint.kind == "superdesk":
        stamped = at.strftime("%Y-%m-%dT%H:%M:%S+0000")
        return {
            "guid": "urn:diemnhan:test", "type": "text", "version": str(int(at.timestamp())),
            "pubstatus": "canceled", "headline": "Test", "versioncreated": stamped, "firstcreated": stamped,
        }  # fmt: skip
    stamped = at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return {"type": "endpoint.test", "timestamp": stamped, "data": {"endpoint": endpoint.id}}


def _sent(delivery: Delivery, endpoint: Endpoint, postman: Postman) -> Answer:
    if endpoint.kind in postman.carriers:
        return postman.carriers[endpoint.kind](endpoint, delivery)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": postman.agent,
        **postman.sign(endpoint, delivery, postman.clock()),
    }
    return postman.post(endpoint.url, delivery.payload.encode(), headers)


def _disable(endpoint_id: str, endpoints: EndpointStore) -> None:
    try:  # as it is now: it may have been changed while the message was on its way
        endpoints.replace(replace(endpoints.get(endpoint_id), active=False, disabled=GONE))
    except NotFound:
        return
