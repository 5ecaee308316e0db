"""Figures and dates alone: written as the other language does, where the rules are sure."""

import pytest

from service.domain.article import Language
from service.text.wordless import render_alone, render_wordless, written_in


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("1.234", "vi", "1,234"),
        ("1.234.567,89", "vi", "1,234,567.89"),
        ("0,5%", "vi", "0.5%"),
        ("-1,2%", "vi", "-1.2%"),
        ("+1.234", "vi", "+1,234"),
        ("10,5 – 12,5%", "vi", "10.5 – 12.5%"),
        ("1.234.000 ₫", "vi", "VND1,234,000"),
        ("5/8/2019", "vi", "August 5, 2019"),
        ("5/8/2019 - 7/8/2019", "vi", "August 5-7, 2019"),
        ("8/2019", "vi", "August 2019"),
        ("1,234.5", "en", "1.234,5"),
        ("1.75", "en", "1,75"),
        ("$1,234.50", "en", "1.234,50 USD"),
        ("12/25/2019", "en", "25/12/2019"),
    ],
)
def test_figures_and_dates_are_written_as_the_target_does(text: str, source: Language, expected: str) -> None:
    assert render_wordless(text, source=source) == expected


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("2019", "vi"),
        ("1.2.3", "vi"),
        ("3.4", "vi"),  # the mark of the other language already
        ("15,000", "vi"),
        ("1,234,567", "vi"),
        ("15.000", "en"),
        ("1.2.", "en"),
        ("0912.345.678", "vi"),
        ("+84.912.345.678", "vi"),
        ("192.168.100.200", "vi"),
        ("https://example.org/1.234?x=1,5", "vi"),
        ("2024-03-02", "vi"),
        ("03/02/2024", "en"),  # February or March
        ("14:30", "vi"),
        ("2-1", "vi"),
    ],
)
def test_what_the_rules_are_not_sure_of_stays(text: str, source: Language) -> None:
    assert render_wordless(text, source=source) == text


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("1,5 tỷ USD", "vi", "US$1.5 billion"),
        ("10-15 triệu USD", "vi", "US$10-15 million"),
        ("quý III/2020", "vi", "Q3 2020"),
        ("14h30", "vi", "2:30 p.m."),
        ("US$1.5 billion", "en", "1,5 tỷ USD"),
        ("US$250 million", "en", "250 triệu USD"),
        ("August 2019", "en", "tháng 8 năm 2019"),
        ("Aug 2019 ", "en", "tháng 8 năm 2019 "),
        ("Q3 2020", "en", "quý III/2020"),
        ("2:30 p.m.", "en", "14 giờ 30"),
        ("Trần Tuấn Anh", "vi", None),
        ("khoảng 1,5 tỷ USD", "vi", None),
        ("1,5 tỷ USD cho dự án", "vi", None),
        ("May", "en", None),
        ("August", "en", None),
        ("2019", "en", None),
    ],
)
def test_one_sum_or_date_in_words_is_written_by_rule(
    text: str, source: Language, expected: str | None
) -> None:
    assert render_alone(text, source=source) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("1.234", "vi"),
        ("1,234", "en"),
        ("12,5%", "vi"),
        ("12.5%", "en"),
        ("1.234,5 và 3,5", "vi"),
        ("1.234 and 1,234", None),
        ("8/6/2020", None),
        ("1.2.3", "en"),
    ],
)
def test_the_marks_of_figures_tell_their_language(text: str, language: Language | None) -> None:
    assert written_in(text) == language
