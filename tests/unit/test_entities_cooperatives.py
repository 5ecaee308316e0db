"""A cooperative is a party by its whole name: "hợp tác xã" is no commune and "Anh Đào" not England."""

import pytest

from tests.unit.acts_articles import told
from tests.unit.test_highlight import _found


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Hợp tác xã Anh Đào (Lâm Đồng) và Aeon ký hợp đồng.", "Hợp tác xã Anh Đào"),
        ("Siêu thị mua rau của hợp tác xã Anh Đào.", "hợp tác xã Anh Đào"),
        ("HTX Nông nghiệp Tân Phú bán gạo cho Aeon.", "HTX Nông nghiệp Tân Phú"),
    ],
)
def test_a_cooperative_is_a_firm(sentence: str, name: str) -> None:
    one = told("Tin hợp tác", sentence)
    entity = one.entities.entities[one.party(name)]
    assert (entity.name, entity.type) == (name, "company")
    assert entity.country != "GB"


def test_a_commune_is_still_a_commune() -> None:
    one = told("Tin hợp tác", "Lãnh đạo xã Tân Phú tiếp đoàn Nhật Bản.")
    assert one.entities.entities[one.party("xã Tân Phú")].type == "government"


def test_the_alliance_of_cooperatives_is_one_body_of_vietnam() -> None:
    one = told("Tin hợp tác", "Liên minh Hợp tác xã Việt Nam họp bàn kế hoạch.")
    outer = [m for m in one.entities.mentions if not m.inside]
    assert [m.text for m in outer] == ["Liên minh Hợp tác xã Việt Nam"]
    assert one.entities[outer[0]].country == "VN"


def test_one_syllable_of_a_firm_is_no_country_but_a_country_alone_is_one() -> None:
    one = told("Tin hợp tác", "Công ty Đức Giang và Công ty Mỹ ký hợp đồng với tập đoàn Nga Gazprom.")
    found = {m.text: one.entities[m].country for m in one.entities.mentions}
    assert (found["Công ty Đức Giang"], found["Công ty Mỹ"], found["tập đoàn Nga"]) == (None, "US", "RU")


@pytest.mark.weights
def test_a_cooperative_that_signs_is_a_partner() -> None:
    first = _found(
        "vi",
        "Hợp tác xã Anh Đào và Aeon ký hợp đồng",
        "Hợp tác xã Anh Đào (Lâm Đồng) và Aeon ký hợp đồng tiêu thụ rau trị giá 2 triệu USD.",
        "Hợp đồng có thời hạn ba năm.",
    )[0]
    assert [(one.name.vi, one.type) for one in first.partners] == [
        ("Hợp tác xã Anh Đào", "company"),
        ("Aeon", "company"),
    ]


@pytest.mark.weights
def test_a_meeting_of_the_alliance_alone_is_no_highlight_and_one_with_a_guest_is() -> None:
    title, end = "Liên minh Hợp tác xã Việt Nam họp", "Kinh tế tập thể tăng trưởng đều."
    alone = "Ngày 5/3/2024, Liên minh Hợp tác xã Việt Nam tổ chức hội nghị tổng kết tại Hà Nội."
    both = "Ngày 5/3/2024, Liên minh Hợp tác xã Việt Nam hội đàm với Liên minh Hợp tác xã Lào tại Hà Nội."
    assert _found("vi", title, alone, end) == ()
    assert [one.name.vi for one in _found("vi", title, both, end)[0].partners] == [
        "Liên minh Hợp tác xã Việt Nam",
        "Liên minh Hợp tác xã Lào",
    ]
