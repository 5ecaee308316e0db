"""What the API needs to tell others by itself. The composition root fills it in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from service.domain.delivery import Delivery, DeliveryState, Endpoint, EndpointKind
from service.domain.delivery_ports import DeliveryStore, EndpointStore
from service.domain.errors import UnknownEndpoint


@dataclass(frozen=True)
class DeliveryParts:
    """Endpoints, deliveries, and who makes the next attempt that is due (`send_next`: None where none is;
    it calls what it is given as soon as it has taken one).

    `try_out` sends an endpoint a test at once. `refuse_url` raises InputError for what cannot be used, and so
    does `secret_for`, which returns the secret to keep, whether one was sent or not. What ended is kept for
    `days`.
    """

    endpoints: EndpointStore
    deliveries: DeliveryStore
    send_next: Callable[[Callable[[], None]], DeliveryState | None]
    try_out: Callable[[Endpoint], Delivery]
    refuse_url: Callable[[str, EndpointKind], None]
    secret_for: Callable[[EndpointKind, str, str | None], str]
    days: int = 30


def check_receivers(parts: DeliveryParts | None, chosen: Sequence[str] | None) -> None:
    """Raise UnknownEndpoint for an id that is none, now rather than when there is something to tell."""
    known = {one.id for one in parts.endpoints.all()} if parts is not None and chosen else set()
    for one in chosen or ():
        if one not in known:
            raise UnknownEndpoint(f"There is no endpoint {one!r}.", "GET /v1/webhooks lists what there is.")
