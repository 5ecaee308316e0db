"""The place of an act is no party of it; a state that takes part stays one wherever it stands."""

import pytest

from service.domain.article import Language
from tests.unit.test_acts_settling import _standing
from tests.unit.test_highlight import _found


@pytest.mark.parametrize(
    ("place", "named"),
    [
        ("Tokyo", ["Tokyo"]),
        ("Hà Nội", ["Hà Nội"]),
        ("Seoul (Hàn Quốc)", ["Seoul (Hàn Quốc)", "Hàn Quốc"]),
        ("Vientiane, Lào", ["Vientiane", "Lào"]),
        ("trụ sở Bộ Ngoại giao Thái Lan", ["Bộ Ngoại giao Thái Lan"]),
    ],
)
def test_the_place_that_opens_a_sentence_is_no_party(place: str, named: list[str]) -> None:
    sentence = f"Ngày 5/3/2024, tại {place}, Bộ Y tế và UNICEF ký bản ghi nhớ."
    standing = _standing(sentence, "Bộ Y tế", "UNICEF", *named)
    assert standing == {"Bộ Y tế", "UNICEF"}


def test_an_english_address_is_no_party() -> None:
    for sentence in (
        "In Geneva, Switzerland, UNICEF and Laos signed a memorandum.",
        "UNICEF and Laos signed a memorandum in Geneva, Switzerland.",
    ):
        standing = _standing(sentence, "UNICEF", "Laos", "Geneva", "Switzerland", language="en")
        assert standing == {"UNICEF", "Laos"}


@pytest.mark.parametrize(
    ("sentence", "parties"),
    [
        ("Tại Vientiane, Lào và Nhật Bản, Thái Lan ký hiệp định.", {"Lào", "Nhật Bản", "Thái Lan"}),
        ("Dự án tại Lào do Nhật Bản và UNICEF tài trợ.", {"Lào", "Nhật Bản", "UNICEF"}),
        ("Tại Tokyo, Lào và Nhật Bản ký hiệp định với UNICEF.", {"Lào", "Nhật Bản", "UNICEF"}),
    ],
)
def test_a_state_that_takes_part_stands(sentence: str, parties: set[str]) -> None:
    assert _standing(sentence, *parties) == parties


def test_places_that_a_deed_is_for_stand() -> None:
    sentence = "Nhật Bản giúp làm đường tại Hà Tĩnh, Ninh Bình và Cần Thơ."
    standing = _standing(sentence, "Nhật Bản", "Hà Tĩnh", "Ninh Bình", "Cần Thơ")
    assert standing == {"Nhật Bản", "Hà Tĩnh", "Ninh Bình", "Cần Thơ"}


def test_a_place_stays_where_no_two_other_parties_are_named() -> None:
    assert _standing("Tại Tokyo, UNICEF mở khóa học.", "UNICEF", "Tokyo") == {"UNICEF", "Tokyo"}


def test_a_state_that_owns_its_body_is_no_party_beside_it() -> None:
    sentence = "UNICEF, Laos and Vietnam's Ministry of Health signed a memorandum."
    standing = _standing(sentence, "UNICEF", "Laos", "Vietnam", "Ministry of Health", language="en")
    assert standing == {"UNICEF", "Laos", "Ministry of Health"}


@pytest.mark.weights
@pytest.mark.parametrize(
    ("language", "lead", "parties"),
    [
        ("vi", "Ngày 5/3/2024, tại Paris, Việt Nam và Nhật Bản ký bản ghi nhớ.", ["Việt Nam", "Nhật Bản"]),
        ("vi", "Tại Hà Nội, Bộ Y tế Việt Nam và WHO ký bản ghi nhớ.", ["Bộ Y tế Việt Nam", "WHO"]),
        ("en", "In Geneva, Switzerland, Vietnam and Japan signed a memorandum.", ["Vietnam", "Japan"]),
        ("en", "In Paris, Laos and Japan signed a memorandum of understanding.", ["Laos", "Japan"]),
    ],
)
def test_a_whole_article_names_its_parties_and_not_its_place(
    language: Language, lead: str, parties: list[str]
) -> None:
    title = {"vi": "Tin hợp tác quốc tế", "en": "News of cooperation"}[language]
    first = _found(language, title, lead)[0]
    assert [one.name.vi or one.name.en for one in first.partners] == parties
