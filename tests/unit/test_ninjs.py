"""A brief as ninjs 3.1, checked against IPTC's own schema; ninjs items of three kinds read."""

import html
import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from service.adapters.ninjs import brief_to_ninjs, brief_to_ninjs_pair, item_uri, media_topics
from service.domain.errors import MalformedInput
from service.domain.highlight import Field
from service.text.ninjs_item import read_item
from tests.sample_brief import hostile_brief, sample_brief

DATA = Path(__file__).parent.parent / "data"
SCHEMA = json.loads((DATA / "schemas/ninjs-schema_3.1.json").read_text(encoding="utf-8"))


def problems(item: bytes) -> list[str]:
    validator = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
    return [error.message for error in validator.iter_errors(json.loads(item))]


def test_both_items_are_valid_ninjs() -> None:
    original, translation = brief_to_ninjs_pair(sample_brief())
    assert problems(original) == problems(translation) == []


def test_a_brief_without_anything_but_segments_is_valid_ninjs() -> None:
    brief = replace(sample_brief(), highlights=(), quotes=(), findings=(), summary=())
    assert problems(brief_to_ninjs(brief, language="en")) == []


@pytest.mark.parametrize(
    "text", ['a"b\\c</script><b>', "javascript:alert(1)", "không phải URL", "http://a b"]
)
def test_hostile_words_leave_the_item_valid(text: str) -> None:
    item = brief_to_ninjs(hostile_brief(text), language="vi")
    assert problems(item) == []
    assert "<b>" not in json.loads(item)["bodies"][0]["value"]


def test_the_schema_refuses_what_ninjs_does_not_know() -> None:
    item = json.loads(brief_to_ninjs(sample_brief(), language="vi"))
    assert problems(json.dumps({**item, "gist": "x"}).encode())
    del item["uri"]
    assert problems(json.dumps(item).encode())


def test_each_item_is_in_its_language_and_points_to_the_other() -> None:
    brief = sample_brief()
    original, translation = (json.loads(item) for item in brief_to_ninjs_pair(brief))
    assert (original["language"], translation["language"]) == ("vi", "en")
    assert original["headlines"][0]["value"] == brief.headline.vi
    assert translation["headlines"][0]["value"] == brief.headline.en
    assert original["associations"][0]["uri"] == translation["uri"] == item_uri(brief, "en")
    assert translation["associations"][0]["uri"] == original["uri"]
    assert original["associations"][1]["uri"] == brief.source.url


def test_people_organisations_and_places_come_from_the_highlights() -> None:
    item = json.loads(brief_to_ninjs(sample_brief(), language="en"))
    assert [party["name"] for party in item["organisations"]] == ["Directorate for Standards", "KPC"]
    assert item["people"] == [{"name": "Kim Min-soo", "rel": "quoted"}]
    assert [place["name"] for place in item["places"]] == ["South Korea", "Seoul"]
    assert item["places"][0]["literal"] == "ISO3166-1:KR"
    assert item["subjects"][0]["confidence"] == 88


def test_bodies_hold_brief_and_article_as_html_and_text() -> None:
    item = json.loads(brief_to_ninjs(sample_brief(), language="vi"))
    kinds = [(body["role"], body["contentType"]) for body in item["bodies"]]
    assert kinds == [(role, kind) for role in ("brief", "article") for kind in ("text/html", "text/plain")]
    assert (
        "<ul>\n<li>- Đào tạo chuyên gia &lt;năng suất&gt; &amp; chất lượng</li>\n</ul>"
        in item["bodies"][2]["value"]
    )


def test_times_are_whole_seconds_as_superdesk_reads_them() -> None:
    item = json.loads(brief_to_ninjs(sample_brief(), language="vi"))
    assert item["versionCreated"] == "2026-03-04T05:06:07+00:00"


def test_every_field_of_the_guideline_has_a_media_topic() -> None:
    assert set(media_topics()) == set(get_args(Field))
    assert all(len(code) == 8 and code.isdigit() for code, _ in media_topics().values())


@pytest.mark.parametrize("name", ["ninjs-1.3", "ninjs-3.1", "superdesk"])
def test_items_of_each_kind_are_read(name: str) -> None:
    item = read_item((DATA / f"ninjs/{name}.json").read_bytes())
    assert item.headline == "Việt Nam và Nhật Bản ký thỏa thuận hợp tác y tế"
    assert item.is_html
    assert "Bộ Y tế" in item.body
    assert item.language == "vi"
    assert item.byline == "Nguyễn Văn An"
    assert item.published_at == datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
    assert item.id is not None


def test_what_we_write_can_be_read_again() -> None:
    item = read_item(brief_to_ninjs(sample_brief(), language="en"))
    assert item.headline == sample_brief().headline.en


@pytest.mark.parametrize(
    ("item", "named"),
    [
        (b"", "JSON"),
        (b"{", "JSON"),
        (b"[1]", "object"),
        (b"\xff\xfe\x00", "ninjs item"),
        (b'{"headline": "x"}', "uri"),
        (b'{"uri": "urn:a"}', "body"),
        (b'{"uri": "urn:a", "body_html": 3}', "body_html"),
        (b'{"uri": "urn:a", "bodies": "x"}', "bodies"),
        (b'{"uri": "urn:a", "bodies": [3]}', "bodies"),
        (b'{"uri": "urn:a", "type": "picture", "body_text": "x"}', "picture"),
        (b'{"uri": "urn:a", "body_text": "x", "versioncreated": "yesterday"}', "versioncreated"),
        (b'{"uri": "urn:a", "uri": "urn:b", "body_text": "x"}', '"uri" twice'),
        (b"[" * 200_000, "nested"),
    ],
)
def test_what_is_no_text_item_is_refused_by_name(item: bytes, named: str) -> None:
    with pytest.raises(MalformedInput) as refused:
        read_item(item)
    assert named in refused.value.cause


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</p><iframe>", "&lt;b&gt;"],
)
def test_hostile_words_stay_words_in_html(text: str) -> None:
    item = json.loads(brief_to_ninjs(hostile_brief(text), language="vi"))
    pages = [body["value"] for body in item["bodies"] if body["contentType"] == "text/html"]
    assert len(pages) == 2
    for page in pages:
        tags = set(re.findall(r"<\s*/?\s*(\w+)", page))
        assert tags <= {"h2", "p", "ol", "ul", "li", "blockquote", "footer"}
        assert html.escape(text, quote=False) in page.replace("&quot;", '"').replace("&#x27;", "'")
