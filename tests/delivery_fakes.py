"""Endpoints and deliveries kept without a database."""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from service.adapters.field_mapping import inbound_from
from service.adapters.outgoing import Outgoing, allowed_from
from service.adapters.webhook_signing import check_standard, check_superdesk, sign
from service.adapters.wordpress_login import secret_for
from service.api.cms_parts import CmsParts
from service.api.delivery_parts import DeliveryParts
from service.domain.cms import CmsVersion, FieldMapping, Reception
from service.domain.delivery import Delivery, Endpoint, replayed
from service.domain.delivery_ports import DeliveryPage, DeliveryQuery
from service.domain.errors import MalformedInput, NotFound, WrongState
from service.domain.stores import BriefStore, PendingBrief, PendingStore
from service.pipeline.deliver import Postman, deliver_next, try_out

SUPERDESK_SECRET = "bí mật chung"
INBOUND_SECRET = "whsec_" + "A" * 43 + "="


class FakeEndpointStore:
    """EndpointStore in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[str, Endpoint] = {}
        self.deliveries: dict[str, Delivery] = {}

    def add(self, endpoint: Endpoint) -> None:
        self.kept[endpoint.id] = endpoint

    def get(self, endpoint_id: str) -> Endpoint:
        if endpoint_id not in self.kept:
            raise NotFound(f"No endpoint {endpoint_id!r}.", "List them.")
        return self.kept[endpoint_id]

    def all(self) -> tuple[Endpoint, ...]:
        return tuple(sorted(self.kept.values(), key=lambda one: (one.created_at, one.id)))

    def replace(self, endpoint: Endpoint) -> None:
        self.get(endpoint.id)
        self.kept[endpoint.id] = endpoint

    def delete(self, endpoint_id: str) -> None:
        self.get(endpoint_id)
        del self.kept[endpoint_id]
        for one in list(self.deliveries.values()):
            if one.endpoint == endpoint_id:
                del self.deliveries[one.id]


class FakeDeliveryStore:
    """DeliveryStore in a dictionary, beside a FakeEndpointStore."""

    def __init__(self, endpoints: FakeEndpointStore) -> None:
        self._endpoints = endpoints
        self._kept = endpoints.deliveries
        self._claimed: dict[str, datetime] = {}
        self._lock = threading.Lock()

    def put(self, delivery: Delivery) -> None:
        self._kept[delivery.id] = delivery

    def get(self, delivery_id: str) -> Delivery:
        if delivery_id not in self._kept:
            raise NotFound(f"No delivery {delivery_id!r}.", "List them.")
        return self._kept[delivery_id]

    def find(self, query: DeliveryQuery) -> DeliveryPage:
        newest = sorted(self._kept.values(), key=lambda one: (one.created_at, one.id), reverse=True)
        found = [one for one in newest if _matches(one, query)]
        if query.cursor:
            stamped, _, delivery_id = query.cursor.partition(" ")
            try:
                position = (datetime.fromisoformat(stamped), delivery_id)
            except ValueError:
                raise MalformedInput("No such cursor.", "Start again.") from None
            found = [one for one in found if (one.created_at, one.id) < position]
        page, more = found[: query.limit], len(found) > query.limit
        following = f"{page[-1].created_at.isoformat()} {page[-1].id}" if more else None
        return DeliveryPage(tuple(page), following)

    def claim(self, now: datetime) -> tuple[Delivery, Endpoint] | None:
        with self._lock:
            held = {k for k, at in self._claimed.items() if now - at <= timedelta(minutes=5)}
            busy = {self._kept[one].endpoint for one in held if one in self._kept}
            due = [one for one in self._kept.values() if one.next_at and one.next_at <= now]
            for one in sorted(due, key=lambda one: (one.next_at, one.created_at, one.id)):
                endpoint = self._endpoints.kept[one.endpoint]
                if one.id not in held and endpoint.active and endpoint.id not in busy:
                    self._claimed[one.id] = now
                    return one, endpoint
        return None

    def settle(self, delivery: Delivery) -> None:
        self._claimed.pop(delivery.id, None)
        if delivery.id in self._kept:
            self._kept[delivery.id] = delivery

    def release(self, delivery_id: str) -> None:
        self._claimed.pop(delivery_id, None)

    def replay(self, delivery_id: str, now: datetime) -> Delivery:
        delivery = self.get(delivery_id)
        if delivery.state == "pending" or delivery_id in self._claimed:
            raise WrongState("It is being sent.", "Wait.")
        self._kept[delivery_id] = replayed(delivery, now)
        return self._kept[delivery_id]

    def recover(self) -> None:
        self._claimed.clear()

    def forget_before(self, moment: datetime) -> int:
        old = [one.id for one in self._kept.values() if one.finished_at and one.finished_at < moment]
        for one in old:
            del self._kept[one]
        return len(old)


def _matches(one: Delivery, query: DeliveryQuery) -> bool:
    wanted = (query.endpoint, query.state, query.event, query.subject)
    said = (one.endpoint, one.state, one.event, one.subject)
    return all(want is None or want == is_so for want, is_so in zip(wanted, said, strict=True))


def fake_deliveries(clock: Callable[[], datetime]) -> DeliveryParts:
    """Deliveries without a database, sent for real to loopback alone."""
    endpoints = FakeEndpointStore()
    outgoing = Outgoing(allowed_from(["127.0.0.0/8"]), seconds=5)
    postman = Postman(endpoints, FakeDeliveryStore(endpoints), outgoing, sign, clock, "diemnhan/test")
    return DeliveryParts(
        endpoints=endpoints,
        deliveries=postman.deliveries,
        send_next=partial(deliver_next, postman),
        try_out=partial(try_out, postman=postman),
        refuse_url=lambda url, kind: outgoing.refuse(url),
        secret_for=partial(secret_for, logins={}),
    )


class FakeCmsStore:
    """CmsStore in a dictionary, beside the stores of briefs and promises."""

    def __init__(self, briefs: BriefStore, pending: PendingStore) -> None:
        self._briefs = briefs
        self._pending = pending
        self._came: dict[tuple[str, str], dict[int, CmsVersion]] = {}

    def receive(self, sent: CmsVersion, promise: PendingBrief | None) -> Reception:
        came = self._came.setdefault((sent.system, sent.guid), {})
        latest = came[max(came)] if came else None
        if sent.sha256 in {one.sha256 for one in (latest, came.get(sent.version)) if one is not None}:
            return "repeated"
        if any(version > sent.version for version in came):
            return "outdated"
        for earlier in came.values():
            with suppress(NotFound):
                self._pending.withdraw(earlier.brief_id)
            if sent.withdrawn:
                with suppress(NotFound):
                    self._briefs.delete(earlier.brief_id)
        came[sent.version] = sent
        if sent.withdrawn:
            return "withdrawn"
        if promise is not None:
            self._pending.put(promise)
        return "accepted"


def fake_cms(briefs: BriefStore, pending: PendingStore) -> CmsParts:
    """What takes in articles, with a mapping of each kind."""
    mappings = {
        "ghost": FieldMapping(html="post.current.html", title="post.current.title", id="post.current.id"),
        "signed": FieldMapping(text="body", secret=INBOUND_SECRET),
    }
    return CmsParts(
        FakeCmsStore(briefs, pending),
        check_superdesk,
        check_standard,
        SUPERDESK_SECRET,
        inbound_from(mappings),
    )


def an_endpoint(now: datetime, endpoint_id: str = "e1", **changes: object) -> Endpoint:
    """Return an endpoint that wants everything."""
    endpoint = Endpoint(
        id=endpoint_id,
        url="https://cms.example/hook",
        events=("brief.created", "brief.updated", "job.completed"),
        secret="whsec_" + "A" * 32,
        created_at=now,
    )
    return replace(endpoint, **changes)  # type: ignore[arg-type]  # fields by name
