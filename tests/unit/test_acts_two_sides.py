"""The two sides are those who meet, not the town that they meet in."""

import pytest

from service.domain.article import Language
from tests.unit.test_highlight import _found


@pytest.mark.weights
@pytest.mark.parametrize(
    ("language", "met", "signed", "countries"),
    [
        ("vi", "Bộ trưởng Y tế Nguyễn Thị Kim Tiến tiếp đoàn Nhật Bản tại Hà Nội.",
         "Hai bên ký bản ghi nhớ về điều dưỡng tại Huế.", ["VN", "JP"]),
        ("vi", "Chủ tịch nước Nguyễn Xuân Phúc hội đàm với Tổng thống Hàn Quốc Yoon Suk-yeol tại Hà Nội.",
         "Hai bên ký thỏa thuận về lao động.", ["VN", "KR"]),
        ("vi", "Thủ tướng Phạm Minh Chính hội đàm với Thủ tướng Lào Sonexay Siphandone tại Vientiane.",
         "Hai bên ký thỏa thuận về điện.", ["VN", "LA"]),
        ("en", "Health Minister Nguyen Thi Kim Tien received a Japanese delegation in Hanoi.",
         "The two sides signed a memorandum on nursing in Hue.", ["VN", "JP"]),
        ("en", "President Nguyen Xuan Phuc held talks with South Korean President Yoon Suk-yeol in Hanoi.",
         "The two sides signed an agreement on labour.", ["VN", "KR"]),
    ],
)  # fmt: skip
def test_a_town_in_which_two_sides_meet_is_none_of_them(
    language: Language, met: str, signed: str, countries: list[str]
) -> None:
    found = next(
        one for one in _found(language, "Tin" if language == "vi" else "News", met, signed)
        if one.instrument in {"mou", "agreement"}
    )  # fmt: skip
    assert sorted(one.country or "" for one in found.partners) == sorted(countries)
    assert not {one.name.side(language) for one in found.partners} & {"Hà Nội", "Hanoi", "Huế", "Hue"}


@pytest.mark.weights
def test_a_person_whose_country_is_not_known_may_be_the_other_side() -> None:
    found = _found(
        "vi",
        "Tin",
        "Thủ tướng Hun Sen tiếp Bộ trưởng Quốc phòng Phan Văn Giang của Việt Nam tại Phnom Penh.",
        "Hai bên ký thỏa thuận tuần tra chung.",
    )
    named = {one.name.vi for act in found for one in act.partners if act.instrument == "agreement"}
    assert "Hun Sen" in named or "Campuchia" in named
    assert "Phnom Penh" not in named


@pytest.mark.weights
def test_a_town_that_acts_is_a_side() -> None:
    found = _found("vi", "Tin", "Lãnh đạo Hà Nội tiếp đoàn Tokyo.", "Hà Nội và Tokyo ký bản ghi nhớ về nước.")
    assert {"Hà Nội", "Tokyo"} <= {one.name.vi for one in found[0].partners}
