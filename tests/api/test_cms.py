"""What content management systems send: signed, answered at once, written afterwards."""

import json
import threading
from datetime import UTC, datetime

import anyio
import pytest
from httpx import AsyncClient, Response
from standardwebhooks import Webhook

from service.adapters.webhook_signing import superdesk_signature
from service.api.parts import Parts
from service.settings import Settings
from tests.api.conftest import ARTICLE, assert_problem, serving
from tests.delivery_fakes import INBOUND_SECRET, SUPERDESK_SECRET
from tests.fakes import FakePipeline

pytestmark = pytest.mark.anyio


async def push(client: AsyncClient, /, secret: str = SUPERDESK_SECRET, **fields: object) -> Response:
    item = {
        "guid": "urn:newsml:localhost:1", "type": "text", "version": "1", "headline": "Hợp tác",
        "language": "vi", "body_html": f"<p>{ARTICLE}</p>", "pubstatus": "usable",
        "versioncreated": "2019-08-05T09:30:00+0000", **fields,
    }  # fmt: skip
    body = json.dumps(item).encode()
    headers = {"x-superdesk-signature": superdesk_signature(secret, body), "Content-Type": "application/json"}
    return await client.post("/v1/cms/superdesk", content=body, headers=headers)


async def written(client: AsyncClient, location: str) -> Response:
    with anyio.fail_after(60):
        while (answer := await client.get(location)).status_code == 202:
            await anyio.sleep(0.01)
    return answer


async def test_superdesk_is_answered_before_the_brief_is_written_and_the_brief_follows(
    client: AsyncClient, pipeline: FakePipeline
) -> None:
    pipeline.hold = threading.Event()
    taken = await push(client)
    assert (await client.get(taken.headers["location"])).status_code == 202
    pipeline.hold.set()
    assert (taken.status_code, taken.json()["status"]) == (202, "accepted")
    assert (await written(client, taken.headers["location"])).status_code == 200
    assert pipeline.written[0].media == "ninjs"


async def test_a_bad_signature_is_403_and_nothing_is_kept(client: AsyncClient) -> None:
    assert_problem(await push(client, secret="another"), 403, "forbidden")
    unsigned = await client.post("/v1/cms/superdesk", json={"guid": "x", "type": "text"})
    assert_problem(unsigned, 403, "forbidden")
    assert (await client.get("/v1/briefs")).json()["briefs"] == []


async def test_a_version_sent_twice_is_one_brief_and_an_older_one_none(
    client: AsyncClient, pipeline: FakePipeline
) -> None:
    first = await push(client, version="2")
    assert (await push(client, version="2")).json()["status"] == "repeated"
    late = await push(client, version="1")
    assert (late.status_code, late.json()["status"]) == (200, "outdated")
    await written(client, first.headers["location"])
    assert len(pipeline.written) == 1


async def test_a_kill_takes_the_brief_away(client: AsyncClient) -> None:
    first = await push(client)
    await written(client, first.headers["location"])
    assert (await push(client, version="2", pubstatus="canceled")).json()["status"] == "withdrawn"
    assert_problem(await client.get(first.headers["location"]), 404, "not_found")


async def test_what_is_no_text_is_ignored_without_an_error(client: AsyncClient) -> None:
    answer = await push(client, type="picture")
    assert (answer.status_code, answer.json()) == (200, {"status": "ignored"})


@pytest.mark.parametrize("fields", [{"guid": None}, {"guid": ""}, {"version": "one"}, {"version": 1.5}])
async def test_an_item_that_cannot_be_ordered_is_refused(
    client: AsyncClient, fields: dict[str, object]
) -> None:
    assert_problem(await push(client, SUPERDESK_SECRET, **fields), 400, "malformed_input")


async def test_superdesk_needs_no_key_where_keys_are_needed(parts: Parts) -> None:
    async with serving(parts, Settings(api_keys="required", shutdown_seconds=1)) as client:
        assert (await push(client)).status_code == 202
        post = {"post": {"current": {"html": "<p>x</p>"}}}
        assert_problem(await client.post("/v1/cms/inbound/ghost", json=post), 401, "unauthenticated")
        assert_problem(await client.post("/v1/cms/inbound/nobody", json=post), 401, "unauthenticated")


async def test_any_json_is_read_by_its_mapping(client: AsyncClient, pipeline: FakePipeline) -> None:
    post = {"post": {"current": {"html": f"<p>{ARTICLE}</p>", "title": "Tin", "id": 17}}}
    taken = await client.post("/v1/cms/inbound/ghost", json=post)
    assert taken.status_code == 202, taken.text
    assert (await written(client, taken.headers["location"])).json()["source"]["id"] == "17"
    (payload,) = pipeline.written
    assert (payload.media, payload.title) == ("html", "Tin")
    assert (await client.post("/v1/cms/inbound/ghost", json=post)).json()["status"] == "repeated"


async def test_a_message_without_what_the_mapping_names_says_so(client: AsyncClient) -> None:
    assert_problem(await client.post("/v1/cms/inbound/ghost", json={"post": 1}), 422, "empty_input")
    odd = {"post": {"current": {"html": ["x"]}}}
    assert_problem(await client.post("/v1/cms/inbound/ghost", json=odd), 400, "malformed_input")
    assert_problem(await client.post("/v1/cms/inbound/other", json={}), 404, "not_found")


async def test_a_mapping_with_a_secret_takes_signed_messages_only(client: AsyncClient) -> None:
    body, now = json.dumps({"body": ARTICLE}), datetime.now(UTC)
    headers = {
        "content-type": "application/json", "webhook-id": "m1",
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Webhook(INBOUND_SECRET).sign("m1", now, body),
    }  # fmt: skip
    path = "/v1/cms/inbound/signed"
    assert (await client.post(path, content=body, headers=headers)).status_code == 202
    assert_problem(await client.post(path, content=body + " ", headers=headers), 403, "forbidden")
    assert_problem(await client.post(path, json={"body": ARTICLE}), 403, "forbidden")
