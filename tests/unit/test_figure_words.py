"""Fractions, dozens and percentages in words, carried across by rule."""

import pytest

from service.domain.article import Language
from service.text.figure_words import find_figure_words


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("en", "Two-thirds of the seats", [("Two-thirds", "hai phần ba")]),
        ("en", "three quarters of it", [("three quarters", "ba phần tư")]),
        ("en", "two dozen pupils", [("two dozen", "24")]),
        ("en", "by 3.5 per cent", [("3.5 per cent", "3,5%")]),
        ("en", "at minus 3.5 percent", [("minus 3.5 percent", "âm 3,5%")]),
        ("en", "rose 2.5-fold", [("2.5-fold", "gấp 2,5 lần")]),
        ("en", "by 2 percentage points", [("2 percentage points", "2 điểm phần trăm")]),
        ("vi", "bốn phần năm số hộ", [("bốn phần năm", "four-fifths")]),
        ("vi", "tăng 1,25 điểm phần trăm", [("1,25 điểm phần trăm", "1.25 percentage points")]),
        ("en", "a quarter, one half, two dozen of them", []),
        ("vi", "hai phần lớn, một phần ba", []),
    ],
)
def test_what_has_one_meaning_is_found(source: Language, text: str, expected: list[tuple[str, str]]) -> None:
    found = find_figure_words(text, source)
    assert [(text[span.start : span.end], rendering) for span, rendering in found] == expected
