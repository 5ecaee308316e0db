"""Where names end beside other names, whom people stand for, and whose a firm is without evidence."""

import pytest

from service.domain.article import Language
from tests.names import entity, names, read, represented


@pytest.mark.parametrize("person", ["Phan Văn Mãi", "Nguyễn Thành Phong"])
def test_a_city_in_letters_ends_where_its_chairman_begins(person: str) -> None:
    found = read(f"Chủ tịch UBND TP.HCM {person} và Thống đốc tỉnh Osaka Yoshimura ký bản ghi nhớ hợp tác.")
    assert names(found) == ["TP.HCM", person, "tỉnh Osaka", "Yoshimura"]
    assert represented(found, person) == "TP.HCM"
    assert represented(found, "Yoshimura") == "tỉnh Osaka"


def test_a_firm_still_follows_its_directors_title() -> None:
    assert entity(read("Tổng Giám đốc Roscosmos nhất trí."), "Roscosmos").type == "company"


def test_and_between_two_bodies_joins_no_name() -> None:
    found = read(
        "RMIT University and Vietnam National University, Hanoi signed a memorandum of understanding.",
        language="en",
    )
    assert names(found) == ["RMIT University", "Vietnam National University, Hanoi"]


def test_and_inside_of_a_name_stays() -> None:
    found = read("The Ministry of Science and Technology signed.", language="en")
    assert names(found) == ["Ministry of Science and Technology"]
    assert names(read("Bộ Khoa học và Công nghệ ký.")) == ["Bộ Khoa học và Công nghệ"]


def test_a_listed_field_may_look_like_a_firms_noun() -> None:
    found = read("The Ministry of Trade, Industry and Energy (MOTIE) signed.", language="en")
    assert "Ministry of Trade, Industry and Energy (MOTIE)" in names(found)


def test_two_firms_stay_two() -> None:
    found = read("Duke Energy and Tata Motors signed.", language="en")
    assert len(names(found)) == 2


@pytest.mark.parametrize("quarter", ["Quý II/2019", "Quý 4/2019"])
def test_a_quarter_is_no_party(quarter: str) -> None:
    assert "Bộ Y tế Lào" in names(found := read(f"{quarter}, Bộ Y tế Lào ký thỏa thuận."))
    assert not any(name.startswith("Quý") for name in names(found))


def test_a_prime_minister_of_britain_stands_for_britain() -> None:
    found = read("Thủ tướng Anh Boris Johnson và Tổng thống Pháp Emmanuel Macron ký tuyên bố chung.")
    assert represented(found, "Boris Johnson") == "Anh"
    assert represented(found, "Emmanuel Macron") == "Pháp"


def test_a_form_of_address_is_no_country() -> None:
    found = read("Nông dân gặp anh Boris Johnson tại chợ.")
    assert names(found) == ["Boris Johnson"]


def test_a_hyphenated_title_reaches_its_body() -> None:
    found = read("Ms. Akiko Tanaka, Secretary-General of the APO, signed.", language="en")
    assert represented(found, "Akiko Tanaka") == "APO"


@pytest.mark.parametrize("firm", ["Tập đoàn Airbus", "Công ty Mitsui", "Tập đoàn Suez", "Công ty Yokowo"])
def test_a_foreign_firm_is_not_at_home_for_want_of_evidence(firm: str) -> None:
    assert entity(read(f"{firm} và Vietjet ký hợp đồng."), firm).country is None


@pytest.mark.parametrize("firm", ["Tập đoàn Hòa Phát", "Công ty Cổ phần Techpal", "Tập đoàn FPT"])
def test_a_vietnamese_firm_is_at_home(firm: str) -> None:
    assert entity(read(f"{firm} ký hợp đồng."), firm).country == "VN"


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        (
            "Đại học Quốc gia TP.HCM và Đại học Queensland ký thỏa thuận.",
            "vi",
            "Đại học Queensland",
        ),
        (
            "Vietnam National University Ho Chi Minh City and the University of Queensland signed.",
            "en",
            "University of Queensland",
        ),
    ],
)
def test_a_foreign_body_beside_a_vietnamese_one_is_not_vietnams(
    text: str, language: Language, name: str
) -> None:
    assert entity(read(text, language=language), name).country is None


@pytest.mark.parametrize(
    ("text", "language"), [("Manila and Hanoi agreed.", "en"), ("Hà Nội và Manila nhất trí tuần tra.", "vi")]
)
def test_two_capitals_side_by_side_stand_for_their_states(text: str, language: Language) -> None:
    assert {one.type for one in read(text, language=language).entities} == {"country"}


def test_two_capitals_that_are_cities_stand_for_no_state() -> None:
    found = read("The cities of Hanoi and Manila signed a twinning agreement.", language="en")
    assert {one.type for one in found.entities} == {"government"}


def test_a_capital_where_something_happens_is_a_place() -> None:
    assert entity(read("Leaders met in Hanoi.", language="en"), "Hanoi").type == "government"


def test_a_vietnamese_leader_stands_for_vietnam_without_its_name() -> None:
    found = read("Thủ tướng Phạm Minh Chính và Thủ tướng Lào Sonexay Siphandone ký bản ghi nhớ.")
    assert represented(found, "Phạm Minh Chính") == "Việt Nam"
    assert represented(found, "Sonexay Siphandone") == "Lào"
    english = read("Mr. Tran Van Tung, Deputy Minister of Science and Technology, signed.", language="en")
    assert represented(english, "Tran Van Tung") == "Vietnam"


@pytest.mark.parametrize("text", ["Ông Phạm Minh Chính ký bản ghi nhớ.", "Ca sĩ Phạm Minh Chính hát."])
def test_who_has_no_office_stands_for_nobody(text: str) -> None:
    assert represented(read(text), "Phạm Minh Chính") is None
    assert "Việt Nam" not in names(read(text))
