"""Who is told by the service itself, and what became of each message."""

from collections.abc import Sequence
from typing import Required, TypedDict

from diemnhan_client.nouns.vocabulary import DeliveryState, Subscribed, Told, WebhookKind


class Webhook(TypedDict):
    """An endpoint, without its secret."""

    id: str
    url: str
    events: list[Told]
    kind: WebhookKind
    active: bool
    name: str | None
    disabled: str | None
    created_at: str
    previous_until: str | None


class WebhookSecret(TypedDict):
    """An endpoint with its secret, which is shown this once."""

    id: str
    url: str
    events: list[Told]
    kind: WebhookKind
    active: bool
    name: str | None
    disabled: str | None
    created_at: str
    previous_until: str | None
    secret: str


class WebhookRequest(TypedDict, total=False):
    """Somebody who is to be told."""

    url: Required[str]
    events: Sequence[Subscribed]
    kind: WebhookKind
    secret: str | None
    name: str | None


class WebhookChange(TypedDict, total=False):
    """What is to be changed of an endpoint; what is left out stays."""

    url: str | None
    events: Sequence[Subscribed] | None
    active: bool | None
    name: str | None


class Delivery(TypedDict):
    """A message to an endpoint and what became of it."""

    id: str
    endpoint: str
    event: Told
    subject: str
    state: DeliveryState
    attempts: int
    status: int | None
    last_error: str | None
    created_at: str
    next_at: str | None
    finished_at: str | None


class DeliveryDetail(TypedDict):
    """A message with its body."""

    id: str
    endpoint: str
    event: Told
    subject: str
    state: DeliveryState
    attempts: int
    status: int | None
    last_error: str | None
    created_at: str
    next_at: str | None
    finished_at: str | None
    payload: str


class DeliveryPage(TypedDict):
    """A page of deliveries, newest first; `next_cursor` is null on the last page."""

    deliveries: list[Delivery]
    next_cursor: str | None


class DeliverySearch(TypedDict, total=False):
    """The filters of a listing. `subject` is the id of a brief or job."""

    endpoint: str
    state: DeliveryState
    event: Told
    subject: str
    limit: int
    cursor: str
