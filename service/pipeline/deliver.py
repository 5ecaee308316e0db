"""One attempt at the delivery that is due: sign it, send it, keep what came of it.

Promises that an endpoint which answers 410 is told nothing more. Refuses to know how messages are sent.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from service.domain.delivery import Answer, Delivery, DeliveryState, Endpoint, after
from service.domain.delivery_ports import DeliveryStore, EndpointStore, Post, Sign
from service.domain.errors import NotFound

GONE = "It answered 410 Gone."


@dataclass(frozen=True)
class Postman:
    """What an attempt needs."""

    endpoints: EndpointStore
    deliveries: DeliveryStore
    post: Post
    sign: Sign
    clock: Callable[[], datetime]
    agent: str


def deliver_next(postman: Postman) -> DeliveryState | None:
    """Make the next attempt that is due, and return what became of it; None where nothing is due."""
    claimed = postman.deliveries.claim(postman.clock())
    if claimed is None:
        return None
    delivery, endpoint = claimed
    answer = _sent(delivery, endpoint, postman)
    tried = after(delivery, answer, postman.clock())
    postman.deliveries.settle(tried)
    if answer.verdict == "gone":
        _disable(endpoint.id, postman.endpoints)
    return tried.state


def _sent(delivery: Delivery, endpoint: Endpoint, postman: Postman) -> Answer:
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
