"""Keys, health, metrics, request ids, CORS, load and the API's own description."""

import threading
from dataclasses import replace

import anyio
import httpx
import pytest
from httpx import AsyncClient
from pydantic import TypeAdapter
from structlog.testing import capture_logs

from service.api.parts import Parts
from service.domain.brief import Brief
from service.settings import Settings
from tests.api.conftest import ARTICLE, assert_problem, post_text, serving
from tests.fakes import FakePipeline

pytestmark = pytest.mark.anyio
REQUIRED = Settings(api_keys="required")


@pytest.mark.parametrize("header", ["Authorization", "X-API-Key"])
async def test_a_key_opens_in_either_header_until_it_is_revoked(parts: Parts, header: str) -> None:
    key, token = parts.keys.create("newsroom", parts.clock())
    headers = {header: f"Bearer {token}" if header == "Authorization" else token}
    async with serving(parts, REQUIRED) as client:
        assert (await client.get("/v1/briefs", headers=headers)).status_code == 200
        parts.keys.revoke(key.id, parts.clock())
        assert_problem(await client.get("/v1/briefs", headers=headers), 401, "unauthenticated")


@pytest.mark.parametrize(
    "headers",
    [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic eDp5"}, {"X-API-Key": "Bearer"}],
)
@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/v1/briefs"), ("POST", "/v1/briefs"), ("DELETE", "/v1/briefs/x"), ("POST", "/v1/translations")],
)
async def test_without_a_key_nothing_under_v1_answers(
    parts: Parts, headers: dict[str, str], method: str, path: str
) -> None:
    async with serving(parts, REQUIRED) as client:
        answer = await client.request(method, path, headers=headers)
    assert_problem(answer, 401, "unauthenticated")
    assert answer.headers["www-authenticate"].startswith("Bearer")


async def test_where_keys_are_off_any_key_will_do(client: AsyncClient) -> None:
    answer = await client.get("/v1/briefs", headers={"Authorization": "Bearer anything"})
    assert answer.status_code == 200


async def test_health_is_answered_at_once_while_briefs_are_written(
    client: AsyncClient, pipeline: FakePipeline
) -> None:
    pipeline.hold = threading.Event()
    async with anyio.create_task_group() as group:
        for _ in range(4):
            group.start_soon(post_text, client)
        while not pipeline.written:
            await anyio.sleep(0.01)
        with anyio.fail_after(20):  # the briefs are held for longer
            for _ in range(20):
                assert (await client.get("/healthz")).json() == {"status": "ok"}
        assert (await client.get("/v1/briefs")).json()["briefs"] == []
        pipeline.hold.set()


async def test_readiness_says_what_stands_in_the_way(parts: Parts) -> None:
    async with serving(parts) as client:
        assert (await client.get("/readyz")).json() == {"status": "ready"}
    async with serving(replace(parts, ready=lambda: ["The weights are missing."])) as client:
        problem = assert_problem(await client.get("/readyz"), 503, "not_ready")
    assert problem["detail"] == "The weights are missing."


async def test_a_full_queue_refuses_with_the_time_to_come_back(parts: Parts, pipeline: FakePipeline) -> None:
    pipeline.hold = threading.Event()
    answers: list[httpx.Response] = []

    async def send(client: AsyncClient) -> None:
        answers.append(await post_text(client))

    async with (
        serving(parts, Settings(workers=1, queue_depth=1)) as client,
        anyio.create_task_group() as group,
    ):
        for _ in range(3):
            group.start_soon(send, client)
        while not answers:
            await anyio.sleep(0.01)
        pipeline.hold.set()
    assert_problem(answers[0], 503, "overloaded")
    assert answers[0].headers["retry-after"]
    assert [answer.status_code for answer in answers[1:]] == [201, 201]


async def test_metrics_count_requests_by_route_and_never_by_id(client: AsyncClient, parts: Parts) -> None:
    parts.metrics.stage("translate", 0.25)
    await client.get("/v1/briefs/some-id")
    await client.get("/nowhere")
    text = (await client.get("/metrics")).text
    assert 'diemnhan_requests_total{method="GET",route="/v1/briefs/{brief_id}",status="404"} 1.0' in text
    assert 'diemnhan_requests_total{method="ANY",route="unmatched",status="404"} 1.0' in text
    assert 'diemnhan_stage_seconds_count{stage="translate"} 1.0' in text
    assert "some-id" not in text


@pytest.mark.parametrize(("sent", "kept"), [("abc-1.2:3", True), ("a b", False), ("x" * 200, False)])
async def test_a_request_id_comes_back_if_it_is_one(client: AsyncClient, sent: str, kept: bool) -> None:
    returned = (await client.get("/healthz", headers={"X-Request-ID": sent})).headers["x-request-id"]
    assert (returned == sent) is kept
    assert returned


async def test_the_log_has_a_line_a_request_and_no_word_of_the_article(client: AsyncClient) -> None:
    with capture_logs() as lines:
        await post_text(client)
        await client.get("/v1/briefs", params={"q": "Nhật Bản"})
    assert [line["route"] for line in lines if line["event"] == "request"] == ["/v1/briefs", "/v1/briefs"]
    assert not any(word in str(lines) for word in ("Nhật", "bản ghi nhớ", ARTICLE))


async def test_a_browser_on_an_allowed_origin_may_call(parts: Parts) -> None:
    origin = {"Origin": "https://desk.vn"}
    async with serving(parts, Settings(cors_origins=("https://desk.vn",))) as client:
        answer = await client.get("/v1/briefs/x", headers=origin)
        asked = {**origin, "Access-Control-Request-Method": "POST"}
        asked["Access-Control-Request-Headers"] = "idempotency-key,x-api-key"
        preflight = await client.options("/v1/briefs", headers=asked)
        stranger = await client.get("/healthz", headers={"Origin": "https://evil.example"})
    assert answer.headers["access-control-allow-origin"] == "https://desk.vn"
    assert preflight.status_code == 200
    assert "access-control-allow-origin" not in stranger.headers


async def test_the_description_names_every_body_and_problem(client: AsyncClient) -> None:
    document = (await client.get("/openapi.json")).json()
    create = document["paths"]["/v1/briefs"]["post"]
    assert {"application/json", "text/plain", "text/html"} <= create["requestBody"]["content"].keys()
    assert "examples" in document["components"]["schemas"]["BriefRequest"]
    for operations in document["paths"].values():
        for operation in operations.values():
            for status, answer in operation["responses"].items():
                expected = "application/problem+json" if int(status) >= 400 else None
                assert expected is None or expected in answer["content"]


async def test_the_brief_that_is_shown_is_one_and_its_evidence_is_true(client: AsyncClient) -> None:
    document = (await client.get("/openapi.json")).json()
    shown = document["paths"]["/v1/briefs"]["post"]["responses"]["201"]["content"]["application/json"]
    brief = TypeAdapter(Brief).validate_python(shown["example"])
    for evidence in brief.highlights[0].evidence:
        assert brief.segments[0].source[evidence.start : evidence.end] == evidence.text


async def test_what_can_be_read_can_be_asked_about(client: AsyncClient) -> None:
    for path, status in (
        ("/healthz", 200),
        ("/v1/briefs", 200),
        ("/v1/briefs/x", 404),
        ("/v1/translations", 405),
    ):
        assert (await client.head(path)).status_code == status


async def test_every_reference_in_the_description_leads_somewhere(client: AsyncClient) -> None:
    document = (await client.get("/openapi.json")).json()
    known = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
    assert references(document) <= known


def references(node: object) -> set[str]:
    if isinstance(node, list):
        return {one for child in node for one in references(child)}
    if isinstance(node, dict):
        own = {node["$ref"]} if isinstance(node.get("$ref"), str) else set()
        return own | {one for child in node.values() for one in references(child)}
    return set()
