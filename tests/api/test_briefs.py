"""Ordering, reading, searching and deleting briefs over HTTP."""

import json

import pytest
from httpx import AsyncClient

from tests.api.conftest import ARTICLE, assert_problem, post_text
from tests.fakes import FakePipeline

pytestmark = pytest.mark.anyio


async def test_an_article_sent_as_json_becomes_a_brief_that_can_be_read_again(client: AsyncClient) -> None:
    answer = await client.post("/v1/briefs", json={"text": ARTICLE, "id": "a-7", "url": "https://x.vn/7"})
    assert answer.status_code == 201
    brief = answer.json()
    assert answer.headers["location"] == f"/v1/briefs/{brief['id']}"
    assert brief["source"]["id"] == "a-7"
    again = await client.get(answer.headers["location"])
    assert again.content == answer.content


async def test_the_fields_of_the_request_reach_the_pipeline(
    client: AsyncClient, pipeline: FakePipeline
) -> None:
    sent = {
        "html": "<p>Xin chào Việt Nam</p>",
        "title": "Chào",
        "language": "vi",
        "published_at": "2019-08-05",
        "glossary": {"y tế": "health"},
        "options": {"summary_sentences": 5, "focus": "cooperation"},
    }
    assert (await client.post("/v1/briefs", json=sent)).status_code == 201
    payload = pipeline.written[0]
    assert (payload.content, payload.media, payload.title) == (sent["html"], "html", "Chào")
    assert payload.published_at is not None
    assert payload.published_at.isoformat() == "2019-08-05T00:00:00+00:00"
    assert pipeline.options[0].summary_sentences == 5
    assert pipeline.options[0].glossary == (("y tế", "health"),)


@pytest.mark.parametrize(
    ("media_type", "media"),
    [("text/plain", "text"), ("text/html", "html"), ("application/xhtml+xml", "html")],
)
async def test_a_raw_body_is_passed_on_as_bytes_with_its_charset(
    client: AsyncClient, pipeline: FakePipeline, media_type: str, media: str
) -> None:
    content = "<p>Vi\u1ec7t</p>".encode("utf-16")
    headers = {"Content-Type": f'{media_type}; Charset="UTF-16"'}
    query = {"title": "Tên", "summary_words": "100", "id": "9"}
    answer = await client.post("/v1/briefs", params=query, content=content, headers=headers)
    assert answer.status_code == 201
    payload = pipeline.written[0]
    assert (payload.content, payload.media, payload.charset) == (content, media, "utf-16")
    assert (payload.title, payload.id, pipeline.options[0].summary_words) == ("Tên", "9", 100)


@pytest.mark.parametrize("media_type", ["application/vnd.iptc.ninjs+json", "application/json"])
@pytest.mark.parametrize("identifier", ["uri", "guid"])
async def test_a_ninjs_item_is_known_by_its_type_or_its_identifier(
    client: AsyncClient, pipeline: FakePipeline, media_type: str, identifier: str
) -> None:
    item = json.dumps({identifier: "urn:newsml:x:1", "headline": "Tin", "body_html": "<p>Việt</p>"})
    answer = await client.post("/v1/briefs", content=item, headers={"Content-Type": media_type})
    assert answer.status_code == 201
    assert (pipeline.written[0].media, pipeline.written[0].content) == ("ninjs", item)


async def test_a_ninjs_item_can_stand_in_an_envelope(client: AsyncClient, pipeline: FakePipeline) -> None:
    item = {"uri": "urn:x", "headline": "Tin tức"}
    assert (await client.post("/v1/briefs", json={"ninjs": item, "id": "1"})).status_code == 201
    assert json.loads(pipeline.written[0].content) == item


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "application/json"),
        ("text/markdown", "text/markdown; charset=utf-8"),
        ("text/html,application/xhtml+xml;q=0.9,*/*;q=0.8", "text/html; charset=utf-8"),
        ("application/ld+json", "application/ld+json"),
        ("application/vnd.iptc.ninjs+json, application/json;q=0.5", "application/vnd.iptc.ninjs+json"),
        ("text/*", "text/markdown; charset=utf-8"),
        ("application/json;q=0, text/html;q=0.1", "text/html; charset=utf-8"),
        ("application/pdf, */*;q=0.1", "application/json"),
    ],
)
async def test_the_answer_has_the_media_type_that_the_client_likes_best(
    client: AsyncClient, accept: str, media_type: str
) -> None:
    answer = await post_text(client, Accept=accept)
    assert answer.status_code == 201
    assert answer.headers["content-type"] == media_type
    again = await client.get(answer.headers["location"], headers={"Accept": accept})
    assert again.content == answer.content
    assert again.headers["content-type"] == media_type


async def test_nothing_is_written_for_a_client_that_takes_none_of_our_types(
    client: AsyncClient, pipeline: FakePipeline
) -> None:
    assert_problem(await post_text(client, Accept="application/pdf"), 406, "not_acceptable")
    assert pipeline.written == []


async def test_a_brief_that_is_known_already_is_not_sent_again(client: AsyncClient) -> None:
    location = (await post_text(client)).headers["location"]
    tag = (await client.get(location)).headers["etag"]
    unchanged = await client.get(location, headers={"If-None-Match": f'W/{tag}, "x"'})
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    other_type = await client.get(location, headers={"If-None-Match": tag, "Accept": "text/html"})
    assert other_type.status_code == 200


async def test_a_deleted_brief_is_gone(client: AsyncClient) -> None:
    location = (await post_text(client)).headers["location"]
    assert (await client.delete(location)).status_code == 204
    assert_problem(await client.get(location), 404, "not_found")
    assert_problem(await client.delete(location), 404, "not_found")


async def test_a_listing_is_paged_newest_first(client: AsyncClient) -> None:
    for number in range(5):
        await post_text(client, f"Hợp tác số {number}")
    seen: list[str] = []
    where = "/v1/briefs?limit=2"
    while where:
        answer = await client.get(where)
        seen += [brief["summary"][0]["text"]["vi"][-1] for brief in answer.json()["briefs"]]
        where = str(answer.links["next"]["url"]) if "next" in answer.links else ""
    assert seen == ["4", "3", "2", "1", "0"]


async def test_a_listing_leaves_the_segments_out(client: AsyncClient) -> None:
    await post_text(client)
    (card,) = (await client.get("/v1/briefs")).json()["briefs"]
    assert card["highlights"][0]["instrument"] == "mou"
    assert "segments" not in card


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "nhat ban"}, 1),
        ({"q": "Nhật Bản"}, 1),
        ({"q": "Hàn Quốc"}, 0),
        ({"partner": "Japan", "field": "health", "instrument": "mou", "language": "vi"}, 1),
        ({"field": "maritime"}, 0),
        ({"date_from": "2019", "date_to": "2019-08-31"}, 1),
        ({"date_from": "2020-01-01"}, 0),
    ],
)
async def test_briefs_are_found_by_their_highlights_and_words(
    client: AsyncClient, query: dict[str, str], found: int
) -> None:
    await post_text(client)
    assert len((await client.get("/v1/briefs", params=query)).json()["briefs"]) == found


@pytest.mark.parametrize(
    "query",
    [
        {"field": "sports"}, {"limit": "0"}, {"limit": "101"}, {"limit": "x"}, {"date_from": "yesterday"},
        {"language": "fr"}, {"color": "red"}, {"q": "x" * 201},
    ],
)  # fmt: skip
async def test_a_filter_that_cannot_be_read_is_named(client: AsyncClient, query: dict[str, str]) -> None:
    problem = assert_problem(await client.get("/v1/briefs", params=query), 422, "invalid_request")
    assert problem["errors"][0]["pointer"] == f"/{next(iter(query))}"  # type: ignore[index]  # a list here


@pytest.mark.parametrize("query", [{"cursor": "nonsense"}, {"q": "a\x00b"}])
async def test_a_cursor_or_text_that_means_nothing_is_refused(
    client: AsyncClient, query: dict[str, str]
) -> None:
    assert_problem(await client.get("/v1/briefs", params=query), 400, "malformed_input")


async def test_the_same_article_gives_the_same_bytes_apart_from_id_and_time(client: AsyncClient) -> None:
    first, second = (await post_text(client)).text, (await post_text(client)).text
    for name in ("id", "created_at"):
        second = second.replace(json.loads(second)[name], json.loads(first)[name])
    assert first == second
