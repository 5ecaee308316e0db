"""A brief as Superdesk's items, read by the rules of Newsroom's push."""

import json
from dataclasses import replace
from datetime import datetime

import pytest

from service.adapters.lineage import Lineage
from service.adapters.superdesk import brief_to_superdesk
from service.domain.brief import Brief
from service.text.ninjs_item import read_item
from tests.sample_brief import hostile_brief, sample_brief

ALONE = Lineage("b-1")
TIMES = ("%Y-%m-%dT%H:%M:%S+0000", "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%dT%H:%M:%S+00:00")


def read_as_newsroom(body: bytes) -> dict[str, object]:
    """Refuse what Newsroom would: keys that must be there, times that its parser cannot read."""
    item: dict[str, object] = json.loads(body)
    assert item["guid"]
    assert item["type"] == "text"
    assert int(str(item["version"])) > 0
    for name in ("firstcreated", "versioncreated"):
        written = str(item[name])
        assert any(_reads(written, form) for form in TIMES), written
    for name in ("subject", "place", "genre"):
        tags = item[name]
        assert isinstance(tags, list)
        assert all({"code", "name"} <= tag.keys() for tag in tags)
    associations = item["associations"]
    assert isinstance(associations, dict)
    assert all(one["guid"] and one["type"] == "text" for one in associations.values())
    return item


def _reads(written: str, form: str) -> bool:
    try:
        return datetime.strptime(written, form) is not None
    except ValueError:
        return False


def pair(brief: Brief, lineage: Lineage = ALONE) -> tuple[dict[str, object], dict[str, object]]:
    report, article = (read_as_newsroom(one) for one in brief_to_superdesk(brief, lineage, version=7))
    return report, article


def test_both_items_are_read_and_each_is_among_the_associations_of_the_other() -> None:
    report, article = pair(sample_brief())
    assert report["associations"]["translation"]["guid"] == article["guid"]  # type: ignore[index]
    assert article["associations"]["brief"]["guid"] == report["guid"]  # type: ignore[index]
    assert report["guid"] != article["guid"]
    assert (report["version"], article["language"], article["pubstatus"]) == ("7", "en", "usable")
    assert article["headline"] == "Vietnam and South Korea sign a memorandum on productivity"
    assert report["extra"]["source_guid"] == "a-1"  # type: ignore[index]


def test_the_translated_article_is_the_article_and_the_brief_the_brief() -> None:
    report, article = pair(sample_brief())
    assert "worth 2 million USD" in str(report["body_html"])
    assert all(segment.target in str(article["body_html"]) for segment in sample_brief().segments[2:3])


def test_times_are_whole_seconds_of_utc() -> None:
    assert pair(sample_brief())[0]["versioncreated"] == "2026-03-04T05:06:07+0000"


def test_the_guid_stays_over_the_versions_of_an_article_and_says_from_which_it_evolved() -> None:
    first, _ = pair(sample_brief(), Lineage("item", None, None))
    second, _ = pair(replace(sample_brief(), id="b-2"), Lineage("item", "b-1", "before"))
    assert first["guid"] == second["guid"] == "urn:diemnhan:brief:item"
    assert "evolvedfrom" not in first
    assert second["evolvedfrom"] == "urn:diemnhan:brief:before"


@pytest.mark.parametrize("text", ["</p><script>x</script>", 'a"b', "javascript:alert(1)", "\u2028"])
def test_hostile_words_stay_words(text: str) -> None:
    for item in pair(hostile_brief(text)):
        assert "<script" not in str(item["body_html"])


def test_our_own_reader_reads_them_back() -> None:
    for body in brief_to_superdesk(sample_brief(), ALONE, version=1):
        assert read_item(body).language == "en"
