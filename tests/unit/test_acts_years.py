"""The year of a date without one: what the article gives for it, and that nothing is guessed without it."""

from dataclasses import replace

import numpy as np
import pytest

from service.domain.article import Language
from service.text.acts.model import ActModel, Linear
from service.text.acts.when import dates_of, resolved
from service.text.acts.years import Placed, dates_an_event, given_years, is_open, within_news, year_candidates
from tests.unit.acts_articles import Told, told


def placed(one: Told) -> list[Placed]:
    return [Placed(date.segment, date.start, date.end, date.mention) for date in one.dates]


def years_for(one: Told) -> list[int]:
    """Return the candidates of the first date that lacks its year."""
    dates = placed(one)
    wanted = next(date for date in dates if is_open(date.mention))
    return [candidate.year for candidate in year_candidates(one.article.text, given_years(dates), wanted)]


def surely(feature: str, weight: float = 9.0) -> ActModel:
    """Return a model that believes in years with a feature alone."""
    weights = np.array([[weight]], dtype=np.float32)
    linear = Linear(("yes",), {feature: 0}, weights, np.array([-5.0], dtype=np.float32))
    return ActModel("test", {"year": linear}, {"year": 0.3}, {})


@pytest.mark.parametrize(
    ("sentence", "language", "years"),
    [
        ("Ngày 14/6 hai bên ký; năm 2017 đã ký một lần.", "vi", [2017]),
        ("Ngày 20/1 hai bên gặp nhau, sau lần gặp tháng 11/2018.", "vi", [2018, 2019]),
        ("Ngày 14/6 hai bên ký kế hoạch giai đoạn 2019-2024.", "vi", [2019, 2024]),
        ("Ngày 14/6 hai bên ký.", "vi", []),
        ("The two signed on June 14, after a first deal in 2017.", "en", [2017]),
        ("On January 20 they met again, after November 2018.", "en", [2018, 2019]),
    ],
)
def test_the_years_of_the_article_are_candidates(sentence: str, language: Language, years: list[int]) -> None:
    assert years_for(told("Tin", sentence, language=language)) == years


def test_this_year_lacks_its_year_and_yesterday_lacks_more() -> None:
    one = told("Tin", "Đầu năm nay hai bên ký; hôm qua họ gặp nhau.")
    assert [is_open(date.mention) for date in one.dates] == [True, False]


def test_a_year_that_the_model_is_sure_of_fills_the_gap() -> None:
    one = told("Tin", "Ngày 14/6 hai bên ký. Năm nay là năm thứ ba.", "Họ gặp nhau lần đầu trong năm 2017.")
    dates = resolved(one.article, placed(one), surely("latest"))
    assert [date.edtf for date in dates] == ["2017-06-14", "2017", "2017"]


def test_a_year_that_the_model_doubts_leaves_the_date_open() -> None:
    one = told("Tin", "Ngày 14/6 hai bên ký.", "Họ gặp nhau lần đầu trong năm 2017.")
    dates = resolved(one.article, placed(one), surely("latest", -9.0))
    assert [date.edtf for date in dates] == [None, "2017"]


def test_a_full_date_fixes_the_year_of_those_near_it() -> None:
    one = told("Tin", "Ngày 2/1 hai bên ký, sau khi gặp nhau ngày 20/12/2018.")
    dates = resolved(one.article, placed(one), surely("latest", -9.0))
    assert [date.edtf for date in dates] == ["2019-01-02", "2018-12-20"]


def test_just_past_counts_from_publication_and_not_from_another_full_date() -> None:
    one = told("Tin", "Ngày 30/4 vừa qua hai bên ký, theo văn bản ngày 11/3/2020.")
    assert one.dates[0].edtf == "2020-04-30"


def test_where_a_year_stands_and_how_tells_for_it() -> None:
    one = told(
        "Tin",
        "Ngày 14/6 hai bên ký tại APEC 2017.",
        "Hai đoàn trao đổi về nhiều lĩnh vực mà doanh nghiệp hai nước quan tâm.",
        "Mục tiêu đến năm 2030 là một tỷ USD.",
    )
    dates = placed(one)
    found = {c.year: c.features for c in year_candidates(one.article.text, given_years(dates), dates[0])}
    assert found[2017]["event"] == 1.0
    assert found[2017]["before latest"] == 1.0
    assert found[2030]["told ahead"] == 1.0
    assert "told ahead" not in found[2017]


def news_of(one: Told, year: int) -> bool:
    return within_news(one.article.text, given_years(placed(one)), year)


def test_no_news_is_older_than_the_latest_year_told_as_past() -> None:
    one = told("Tin", "Lễ sẽ diễn ra ngày 26/4; năm 1948 đã có thảm sát, quỹ được lập hồi tháng 4/2016.")
    assert news_of(one, 2016)
    assert not news_of(one, 1948)


def test_a_goal_ahead_makes_no_year_too_old() -> None:
    assert news_of(told("Tin", "Ngày 14/6 hai bên ký; năm 2018 đã ký, xuất khẩu tăng 4% đến năm 2035."), 2018)


def test_the_year_in_the_name_of_an_event_dates_the_event_alone() -> None:
    one = told("Tin", "Tháng 9 năm ngoái hai nước đồng ý cùng đăng cai World Cup 2034.")
    assert not news_of(one, 2033)
    assert dates_an_event(one.article.text, one.article.text.index("2034"))


def test_a_full_dateline_tells_which_tuesday() -> None:
    sentence = "Gemadept signed a memorandum on Tuesday."
    lines = ("Port deal", "HAI PHONG, Oct. 14, 2025 (Reuters) -", sentence)
    article, segments = told(*lines, language="en").article, told(*lines, language="en").segments
    roles = (segments[0], replace(segments[1], role="dateline"), segments[2])
    assert [(one.edtf, one.dateline) for one in dates_of(article, roles)] == [
        ("2025-10-14", True),
        ("2025-10-14", False),
    ]
