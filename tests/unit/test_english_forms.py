"""Each language has one form of sums in dollars, English of days and times, too."""

import pytest

from service.text.copied_figures import in_target_form


@pytest.mark.parametrize(
    ("text", "translation", "expected"),
    [
        ("Vốn 1,5 tỷ USD.", "A capital of $1.5 billion.", "A capital of US$1.5 billion."),
        ("Vốn 5 triệu đô la Mỹ.", "A capital of $5 million.", "A capital of US$5 million."),
        ("Vốn 1,5 tỷ USD.", "A capital of US$1.5 billion.", "A capital of US$1.5 billion."),
        ("Vốn 5 triệu đô la Canada.", "A capital of $5 million.", "A capital of $5 million."),
        (
            "Vốn 5 triệu đô la Canada và 2 triệu USD.",
            "$5 million and $2 million.",
            "$5 million and $2 million.",
        ),
        ("Vốn 10-15 triệu USD.", "A capital of 10-15 million USD.", "A capital of US$10-15 million."),
        ("Vốn 5 triệu đô la (tiền Úc).", "A capital of $5 million.", "A capital of $5 million."),
        ("Vốn 5 triệu đô Hong Kong.", "A capital of $5 million.", "A capital of $5 million."),
        ("Từ 5 đến 10 triệu USD.", "From 5 to 10 million USD.", "From 5 to 10 million USD."),
        (
            "Giữa 5 triệu và 10 triệu USD.",
            "From 5 million - 10 million USD.",
            "From 5 million - 10 million USD.",
        ),
        ("Vốn 10 tỷ 500 triệu USD.", "Some 10 billion 500 million USD.", "Some 10 billion 500 million USD."),
        ("Vốn 5 EUR, 7 USD.", "EUR 5 USD 7.", "EUR 5 USD 7."),
        ("Năm 2022, vốn 5 triệu USD.", "In 2022 they had 5 million USD.", "In 2022 they had US$5 million."),
        ("Tỷ số 14:30.", "The score was 14:30.", "The score was 14:30."),
        ("Có hiệu lực từ 1/1/2022.", "It is from January 1,2022.", "It is from January 1, 2022."),
        ("Lễ ký lúc 14h30.", "The signing was at 14:30.", "The signing was at 2:30 p.m."),
        ("Lúc 20h, họ về.", "At 20:00, they left.", "At 8 p.m., they left."),
        ("Họ ký lúc 9 giờ.", "They signed at 9 a.", "They signed at 9 a.m."),
        ("Lúc 9 giờ, họ ký.", "At 9 a., they signed.", "At 9 a.m., they signed."),
        ("Lúc 9 giờ 30, họ ký.", "At 9:30 a.m, they signed.", "At 9:30 a.m., they signed."),
        ("Họ ký lúc 21 giờ.", "They signed at 9 p", "They signed at 9 p.m."),
        ("Họ ký lúc 21 giờ.", "They signed at 9 a.", "They signed at 9 a."),
        ("Họ ký lúc 9 giờ.", "They signed at 9 a.m.", "They signed at 9 a.m."),
        ("Họ ký lúc 9 giờ.", "They signed at 9 am, at last.", "They signed at 9 am, at last."),
        ("Mục 9 a. nói vậy.", "Item 9 a. says so.", "Item 9 a. says so."),
        ("Tỷ lệ 14:30 trong nhóm.", "A ratio of 15:30 in the group.", "A ratio of 15:30 in the group."),
    ],
)
def test_what_vietnamese_says_is_written_as_english_news_do(
    text: str, translation: str, expected: str
) -> None:
    assert in_target_form(text, translation, source="vi") == expected


@pytest.mark.parametrize(
    ("text", "translation", "expected"),
    [
        ("It costs $5.", "Nó có giá $5.", "Nó có giá 5 USD."),
        ("$5 million (Canadian dollars).", "$5 triệu (đô la Canada).", "$5 triệu (đô la Canada)."),
        ("C$5 million and A$2 million.", "$5 triệu và $2 triệu.", "$5 triệu và $2 triệu."),
        ("It costs $5.", "Nó có giá $5 Úc.", "Nó có giá $5 Úc."),
        ("From $5 million to $10 million.", "Từ $5 triệu-$10 triệu.", "Từ $5 triệu-$10 triệu."),
        ("It costs $5,000.", "Nó có giá $5 000.", "Nó có giá $5 000."),
        ("A fund of S$45 million.", "Quỹ S$45 triệu.", "Quỹ 45 triệu SGD."),
        ("A loan of US$1.5 billion.", "Khoản vay US$1.5 tỷ.", "Khoản vay 1,5 tỷ USD."),
        ("A loan of £12-15 million.", "Khoản vay £12-15 triệu.", "Khoản vay 12-15 triệu bảng Anh."),
        ("A loan of $5 million.", "Khoản vay $5 triệu USD.", "Khoản vay $5 triệu USD."),
        ("A loan of $5 million.", "Khoản vay 5 triệu USD.", "Khoản vay 5 triệu USD."),
    ],
)
def test_what_english_says_is_written_as_vietnamese_news_do(
    text: str, translation: str, expected: str
) -> None:
    assert in_target_form(text, translation, source="en") == expected
