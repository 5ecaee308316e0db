"""Which pages may change something, where no key is asked for."""

import pytest
from httpx import AsyncClient

from service.api.parts import Parts
from service.settings import Settings
from tests.api.conftest import ARTICLE, assert_problem, serving

pytestmark = pytest.mark.anyio
STRANGE = (
    "https://evil.example",
    "null",
    "http://localhost.evil.example",
    "http://evil.example@127.0.0.1.evil",
    "x",
)
OURS = ("http://localhost", "http://127.0.0.1:8000", "http://[::1]:3000", "http://LOCALHOST")
TEXT = {"Content-Type": "text/plain"}


@pytest.mark.parametrize("origin", STRANGE)
async def test_a_strangers_page_changes_nothing(client: AsyncClient, origin: str) -> None:
    answer = await client.post("/v1/briefs", content=ARTICLE, headers={**TEXT, "Origin": origin})
    problem = assert_problem(answer, 403, "foreign_origin")
    assert "DIEMNHAN_CORS_ORIGINS" in str(problem["remedy"])
    assert (await client.get("/v1/briefs")).json()["briefs"] == []


async def test_a_strangers_form_is_refused_in_the_shape_of_its_protocol(client: AsyncClient) -> None:
    strange = {"Origin": "https://evil.example"}
    suggestion = {"q": "Cảm ơn", "s": "Thank you", "source": "vi", "target": "en"}
    libre = await client.post("/suggest", data=suggestion, headers=strange)
    deepl = await client.post("/v2/glossaries", data={"name": "x"}, headers=strange)
    assert (libre.status_code, deepl.status_code) == (403, 403)
    assert "evil.example" in libre.json()["error"]
    assert "evil.example" in deepl.json()["message"]


@pytest.mark.parametrize("origin", OURS)
async def test_a_page_of_this_machine_may(client: AsyncClient, origin: str) -> None:
    answer = await client.post("/v1/briefs", content=ARTICLE, headers={**TEXT, "Origin": origin})
    assert answer.status_code == 201


async def test_reading_is_for_the_browser_to_allow(client: AsyncClient) -> None:
    answer = await client.get("/v1/briefs", headers={"Origin": "https://evil.example"})
    assert answer.status_code == 200
    assert "access-control-allow-origin" not in answer.headers


async def test_a_page_that_the_operator_names_may_and_so_may_the_services_own(parts: Parts) -> None:
    settings = Settings(cors_origins=("https://desk.vn",), allowed_hosts=("briefs.newsroom.vn",))
    async with serving(parts, settings) as client:
        for origin, status in (
            ("https://desk.vn", 201),
            ("http://briefs.newsroom.vn", 201),
            ("https://x.vn", 403),
        ):
            headers = {**TEXT, "Origin": origin, "Host": "briefs.newsroom.vn"}
            answer = await client.post("/v1/briefs", content=ARTICLE, headers=headers)
            assert answer.status_code == status


async def test_where_keys_are_asked_for_the_key_decides(parts: Parts) -> None:
    _, token = parts.keys.create("desk", parts.clock())
    headers = {**TEXT, "Origin": "https://evil.example", "X-API-Key": token}
    async with serving(parts, Settings(api_keys="required")) as client:
        assert (await client.post("/v1/briefs", content=ARTICLE, headers=headers)).status_code == 201
