"""What is sent wrongly is answered clearly: a 4xx that says why and what to do, at once, and nothing else."""

import json
from collections.abc import AsyncIterator

import anyio
import pytest
from httpx import AsyncClient

from service.api.parts import Parts
from service.settings import Settings
from tests.api.conftest import ARTICLE, assert_problem, post_text, serving
from tests.fakes import FakePipeline

pytestmark = pytest.mark.anyio
JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize("media_type", ["", "application/json", "text/plain", "text/html"])
@pytest.mark.parametrize("body", [b"", b" \n\t "])
async def test_an_empty_body_is_named_as_such(client: AsyncClient, media_type: str, body: bytes) -> None:
    headers = {"Content-Type": media_type} if media_type else {}
    answer = await client.post("/v1/briefs", content=body, headers=headers)
    assert_problem(answer, 422, "empty_input")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"{", 400, "malformed_input"),
        (b"{}", 400, "malformed_input"),
        (b"[]", 400, "malformed_input"),
        (b"null", 400, "malformed_input"),
        (b'"text"', 400, "malformed_input"),
        (b'{"text": "a", "text": "b"}', 400, "malformed_input"),
        (b'{"text": "a", "options": {"focus": "general", "focus": "general"}}', 400, "malformed_input"),
        (b'{"text": "a", "html": "b"}', 400, "malformed_input"),
        (b'{"text": NaN}', 400, "malformed_input"),
        (b'{"text": ' + b"1" * 5000 + b"}", 400, "malformed_input"),
        (b'{"a":' * 100_000, 400, "malformed_input"),
        (b"[" * 100_000 + b"]" * 100_000, 400, "malformed_input"),
        (b'{"text": "  "}', 422, "empty_input"),
        (b'{"text": "Vi\xeat Nam"}', 422, "undecodable_text"),
        ('{"text": "Việt"}'.encode("utf-16"), 422, "undecodable_text"),
        (b'{"text": "a \\ud800 b"}', 422, "undecodable_text"),
        (b'{"text": "a", "title": "\\udc00"}', 422, "undecodable_text"),
        (b'{"ninjs": {"uri": "x", "headline": "\\ud83d"}}', 422, "undecodable_text"),
        (b'{"text": "a \\u0000 b"}', 422, "binary_input"),
        (b'{"text": "a", "id": "\\u0000"}', 422, "binary_input"),
        (b'{"text": 5}', 422, "invalid_request"),
        (b'{"text": "a", "titel": "x"}', 422, "invalid_request"),
        (b'{"text": "a", "language": "fr"}', 422, "invalid_request"),
        (b'{"text": "a", "published_at": "yesterday"}', 422, "invalid_request"),
        (b'{"text": "a", "published_at": "2019"}', 422, "invalid_request"),
        (b'{"text": "a", "published_at": "43682"}', 422, "invalid_request"),
        (b'{"text": "a", "published_at": "20190805"}', 422, "invalid_request"),
        (b'{"text": "a", "published_at": 1564996200}', 422, "invalid_request"),
        (b'{"text": "a", "published_at": "0001-01-01T00:00:00+14:00"}', 422, "invalid_request"),
        (b'{"text": "a", "url": "javascript:alert(1)"}', 422, "invalid_request"),
        (b'{"text": "a", "options": {"summary_sentences": 0}}', 422, "invalid_request"),
        (b'{"text": "a", "options": {"summary_ratio": 1e999}}', 422, "invalid_request"),
        (b'{"text": "a", "glossary": ["x"]}', 422, "invalid_request"),
        (b'{"ninjs": "text"}', 422, "invalid_request"),
    ],
)
async def test_json_that_cannot_be_an_article_is_refused(
    client: AsyncClient, pipeline: FakePipeline, body: bytes, status: int, code: str
) -> None:
    assert_problem(await client.post("/v1/briefs", content=body, headers=JSON), status, code)
    assert pipeline.written == []


@pytest.mark.parametrize(
    "media_type",
    ["application/pdf", "multipart/form-data", "application/x-www-form-urlencoded", "nonsense", ""],
)
async def test_a_content_type_that_is_not_read_is_named(client: AsyncClient, media_type: str) -> None:
    headers = {"Content-Type": media_type} if media_type else {}
    answer = await client.post("/v1/briefs", content=b"abc", headers=headers)
    problem = assert_problem(answer, 415, "unsupported_media")
    assert "text/plain" in str(problem["remedy"])


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "application/json; charset=windows-1258"},
        {"Content-Type": "text/plain", "Content-Encoding": "gzip"},
    ],
)
async def test_an_encoding_that_is_not_read_is_named(client: AsyncClient, headers: dict[str, str]) -> None:
    answer = await client.post("/v1/briefs", content=b'{"text": "a"}', headers=headers)
    assert_problem(answer, 415, "unsupported_media")


@pytest.mark.parametrize(
    "options",
    [
        {"summary_sentences": 2, "summary_words": 40},
        {"summary_sentences": 3, "summary_ratio": 0.5},
        {"summary_words": 40, "summary_ratio": 0.5},
    ],
)
async def test_two_lengths_of_a_summary_are_refused_wherever_they_stand(
    client: AsyncClient, pipeline: FakePipeline, options: dict[str, float]
) -> None:
    answers = [
        await client.post("/v1/briefs", json={"text": "Lào ký.", "options": options}),
        await client.post(
            "/v1/briefs", params=options, content="Lào ký.".encode(), headers={"Content-Type": "text/plain"}
        ),
    ]
    for answer in answers:
        problem = assert_problem(answer, 422, "invalid_request")
        assert all(f"`{name}`" in str(problem["detail"]) for name in options)
        assert "give one of them" in str(problem["detail"])
    assert pipeline.written == []


async def test_a_length_that_is_null_is_not_given(client: AsyncClient, pipeline: FakePipeline) -> None:
    options = {"summary_words": 40, "summary_ratio": None}
    sent = await client.post("/v1/briefs", json={"text": "Việt Nam và Lào ký hiệp định.", "options": options})
    assert sent.status_code == 201
    assert pipeline.options[0].summary_words == 40


@pytest.mark.parametrize("query", ["colour=red", "summary_sentences=x", "language=fr", "url=ftp://x"])
async def test_a_query_parameter_of_a_raw_body_is_checked(client: AsyncClient, query: str) -> None:
    answer = await client.post(f"/v1/briefs?{query}", content=b"a", headers={"Content-Type": "text/plain"})
    assert_problem(answer, 422, "invalid_request")


@pytest.mark.parametrize("query", ["title=a&title=b", "title=a%00b"])
async def test_a_query_parameter_that_would_be_bent_is_refused(client: AsyncClient, query: str) -> None:
    answer = await client.post(f"/v1/briefs?{query}", content=b"a", headers={"Content-Type": "text/plain"})
    assert_problem(answer, 400, "malformed_input")


async def test_query_parameters_do_not_go_with_an_envelope(client: AsyncClient) -> None:
    answer = await client.post("/v1/briefs?title=a", json={"text": ARTICLE})
    assert_problem(answer, 400, "malformed_input")


async def test_what_the_pipeline_refuses_is_answered_with_its_cause(client: AsyncClient) -> None:
    problem = assert_problem(await post_text(client, "ประเทศไทยและเวียดนาม"), 422, "unsupported_language")
    assert "Thai" in str(problem["detail"])


async def test_ten_megabytes_are_too_large(client: AsyncClient) -> None:
    answer = await client.post(
        "/v1/briefs", content=b"a" * 10_000_000, headers={"Content-Type": "text/plain"}
    )
    assert_problem(answer, 413, "too_large")


async def test_a_body_without_a_length_is_measured_while_it_streams(client: AsyncClient) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 1_000_000_000:
            sent += 1_000_000
            yield b"a" * 1_000_000

    answer = await client.post("/v1/briefs", content=endless(), headers={"Content-Type": "text/plain"})
    assert_problem(answer, 413, "too_large")
    assert sent < 50_000_000


async def test_a_body_that_stops_arriving_does_not_hold_the_request(parts: Parts) -> None:
    async def stalled() -> AsyncIterator[bytes]:
        yield b"a"
        await anyio.sleep(120)

    async with serving(parts, Settings(body_seconds=0.05)) as client:
        with anyio.fail_after(60):
            answer = await client.post(
                "/v1/briefs", content=stalled(), headers={"Content-Type": "text/plain"}
            )
    assert_problem(answer, 408, "request_timeout")


async def test_fifty_thousand_words_are_taken(client: AsyncClient, pipeline: FakePipeline) -> None:
    article = "hợp tác " * 25_000
    answer = await client.post("/v1/briefs", content=json.dumps({"text": article}), headers=JSON)
    assert answer.status_code == 201
    assert pipeline.written[0].content == article


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nowhere", 404, "not_found"),
        ("GET", "/v1/briefs/unknown", 404, "not_found"),
        ("GET", "/v1/briefs/%00", 404, "not_found"),
        ("GET", "/v1/briefs/%F0%9F%98%80", 404, "not_found"),
        ("DELETE", "/v1/briefs/unknown", 404, "not_found"),
        ("PUT", "/v1/briefs", 405, "method_not_allowed"),
        ("GET", "/v1/translations", 405, "method_not_allowed"),
    ],
)
async def test_an_address_or_method_that_is_not_there_is_a_problem_too(
    client: AsyncClient, method: str, path: str, status: int, code: str
) -> None:
    assert_problem(await client.request(method, path), status, code)


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("/v1/briefs", "GET, HEAD, POST"), ("/v1/briefs/b1", "GET, HEAD, DELETE"), ("/v1/translations", "POST")],
)
async def test_a_refused_method_names_all_that_there_are(
    client: AsyncClient, path: str, allowed: str
) -> None:
    answer = await client.patch(path)
    assert_problem(answer, 405, "method_not_allowed")
    assert answer.headers["allow"] == allowed


async def test_a_defect_is_answered_without_its_details(client: AsyncClient, pipeline: FakePipeline) -> None:
    pipeline.error = RuntimeError("the article says: secret")
    answer = await post_text(client)
    assert_problem(answer, 500, "internal_error")
    assert "secret" not in answer.text


async def test_a_refused_request_leaves_nothing_behind(client: AsyncClient, pipeline: FakePipeline) -> None:
    pipeline.error = RuntimeError("broken")
    await post_text(client)
    assert (await client.get("/v1/briefs")).json()["briefs"] == []


async def test_a_number_for_a_time_is_refused_with_how_times_are_written(
    client: AsyncClient, pipeline: FakePipeline
) -> None:
    headers = {"Content-Type": "text/plain"}
    answer = await client.post("/v1/briefs?published_at=20190805", content=b"Tin", headers=headers)
    assert_problem(answer, 422, "invalid_request")
    assert "a number and not a time in ISO 8601, like 2019-08-05" in answer.json()["detail"]
    assert pipeline.written == []
