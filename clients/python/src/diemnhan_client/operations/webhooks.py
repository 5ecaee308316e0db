"""Who is told by the service itself, and what became of each message."""

from diemnhan_client.call import Body, Call, field_of, json_as, nothing
from diemnhan_client.course import Course
from diemnhan_client.nouns.webhooks import (
    Delivery,
    DeliveryDetail,
    DeliveryPage,
    DeliverySearch,
    Webhook,
    WebhookChange,
    WebhookRequest,
    WebhookSecret,
)
from diemnhan_client.paging import all_pages

ALL, ONE = "/v1/webhooks", "/v1/webhooks/{webhook_id}"
DELIVERIES, DELIVERY = "/v1/deliveries", "/v1/deliveries/{delivery_id}"
EVERYTHING: DeliverySearch = {}


def register(webhook: WebhookRequest) -> Call[WebhookSecret]:
    """Register an endpoint. The answer has its secret; no other answer has it."""
    return Call("POST", ALL, json_as(WebhookSecret), body=Body(json=webhook), repeatable=False)


def registered() -> Call[list[Webhook]]:
    """Return all endpoints, oldest first."""
    return Call("GET", ALL, field_of("webhooks", Webhook))


def get(webhook_id: str) -> Call[Webhook]:
    """Read an endpoint."""
    return Call("GET", ONE, json_as(Webhook), fills={"webhook_id": webhook_id})


def change(webhook_id: str, changed: WebhookChange) -> Call[Webhook]:
    """Change an endpoint; made active again, it is sent what waited for it."""
    return Call("PATCH", ONE, json_as(Webhook), fills={"webhook_id": webhook_id}, body=Body(json=changed))


def rotate(webhook_id: str, *, secret: str | None = None) -> Call[WebhookSecret]:
    """Give an endpoint a new secret; for a day the old one signs as well."""
    return Call(
        "POST",
        f"{ONE}/rotate",
        json_as(WebhookSecret),
        fills={"webhook_id": webhook_id},
        body=Body(json={} if secret is None else {"secret": secret}),
        repeatable=False,
    )


def try_out(webhook_id: str) -> Call[DeliveryDetail]:
    """Send an endpoint `endpoint.test` once, now, and say what it answered."""
    return Call(
        "POST",
        f"{ONE}/test",
        json_as(DeliveryDetail),
        fills={"webhook_id": webhook_id},
        repeatable=False,
    )


def delete(webhook_id: str) -> Call[None]:
    """Delete an endpoint with its deliveries."""
    return Call("DELETE", ONE, nothing, fills={"webhook_id": webhook_id}, gone_is_done=True)


def deliveries_page(search: DeliverySearch = EVERYTHING) -> Call[DeliveryPage]:
    """Return a page of deliveries, newest first."""
    return Call("GET", DELIVERIES, json_as(DeliveryPage), query=dict(search))


def deliveries(search: DeliverySearch = EVERYTHING) -> Course[Delivery]:
    """Give all deliveries that are found, newest first; `{"state": "dead"}` are the dead letters."""
    return all_pages(deliveries_page(search), lambda found: found["deliveries"])


def delivery(delivery_id: str) -> Call[DeliveryDetail]:
    """Read a delivery with its body."""
    return Call("GET", DELIVERY, json_as(DeliveryDetail), fills={"delivery_id": delivery_id})


def replay(delivery_id: str) -> Call[DeliveryDetail]:
    """Have a delivery tried again from the start of its schedule, under the same id."""
    return Call(
        "POST",
        f"{DELIVERY}/replay",
        json_as(DeliveryDetail),
        fills={"delivery_id": delivery_id},
        repeatable=False,
    )
