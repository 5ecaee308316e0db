"""What a key may do, and how much of it: scopes, rates and allowances, in each protocol's own words."""

from datetime import datetime, timedelta

import anyio
import pytest
from httpx import AsyncClient, Response

from service.api.app import create_app
from service.api.parts import Parts
from service.api.rates import Buckets
from service.api.scopes import is_decided, scope_of
from service.domain.access import SCOPES, Grant, Scope
from service.settings import Settings
from tests.api.conftest import ARTICLE, assert_problem, post_text, serving
from tests.fakes import fake_parts
from tests.samples import NOON

pytestmark = pytest.mark.anyio
REQUIRED = Settings(api_keys="required", shutdown_seconds=1)
TEXTS = {"texts": ["Xin chào"], "target": "en"}


def key_with(
    parts: Parts, *scopes: Scope, rate: int | None = None, quota: int | None = None
) -> dict[str, str]:
    """Make a key and return the header that it is sent in."""
    _, token = parts.keys.create("test", NOON, Grant(scopes or SCOPES, rate, quota))
    return {"Authorization": f"Bearer {token}"}


@pytest.mark.parametrize(
    ("method", "path", "needed"),
    [
        ("GET", "/v1/briefs", "brief"),
        ("POST", "/v1/briefs", "brief"),
        ("GET", "/v1/ledger", "brief"),
        ("DELETE", "/v1/briefs/b1", "admin"),
        ("PUT", "/v1/briefs/b1/segments/0", "brief"),
        ("POST", "/v1/translations", "translate"),
        ("GET", "/v1/glossaries", "glossaries"),
        ("DELETE", "/v1/glossaries/g1", "glossaries"),
        ("GET", "/v1/memory", "glossaries"),
        ("GET", "/v1/suggestions", "glossaries"),
    ],
)
async def test_each_route_asks_for_its_scope(parts: Parts, method: str, path: str, needed: Scope) -> None:
    others = tuple(scope for scope in SCOPES if scope != needed)
    async with serving(parts, REQUIRED) as client:
        refused = await client.request(method, path, headers=key_with(parts, *others))
        let_in = await client.request(method, path, headers=key_with(parts, needed))
    problem = assert_problem(refused, 403, "forbidden")
    assert f"--scope {needed}" in str(problem["remedy"])
    assert let_in.status_code not in (401, 403)


async def test_deepl_and_libretranslate_refuse_in_their_own_shape(parts: Parts) -> None:
    headers = key_with(parts, "brief")
    async with serving(parts, REQUIRED) as client:
        deepl = await client.post("/v2/translate", json={"text": ["x"], "target_lang": "VI"}, headers=headers)
        terms = await client.get("/deepl/v3/glossaries", headers=headers)
        libre = await client.post("/translate", json={"q": "x"}, headers=headers)
    assert [one.status_code for one in (deepl, terms, libre)] == [403, 403, 403]
    assert "'translate'" in deepl.json()["message"]
    assert "'glossaries'" in terms.json()["message"]
    assert "'translate'" in libre.json()["error"]


async def test_the_scope_of_every_route_that_asks_for_a_key_is_decided() -> None:
    app = create_app(fake_parts(), Settings())
    open_to_all = ("/healthz", "/readyz", "/metrics", "/openapi.json", "/health", "/languages")
    routes = [
        (method, route.path)
        for included in app.routes
        for route in getattr(included, "effective_route_contexts", list)()
        for method in route.methods
    ]
    assert ("DELETE", "/deepl/v2/glossaries/{glossary_id}") in routes
    undecided = [
        f"{method} {path}"
        for method, path in routes
        if not is_decided(method, path) and not path.endswith(open_to_all)
    ]
    assert [
        one for one in undecided if "/frontend/settings" not in one and "/download_file/" not in one
    ] == []


def test_what_nobody_decided_on_is_for_administrators() -> None:
    assert scope_of("GET", "/v1/briefsandmore") == "admin"
    assert scope_of("GET", "/") == "admin"


async def test_a_key_notes_when_it_was_used_a_minute_apart(parts: Parts) -> None:
    headers = key_with(parts)
    async with serving(parts, REQUIRED) as client:
        await client.get("/v1/briefs", headers=headers)
        (first,) = parts.keys.all()
        await client.get("/v1/briefs", headers=headers)
        (second,) = parts.keys.all()
    assert first.used_at is not None
    assert second.used_at == first.used_at


async def test_a_rotated_token_opens_for_its_grace_alone(parts: Parts) -> None:
    key, old = parts.keys.create("desk", NOON)
    new = parts.keys.rotate(key.id, parts.clock(), timedelta(minutes=10))
    async with serving(parts, REQUIRED) as client:

        async def status(token: str) -> int:
            return (await client.get("/v1/briefs", headers={"X-API-Key": token})).status_code

        assert [await status(old), await status(new)] == [200, 200]
        while parts.clock() < NOON + timedelta(minutes=30):
            pass  # each look moves the clock a second
        assert [await status(old), await status(new)] == [401, 200]


async def burst(client: AsyncClient, headers: dict[str, str], number: int) -> list[Response]:
    return [await client.get("/v1/briefs", headers=headers) for _ in range(number)]


async def test_a_key_that_asks_too_often_waits_and_sees_what_is_left(parts: Parts) -> None:
    headers, other = key_with(parts, rate=2), key_with(parts)
    async with serving(parts, REQUIRED) as client:
        answers = await burst(client, headers, 3)
        unlimited = await client.get("/v1/briefs", headers=other)
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[0].headers["ratelimit-policy"] == '"minute";q=2;w=60'
    assert answers[0].headers["ratelimit"].startswith('"minute";r=1;t=')
    assert answers[0].headers["x-ratelimit-remaining"] == "1"
    assert_problem(answers[2], 429, "rate_limited")
    assert 1 <= int(answers[2].headers["retry-after"]) <= 30
    assert unlimited.status_code == 200
    assert "ratelimit" not in unlimited.headers


async def test_the_setting_limits_every_key_without_a_limit_of_its_own(parts: Parts) -> None:
    settings = Settings(api_keys="required", request_limit=1, shutdown_seconds=1)
    usual, own = key_with(parts), key_with(parts, rate=5)
    async with serving(parts, settings) as client:
        assert [one.status_code for one in await burst(client, usual, 2)] == [200, 429]
        assert [one.status_code for one in await burst(client, own, 2)] == [200, 200]


async def test_other_protocols_are_told_to_wait_in_their_own_shape(parts: Parts) -> None:
    headers = key_with(parts, rate=1)
    async with serving(parts, REQUIRED) as client:
        await client.get("/v2/usage", headers=headers)
        deepl = await client.get("/v2/usage", headers=headers)
        libre = await client.post("/translate", json={"q": "x"}, headers=headers)
    assert (deepl.status_code, libre.status_code) == (429, 429)
    assert "requests a minute" in deepl.json()["message"]
    assert libre.json()["error"].startswith("Slowdown: ")
    for answer in (deepl, libre):
        assert int(answer.headers["retry-after"]) > 5
        assert answer.headers["ratelimit"].startswith('"minute";r=0')


def test_a_bucket_fills_steadily_and_never_beyond_a_minute() -> None:
    buckets = Buckets()
    at = [NOON + timedelta(seconds=seconds) for seconds in (0, 0, 0, 20, 20, 3600, 3600, 3600, 3600)]
    waits = [buckets.take("k", 3, moment).wait for moment in at]
    assert waits == [0, 0, 0, 0, 20, 0, 0, 0, 20]


def test_a_clock_that_is_set_back_empties_no_bucket() -> None:
    buckets = Buckets()
    buckets.take("k", 2, NOON)
    assert buckets.take("k", 2, NOON - timedelta(hours=1)).remaining == 0
    assert buckets.take("k", 2, NOON + timedelta(minutes=1)).wait == 0


async def test_an_allowance_is_one_for_all_ways_to_translate(parts: Parts) -> None:
    headers = key_with(parts, quota=len(ARTICLE) + 20)
    deepl = {"text": ["x" * 12], "target_lang": "VI"}
    async with serving(parts, REQUIRED) as client:
        assert (await post_text(client, **headers)).status_code == 201
        assert (await client.post("/v1/translations", json=TEXTS, headers=headers)).status_code == 200
        assert (await client.post("/v2/translate", json=deepl, headers=headers)).status_code == 200
        used = (await client.get("/v2/usage", headers=headers)).json()
        over = await client.post("/v1/translations", json=TEXTS, headers=headers)
        brief, promised = (
            await post_text(client, **headers),
            await post_text(client, **headers, Prefer="respond-async"),
        )
        foreign = await client.post("/v2/translate", json=deepl, headers=headers)
        libre = await client.post(
            "/translate", json={"q": "xx", "source": "en", "target": "vi"}, headers=headers
        )
    assert used == {"character_count": len(ARTICLE) + 20, "character_limit": len(ARTICLE) + 20}
    for answer in (over, brief, promised):
        assert_problem(answer, 429, "quota_exceeded")
        assert abs(int(answer.headers["retry-after"]) - seconds_to_next_month(parts.clock())) < 60
    assert (foreign.status_code, foreign.json()["message"]) == (456, "Quota Exceeded")
    assert libre.status_code == 429


def seconds_to_next_month(now: datetime) -> float:
    following = datetime(now.year + now.month // 12, now.month % 12 + 1, 1, tzinfo=now.tzinfo)
    return (following - now).total_seconds()


async def test_a_brief_that_fails_costs_nothing(parts: Parts) -> None:
    headers = key_with(parts, quota=1000)
    async with serving(parts, REQUIRED) as client:
        assert (await post_text(client, "ประเทศ", **headers)).status_code == 422
        used = (await client.get("/v2/usage", headers=headers)).json()
    assert used["character_count"] == 0


async def test_a_promised_brief_that_fails_costs_nothing(parts: Parts) -> None:
    headers = key_with(parts, quota=1000)
    async with serving(parts, REQUIRED) as client:
        promised = await post_text(client, "ประเทศ", Prefer="respond-async", **headers)
        assert promised.status_code == 202
        with anyio.fail_after(20):
            while (await client.get(promised.headers["location"], headers=headers)).status_code == 202:
                await anyio.sleep(0.02)
        used = (await client.get("/v2/usage", headers=headers)).json()
    assert used["character_count"] == 0


async def test_where_keys_are_off_the_limit_is_one_for_all_and_no_key_has_another(parts: Parts) -> None:
    generous = key_with(parts, quota=1_000_000)
    settings = Settings(character_limit=10, request_limit=1, shutdown_seconds=1)
    async with serving(parts, settings) as client:
        answers = [
            await client.post("/v1/translations", json=TEXTS, headers=headers) for headers in ({}, generous)
        ]
        brief = await post_text(client, **generous)
        used = (await client.get("/v2/usage")).json()
    assert answers[0].status_code == 200
    assert_problem(answers[1], 429, "quota_exceeded")
    assert_problem(brief, 429, "quota_exceeded")
    assert used == {"character_count": 8, "character_limit": 10}


async def test_where_keys_are_off_any_key_may_do_anything_at_any_rate(parts: Parts) -> None:
    headers = key_with(parts, "brief", rate=1)
    async with serving(parts) as client:
        answers = [await client.post("/v1/translations", json=TEXTS, headers=headers) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
