"""A brief as schema.org JSON-LD."""

import json

import pytest

from service.adapters.jsonld import brief_to_jsonld
from tests.sample_brief import hostile_brief, sample_brief


def test_the_article_and_its_translation_point_at_each_other() -> None:
    article = json.loads(brief_to_jsonld(sample_brief()))
    translation = article["workTranslation"]
    assert article["@context"] == "https://schema.org"
    assert article["@type"] == translation["@type"] == "NewsArticle"
    assert (article["inLanguage"], translation["inLanguage"]) == ("vi", "en")
    assert translation["translationOfWork"] == {"@id": article["@id"]}
    assert translation["headline"] == sample_brief().headline.en


def test_the_source_is_what_it_is_based_on() -> None:
    article = json.loads(brief_to_jsonld(sample_brief()))
    assert article["isBasedOn"]["url"] == "https://example.vn/bai-1"
    assert article["datePublished"] == "2019-08-21T01:30:00+00:00"


def test_fields_and_acts_are_what_it_is_about_and_partners_are_mentioned() -> None:
    article = json.loads(brief_to_jsonld(sample_brief()))
    assert [part["@type"] for part in article["about"]] == ["DefinedTerm", "DefinedTerm", "Action"]
    act = article["about"][2]
    assert act["startTime"] == "2019-08-20"
    assert act["location"]["name"] == "Seoul"
    assert [party["name"] for party in act["participant"]] == ["Tổng cục TCĐLCL", "KPC", "Hàn Quốc"]
    assert article["mentions"][2] == {"@type": "Country", "name": "Hàn Quốc", "identifier": "ISO3166-1:KR"}
    assert article["workTranslation"]["mentions"][2]["name"] == "South Korea"


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", '"}]', "<!--"])
def test_no_text_can_leave_the_script_element(text: str) -> None:
    document = brief_to_jsonld(hostile_brief(text))
    assert b"<" not in document
    assert json.loads(document)["headline"] == text
