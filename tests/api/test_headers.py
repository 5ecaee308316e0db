"""What browsers are told about each of our answers, and that no article becomes markup of ours."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from httpx import ASGITransport, AsyncClient

from service import web
from service.adapters.page import brief_to_page, content_security_policy
from service.api.app import create_app
from service.api.parts import Parts
from service.settings import Settings
from tests.api.conftest import post_text, serving
from tests.fakes import fake_parts, fake_renderers

pytestmark = pytest.mark.anyio
PAGES = ("/", "/docs", "/static/app.js", "/static/style.css", "/static/icon.svg")
HOSTILE = (
    "<script>alert(1)</script> Ngày 5/8/2019 <img src=x onerror=alert(1)> Việt Nam và Nhật Bản ký "
    "\"><svg onload=alert(1)> bản ghi nhớ 'javascript:alert(1)' </title></style></textarea>--><iframe src=x>"
)


@pytest.fixture
def parts() -> Parts:
    renderers = {**fake_renderers(), "text/html": lambda brief: brief_to_page(brief).encode()}
    return replace(fake_parts(), renderers=renderers, page_policy=content_security_policy())


@pytest.fixture
async def pages(parts: Parts, anyio_backend: str) -> AsyncIterator[AsyncClient]:
    app = create_app(parts, Settings(shutdown_seconds=1), extra_routers=[web.router()])
    async with app.router.lifespan_context(app):
        transport = ASGITransport(app=app, raise_app_exceptions=False)
        async with AsyncClient(transport=transport, base_url="http://localhost") as client:
            yield client


def directives(policy: str) -> dict[str, str]:
    pairs = (one.strip().partition(" ") for one in policy.split(";"))
    return {name: value for name, _, value in pairs}


@pytest.mark.parametrize("path", PAGES)
async def test_a_page_of_ours_loads_what_is_ours_and_nothing_else(pages: AsyncClient, path: str) -> None:
    answer = await pages.get(path)
    policy = directives(answer.headers["content-security-policy"])
    assert answer.status_code == 200
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert set(policy.values()) <= {"'none'", "'self'"}
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("path", ["/", "/docs"])
async def test_a_page_has_nothing_that_its_policy_would_stop(pages: AsyncClient, path: str) -> None:
    page = Tags((await pages.get(path)).text)
    assert "style" not in page.tags
    assert all(name == "src" and (value or "").startswith("/static/") for name, value in page.active)


async def test_a_brief_as_html_may_look_as_it_does_and_nothing_else(pages: AsyncClient) -> None:
    written = await post_text(pages, Accept="text/html")
    read = await pages.get(written.headers["location"], headers={"Accept": "text/html"})
    for answer in (written, read):
        policy = directives(answer.headers["content-security-policy"])
        assert policy["default-src"] == policy["frame-ancestors"] == "'none'"
        assert re.fullmatch(r"'sha256-[\w+/=]+'", policy["style-src"])
        assert "script-src" not in policy


@pytest.mark.parametrize("path", ["/v1/briefs", "/healthz", "/openapi.json", "/v1/briefs/none", "/languages"])
async def test_what_is_no_page_may_load_nothing(pages: AsyncClient, path: str) -> None:
    headers = (await pages.get(path)).headers
    policy = directives(headers["content-security-policy"])
    assert (policy["default-src"], policy["frame-ancestors"]) == ("'none'", "'none'")
    assert "style-src" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


class Tags(HTMLParser):
    """Collects the tags of a page, and the attributes that could run or load something."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.active: list[tuple[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.active += [
            (name, value)
            for name, value in attrs
            if name.startswith("on") or name in ("src", "style", "srcdoc")
        ]


async def test_a_hostile_article_stays_text_in_the_page_of_its_brief(parts: Parts) -> None:
    async with serving(parts) as client:
        answer = await post_text(client, HOSTILE, Accept="text/html")
    page = Tags(answer.text)
    assert "alert(1)" in answer.text
    assert not page.tags & {"script", "img", "svg", "iframe", "textarea", "form", "object"}
    assert page.active == []


@pytest.mark.parametrize("media", ["text/markdown", "application/ld+json", "application/json"])
async def test_a_brief_in_another_form_is_no_page(parts: Parts, media: str) -> None:
    async with serving(parts) as client:
        answer = await post_text(client, HOSTILE, Accept=media)
    assert answer.headers["content-type"].startswith(media)
    assert answer.headers["x-content-type-options"] == "nosniff"
