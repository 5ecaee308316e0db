"""Under which names the service answers, where no key protects it."""

import pytest
from httpx import AsyncClient

from service.api.parts import Parts
from service.settings import Settings
from tests.api.conftest import assert_problem, serving

pytestmark = pytest.mark.anyio
PATHS = ("/healthz", "/v1/briefs", "/openapi.json", "/nowhere")
LOOPBACK = ("localhost", "LOCALHOST:8000", "localhost.", "127.0.0.1:1", "127.0.0.1", "[::1]", "[::1]:8000")
STRANGE = (
    "evil.example", "evil.example:8000", "localhost.evil.example", "127.0.0.1.evil.example", "", "10.0.0.1",
    "[::1].evil.example:80", "user@localhost", "localhost@evil.example", "0.0.0.0:8000",
)  # fmt: skip


@pytest.mark.parametrize("host", LOOPBACK)
async def test_a_loopback_name_is_answered_on_any_port(client: AsyncClient, host: str) -> None:
    assert (await client.get("/healthz", headers={"Host": host})).status_code == 200


@pytest.mark.parametrize("host", STRANGE)
async def test_another_name_is_refused(client: AsyncClient, host: str) -> None:
    problem = assert_problem(await client.get("/healthz", headers={"Host": host}), 421, "unknown_host")
    assert "DIEMNHAN_ALLOWED_HOSTS" in str(problem["remedy"])


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
async def test_no_route_is_left_out(client: AsyncClient, method: str, path: str) -> None:
    answer = await client.request(method, path, headers={"Host": "evil.example"})
    assert answer.status_code == 421


async def test_other_protocols_are_told_in_their_own_shape(client: AsyncClient) -> None:
    strange = {"Host": "evil.example"}
    deepl = await client.post("/v2/translate", headers=strange, json={"text": ["x"], "target_lang": "VI"})
    libre = await client.post("/libretranslate/translate", headers=strange, json={"q": "x"})
    assert (deepl.status_code, libre.status_code) == (400, 400)
    assert "DIEMNHAN_ALLOWED_HOSTS" in deepl.json()["message"]
    assert "DIEMNHAN_ALLOWED_HOSTS" in libre.json()["error"]


async def test_two_names_at_once_are_refused(client: AsyncClient) -> None:
    sent = [("Host", "localhost"), ("Host", "evil.example")]
    assert (await client.get("/healthz", headers=sent)).status_code == 421


async def test_a_listed_name_is_answered_too(parts: Parts) -> None:
    async with serving(parts, Settings(allowed_hosts=("briefs.newsroom.vn",))) as client:
        for host, status in (("briefs.newsroom.vn:443", 200), ("localhost", 200), ("evil.example", 421)):
            assert (await client.get("/healthz", headers={"Host": host})).status_code == status


async def test_where_keys_are_asked_for_any_name_will_do(parts: Parts) -> None:
    async with serving(parts, Settings(api_keys="required")) as client:
        assert (await client.get("/healthz", headers={"Host": "briefs.example"})).status_code == 200


async def test_a_star_is_every_name(parts: Parts) -> None:
    async with serving(parts, Settings(allowed_hosts=("*",))) as client:
        assert (await client.get("/healthz", headers={"Host": "briefs.example"})).status_code == 200


async def test_the_check_can_be_had_where_keys_are_asked_for(parts: Parts) -> None:
    settings = Settings(api_keys="required", allowed_hosts=("briefs.example",))
    async with serving(parts, settings) as client:
        assert (await client.get("/healthz", headers={"Host": "evil.example"})).status_code == 421
