"""Webhooks over HTTP: registered, tested, told, replayed; and no secret anywhere but where it is shown."""

from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import anyio
import pytest
from anyio import to_thread
from httpx import AsyncClient
from standardwebhooks import Webhook

from service.adapters.database import open_database
from service.adapters.pending import SqlPendingStore
from service.adapters.store import SqlBriefStore
from service.api.parts import Parts
from service.bootstrap.deliveries import build_deliveries
from service.settings import Settings
from tests.api.conftest import ARTICLE, assert_problem, post_text, serving
from tests.fakes import FakePipeline, fake_parts
from tests.jobs import jobs_around, settings_in
from tests.receiver import Receiver, receiving

pytestmark = pytest.mark.anyio
CLOCK = partial(datetime.now, UTC)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture
async def kept(tmp_path: Path, anyio_backend: str) -> AsyncIterator[tuple[AsyncClient, Parts]]:
    """A client of a service whose briefs and deliveries are in a real database."""
    settings = Settings(
        database_url=f"sqlite:///{tmp_path}/t.sqlite3",  # type: ignore[arg-type]  # pydantic wraps it
        outgoing_allow=("127.0.0.0/8",),
        outgoing_seconds=30,
        shutdown_seconds=1,
    )
    database = open_database(settings.database)
    parts = fake_parts()
    parts = replace(
        parts,
        store=SqlBriefStore(database),
        pending=SqlPendingStore(database),
        deliveries=build_deliveries(settings, database, CLOCK),
        close=database.dispose,
    )
    async with serving(parts, settings) as client:
        yield client, parts


async def until(ready: Callable[[], bool]) -> None:
    with anyio.fail_after(60):
        while not await to_thread.run_sync(ready):
            await anyio.sleep(0.02)


async def registered(client: AsyncClient, url: str, **fields: object) -> dict[str, str]:
    answer = await client.post("/v1/webhooks", json={"url": url, **fields})
    assert answer.status_code == 201, answer.text
    endpoint: dict[str, str] = answer.json()
    assert answer.headers["location"] == f"/v1/webhooks/{endpoint['id']}"
    return endpoint


async def test_a_secret_is_shown_once_and_never_again(client: AsyncClient, receiver: Receiver) -> None:
    endpoint = await registered(client, receiver.url, name="Tòa soạn")
    assert endpoint["secret"].startswith("whsec_")
    place = f"/v1/webhooks/{endpoint['id']}"
    changed = await client.patch(place, json={"name": "khác"})
    for answer in (await client.get(place), await client.get("/v1/webhooks"), changed):
        assert answer.status_code == 200
        assert "whsec_" not in answer.text
    assert changed.json()["name"] == "khác"
    fresh = (await client.post(f"{place}/rotate")).json()
    assert fresh["secret"].startswith("whsec_")
    assert fresh["secret"] != endpoint["secret"]
    assert fresh["previous_until"]


async def test_an_endpoint_inside_is_refused_before_anything_is_sent(client: AsyncClient) -> None:
    for url in ("http://169.254.169.254/latest/", "http://10.0.0.1/", "http://[::1]/", "http://u:p@x.vn/"):
        assert_problem(await client.post("/v1/webhooks", json={"url": url}), 400, "malformed_input")


@pytest.mark.parametrize(
    "body",
    [
        {}, {"url": "ftp://x.vn/"}, {"url": "http://127.0.0.1/", "events": ["all"]},
        {"url": "http://127.0.0.1/", "secrets": "x"}, {"url": "http://127.0.0.1/", "kind": "ghost"},
    ],
)  # fmt: skip
async def test_a_wrong_request_says_which_field(client: AsyncClient, body: dict[str, object]) -> None:
    assert_problem(await client.post("/v1/webhooks", json=body), 422, "invalid_request")


async def test_a_weak_secret_is_refused(client: AsyncClient, receiver: Receiver) -> None:
    answer = await client.post("/v1/webhooks", json={"url": receiver.url, "secret": "whsec_YQ=="})
    assert_problem(answer, 400, "malformed_input")
    assert "YQ==" not in answer.text


async def test_an_unknown_endpoint_or_delivery_is_not_found(client: AsyncClient) -> None:
    for method, path in (
        ("GET", "/v1/webhooks/x"), ("DELETE", "/v1/webhooks/x"), ("POST", "/v1/webhooks/x/test"),
        ("POST", "/v1/webhooks/x/rotate"), ("GET", "/v1/deliveries/x"), ("POST", "/v1/deliveries/x/replay"),
        ("GET", "/v1/deliveries/%00"),
    ):  # fmt: skip
        assert_problem(await client.request(method, path), 404, "not_found")


async def test_a_test_is_sent_at_once_and_says_what_was_answered(
    kept: tuple[AsyncClient, Parts], receiver: Receiver
) -> None:
    client, _ = kept
    endpoint = await registered(client, receiver.url)
    receiver.answers = [(204, {}), (500, {})]
    tried = [(await client.post(f"/v1/webhooks/{endpoint['id']}/test")).json() for _ in range(2)]
    assert [(one["state"], one["status"], one["event"]) for one in tried] == [
        ("delivered", 204, "endpoint.test"),
        ("dead", 500, "endpoint.test"),
    ]
    sent = receiver.received[0]
    assert Webhook(endpoint["secret"]).verify(sent.body, dict(sent.headers))["type"] == "endpoint.test"


async def test_a_brief_is_told_signed_as_standard_webhooks_say(
    kept: tuple[AsyncClient, Parts], receiver: Receiver
) -> None:
    client, _ = kept
    endpoint = await registered(client, receiver.url, events=["brief.created"])
    brief = (await post_text(client)).json()
    await until(lambda: len(receiver.received) == 1)
    sent = receiver.received[0]
    message = Webhook(endpoint["secret"]).verify(sent.body, dict(sent.headers))
    assert (message["type"], message["data"]["id"]) == ("brief.created", brief["id"])
    assert sent.headers["content-type"] == "application/json"
    (listed,) = (await client.get("/v1/deliveries", params={"subject": brief["id"]})).json()["deliveries"]
    assert sent.headers["webhook-id"] == listed["id"]


async def test_what_fails_is_seen_with_its_error_and_replayed_under_the_same_id(
    kept: tuple[AsyncClient, Parts], receiver: Receiver
) -> None:
    client, _ = kept
    await registered(client, receiver.url)
    receiver.answers = [(503, {"Retry-After": "3600"}), (200, {})]
    await post_text(client)
    await until(lambda: len(receiver.received) == 1)
    with anyio.fail_after(60):
        while not (failed := (await client.get("/v1/deliveries?state=failed")).json()["deliveries"]):
            await anyio.sleep(0.02)
    (one,) = failed
    assert (one["attempts"], one["status"]) == (1, 503)
    assert one["last_error"] == "The endpoint answered 503."
    again = await client.post(f"/v1/deliveries/{one['id']}/replay")
    assert (again.status_code, again.json()["state"]) == (202, "pending")
    await until(lambda: len(receiver.received) == 2)
    first, second = receiver.received
    assert first.headers["webhook-id"] == second.headers["webhook-id"] == one["id"]
    assert first.body == second.body


async def test_deliver_names_the_endpoints_of_one_brief(
    kept: tuple[AsyncClient, Parts], receiver: Receiver
) -> None:
    client, _ = kept
    chosen = await registered(client, receiver.url, events=[])
    await registered(client, receiver.url, events=["brief.created"])
    options = {"deliver": [chosen["id"]]}
    made = await client.post("/v1/briefs", json={"text": ARTICLE, "options": options})
    assert made.status_code == 201, made.text
    later = await client.post(
        "/v1/briefs", content=ARTICLE.encode(), params={"deliver": chosen["id"]},
        headers={"Content-Type": "text/plain", "Prefer": "respond-async"},
    )  # fmt: skip
    assert later.status_code == 202
    await until(lambda: len(receiver.received) == 2)
    listed = (await client.get("/v1/deliveries")).json()["deliveries"]
    assert {one["endpoint"] for one in listed} == {chosen["id"]}


async def test_deliver_to_an_endpoint_that_there_is_not_is_told_now(client: AsyncClient) -> None:
    wanted = {"text": ARTICLE, "options": {"deliver": ["nobody"]}}
    assert_problem(await client.post("/v1/briefs", json=wanted), 422, "unknown_endpoint")


async def test_a_job_delivers_to_known_endpoints_alone_and_says_when_it_has_ended(
    tmp_path: Path, receiver: Receiver
) -> None:
    settings, pipeline = settings_in(tmp_path), FakePipeline()
    database = open_database(settings.database)
    allowing = settings.model_copy(update={"outgoing_allow": ("127.0.0.0/8",)})
    parts = replace(fake_parts(pipeline), clock=CLOCK)  # as the workers', or it expires
    telling = build_deliveries(allowing, database, CLOCK)
    parts = replace(parts, jobs=jobs_around(pipeline, settings, parts.metrics), deliveries=telling)
    wanted = {"kind": "brief", "items": [{"custom_id": "1", "text": ARTICLE}]}
    async with serving(parts, settings) as client:
        endpoint = await registered(client, receiver.url, events=[])
        refused = await client.post("/v1/jobs", json={**wanted, "options": {"deliver": ["x"]}})
        assert_problem(refused, 422, "unknown_endpoint")
        chosen = {**wanted, "options": {"deliver": [endpoint["id"]]}}
        job = (await client.post("/v1/jobs", json=chosen)).json()
        await until(lambda: len(receiver.received) == 1)
    sent = receiver.received[0]
    message = Webhook(endpoint["secret"]).verify(sent.body, dict(sent.headers))
    assert (message["type"], message["data"]["id"]) == ("job.completed", job["id"])
    assert message["data"]["counts"]["items"] == {"total": 1, "done": 1, "failed": 0}
    database.dispose()


async def test_an_endpoint_that_is_gone_is_told_nothing_more(
    kept: tuple[AsyncClient, Parts], receiver: Receiver
) -> None:
    client, _ = kept
    endpoint = await registered(client, receiver.url)
    receiver.answers = [(410, {})]
    await post_text(client)
    place = f"/v1/webhooks/{endpoint['id']}"
    with anyio.fail_after(60):
        while (await client.get(place)).json()["active"]:
            await anyio.sleep(0.02)
    assert "410" in (await client.get(place)).json()["disabled"]
    await post_text(client)
    assert len((await client.get("/v1/deliveries")).json()["deliveries"]) == 1
    assert (await client.patch(place, json={"active": True})).json()["disabled"] is None


async def test_what_was_not_sent_when_the_service_stopped_is_sent_by_the_next_one(
    tmp_path: Path, receiver: Receiver
) -> None:
    settings = Settings(
        database_url=f"sqlite:///{tmp_path}/t.sqlite3",  # type: ignore[arg-type]  # pydantic wraps it
        outgoing_allow=("127.0.0.0/8",),
    )
    database = open_database(settings.database)
    telling = build_deliveries(settings, database, CLOCK)
    before = replace(fake_parts(), store=SqlBriefStore(database), deliveries=telling)
    async with serving(replace(before, deliveries=None)) as client:  # no sender: as if it died before
        async with serving(before, Settings(shutdown_seconds=0)) as registrar:
            await registered(registrar, receiver.url)
        await post_text(client)
    assert receiver.received == []
    async with serving(before):
        await until(lambda: len(receiver.received) == 1)
    database.dispose()


async def test_no_secret_is_in_the_log(
    kept: tuple[AsyncClient, Parts], receiver: Receiver, caplog: pytest.LogCaptureFixture
) -> None:
    client, _ = kept
    endpoint = await registered(client, receiver.url + "?token=geheim")
    receiver.answers = [(500, {})]
    await client.post(f"/v1/webhooks/{endpoint['id']}/test")
    await post_text(client)
    await until(lambda: len(receiver.received) == 2)
    await client.delete(f"/v1/webhooks/{endpoint['id']}")
    printed = caplog.text
    assert "/v1/webhooks" in printed
    for secret in (endpoint["secret"], "geheim", receiver.received[0].headers["webhook-signature"]):
        assert secret not in printed
