"""Names that are spelt in another way, cut at a sign, or no party's at all."""

from functools import lru_cache
from pathlib import Path

import pytest

from service.adapters.termbase import load_gazetteer
from service.domain.article import Language, Segment, Span
from service.text.entities.find import find_entities
from service.text.entities.model import Entities
from service.text.entities.rendering import rendered
from service.text.gazetteer import Gazetteer

_TERMBASE = Path(__file__).parents[2] / "termbase"


@lru_cache(maxsize=1)
def _gazetteer() -> Gazetteer:
    return load_gazetteer(_TERMBASE)


def _found(text: str, language: Language) -> Entities:
    segment = Segment(0, Span(0, len(text)), text, "paragraph")
    return find_entities((segment,), language, _gazetteer())


def _names(text: str, language: Language) -> list[str]:
    found = _found(text, language)
    return [found[mention].name for mention in found.mentions if not mention.inside]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Hi Lạp và Nga ký thỏa thuận.", "GR"),
        ("Phi-líp-pin và Nga ký thỏa thuận.", "PH"),
        ("Xin-ga-po và Nga ký thỏa thuận.", "SG"),
        ("Băng Cốc phản đối.", "TH"),
    ],
)
def test_a_country_is_known_under_its_vietnamese_spellings(text: str, code: str) -> None:
    assert _found(text, "vi").entities[0].country == code


def test_vietnam_and_its_places_are_known_with_their_marks_in_english() -> None:
    found = _found("Việt Nam and Japan signed it in Hà Nội; Quảng Ninh Province did so too.", "en")
    assert [(one.type, one.country) for one in found.entities] == [
        ("country", "VN"),
        ("country", "JP"),
        ("government", "VN"),
        ("government", "VN"),
    ]


def test_a_vietnamese_with_marks_is_a_person_in_english() -> None:
    person = _found("Nguyễn Văn Thắng, Minister of Finance, spoke.", "en").entities[0]
    assert (person.name, person.type, person.country) == ("Nguyễn Văn Thắng", "person", "VN")


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("On Oct. 14 Airbus and Boeing met.", "en", ["Airbus", "Boeing"]),
        ("Airbus said the A330neo is late.", "en", ["Airbus"]),
        ("Typhoon Yagi crossed the Pacific Ocean before the World Cup.", "en", []),
        ("Bão Yagi vượt Thái Bình Dương trước World Cup 2034.", "vi", []),
        ("Hãng Boeing giao máy bay 737 Max.", "vi", ["Hãng Boeing"]),
        ("Đập thuỷ điện Tiểu Loan có 1.000 MW.", "vi", []),
    ],
)
def test_seas_storms_months_models_are_no_party(text: str, language: Language, names: list[str]) -> None:
    assert _names(text, language) == names


def test_a_firm_or_a_commission_called_after_a_river_is_found() -> None:
    assert _names("Ủy hội sông Mekong họp với Mekong Capital.", "vi") == [
        "Ủy hội sông Mekong",
        "Mekong Capital",
    ]


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Phòng GD-ĐT quản lý trường học.", "vi", "Phòng GD-ĐT"),
        ("Họ gặp Phòng GD-ĐT TP Sóc Trăng hôm nay.", "vi", "Phòng GD-ĐT TP Sóc Trăng"),
        ("Ông gặp Sở VH-TT-DL.", "vi", "Sở VH-TT-DL"),
        ("Quỹ Hoà bình Hàn - Việt tặng quà.", "vi", "Quỹ Hoà bình Hàn - Việt"),
        ("Ông Khương Lê Bình nói.", "vi", "Khương Lê Bình"),
        ("The International Chamber of Commerce ruled.", "en", "International Chamber of Commerce"),
        ("They met the Defense POW/MIA Accounting Agency.", "en", "Defense POW/MIA Accounting Agency"),
    ],
)
def test_a_name_is_not_cut(text: str, language: Language, name: str) -> None:
    assert name in _names(text, language)


def test_two_companies_are_no_state_and_no_month() -> None:
    text = "VinaCapital of Belgium met Intel on Oct. 14. The two companies signed."
    found = _found(text, "en")
    assert [found[one].name for one in found.mentions if one.short] == ["VinaCapital", "Intel"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Phòng GD-ĐT", "Education and Training Division"),
        ("Phòng GD-ĐT TP Sóc Trăng", "Education and Training Division of Soc Trang City"),
        ("Sở LĐ-TB&XH", "Department of Labour, Invalids and Social Affairs"),
        ("Phòng ABC-XYZ", None),
    ],
)
def test_the_letters_of_a_local_body_are_said_in_words_or_not_by_rule(name: str, said: str | None) -> None:
    assert rendered(name, "agency", source="vi", gazetteer=_gazetteer()) == said


@pytest.mark.parametrize(
    ("name", "rendering"),
    [
        ("Hà Nội", "Hà Nội"),
        ("Việt Nam", "Việt Nam"),
        ("Quảng Ninh Province", "Quảng Ninh"),
        ("Hanoi", "Hà Nội"),
    ],
)
def test_a_name_with_its_marks_in_english_is_itself_in_vietnamese(name: str, rendering: str) -> None:
    said = rendered(name, None, source="en", gazetteer=_gazetteer())
    assert rendering in (said or "")


@pytest.mark.parametrize(
    "name", ["Băng Cốc", "A-ten", "Hi Lạp", "Washington DC", "Am-xtéc-đam", "Giê-ru-xa-lem"]
)
def test_a_new_spelling_has_an_english_name(name: str) -> None:
    said = rendered(name, None, source="vi", gazetteer=_gazetteer())
    assert said in {"Bangkok", "Athens", "Greece", "Washington", "Amsterdam", "Jerusalem"}
