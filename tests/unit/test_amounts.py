"""Amounts come out in the words of the article, with value and currency."""

import pytest

from service.domain.article import Language
from service.text.amounts import find_amounts
from service.text.protected import find_protected

Expected = tuple[str, float | None, str | None]


def only(text: str, language: Language) -> Expected:
    [mention] = find_amounts(text, language)
    return mention.amount.text, mention.amount.value, mention.amount.currency


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("trị giá 10 tỷ USD.", ("10 tỷ USD", 1e10, "USD")),
        ("đạt 1,5 tỉ đô la Mỹ", ("1,5 tỉ đô la Mỹ", 1.5e9, "USD")),
        ("hơn 33 tỷ USD", ("hơn 33 tỷ USD", 3.3e10, "USD")),
        ("vay 500 triệu đồng", ("500 triệu đồng", 5e8, "VND")),
        ("gần 330 tỉ đồng", ("gần 330 tỉ đồng", 3.3e11, "VND")),
        ("hơn 14 nghìn tỷ đồng", ("hơn 14 nghìn tỷ đồng", 1.4e13, "VND")),
        ("59,787 tỉ đồng", ("59,787 tỉ đồng", 5.9787e10, "VND")),
        ("5 triệu euro", ("5 triệu euro", 5e6, "EUR")),
        ("100 tỷ yên", ("100 tỷ yên", 1e11, "JPY")),
        ("20 triệu nhân dân tệ", ("20 triệu nhân dân tệ", 2e7, "CNY")),
        ("3 tỷ won", ("3 tỷ won", 3e9, "KRW")),
        ("7 triệu bảng Anh", ("7 triệu bảng Anh", 7e6, "GBP")),
        ("2 triệu đô la Úc", ("2 triệu đô la Úc", 2e6, "AUD")),
        ("một tỷ USD", ("một tỷ USD", 1e9, "USD")),
        ("mua 74% cổ phần", ("74% cổ phần", 74.0, None)),
        ("344,66 triệu cổ phần", ("344,66 triệu cổ phần", 3.4466e8, None)),
        ("tặng 26.000 súng trường", ("26.000 súng trường", 26000.0, None)),
        ("3 triệu liều vaccine", ("3 triệu liều vaccine", 3e6, None)),
        ("đóng 20 tàu", ("20 tàu", 20.0, None)),
        ("hàng trăm triệu USD", ("hàng trăm triệu USD", None, "USD")),
        ("từ 10-15 triệu USD", ("10-15 triệu USD", None, "USD")),
    ],
)
def test_vietnamese_amounts(text: str, expected: Expected) -> None:
    assert only(text, "vi") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("worth US$1.5 billion", ("US$1.5 billion", 1.5e9, "USD")),
        ("a $20 million loan", ("$20 million", 2e7, "USD")),
        ("€20m", ("€20m", 2e7, "EUR")),
        ("more than 500 million dong", ("more than 500 million dong", 5e8, "VND")),
        ("USD 5 million", ("USD 5 million", 5e6, "USD")),
        ("100 billion yen", ("100 billion yen", 1e11, "JPY")),
        ("3 million Australian dollars", ("3 million Australian dollars", 3e6, "AUD")),
        ("a 74% stake", ("74% stake", 74.0, None)),
        ("3 million doses of vaccine", ("3 million doses of vaccine", 3e6, None)),
        ("millions of dollars", ("millions of dollars", None, "USD")),
        ("a million dollars", ("a million dollars", 1e6, "USD")),
        ("$5-10 million", ("$5-10 million", None, "USD")),
    ],
)
def test_english_amounts(text: str, expected: Expected) -> None:
    [*_, last] = find_amounts(text, "en")
    assert (last.amount.text, last.amount.value, last.amount.currency) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("đô la (tiền Úc)", "A$5 million"),
        ("đô la Úc", "A$5 million"),
        ("đô la (Úc)", "A$5 million"),
        ("đô la, tiền Úc", "A$5 million"),
        ("Đô la Australia", "A$5 million"),
        ("đô Hong Kong", "HK$5 million"),
        ("đô la Hồng Kông", "HK$5 million"),
        ("đô Sing", "S$5 million"),
        ("đôla Singapore", "S$5 million"),
        ("đô la Canada", "C$5 million"),
        ("đô tiền Canada", "C$5 million"),
        ("đô la Đài Loan", "NT$5 million"),
        ("đô la New Zealand", "NZ$5 million"),
        ("đô la Brunei", "BND5 million"),
        ("đô la", "US$5 million"),
        ("đô", "US$5 million"),
        ("đô la Mỹ", "US$5 million"),
        ("đô la, Úc cho biết", "US$5 million"),
    ],
)
def test_dollars_are_american_only_where_no_other_land_is_named(text: str, expected: str) -> None:
    found = find_protected(f"Dự án trị giá 5 triệu {text}.", source="vi")
    assert [one.rendering for one in found] == [expected]


@pytest.mark.parametrize("text", ["5 triệu đô la (tiền Úc, tính đến nay)", "$5 triệu (tiền Úc)"])
def test_the_land_in_brackets_behind_dollars_is_read(text: str) -> None:
    assert [one.rendering for one in find_protected(text, source="vi")] == ["A$5 million"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("A$5 million", "AUD"),
        ("HK$5 million", "HKD"),
        ("S$5 million", "SGD"),
        ("C$5 million", "CAD"),
        ("CA$5 million", "CAD"),
        ("NZ$5 million", "NZD"),
        ("NT$5 million", "TWD"),
        ("CAD 5 million", "CAD"),
        ("$5 million AUD", "AUD"),
        ("$5 million (Australian)", "AUD"),
        ("$5 million in Canadian dollars", "CAD"),
        ("5 million Kiwi dollars", "NZD"),
        ("5 million Brunei dollars", "BND"),
        ("$5 million", "USD"),
        ("US$5 million", "USD"),
    ],
)
def test_english_dollars_keep_their_land_in_vietnamese(text: str, code: str) -> None:
    found = find_protected(f"They signed a deal worth {text}.", source="en")
    assert [one.rendering for one in found] == [f"5 triệu {code}"]


@pytest.mark.parametrize("text", ["hội đồng 15 người", "năm 2019 đồng loạt", "tăng 5%", "đồng ý ký"])
def test_words_that_only_look_like_money_are_left_alone(text: str) -> None:
    assert find_amounts(text, "vi") == ()


def test_spans_cut_the_amounts_out_of_the_text() -> None:
    text = "Gồm 12,5 triệu USD, 11,2 triệu USD và 95% cổ phần."
    mentions = find_amounts(text, "vi")
    assert [text[m.span.start : m.span.end] for m in mentions] == [m.amount.text for m in mentions]
    assert [m.amount.currency for m in mentions] == ["USD", "USD", None]
