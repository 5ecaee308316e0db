"""How the service stands, for people and for scripts."""

import logging
from dataclasses import replace

import pytest
import structlog
from httpx import AsyncClient

from service.api import logs
from service.api.parts import Parts
from service.api.status_parts import StatusParts
from service.api.troubles import KEPT, Troubles, of_this_process
from service.domain.access import Grant
from service.domain.errors import Overloaded
from service.domain.model import ModelCard
from service.domain.status import Census, Room
from service.settings import Settings
from tests.api.conftest import ARTICLE, assert_problem, post_text, serving
from tests.samples import NOON

pytestmark = pytest.mark.anyio
CARD = ModelCard("vien", "2", "translation", "research <only>", 18_000_000)
CENSUS = Census(
    kind="sqlite", octets=1_250_000, briefs=3, promised=1, jobs=2, job_items=1500, oldest_job=NOON, workers=1,
    dead_deliveries=4,
)  # fmt: skip


def standing(parts: Parts, census: Census | None = CENSUS) -> Parts:
    def counted() -> Census:
        if census is None:
            raise Overloaded("The database did not answer.", "Wait.")
        return census

    found = StatusParts(NOON, (CARD,), counted, lambda: Room(2_000_000_000, 500_000_000))
    return replace(parts, status=found)


async def read(client: AsyncClient, media_type: str) -> str:
    answer = await client.get("/v1/status", headers={"Accept": media_type})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith(media_type)
    return answer.text


async def test_scripts_get_it_as_json(parts: Parts) -> None:
    async with serving(standing(parts)) as client:
        await post_text(client)
        found = (await client.get("/v1/status")).json()
    assert found["ready"] is True
    assert found["database"]["job_items"] == 1500
    assert found["database"]["dead_deliveries"] == 4
    assert found["models"][0]["name"] == "vien"
    assert found["disk"] == {"total": 2_000_000_000, "free": 500_000_000}
    assert found["memory_octets"] > 10_000_000
    assert found["requests"]["in_flight"] == 1
    assert ARTICLE not in str(found)


async def test_people_get_a_page_that_escapes_what_it_shows(parts: Parts) -> None:
    async with serving(standing(parts)) as client:
        page = await read(client, "text/html")
        policy = (await client.get("/v1/status", headers={"Accept": "text/html"})).headers[
            "content-security-policy"
        ]
    assert "1.2 MB" in page
    assert "1,500" in page
    assert "500.0 MB" in page
    assert "<only>" not in page
    assert "<script" not in page
    assert "style-src 'sha256-" in policy


async def test_it_answers_without_the_database(parts: Parts) -> None:
    away = replace(standing(parts, None), ready=lambda: ["The database did not answer: <no route>."])
    async with serving(away) as client:
        found = (await client.get("/v1/status")).json()
        page = await read(client, "text/html")
    assert (found["ready"], found["database"]) == (False, None)
    assert found["obstacles"] == ["The database did not answer: <no route>."]
    assert "Not ready" in page
    assert "&lt;no route&gt;" in page


async def test_it_tells_the_last_troubles_of_the_log(parts: Parts) -> None:
    logs.configure("info")
    structlog.get_logger().warning("jobs_wait", code="overloaded", cause="The disk is full.", text="Nhật Bản")
    structlog.get_logger().info("listening", url="x")
    logging.getLogger("some.library").error("it broke")
    async with serving(standing(parts)) as client:
        troubles = (await client.get("/v1/status")).json()["troubles"]
    assert [one["event"] for one in troubles[:2]] == ["it broke", "jobs_wait"]
    assert troubles[1]["cause"] == "The disk is full."
    assert "Nhật" not in str(troubles)
    assert "listening" not in str(troubles)


def test_so_many_troubles_are_kept_and_no_more() -> None:
    troubles = Troubles()
    for number in range(KEPT + 5):
        line: dict[str, object] = {"level": "error", "event": f"e{number}", "timestamp": "t"}
        assert troubles(None, "error", line) is line
    kept = [one.event for one in troubles.latest()]
    assert kept == [f"e{number}" for number in range(KEPT + 4, 4, -1)]
    assert of_this_process() is of_this_process()


async def test_it_needs_a_key_where_keys_are_asked_for(parts: Parts) -> None:
    async with serving(standing(parts), Settings(api_keys="required")) as client:
        assert_problem(await client.get("/v1/status"), 401, "unauthenticated")


async def test_a_browser_asks_for_the_key_and_sends_it_as_a_password(parts: Parts) -> None:
    required = Settings(api_keys="required", shutdown_seconds=1)
    _, token = parts.keys.create("operator", NOON, Grant(("admin",)))
    async with serving(standing(parts), required) as client:
        asked = await client.get("/v1/status", headers={"Accept": "text/html,*/*;q=0.8"})
        script = await client.get("/v1/status")
        page = await client.get("/v1/status", headers={"Accept": "text/html"}, auth=("", token))
        wrong = await client.get("/v1/status", headers={"Accept": "text/html"}, auth=("", "wrong"))
        bearer = await client.get("/v1/status", headers={"Authorization": f"Bearer {token}"})
    assert_problem(asked, 401, "unauthenticated")
    assert asked.headers["www-authenticate"].startswith("Basic ")
    assert_problem(script, 401, "unauthenticated")
    assert script.headers["www-authenticate"].startswith("Bearer ")
    assert_problem(wrong, 401, "unauthenticated")
    assert (page.status_code, bearer.status_code) == (200, 200)
    assert page.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("sent", ["Basic", "Basic ???", "Basic /w==", "Basic a2V5"])
async def test_a_password_that_cannot_be_read_is_none(parts: Parts, sent: str) -> None:
    required = Settings(api_keys="required", shutdown_seconds=1)
    async with serving(standing(parts), required) as client:
        answer = await client.get("/v1/status", headers={"Authorization": sent})
    assert_problem(answer, 401, "unauthenticated")


async def test_no_other_route_takes_a_key_as_a_password(parts: Parts) -> None:
    required = Settings(api_keys="required", shutdown_seconds=1)
    _, token = parts.keys.create("operator", NOON)
    async with serving(standing(parts), required) as client:
        answer = await client.get("/v1/briefs", headers={"Accept": "text/html"}, auth=("", token))
    assert_problem(answer, 401, "unauthenticated")
    assert answer.headers["www-authenticate"].startswith("Bearer ")
