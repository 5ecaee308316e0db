"""Who is told of what, written in the same transaction as what it is about."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from service.adapters.database import open_database
from service.adapters.delivery_store import SqlDeliveryStore, SqlEndpointStore
from service.adapters.job_engine import SqlJobEngine
from service.adapters.job_queue import SqlJobQueue
from service.adapters.pending import SqlPendingStore
from service.adapters.store import SqlBriefStore
from service.domain.article import Payload
from service.domain.delivery import Delivery
from service.domain.delivery_ports import DeliveryQuery
from service.domain.errors import Outdated
from service.domain.job import JobOptions, JobOrder, NewItem, Outcome
from service.domain.job_ports import Worker
from service.domain.request import BriefOptions
from service.domain.stores import PendingBrief
from tests.contract.conftest import empty_postgres
from tests.delivery_fakes import an_endpoint
from tests.samples import NOON, a_brief


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    engine = open_database(
        f"sqlite:///{tmp_path}/t.sqlite3" if request.param == "sqlite" else empty_postgres()
    )
    yield engine
    engine.dispose()


def told(database: Engine, endpoint: str | None = None) -> list[Delivery]:
    """Return what is to be told, the oldest first."""
    page = SqlDeliveryStore(database).find(DeliveryQuery(endpoint=endpoint, limit=100))
    return sorted(page.deliveries, key=lambda one: one.created_at)


def listen(database: Engine, *events: str, name: str = "e1", kind: str = "standard") -> None:
    SqlEndpointStore(database).add(an_endpoint(NOON, name, events=events, kind=kind))


def test_without_endpoints_nothing_is_written(database: Engine) -> None:
    SqlBriefStore(database).save(a_brief())
    assert told(database) == []


def test_a_new_brief_is_told_to_those_who_asked_without_its_segments(database: Engine) -> None:
    listen(database, "brief.created")
    listen(database, "job.completed", name="e2")
    SqlBriefStore(database).save(a_brief())
    (one,) = told(database)
    assert (one.endpoint, one.event, one.subject, one.state) == ("e1", "brief.created", "b1", "pending")
    message = json.loads(one.payload)
    assert (message["type"], message["timestamp"]) == ("brief.created", "2026-01-01T12:00:00.000Z")
    assert message["data"]["id"] == "b1"
    assert message["data"]["location"] == "/v1/briefs/b1"
    assert message["data"]["headline"] == {"vi": "Hợp tác", "en": "Cooperation"}
    assert "segments" not in message["data"]


def test_a_brief_in_the_place_of_another_is_an_update(database: Engine) -> None:
    listen(database, "brief.created", "brief.updated")
    store = SqlBriefStore(database)
    store.save(a_brief())
    store.exchange(a_brief(), a_brief(title="Sửa"))
    assert [one.event for one in told(database)] == ["brief.created", "brief.updated"]


def test_a_change_that_is_refused_is_told_to_nobody(database: Engine) -> None:
    listen(database, "brief.updated")
    store = SqlBriefStore(database)
    store.save(a_brief())
    with pytest.raises(Outdated):
        store.exchange(a_brief(title="khác"), a_brief(title="Sửa"))
    assert told(database) == []


def test_deliver_names_who_is_told_and_those_hear_of_changes_too(database: Engine) -> None:
    listen(database, "brief.created")
    listen(database, name="chosen")
    store = SqlBriefStore(database)
    store.save(a_brief(), ("chosen",))
    assert [one.endpoint for one in told(database)] == ["chosen"]
    store.exchange(a_brief(), a_brief(title="Sửa"))
    assert [(one.endpoint, one.event) for one in told(database)][1:] == [("chosen", "brief.updated")]
    store.save(a_brief("b2"), ())
    assert len(told(database)) == 2


def test_an_inactive_endpoint_is_written_nothing(database: Engine) -> None:
    listen(database, "brief.created")
    SqlEndpointStore(database).replace(an_endpoint(NOON, active=False))
    SqlBriefStore(database).save(a_brief(), ("e1",))
    assert told(database) == []


def test_a_promised_brief_is_told_when_it_is_there_to_whom_its_options_name(database: Engine) -> None:
    listen(database, "brief.created")
    listen(database, name="chosen")
    pending = SqlPendingStore(database)
    options = BriefOptions(deliver=("chosen",))
    pending.put(PendingBrief("b1", Payload("Việt Nam", "text"), options, NOON))
    pending.claim(NOON)
    assert told(database) == []
    assert pending.complete(a_brief())
    assert [one.endpoint for one in told(database)] == ["chosen"]
    assert not pending.complete(a_brief())
    assert len(told(database)) == 1


def test_a_job_is_told_at_its_end_with_its_counts(database: Engine) -> None:
    listen(database, "job.completed", "brief.created")
    engine, queue = SqlJobEngine(database), SqlJobQueue(database)
    order = JobOrder("j1", "-", "brief", JobOptions(store=True))
    items = [NewItem(f"i{n}", Payload(f"Bài {n}", "text")) for n in range(2)]
    engine.submit(order, items, NOON)
    queue.join(Worker("w", "m", "p", "1"), NOON)
    claim = queue.claim("w", NOON)
    assert claim is not None
    outcomes = [Outcome(item.position, "{}", brief=a_brief(f"b{item.position}")) for item in claim.items]
    assert queue.finish(claim, outcomes, seconds=1, now=NOON)
    events = [one.event for one in told(database)]
    assert events == ["brief.created", "brief.created", "job.completed"]
    data = json.loads(told(database)[-1].payload)["data"]
    assert (data["id"], data["state"], data["results"]) == ("j1", "completed", "/v1/jobs/j1/results")
    assert data["counts"]["items"] == {"total": 2, "done": 2, "failed": 0}


def test_a_job_that_expires_before_its_end_is_told_and_one_that_had_ended_is_not_told_again(
    database: Engine,
) -> None:
    listen(database, "job.completed")
    engine = SqlJobEngine(database)
    order = JobOrder("waits", "-", "translate", JobOptions(), target="en", kept_hours=2)
    for one in (order, replace(order, id="ended")):
        engine.submit(one, [NewItem("i", Payload("x", "text"))], NOON)
    engine.cancel("ended", NOON)
    over = NOON + timedelta(hours=2, seconds=1)
    assert [engine.sweep(over), engine.sweep(over)] == [2, 0]
    states = {one.subject: json.loads(one.payload)["data"]["state"] for one in told(database)}
    assert states == {"ended": "cancelled", "waits": "expired"}
    assert len(told(database)) == 2
    assert json.loads(told(database)[-1].payload)["timestamp"] == "2026-01-01T14:00:01.000Z"


def test_a_job_that_delivers_to_nobody_is_told_to_nobody(database: Engine) -> None:
    listen(database, "job.completed")
    options = JobOptions(BriefOptions(deliver=()))
    engine = SqlJobEngine(database)
    engine.submit(
        JobOrder("j1", "-", "translate", options, target="en"), [NewItem("i", Payload("x", "text"))], NOON
    )
    engine.cancel("j1", NOON + timedelta(seconds=1))
    assert told(database) == []


def test_superdesk_is_told_a_brief_as_two_items_and_a_job_not_at_all(database: Engine) -> None:
    listen(database, "brief.created", "brief.updated", "job.completed", kind="superdesk")
    store = SqlBriefStore(database)
    store.save(a_brief())
    store.exchange(a_brief(), replace(a_brief(), findings=()))
    versions: dict[str, list[int]] = {}
    for one in told(database):
        item = json.loads(one.payload)
        versions.setdefault(item["guid"], []).append(int(item["version"]))
    assert sorted(versions) == ["urn:diemnhan:brief:b1", "urn:diemnhan:translation:b1"]
    assert all(seen == sorted(set(seen)) and len(seen) == 2 for seen in versions.values())


def test_wordpress_is_told_of_briefs_with_the_post_that_it_is_to_have(database: Engine) -> None:
    listen(database, "brief.created", "brief.updated", kind="wordpress")
    store = SqlBriefStore(database)
    store.save(a_brief())
    store.save(a_brief())
    first, second = (json.loads(one.payload) for one in told(database))
    assert first["key"] == second["key"]
    assert first["number"] < second["number"]
    assert first["meta"]["_diemnhan_brief"] == "b1"
