"""Parties in English sentences: found whole, told from look-alikes, merged, and ascribed to their states."""

import pytest

from service.text.entities import Entities
from tests import names as vi
from tests.names import called, entity, represented


def read(*sentences: str) -> Entities:
    return vi.read(*sentences, language="en")


@pytest.mark.parametrize(
    ("sentence", "name", "kind", "country"),
    [
        ("The Ministry of Science and Technology signed.", "Ministry of Science and Technology",
         "agency", "VN"),
        ("The Ministry of Health of Japan agreed.", "Ministry of Health of Japan", "agency", "JP"),
        ("Japan International Cooperation Agency (JICA) helps.",
         "Japan International Cooperation Agency (JICA)", "agency", "JP"),
        ("Officials of Samsung Electronics came.", "Samsung Electronics", "company", "KR"),
        ("A deal with TÜV SÜD Asia Pacific Pte Ltd was signed.", "TÜV SÜD Asia Pacific Pte Ltd",
         "company", None),
        ("A deal with Greenfield Holdings was signed.", "Greenfield Holdings", "company", None),
        ("Students of the University of Tokyo came.", "University of Tokyo", "university", "JP"),
        ("The Asian Development Bank lent money.", "Asian Development Bank", "international_org", None),
        ("The Food and Agriculture Organization of the United Nations helps.",
         "Food and Agriculture Organization of the United Nations", "international_org", None),
        ("The Vietnamese Government approved.", "Vietnamese Government", "government", "VN"),
        ("US Secretary of State Mike Pompeo came.", "US", "country", "US"),
        ("The U.S. State Department declined.", "U.S. State Department", "agency", "US"),
        ("Aid went to the Philippine national police.", "Philippine national police", "agency", "PH"),
        ("The Japanese government approved.", "Japanese government", "government", "JP"),
        ("The Washington Post said so.", "Washington Post", "company", "US"),
        ("The Dien Bien Provincial People's Committee met.", "Dien Bien Provincial People's Committee",
         "government", "VN"),
        ("A forum in Guizhou Province, China, began.", "Guizhou Province", "government", "CN"),
        ("Cuba's armed forces met the Ministry of the Revolutionary Armed Forces of Cuba.",
         "Ministry of the Revolutionary Armed Forces of Cuba", "agency", "CU"),
        ("The chairman of the Chamber of Commerce and Industry spoke.", "Chamber of Commerce and Industry",
         "other", None),
    ],
)  # fmt: skip
def test_a_party_is_found_whole_with_type_and_country(
    sentence: str, name: str, kind: str, country: str | None
) -> None:
    found = entity(read(sentence), name)
    assert (found.type, found.country) == (kind, country)


@pytest.mark.parametrize(
    ("sentence", "not_named"),
    [
        ("Ships sail the South China Sea.", "CN"),
        ("It cost US$30 million.", "US"),
        ("It cost 30 million US dollars.", "US"),
        ("Aid for Central America was cut.", "US"),
        ("He reads Lao Dong every day.", "LA"),
    ],
)
def test_words_that_look_like_countries_are_told_apart(sentence: str, not_named: str) -> None:
    assert not_named not in {found.country for found in read(sentence).entities}


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("Vietnam-Japan ties are good.", ["VN", "JP"]),
        ("The UK, Denmark and the Netherlands agreed.", ["GB", "DK", "NL"]),
        ("Japanese and Korean investors came.", ["JP", "KR", "KR"]),
    ],
)
def test_countries_and_their_adjectives_are_named(sentence: str, codes: list[str]) -> None:
    assert [found.country for found in read(sentence).entities] == codes


def test_a_possessive_gives_the_body_its_country() -> None:
    found = read("Malaysia's Ministry of Health agreed.")
    assert entity(found, "Ministry of Health").country == "MY"
    assert entity(found, "Ministry of Health").term is None


def test_two_bodies_joined_by_and_stay_two() -> None:
    found = read(
        "The Directorate for Standards, Metrology and Quality (STAMEQ) and "
        "the Korea Productivity Center (KPC) met."
    )
    assert vi.names(found)[:2] == [
        "Directorate for Standards, Metrology and Quality (STAMEQ)",
        "Korea Productivity Center (KPC)",
    ]


def test_an_abbreviation_leads_back_to_the_name() -> None:
    found = read(
        "The Greenfield Research Institute (GRI) opened.",
        "GRI will work with Japan.",
        "The institute is new.",
    )
    assert called(found, "Greenfield Research Institute (GRI)") == [
        "Greenfield Research Institute (GRI)", "GRI", "The institute",
    ]  # fmt: skip


def test_the_two_sides_are_the_parties_named_together() -> None:
    found = read(
        "FPT Corporation met Hitachi in Tokyo.", "Vietnam and Japan agreed.", "The two countries will sign."
    )
    both = [found[mention].name for mention in found.mentions if mention.text == "The two countries"]
    assert both == ["Vietnam", "Japan"]


@pytest.mark.parametrize(
    ("sentence", "person", "state"),
    [
        ("Prime Minister Shinzo Abe of Japan came.", "Shinzo Abe", "Japan"),
        ("Japanese Prime Minister Shinzo Abe came to Vietnam.", "Shinzo Abe", "Japan"),
        ("US President Donald Trump spoke.", "Donald Trump", "US"),
        ("Vietnam's Prime Minister Pham Minh Chinh spoke.", "Pham Minh Chinh", "Vietnam"),
        ("Prime Minister Pham Minh Chinh of Vietnam spoke.", "Pham Minh Chinh", "Vietnam"),
        ("Noh Kyoo Sung, Chairman of KPC, said it was good.", "Noh Kyoo Sung", "KPC"),
        ("Minister of Industry and Trade Tran Tuan Anh of Vietnam spoke.", "Tran Tuan Anh", "Vietnam"),
    ],
)
def test_a_person_speaks_for_the_state_or_body_of_the_title(sentence: str, person: str, state: str) -> None:
    found = read(sentence)
    assert entity(found, person).type == "person"
    assert represented(found, person) == state


def test_a_surname_leads_back_to_the_person() -> None:
    found = read("US President Donald Trump spoke.", "Mr. Trump said no.")
    assert called(found, "Donald Trump") == ["Donald Trump", "Trump"]


def test_groups_are_told_from_names() -> None:
    found = read("Japanese firms and 11 TPP members agreed.")
    groups = [item.name for item in found.entities if item.group]
    assert groups == ["Japanese firms", "11 TPP members"]


def test_words_that_only_start_a_sentence_are_no_names() -> None:
    assert vi.names(read("Meanwhile it rained.", "Speaking slowly helps.", "The weather is fine.")) == []


def test_dates_and_sums_after_a_name_are_not_of_it() -> None:
    found = read("The Ministry of Health met on October 10.", "It cost VND3.2 million.")
    assert vi.names(found) == ["Ministry of Health"]


def test_a_given_name_is_not_taken_for_an_abbreviation() -> None:
    found = read("Vu Van Nam was fined.", "Nam drove on.")
    assert called(found, "Vu Van Nam") == ["Vu Van Nam", "Nam"]
    assert entity(found, "Vu Van Nam").type == "person"


def test_an_untitled_person_is_told_by_the_office_that_follows() -> None:
    found = read("Pompop Uampidhaya, Thai consul general in Kunming, said no.")
    assert entity(found, "Pompop Uampidhaya").type == "person"


@pytest.mark.parametrize("sentence", ["", "...", "12345", "'s", "of the of", "(A)"])
def test_odd_sentences_do_no_harm(sentence: str) -> None:
    assert all(mention.text in sentence for mention in read(sentence).mentions)


@pytest.mark.parametrize(
    ("sentence", "name", "country"),
    [
        ("Malaysia's Petronas Gas signed.", "Petronas Gas", "MY"),
        ("They met the Dutch chip maker Nexperia.", "Nexperia", "NL"),
        ("Japan agreed, and the Ministry of Harbours signed.", "Ministry of Harbours", "JP"),
    ],
)
def test_the_words_around_a_name_give_it_a_country(sentence: str, name: str, country: str) -> None:
    assert entity(read(sentence), name).country == country
