"""Feeds, cards and oEmbed: well-formed, escaped, and asked for again without being sent again."""

import json
from xml.etree import ElementTree

import pytest
from httpx import AsyncClient

from service.adapters.card import brief_to_card
from service.adapters.feeds import Feed, feed_formats
from service.api.parts import Parts
from tests.api.conftest import assert_problem
from tests.sample_brief import hostile_brief, sample_brief
from tests.samples import a_brief, a_highlight

pytestmark = pytest.mark.anyio
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def _briefs(parts: Parts) -> None:
    parts.store.save(sample_brief())
    parts.store.save(a_brief("b2", highlights=(a_highlight(),)))


async def test_rss_has_what_readers_ask_for(client: AsyncClient) -> None:
    answer = await client.get("/v1/feeds/en.rss")
    assert answer.headers["content-type"] == "application/rss+xml"
    channel = ElementTree.fromstring(answer.content).find("channel")
    assert channel is not None
    assert [channel.findtext(name) for name in ("link", "language")] == ["http://localhost/", "en"]
    assert channel.findtext("lastBuildDate") == "Wed, 04 Mar 2026 05:06:07 GMT"
    newest = channel.findall("item")[0]
    assert newest.findtext("title") == "Vietnam and South Korea sign a memorandum on productivity"
    assert newest.findtext("link") == "https://example.vn/bai-1"
    assert newest.findtext("guid") == "urn:diemnhan:brief:b-1:en"


async def test_atom_has_what_the_rfc_asks_for(client: AsyncClient) -> None:
    root = ElementTree.fromstring((await client.get("/v1/feeds/vi.atom")).content)
    assert all(root.find(f"{ATOM}{name}") is not None for name in ("id", "title", "updated", "author"))
    for entry in root.findall(f"{ATOM}entry"):
        assert all(entry.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated", "content"))
    assert root.findtext(f"{ATOM}entry/{ATOM}title") == "Việt Nam và Hàn Quốc ký bản ghi nhớ về năng suất"


async def test_json_feed_has_what_the_version_asks_for(client: AsyncClient) -> None:
    answer = await client.get("/v1/feeds/vi.json")
    feed = answer.json()
    assert answer.headers["content-type"] == "application/feed+json"
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "http://localhost/v1/feeds/vi.json"
    assert all(item["id"] and item["content_html"] for item in feed["items"])


@pytest.mark.parametrize(
    ("filters", "ids"), [("partner=JP", ["b2"]), ("field=health", ["b2"]), ("limit=1", ["b-1"])]
)
async def test_a_feed_is_filtered(client: AsyncClient, filters: str, ids: list[str]) -> None:
    items = (await client.get(f"/v1/feeds/vi.json?{filters}")).json()["items"]
    assert [item["id"].split(":")[3] for item in items] == ids


async def test_a_feed_that_has_not_changed_is_not_sent_again(client: AsyncClient, parts: Parts) -> None:
    tag = (await client.get("/v1/feeds/en.rss")).headers["etag"]
    again = await client.get("/v1/feeds/en.rss", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    parts.store.save(a_brief("b3"))
    assert (await client.get("/v1/feeds/en.rss", headers={"If-None-Match": tag})).status_code == 200


@pytest.mark.parametrize(
    "path", ["fr.rss", "vi.xml", "vi.rss?field=x", "vi.rss?nonsense=1", "vi.rss?limit=0"]
)
async def test_a_feed_that_there_is_not_is_refused(client: AsyncClient, path: str) -> None:
    assert_problem(await client.get(f"/v1/feeds/{path}"), 422, "invalid_request")


@pytest.mark.parametrize("text", ["</p><script>x</script>", '"><img src=x onerror=y>', "a\x0bb\x00", "]]>"])
@pytest.mark.parametrize("ending", ["rss", "atom", "json"])
def test_hostile_words_leave_a_feed_well_formed(text: str, ending: str) -> None:
    media_type, write = feed_formats()[ending]
    written = write(Feed([hostile_brief(text)], "vi", "http://localhost/", "http://localhost/f"))
    assert json.loads(written) if "json" in media_type else ElementTree.fromstring(written) is not None


@pytest.mark.parametrize("text", ["</p><script>x</script>", '"><img src=x onerror=y>', "javascript:alert(1)"])
def test_a_card_has_no_markup_that_is_not_its_own(text: str) -> None:
    for language in ("vi", "en"):
        card = brief_to_card(hostile_brief(text), language)
        assert "<script" not in card
        assert "<img" not in card
        assert "href" not in card


async def test_a_card_is_html_in_either_language(client: AsyncClient) -> None:
    own, english = [await client.get(f"/v1/briefs/b-1/card{ask}") for ask in ("", "?lang=en")]
    assert own.headers["content-type"].startswith("text/html")
    assert 'lang="vi"' in own.text
    assert "Vietnam and South Korea sign a memorandum on productivity" in english.text
    assert 'href="https://example.vn/bai-1"' in english.text
    assert_problem(await client.get("/v1/briefs/none/card"), 404, "not_found")


async def test_oembed_gives_the_card_of_an_address_of_ours(client: AsyncClient) -> None:
    asked = {"url": "http://localhost/v1/briefs/b-1", "maxwidth": "320", "format": "json", "referrer": "x"}
    told = (await client.get("/oembed", params=asked)).json()
    assert (told["version"], told["type"], told["width"]) == ("1.0", "rich", 320)
    assert told["html"] == (await client.get("/v1/briefs/b-1/card")).text
    xml = await client.get("/oembed", params={**asked, "format": "xml"})
    assert_problem(xml, 422, "invalid_request")


@pytest.mark.parametrize(
    "url", ["http://other/v1/briefs/b-1", "http://localhost/v1/jobs/b-1", "http://[x", "b-1"]
)
async def test_oembed_knows_no_other_address(client: AsyncClient, url: str) -> None:
    assert_problem(await client.get("/oembed", params={"url": url}), 404, "not_found")
