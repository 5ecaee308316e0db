"""A translation names a body that its source does not, and the many ways in which a source may name one."""

from functools import lru_cache
from pathlib import Path

import pytest

from service.adapters.termbase import load_gazetteer
from service.pipeline.check_countries import countries_in_pair
from service.text.gazetteer import Gazetteer
from service.text.invented_bodies import invented_bodies


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
