"""An article without a given day tells by its date line, or by when its news was said, when it is of."""

from datetime import date

import pytest

from service.domain.article import Language
from service.text.acts.issue import issue_of
from tests.unit.acts_articles import told


@pytest.mark.parametrize(
    ("language", "sentence", "day"),
    [
        ("en", "BANGKOK, 18 June 2025 (Wednesday) — Farmers will be paid by Swiss motorists.", "2025-06-18"),
        ("en", "BERLIN/NAIROBI, 13 May 2025 (dpa) – Kenyan drivers took up work on Monday.", "2025-05-13"),
        ("en", "KATHMANDU, June 16, 2025: Nepal yesterday resumed its exports.", "2025-06-16"),
        ("vi", "Hà Nội, 8/6/2020 (TTXVN) - Hôm qua, hai nước đã ký một hiệp định.", "2020-06-08"),
    ],
)
def test_a_date_line_within_the_first_sentence_is_the_day_of_the_news(
    language: Language, sentence: str, day: str
) -> None:
    article = told("Tin", sentence, language=language)
    found = issue_of(article.article, article.segments)
    assert found.day == date.fromisoformat(day)
    assert [one.dateline for one in article.dates][:1] == [True]


def test_a_weekday_is_the_one_before_the_day_of_the_date_line() -> None:
    sentence = "VIENNA, 2 September 2025 – The members decided on Monday to dissolve the group."
    assert [one.edtf for one in told("News", sentence, language="en").dates] == ["2025-09-02", "2025-09-01"]


def test_the_full_date_of_an_announcement_is_the_day_of_the_news() -> None:
    first = "Canada will leave the protocol, the minister announced on Monday, December 12, 2011."
    dates = told("News", first, "Almost 200 nations agreed on Sunday to talk.", language="en").dates
    assert dates[-1].edtf == "2011-12-11"


@pytest.mark.parametrize(
    "sentence",
    [
        "On 18 June 2025 the two banks signed an agreement in Bangkok.",
        "MANILA, June 14 – The crews on Friday wound up a week of drills.",
        "Thailand and Japan signed on 18 June 2025 - a year late - what they had agreed on.",
        "The two ministers said on 1 May 2024 what they had denied on 3 April 2024, officials said on "
        "2 May 2024.",
    ],
)
def test_other_dates_are_not_taken_for_the_day_of_the_news(sentence: str) -> None:
    article = told("News", sentence, language="en")
    assert issue_of(article.article, article.segments).day is None
