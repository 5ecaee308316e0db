"""English has one form of sums in dollars, of days and of times."""

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
        ("Có hiệu lực từ 1/1/2022.", "It is from January 1,2022.", "It is from January 1, 2022."),
        ("Lễ ký lúc 14h30.", "The signing was at 14:30.", "The signing was at 2:30 p.m."),
        ("Lúc 20h, họ về.", "At 20:00, they left.", "At 8 p.m., they left."),
        ("Tỷ lệ 14:30 trong nhóm.", "A ratio of 15:30 in the group.", "A ratio of 15:30 in the group."),
    ],
)
def test_what_vietnamese_says_is_written_as_english_news_do(
    text: str, translation: str, expected: str
) -> None:
    assert in_target_form(text, translation, source="vi") == expected


def test_what_is_translated_from_english_keeps_its_signs() -> None:
    assert in_target_form("It costs $5.", "Nó có giá $5.", source="en") == "Nó có giá $5."
