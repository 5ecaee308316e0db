"""What the deliveries need from the outside, as Protocols: where they are kept, who sends them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from service.domain.delivery import Answer, Delivery, DeliveryState, Endpoint, EventType


@dataclass(frozen=True, slots=True)
class DeliveryQuery:
    """Filters of a listing; None matches everything. `cursor` is opaque."""

    endpoint: str | None = None
    state: DeliveryState | None = None
    event: EventType | None = None
    subject: str | None = None
    limit: int = 20
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class DeliveryPage:
    """Deliveries, newest first, and the cursor of the next page (None at the end)."""

    deliveries: tuple[Delivery, ...]
    next_cursor: str | None


class EndpointStore(Protocol):
    """Keeps those who are told. What was written is on the disk when a method returns."""

    def add(self, endpoint: Endpoint) -> None: ...

    def get(self, endpoint_id: str) -> Endpoint:
        """Raise NotFound where there is none."""
        ...

    def all(self) -> tuple[Endpoint, ...]:
        """Return every endpoint, oldest first."""
        ...

    def replace(self, endpoint: Endpoint) -> None:
        """Put it in the place of the one with its id. Raise NotFound where there is none."""
        ...

    def delete(self, endpoint_id: str) -> None:
        """Delete it with its deliveries. Raise NotFound where there is none."""
        ...


class DeliveryStore(Protocol):
    """Keeps deliveries. The stores of briefs and jobs write them in one step with what they are about."""

    def put(self, delivery: Delivery) -> None: ...

    def get(self, delivery_id: str) -> Delivery:
        """Raise NotFound where there is none."""
        ...

    def find(self, query: DeliveryQuery) -> DeliveryPage: ...

    def claim(self, now: datetime) -> tuple[Delivery, Endpoint] | None:
        """Take the delivery that is due longest, of an endpoint that nobody is sending to; None without one.

        Who claimed it and did not settle it within some minutes is taken for dead, and it is due again.
        """
        ...

    def settle(self, delivery: Delivery) -> None:
        """Keep what became of a claimed delivery."""
        ...

    def release(self, delivery_id: str) -> None:
        """Put a claimed one back as it was."""
        ...

    def replay(self, delivery_id: str, now: datetime) -> Delivery:
        """Have it tried again from the start. Raise NotFound; WrongState while it is still being tried."""
        ...

    def recover(self) -> None:
        """Free, as the service starts, what an earlier process had claimed."""
        ...

    def forget_before(self, moment: datetime) -> int:
        """Delete what was delivered or given up before; returns how many."""
        ...


class Post(Protocol):
    """Sends a body to a URL; never raises for what the other side does or is."""

    def __call__(self, url: str, body: bytes, headers: Mapping[str, str]) -> Answer: ...


Sign = Callable[[Endpoint, Delivery, datetime], Mapping[str, str]]
# How a kind of endpoint is told that one signed POST is not enough for.
Carry = Callable[[Endpoint, Delivery], Answer]


@dataclass(frozen=True, slots=True)
class Question:
    """A request of which the answer is read."""

    method: str
    url: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Reply:
    """What was answered to a Question: status and body, or the error why there is none."""

    status: int | None = None
    body: bytes = b""
    error: str | None = None
    retry_after: timedelta | None = None


Ask = Callable[[Question], Reply]
