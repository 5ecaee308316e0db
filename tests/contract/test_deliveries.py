"""What the stores of endpoints and deliveries promise, on the fake and on the real ones."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from service.adapters.database import open_database
from service.adapters.delivery_store import SqlDeliveryStore, SqlEndpointStore
from service.domain.delivery import Answer, Delivery, after
from service.domain.delivery_ports import DeliveryQuery, DeliveryStore, EndpointStore
from service.domain.errors import MalformedInput, NotFound, WrongState
from tests.contract.conftest import empty_postgres
from tests.delivery_fakes import FakeDeliveryStore, FakeEndpointStore, an_endpoint
from tests.samples import NOON


@dataclass(frozen=True)
class Kept:
    """The stores on one database. `restarted` opens it again, as a new process would."""

    endpoints: EndpointStore
    deliveries: DeliveryStore
    restarted: Callable[[], "Kept"]


def sql(url: str, opened: list[Engine]) -> Kept:
    engine = open_database(url)
    opened.append(engine)
    return Kept(SqlEndpointStore(engine), SqlDeliveryStore(engine), lambda: sql(url, opened))


def fakes() -> Kept:
    endpoints = FakeEndpointStore()
    deliveries = FakeDeliveryStore(endpoints)
    return Kept(endpoints, deliveries, lambda: Kept(endpoints, deliveries, fakes))


@pytest.fixture(params=["fake", "sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Kept]:
    opened: list[Engine] = []
    if request.param == "fake":
        yield fakes()
    else:
        yield sql(
            f"sqlite:///{tmp_path}/test.sqlite3" if request.param == "sqlite" else empty_postgres(), opened
        )
    for engine in opened:
        engine.dispose()


def a_delivery(delivery_id: str = "d1", *, endpoint: str = "e1", at: datetime = NOON) -> Delivery:
    payload = '{"type": "brief.created", "data": {"headline": "Hợp tác"}}'
    return Delivery(delivery_id, endpoint, "brief.created", "b1", payload, created_at=at, next_at=at)


def test_an_endpoint_comes_back_as_it_was_kept_with_its_secret(kept: Kept) -> None:
    endpoint = an_endpoint(NOON, name="Tòa soạn", events=("job.completed",)).rotated("whsec_new", NOON)
    kept.endpoints.add(endpoint)
    kept.endpoints.add(an_endpoint(NOON + timedelta(hours=1), "e2"))
    assert kept.restarted().endpoints.get("e1") == endpoint
    assert [one.id for one in kept.endpoints.all()] == ["e1", "e2"]


def test_an_endpoint_is_changed_and_deleted_with_what_was_for_it(kept: Kept) -> None:
    kept.endpoints.add(an_endpoint(NOON))
    kept.deliveries.put(a_delivery())
    kept.endpoints.replace(an_endpoint(NOON, active=False))
    assert kept.endpoints.get("e1").active is False
    kept.endpoints.delete("e1")
    with pytest.raises(NotFound):
        kept.endpoints.get("e1")
    with pytest.raises(NotFound):
        kept.deliveries.get("d1")


def test_what_is_unknown_is_not_found(kept: Kept) -> None:
    for wanted in (
        lambda: kept.endpoints.get("x"),
        lambda: kept.endpoints.delete("x"),
        lambda: kept.endpoints.replace(an_endpoint(NOON)),
        lambda: kept.deliveries.get("x"),
        lambda: kept.deliveries.replay("x", NOON),
    ):
        with pytest.raises(NotFound):
            wanted()


def test_a_delivery_is_handed_out_once_and_comes_back_byte_for_byte(kept: Kept) -> None:
    kept.endpoints.add(an_endpoint(NOON))
    kept.deliveries.put(a_delivery())
    again = kept.restarted()
    assert again.deliveries.claim(NOON - timedelta(seconds=1)) is None
    assert again.deliveries.claim(NOON) == (a_delivery(), an_endpoint(NOON))
    assert again.deliveries.claim(NOON) is None


def test_one_endpoint_is_sent_one_message_at_a_time_in_order_and_others_do_not_wait(kept: Kept) -> None:
    for endpoint in ("e1", "e2"):
        kept.endpoints.add(an_endpoint(NOON, endpoint))
    for number in range(3):
        kept.deliveries.put(a_delivery(f"d{number}", at=NOON + timedelta(seconds=number)))
    kept.deliveries.put(a_delivery("other", endpoint="e2", at=NOON + timedelta(seconds=9)))
    later = NOON + timedelta(minutes=1)
    claimed = [kept.deliveries.claim(later) for _ in range(3)]
    assert [one[0].id if one else None for one in claimed] == ["d0", "other", None]
    kept.deliveries.settle(after(a_delivery("d0"), Answer(200), later))
    following = kept.deliveries.claim(later)
    assert following is not None
    assert following[0].id == "d1"


def test_what_was_settled_is_delivered_or_due_again_at_its_time(kept: Kept) -> None:
    kept.endpoints.add(an_endpoint(NOON))
    kept.deliveries.put(a_delivery())
    kept.deliveries.claim(NOON)
    failed = after(a_delivery(), Answer(503), NOON)
    kept.deliveries.settle(failed)
    again = kept.restarted().deliveries
    assert again.get("d1") == failed
    assert again.claim(NOON + timedelta(seconds=4)) is None
    assert again.claim(NOON + timedelta(seconds=5)) is not None
    again.settle(after(failed, Answer(204), NOON))
    assert again.get("d1").state == "delivered"
    assert again.claim(NOON + timedelta(days=9)) is None


def test_what_a_dead_sender_had_claimed_is_due_again(kept: Kept) -> None:
    kept.endpoints.add(an_endpoint(NOON))
    kept.deliveries.put(a_delivery())
    kept.deliveries.claim(NOON)
    assert kept.deliveries.claim(NOON + timedelta(minutes=4)) is None
    assert kept.restarted().deliveries.claim(NOON + timedelta(minutes=6)) is not None


def test_what_was_released_is_due_as_before(kept: Kept) -> None:
    kept.endpoints.add(an_endpoint(NOON))
    kept.deliveries.put(a_delivery())
    kept.deliveries.claim(NOON)
    kept.deliveries.release("d1")
    assert kept.deliveries.claim(NOON) == (a_delivery(), an_endpoint(NOON))


def test_an_inactive_endpoint_is_sent_nothing_until_it_is_active_again(kept: Kept) -> None:
    kept.endpoints.add(an_endpoint(NOON, active=False))
    kept.deliveries.put(a_delivery())
    assert kept.deliveries.claim(NOON) is None
    kept.endpoints.replace(an_endpoint(NOON))
    assert kept.deliveries.claim(NOON) is not None


def test_a_dead_letter_is_replayed_from_the_start_and_a_waiting_one_is_not(kept: Kept) -> None:
    kept.endpoints.add(an_endpoint(NOON))
    kept.deliveries.put(a_delivery())
    with pytest.raises(WrongState):
        kept.deliveries.replay("d1", NOON)
    kept.deliveries.claim(NOON)
    kept.deliveries.settle(after(a_delivery(), Answer(410), NOON))
    later = NOON + timedelta(days=1)
    assert kept.deliveries.replay("d1", later).attempts == 0
    claimed = kept.deliveries.claim(later)
    assert claimed is not None
    assert (claimed[0].id, claimed[0].payload) == ("d1", a_delivery().payload)


def test_a_listing_is_filtered_and_paged_newest_first(kept: Kept) -> None:
    kept.endpoints.add(an_endpoint(NOON))
    kept.endpoints.add(an_endpoint(NOON, "e2"))
    for number in range(5):
        one = a_delivery(f"d{number}", endpoint="e2" if number == 4 else "e1")
        kept.deliveries.put(
            replace(one, subject=f"b{number}", created_at=NOON + timedelta(hours=number // 2))
        )
    seen, cursor = [], None
    while True:
        page = kept.deliveries.find(DeliveryQuery(endpoint="e1", limit=3, cursor=cursor))
        seen += [one.id for one in page.deliveries]
        if (cursor := page.next_cursor) is None:
            break
    assert seen == ["d3", "d2", "d1", "d0"]
    by_subject = kept.deliveries.find(DeliveryQuery(subject="b4", state="pending", event="brief.created"))
    assert [one.id for one in by_subject.deliveries] == ["d4"]
    assert kept.deliveries.find(DeliveryQuery(state="dead")).deliveries == ()
    with pytest.raises(MalformedInput):
        kept.deliveries.find(DeliveryQuery(cursor="made up"))


def test_what_ended_long_ago_is_forgotten_and_what_waits_is_not(kept: Kept) -> None:
    kept.endpoints.add(an_endpoint(NOON))
    for name in ("done", "waiting"):
        kept.deliveries.put(a_delivery(name))
    kept.deliveries.settle(after(a_delivery("done"), Answer(200), NOON))
    assert kept.deliveries.forget_before(NOON) == 0
    assert kept.deliveries.forget_before(NOON + timedelta(days=30)) == 1
    assert kept.deliveries.get("waiting").state == "pending"
