"""One Idempotency-Key, one brief, however often the request is repeated."""

import threading

import anyio
import pytest
from httpx import AsyncClient, Response

from service.api.parts import Parts
from service.settings import Settings
from tests.api.conftest import ARTICLE, assert_problem, post_text, serving
from tests.fakes import FakePipeline

pytestmark = pytest.mark.anyio
KEY = {"Idempotency-Key": "order-1"}


async def test_a_repeated_request_gets_the_same_answer_and_no_second_brief(
    client: AsyncClient, pipeline: FakePipeline
) -> None:
    first, second = await post_text(client, **KEY), await post_text(client, **KEY)
    assert (second.status_code, second.content) == (first.status_code, first.content)
    assert second.headers["location"] == first.headers["location"]
    assert second.headers["idempotency-replayed"] == "true"
    assert "idempotency-replayed" not in first.headers
    assert len(pipeline.written) == 1


async def test_another_article_with_the_same_key_is_refused(client: AsyncClient) -> None:
    await post_text(client, **KEY)
    assert_problem(await post_text(client, "Một bài khác", **KEY), 422, "idempotency_mismatch")


async def test_of_two_requests_at_the_same_time_the_second_is_told_to_wait(
    client: AsyncClient, pipeline: FakePipeline
) -> None:
    pipeline.hold = threading.Event()
    answers: list[Response] = []

    async def send() -> None:
        answers.append(await post_text(client, **KEY))

    async with anyio.create_task_group() as group:
        group.start_soon(send)
        while not pipeline.written:
            await anyio.sleep(0.01)
        await send()
        pipeline.hold.set()
    assert_problem(answers[0], 409, "in_progress")
    assert answers[0].headers["retry-after"]
    assert answers[1].status_code == 201
    assert len((await client.get("/v1/briefs")).json()["briefs"]) == 1


async def test_a_failed_request_can_be_repeated_with_its_key(
    client: AsyncClient, pipeline: FakePipeline
) -> None:
    pipeline.error = RuntimeError("once")
    assert (await post_text(client, **KEY)).status_code == 500
    pipeline.error = None
    assert (await post_text(client, **KEY)).status_code == 201


@pytest.mark.parametrize("key", ["", " ", "a b", "x" * 256, '""'])
async def test_a_key_that_is_none_is_refused(client: AsyncClient, key: str) -> None:
    assert_problem(await post_text(client, **{"Idempotency-Key": key}), 400, "malformed_input")


async def test_the_keys_of_two_clients_are_two_keys(parts: Parts) -> None:
    tokens = [parts.keys.create(name, parts.clock())[1] for name in ("one", "two")]
    async with serving(parts, Settings(api_keys="required")) as client:
        answers = [
            await post_text(client, article, Authorization=f"Bearer {token}", **KEY)
            for token, article in zip(tokens, (ARTICLE, "Một bài khác"), strict=True)
        ]
    assert [answer.status_code for answer in answers] == [201, 201]


async def test_a_promised_brief_is_promised_once(client: AsyncClient, pipeline: FakePipeline) -> None:
    headers = {**KEY, "Prefer": "respond-async"}
    first, second = await post_text(client, **headers), await post_text(client, **headers)
    assert first.status_code == second.status_code == 202
    assert first.headers["location"] == second.headers["location"]
    assert second.headers["retry-after"]
