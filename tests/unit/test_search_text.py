"""Words are folded alike when stored and when searched; any date is a range of days or nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.text.search_text import MAX_PHRASES, day_range, fold, phrases


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đại học Quốc gia", "dai hoc quoc gia"),
        ("ƯỠNG, ỷ-lại!", "uong y lai"),
        ("COVID-19 (2021)", "covid 19 2021"),
        ("ﬁnance", "finance"),
        ("a_b", "a b"),
        ("🙂 ...", ""),
    ],
)
def test_a_text_is_folded_to_plain_words(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_quotes_hold_words_together() -> None:
    assert phrases('Hợp "bản ghi nhớ" b2b-x "') == ["hop", "ban ghi nho", "b2b x"]


def test_a_query_has_an_end() -> None:
    assert len(phrases("từ " * 1000)) == MAX_PHRASES


@given(st.text())
def test_any_text_is_a_range_of_days_or_none(text: str) -> None:
    days = day_range(text)
    assert days is None or (len(days[0]) >= 8 and len(days[1]) >= 8)


@pytest.mark.parametrize(
    ("edtf", "days"),
    [
        ("2019", ("2019-01-01", "2019-12-31")),
        ("2019-08", ("2019-08-01", "2019-08-31")),
        ("2019-XX-05", ("2019-01-01", "2019-12-31")),
        ("2019-34", ("2019-01-01", "2019-12-31")),
        ("201X", ("2010-01-01", "2019-12-31")),
        ("../2021", ("0000-01-01", "2021-12-31")),
        ("2020-03-05/2020-03-08", ("2020-03-05", "2020-03-08")),
        ("XXXX-03-05", None),
        ("2019-08-05T10:00", None),
        ("", None),
    ],
)
def test_a_date_means_its_first_to_its_last_day(edtf: str, days: tuple[str, str] | None) -> None:
    assert day_range(edtf) == days
