"""Deliveries: what the service tells others by itself, to whom, and what became of each telling.

Promises a schedule on which a delivery is tried until it is taken or given up. Refuses to know how it is
sent.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal

EventType = Literal["brief.created", "brief.updated", "job.completed", "endpoint.test"]
EndpointKind = Literal["standard", "superdesk", "wordpress"]
DeliveryState = Literal["pending", "delivered", "failed", "dead"]
Verdict = Literal["taken", "gone", "refused"]
OPEN: tuple[DeliveryState, ...] = ("pending", "failed")
# How long after an attempt the next one follows (Standard Webhooks); the first is made at once.
SCHEDULE = (
    timedelta(0), timedelta(seconds=5), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2),
    timedelta(hours=5), timedelta(hours=10), timedelta(hours=14), timedelta(hours=20), timedelta(hours=24),
)  # fmt: skip
LONGEST_WAIT = timedelta(days=1)  # that a receiver may ask for
OLD_SECRET_HOURS = 24  # in which a secret that was replaced signs beside the new one
MAX_ERROR = 500


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Somebody who is told. `disabled` says why the service itself made it inactive.

    `previous` is the secret that `secret` took the place of; it signs as well until `previous_until`.
    """

    id: str
    url: str
    events: tuple[EventType, ...]
    secret: str = field(repr=False)
    created_at: datetime
    kind: EndpointKind = "standard"
    active: bool = True
    name: str | None = None
    disabled: str | None = None
    previous: str | None = field(default=None, repr=False)
    previous_until: datetime | None = None

    def secrets(self, now: datetime) -> tuple[str, ...]:
        """Return the secrets that sign now, the newest first."""
        if self.previous and self.previous_until and now < self.previous_until:
            return self.secret, self.previous
        return (self.secret,)

    def rotated(self, secret: str, now: datetime) -> "Endpoint":
        """Return it with a new secret; the old one signs for a day more."""
        until = now + timedelta(hours=OLD_SECRET_HOURS)
        return replace(self, secret=secret, previous=self.secret, previous_until=until)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message to one endpoint. `id` is the same at every attempt; `payload` is the body, byte for byte.

    `subject` is the id of the brief or job that it is about. `status` is what the endpoint answered last.
    """

    id: str
    endpoint: str
    event: EventType
    subject: str
    payload: str = field(repr=False)
    created_at: datetime
    next_at: datetime | None
    state: DeliveryState = "pending"
    attempts: int = 0
    status: int | None = None
    last_error: str | None = None
    finished_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of an attempt: the HTTP status, or why there is none. `retry_after` is what was asked for.

    `settled`: it was not taken, and trying again by itself would change nothing.
    """

    status: int | None = None
    error: str | None = None
    retry_after: timedelta | None = None
    settled: bool = False

    @property
    def verdict(self) -> Verdict:
        """Only a 2xx is a success: a redirect would send the message to somebody whom nobody named."""
        if self.status is not None and 200 <= self.status < 300 and self.error is None:
            return "taken"
        return "gone" if self.status == 410 else "refused"


def after(delivery: Delivery, answer: Answer, now: datetime) -> Delivery:
    """Return the delivery as it is after an attempt."""
    tried = replace(delivery, attempts=delivery.attempts + 1, status=answer.status)
    if answer.verdict == "taken":
        return replace(tried, state="delivered", next_at=None, last_error=None, finished_at=now)
    error = (answer.error or f"The endpoint answered {answer.status}.")[:MAX_ERROR]
    if answer.settled or answer.verdict == "gone" or tried.attempts >= len(SCHEDULE):
        return replace(tried, state="dead", next_at=None, last_error=error, finished_at=now)
    wait = max(SCHEDULE[tried.attempts], min(answer.retry_after or timedelta(0), LONGEST_WAIT))
    return replace(tried, state="failed", next_at=now + wait, last_error=error)


def given_up(delivery: Delivery, why: str, now: datetime) -> Delivery:
    """Return the delivery as one that is not tried any more."""
    return replace(delivery, state="dead", next_at=None, last_error=why, finished_at=now)


def replayed(delivery: Delivery, now: datetime) -> Delivery:
    """Return the delivery as it is when somebody wants it tried again: from the start of the schedule."""
    return replace(delivery, state="pending", attempts=0, next_at=now, finished_at=None)
