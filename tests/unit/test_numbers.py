"""Numbers are found with the value that the article's language gives them."""

from decimal import Decimal

import pytest

from service.domain.article import Language
from service.text.numbers import find_numbers, parse_digits, roman_value

Expected = list[tuple[str, str]]


def found(text: str, language: Language) -> Expected:
    return [(number.text, f"{number.value.normalize():f}") for number in find_numbers(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.500.000 liều và 1,5 tỷ", [("1.500.000", "1500000"), ("1,5 tỷ", "1500000000")]),
        ("1.500 người", [("1.500", "1500")]),
        ("tăng 1.5 lần", [("1.5", "1.5")]),
        ("khoảng 15,000 người", [("15,000", "15000")]),
        ("57 nghìn tỷ đồng", [("57 nghìn tỷ", "57000000000000")]),
        ("59,787 tỉ đồng", [("59,787 tỉ", "59787000000")]),
        ("1 tỷ 200 triệu đồng", [("1 tỷ 200 triệu", "1200000000")]),
        ("2 tỷ rưỡi", [("2 tỷ rưỡi", "2500000000")]),
        ("20 vạn dân", [("20 vạn", "200000")]),
        ("5 ngàn tấn", [("5 ngàn", "5000")]),
        ("10-15 triệu USD", [("10", "10000000"), ("15 triệu", "15000000")]),
        ("từ 10 đến 15 triệu USD", [("10", "10000000"), ("15 triệu", "15000000")]),
        ("10–15%", [("10", "10"), ("15%", "15")]),
        ("74 phần trăm, 3,5 %", [("74 phần trăm", "74"), ("3,5 %", "3.5")]),
        ("giai đoạn 2020-2021", [("2020", "2020"), ("2021", "2021")]),
        ("quý III/2019", [("III", "3"), ("2019", "2019")]),
        ("Đại hội XII, khóa V", [("XII", "12"), ("V", "5")]),
        ("thế kỷ XXI", [("XXI", "21")]),
        ("lần thứ 15", [("15", "15")]),
        ("cao 20km, rộng 3ha", [("20", "20"), ("3", "3")]),
        ("1/4 dân số", [("1/4", "0.25")]),
        ("tỷ lệ 3 tỷ lệ", [("3", "3")]),
        ("COVID-19, F-16, G20, mạng 5G", []),
        ("ngày 3.4.2025", []),
    ],
)
def test_vietnamese_digits(text: str, expected: Expected) -> None:
    assert found(text, "vi") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ba văn kiện", [("ba", "3")]),
        ("Hai bên nhất trí", [("Hai", "2")]),
        ("mười lăm dự án", [("mười lăm", "15")]),
        ("hai mươi mốt nước", [("hai mươi mốt", "21")]),
        ("hai trăm linh năm người", [("hai trăm linh năm", "205")]),
        ("ba trăm hai mươi lăm nghìn", [("ba trăm hai mươi lăm nghìn", "325000")]),
        ("ba nghìn hai trăm tấn", [("ba nghìn hai trăm", "3200")]),
        ("một tỷ USD", [("một tỷ", "1000000000")]),
        ("năm nước ASEAN", [("năm", "5")]),
        ("lần thứ ba", [("lần thứ ba", "3")]),
        ("một phần tư", [("một phần tư", "0.25")]),
        ("bảy mươi tư phần trăm", [("bảy mươi tư phần trăm", "74")]),
        ("một thỏa thuận", []),
        ("trong năm nước Mỹ bầu cử", []),
        ("hôm thứ hai", []),
        ("Ba Lan và Ba Đình", []),
        ("đầu tư, tư nhân", []),
        ("hàng triệu người", []),
    ],
)
def test_vietnamese_words(text: str, expected: Expected) -> None:
    assert found(text, "vi") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,500,000 doses and 1.5", [("1,500,000", "1500000"), ("1.5", "1.5")]),
        ("1,500 people", [("1,500", "1500")]),
        ("US$1.5 billion", [("1.5 billion", "1500000000")]),
        ("€20m", [("20m", "20000000")]),
        ("$1.5bn", [("1.5bn", "1500000000")]),
        ("$5-10 million", [("5", "5000000"), ("10 million", "10000000")]),
        ("10–15%", [("10", "10"), ("15%", "15")]),
        ("74 per cent, 5 percentage points", [("74 per cent", "74"), ("5 percentage points", "5")]),
        ("the 21st century", [("21st", "21")]),
        ("World War II", [("II", "2")]),
        ("a 10-member bloc", [("10", "10")]),
        ("the 1990s", [("1990", "1990")]),
        ("Q3 2019", [("2019", "2019")]),
        ("COVID-19, F-16, G20", []),
        ("twenty-one countries", [("twenty-one", "21")]),
        ("half a million people", [("half a million", "500000")]),
        ("one and a half million", [("one and a half million", "1500000")]),
        ("a million people", [("a million", "1000000")]),
        ("two hundred and five", [("two hundred and five", "205")]),
        ("three thousand two hundred", [("three thousand two hundred", "3200")]),
        ("three-quarters of it", [("three-quarters", "0.75")]),
        ("the third meeting", [("third", "3")]),
        ("the twenty-first", [("twenty-first", "21")]),
        ("one of the agreements", []),
        ("a deal, an accord", []),
        ("millions of dollars", []),
    ],
)
def test_english(text: str, expected: Expected) -> None:
    assert found(text, "en") == expected


def test_spans_cut_the_numbers_out_of_the_text() -> None:
    text = "Ba nước góp 1,5 tỷ USD, tức 74% vốn, trong quý III/2019."
    for number in find_numbers(text, "vi"):
        assert text[number.span.start : number.span.end] == number.text


def test_an_ambiguous_form_keeps_the_other_reading() -> None:
    [number] = find_numbers("1.500 tấn", "vi")
    assert (number.value, number.alternative) == (Decimal(1500), Decimal("1.500"))
    assert parse_digits("1.500", "en") == (Decimal("1.500"), Decimal(1500))


def test_kinds_tell_percent_ordinal_fraction_and_roman_apart() -> None:
    kinds = [number.kind for number in find_numbers("10%, lần thứ hai, 1/3, khóa XI, 7 dự án", "vi")]
    assert kinds == ["percent", "ordinal", "fraction", "roman", "cardinal"]


@pytest.mark.parametrize(
    ("roman", "value"),
    [("I", 1), ("IV", 4), ("XIV", 14), ("XXXIX", 39), ("IIII", None), ("VX", None), ("", None)],
)
def test_roman_numerals(roman: str, value: int | None) -> None:
    assert roman_value(roman) == value
