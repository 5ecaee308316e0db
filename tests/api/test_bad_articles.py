"""What is no article that we read, sent over HTTP to the real ingestion: refused clearly and at once."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace

import anyio
import pytest
from httpx import AsyncClient, Response

from service.api.parts import Parts
from service.domain.article import Payload
from service.domain.brief import Brief
from service.domain.request import BriefOptions
from service.pipeline.ingest import Limits, ingest
from tests.api.conftest import ARTICLE, assert_problem, serving
from tests.samples import a_brief

pytestmark = pytest.mark.anyio
THAI = "นายกรัฐมนตรีไทยและเวียดนามลงนามในบันทึกความเข้าใจว่าด้วยความร่วมมือด้านสาธารณสุขเมื่อวันจันทร์ที่ผ่านมา ณ กรุงฮานอย"
CHINESE = (
    "越南和日本星期一在河内签署了卫生领域合作谅解备忘录，两国卫生部长出席了签字仪式，双方表示将加强合作。"
)
FRENCH = (
    "Le Vietnam et le Japon ont signé lundi à Hanoï un protocole d'accord de coopération dans le domaine de"
    " la santé, en présence des ministres des deux pays, qui ont promis de renforcer leurs échanges."
)
NESTED = "<div>" * 100_000 + ARTICLE + "</div>" * 100_000


@pytest.fixture
async def client(parts: Parts, anyio_backend: str) -> AsyncIterator[AsyncClient]:
    def write_brief(payload: Payload, options: BriefOptions) -> Brief:
        article = ingest(payload, Limits())
        return a_brief(text=article.text, language=article.language)

    async with serving(replace(parts, write_brief=write_brief)) as client:
        yield client


async def send(client: AsyncClient, content: bytes, media_type: str) -> Response:
    with anyio.fail_after(120):
        return await client.post("/v1/briefs", content=content, headers={"Content-Type": media_type})


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (THAI.encode(), {"unsupported_language"}),
        (CHINESE.encode(), {"unsupported_language"}),
        (FRENCH.encode(), {"unsupported_language"}),
        (b"1 2 3 4 5 6 7 8 9 10 11 12", {"empty_input", "too_short"}),
        ("😀🎉🇻🇳 " .encode() * 20, {"empty_input"}),
        (b"!!! ... ??? --- ***", {"empty_input"}),
        ("Hợp".encode(), {"too_short"}),
        (b"\x00" * 1000, {"binary_input"}),
        (ARTICLE.encode()[:40] + b"\x00\x00" + ARTICLE.encode()[40:], {"binary_input"}),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00", {"binary_input"}),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj", {"binary_input"}),
        (bytes(range(256)) * 10, {"binary_input", "undecodable_text"}),
        (b"Vi\xff\xfe\xfdt Nam v\xe0\x81 Nh\xf8\x88t k\xfd k\xff\xfft", {"binary_input", "undecodable_text"}),
    ],
)  # fmt: skip
async def test_a_body_that_is_no_article_is_refused(
    client: AsyncClient, content: bytes, codes: set[str]
) -> None:
    answer = await send(client, content, "text/plain; charset=utf-8")
    code = answer.json().get("code")
    assert code in codes, answer.text
    assert_problem(answer, 422, code)


async def test_the_language_that_was_found_is_named(client: AsyncClient) -> None:
    answer = await send(client, FRENCH.encode(), "text/plain")
    assert "French" in answer.json()["detail"]


@pytest.mark.parametrize("media_type", ["text/html", "application/json"])
async def test_a_hundred_thousand_nested_tags_neither_crash_nor_hang(
    client: AsyncClient, media_type: str
) -> None:
    content = json.dumps({"html": NESTED}) if media_type == "application/json" else NESTED
    answer = await send(client, content.encode(), media_type)
    assert answer.status_code in {201, 400, 413, 422}
    if answer.status_code != 201:
        assert answer.json()["remedy"]


@pytest.mark.parametrize("html", ["<script>alert(1)</script>", "<p></p>", "<!-- x -->", "<", "<a", "&#0;"])
async def test_a_page_without_words_is_refused(client: AsyncClient, html: str) -> None:
    answer = await send(client, html.encode(), "text/html")
    assert 400 <= answer.status_code < 500
    assert answer.json()["remedy"]


@pytest.mark.parametrize("item", [{"uri": "x"}, {"uri": "x", "body_html": 5}, {"guid": "x", "bodies": "y"}])
async def test_a_ninjs_item_without_an_article_is_refused(client: AsyncClient, item: object) -> None:
    answer = await send(client, json.dumps(item).encode(), "application/vnd.iptc.ninjs+json")
    assert 400 <= answer.status_code < 500
    assert answer.json()["remedy"]


async def test_fifty_thousand_words_are_read(client: AsyncClient) -> None:
    article = f"{ARTICLE}\n" * (50_000 // len(ARTICLE.split()))
    answer = await send(client, article.encode(), "text/plain")
    assert answer.status_code == 201


async def test_an_article_past_the_limit_of_characters_is_too_large(client: AsyncClient) -> None:
    assert_problem(await send(client, b"word " * 110_000, "text/plain"), 413, "too_large")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1258"])
async def test_an_article_in_an_encoding_that_is_declared_is_read(client: AsyncClient, encoding: str) -> None:
    text = "Viê\u0323t Nam và Nhâ\u0323t Ba\u0309n ky\u0301 biên ba\u0309n ghi nhơ\u0301 hôm nay."
    answer = await send(client, text.encode(encoding), f"text/plain; charset={encoding.removesuffix('-sig')}")
    assert answer.status_code == 201
    assert "Nhật Bản ký biên bản ghi nhớ" in answer.json()["segments"][0]["source"]
