"""A translation names a body or place that its source does not, and the ways in which one may name it."""

from functools import lru_cache
from pathlib import Path

import pytest

from service.adapters.termbase import load_gazetteer
from service.domain.article import Language
from service.pipeline.check_countries import countries_in_pair
from service.text.gazetteer import Gazetteer
from service.text.invented_bodies import invented_bodies
from service.text.invented_places import invented_places


@lru_cache(maxsize=1)
def _gazetteer() -> Gazetteer:
    return load_gazetteer(Path(__file__).parents[2] / "termbase")


@pytest.mark.parametrize(
    ("text", "translation", "name"),
    [
        ("Quỹ Tiền tệ Thế giới (IMF) quan ngại.", "World Bank (IMF) is concerned.", "World Bank"),
        ("“Họ rất mạnh”, White đánh giá.", "“They are strong,” the White House said.", "White House"),
        ("Ông Minh, Bộ Thuỷ lợi, cho hay.", "Minh of the Taxation Department said.", "Taxation Department"),
    ],
)
def test_a_body_that_the_source_does_not_name_is_a_warning(text: str, translation: str, name: str) -> None:
    found = list(countries_in_pair(text, translation, source="vi", gazetteer=_gazetteer()))
    assert [(one.code, one.severity) for one in found] == [("name_changed", "warning")]
    assert f"“{name}”" in found[0].message.en


@pytest.mark.parametrize(
    ("text", "translation"),
    [
        ("UBND quận Tân Bình thuê khảo sát.", "The Tan Binh District People's Committee hired surveyors."),
        ("Phòng GD-ĐT ra văn bản.", "The Department of Education and Training issued a document."),
        ("Thoả thuận phải qua quốc hội.", "The agreement must pass the National Assembly."),
        ("Theo Reuters, hai bên đã ký.", "According to the Reuters news agency, the two sides signed."),
        ("Bí thư Thành uỷ Đà Nẵng cho biết.", "The Secretary of the Da Nang Party Committee said."),
        ("Bên lề hội nghị G20 ở Osaka.", "On the sidelines of the G20 summit in Osaka."),
    ],
)
def test_other_words_for_the_same_body_are_none(text: str, translation: str) -> None:
    assert invented_bodies(text, translation, source="vi", gazetteer=_gazetteer()) == ()


def test_a_place_that_the_source_does_not_name_is_a_warning() -> None:
    text, translation = "HÀ NỘI - The two sides signed.", "Cần Thơ - Hai bên đã ký."
    found = list(countries_in_pair(text, translation, source="en", gazetteer=_gazetteer()))
    assert [(one.code, one.severity) for one in found] == [("name_changed", "warning")]
    assert "“Cần Thơ”" in found[0].message.vi


@pytest.mark.parametrize(
    ("source", "text", "translation"),
    [
        ("en", "HÀ NỘI - The two sides signed.", "Hà Nội - Hai bên đã ký."),
        ("en", "Hanoi hosted it.", "Thủ đô Hà Nội đăng cai."),
        ("vi", "TP.HCM mời gọi đầu tư.", "Ho Chi Minh City invites investors."),
        ("vi", "Sài Gòn mời gọi đầu tư.", "Ho Chi Minh City invites investors."),
        ("en", "Saigon hosted it.", "TP.HCM đăng cai."),
        ("vi", "TT-Huế họp.", "Thua Thien-Hue met."),
        ("vi", "Miền Nam có mưa.", "It rains in the South."),
        ("en", "Tran Thai Binh spoke.", "Ông Trần Thái Bình phát biểu."),
    ],
)
def test_a_place_in_another_spelling_is_none(source: Language, text: str, translation: str) -> None:
    assert invented_places(text, translation, source=source, gazetteer=_gazetteer()) == ()
