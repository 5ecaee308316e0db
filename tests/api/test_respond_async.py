"""`Prefer: respond-async`: promised at once, written later, even after a restart."""

import threading
from dataclasses import replace

import anyio
import pytest
from httpx import AsyncClient, Response

from service.api.parts import Parts
from service.domain.errors import ModelUnavailable
from service.settings import Settings
from tests.api.conftest import assert_problem, post_text, serving
from tests.fakes import FakePipeline, fake_parts

pytestmark = pytest.mark.anyio
LATER = {"Prefer": "respond-async, wait=5"}


async def settled(client: AsyncClient, location: str) -> Response:
    with anyio.fail_after(60):
        while (answer := await client.get(location)).status_code == 202:
            await anyio.sleep(0.01)
    return answer


async def test_a_promised_brief_is_202_until_it_is_there(client: AsyncClient, pipeline: FakePipeline) -> None:
    pipeline.hold = threading.Event()
    promised = await post_text(client, **LATER)
    assert promised.status_code == 202
    assert promised.json() == {
        "id": promised.headers["location"].rpartition("/")[2],
        "status": "pending",
        "location": promised.headers["location"],
    }
    waiting = await client.get(promised.headers["location"])
    assert (waiting.status_code, waiting.headers["retry-after"]) == (202, "2")
    pipeline.hold.set()
    brief = await settled(client, promised.headers["location"])
    assert brief.status_code == 200
    assert brief.json()["id"] == promised.json()["id"]


async def test_a_promised_brief_that_fails_says_why(client: AsyncClient) -> None:
    promised = await post_text(client, "ประเทศไทย", **LATER)
    answer = await settled(client, promised.headers["location"])
    problem = assert_problem(answer, 422, "unsupported_language")
    assert "Thai" in str(problem["detail"])
    assert (await client.delete(promised.headers["location"])).status_code == 204


async def test_a_defect_ends_one_brief_and_not_the_next(client: AsyncClient, pipeline: FakePipeline) -> None:
    pipeline.error = RuntimeError("broken")
    promised = await post_text(client, **LATER)
    assert_problem(await settled(client, promised.headers["location"]), 500, "internal_error")
    pipeline.error = None
    promised = await post_text(client, **LATER)
    assert (await settled(client, promised.headers["location"])).status_code == 200


async def test_what_was_promised_is_kept_after_a_restart() -> None:
    stuck = FakePipeline(hold=threading.Event(), error=RuntimeError("the process died"))
    first = fake_parts(stuck)
    assert stuck.hold is not None
    async with serving(first, Settings(shutdown_seconds=0, workers=1)) as client:
        locations = [(await post_text(client, f"Bài {n}", **LATER)).headers["location"] for n in range(3)]
        while not stuck.written:
            await anyio.sleep(0.01)
    restarted = replace(fake_parts(), store=first.store, pending=first.pending)
    async with serving(restarted) as client:
        for number, location in enumerate(locations):
            brief = (await settled(client, location)).json()
            assert brief["summary"][0]["text"]["vi"] == f"Bài {number}"
    stuck.hold.set()


async def test_a_stop_finishes_what_runs() -> None:
    pipeline = FakePipeline(hold=threading.Event())
    parts = fake_parts(pipeline)
    assert pipeline.hold is not None

    async def let_go() -> None:
        await anyio.wait_all_tasks_blocked()  # the stop among them, which waits for the brief
        assert pipeline.hold is not None
        pipeline.hold.set()

    async with anyio.create_task_group() as group, serving(parts, Settings(shutdown_seconds=60)) as client:
        location = (await post_text(client, **LATER)).headers["location"]
        while not pipeline.written:
            await anyio.sleep(0.01)
        group.start_soon(let_go)
    assert parts.store.get(location.rpartition("/")[2])


async def test_a_brief_waits_while_the_model_is_away(parts: Parts, pipeline: FakePipeline) -> None:
    pipeline.error = ModelUnavailable("The weights are gone.", "Bring them back.")
    async with serving(parts) as client:
        location = (await post_text(client, **LATER)).headers["location"]
        while not pipeline.written:
            await anyio.sleep(0.01)
        assert (await client.get(location)).status_code == 202
        pipeline.error = None
        await post_text(client, **LATER)  # wakes the workers
        assert (await settled(client, location)).status_code == 200


async def test_a_withdrawn_brief_is_not_written(client: AsyncClient, pipeline: FakePipeline) -> None:
    pipeline.hold = threading.Event()
    location = (await post_text(client, **LATER)).headers["location"]
    while not pipeline.written:
        await anyio.sleep(0.01)
    assert (await client.delete(location)).status_code == 204
    pipeline.hold.set()
    with anyio.fail_after(60):
        while 'briefs_total{outcome="withdrawn"} 1.0' not in (await client.get("/metrics")).text:
            await anyio.sleep(0.01)
    assert_problem(await client.get(location), 404, "not_found")
