"""Endpoints and deliveries as they are sent and answered: the edge of the service."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from service.api.schemas import Short, Text, WebAddress
from service.domain.delivery import Delivery, DeliveryState, Endpoint, EndpointKind, EventType
from service.domain.delivery_ports import DeliveryQuery

Subscribed = Literal["brief.created", "brief.updated", "job.completed"]
Events = Annotated[list[Subscribed], Field(max_length=10)]
ALL_EVENTS: list[Subscribed] = ["brief.created", "brief.updated", "job.completed"]
EVENTS = "What it is told without being named in `deliver`; [] is nothing."


class EndpointRequest(BaseModel):
    """Somebody who is to be told."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={
            "examples": [{"url": "https://cms.example/hooks/diemnhan", "events": ["brief.created"]}]
        },
    )

    url: WebAddress
    events: Events = Field(default=ALL_EVENTS, description=EVENTS)
    kind: EndpointKind = Field(
        default="standard",
        description="`superdesk`: ninjs items, as Superdesk's HTTP push sends them. `wordpress`: drafts.",
    )
    secret: Annotated[str, Field(max_length=200)] | None = Field(
        default=None,
        description="Left out, one is made. Superdesk's is what the receiver has; WordPress's a login,"
        " `user:application password`, or left out where DIEMNHAN_WORDPRESS_LOGINS has it.",
    )
    name: Text | None = None


class EndpointChange(BaseModel):
    """What is to be changed of an endpoint; what is left out stays."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: WebAddress | None = None
    events: Events | None = Field(default=None, description=EVENTS)
    active: bool | None = None
    name: Text | None = None


class SecretRequest(BaseModel):
    """A new secret; left out, one is made."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    secret: Annotated[str, Field(max_length=200)] | None = None


class EndpointOut(BaseModel):
    """An endpoint, without its secret."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    url: str
    events: list[EventType]
    kind: EndpointKind
    active: bool
    name: str | None
    disabled: str | None = Field(description="Why the service made it inactive by itself.")
    created_at: datetime
    previous_until: datetime | None = Field(description="Until when the secret before signs as well.")


class EndpointSecret(EndpointOut):
    """An endpoint with its secret, which is shown this once."""

    secret: str


class EndpointList(BaseModel):
    """All endpoints, oldest first."""

    webhooks: list[EndpointOut]


class DeliveryOut(BaseModel):
    """A message to an endpoint and what became of it."""

    model_config = ConfigDict(from_attributes=True)

    id: str = Field(description="The `webhook-id` of every attempt.")
    endpoint: str
    event: EventType
    subject: str = Field(description="The brief or job that it is about.")
    state: DeliveryState
    attempts: int
    status: int | None = Field(description="What the endpoint answered last.")
    last_error: str | None
    created_at: datetime
    next_at: datetime | None
    finished_at: datetime | None


class DeliveryDetail(DeliveryOut):
    """A message with its body."""

    payload: str


class DeliveryList(BaseModel):
    """A page of deliveries, newest first; `next_cursor` is null on the last page."""

    deliveries: list[DeliveryOut]
    next_cursor: str | None


class DeliverySearch(BaseModel):
    """The filters of a listing."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    endpoint: Text | None = None
    state: DeliveryState | None = Field(default=None, description="`dead`: the dead letters.")
    event: EventType | None = None
    subject: Text | None = Field(default=None, description="Id of a brief or job.")
    limit: int = Field(default=20, ge=1, le=100)
    cursor: Short | None = None

    def query(self) -> DeliveryQuery:
        """Return the query of the domain."""
        return DeliveryQuery(**self.model_dump())


def endpoint_out(endpoint: Endpoint) -> str:
    """Return an endpoint as it is answered."""
    return EndpointOut.model_validate(endpoint).model_dump_json()


def endpoint_secret(endpoint: Endpoint) -> str:
    """Return a new endpoint, or one with a new secret, as it is answered."""
    return EndpointSecret.model_validate(endpoint).model_dump_json()


def delivery_detail(delivery: Delivery) -> str:
    """Return a delivery as it is answered."""
    return DeliveryDetail.model_validate(delivery).model_dump_json()
