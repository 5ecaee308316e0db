"""What is relative in a date, counted from the day of publication, or left open."""

from datetime import date

import pytest

from service.domain.article import Language
from service.text.dates import find_dates

PUBLISHED = date(2020, 3, 11)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("hôm nay", "2020-03-11"),
        ("hôm qua", "2020-03-10"),
        ("sáng mai", "2020-03-12"),
        ("tuần tới", "2020-03-16/2020-03-22"),
        ("tháng trước", "2020-02"),
        ("cuối năm nay", "2020"),
        ("năm ngoái", "2019"),
        ("tháng 12 năm ngoái", "2019-12"),
        ("thứ Hai tuần này", "2020-03-09"),
        ("sáng thứ hai", "2020-03-09"),
        ("cách đây 26 năm", "1994"),
        ("ngày 8/6", "2020-06-08"),
        ("ngày 28-12", "2019-12-28"),
        ("từ 28/12 đến 2/1", "2019-12-28/2020-01-02"),
    ],
)
def test_the_day_of_publication_settles_what_is_relative(text: str, edtf: str) -> None:
    [mention] = find_dates(text, "vi", published=PUBLISHED)
    assert mention.edtf == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("yesterday", "2020-03-10"),
        ("last month", "2020-02"),
        ("on Monday", "2020-03-09"),
        ("next Monday", "2020-03-16"),
        ("two years ago", "2018"),
        ("June last year", "2019-06"),
    ],
)
def test_the_day_of_publication_settles_english_too(text: str, edtf: str) -> None:
    [mention] = find_dates(text, "en", published=PUBLISHED)
    assert mention.edtf == edtf


@pytest.mark.parametrize(
    ("text", "language", "edtf"),
    [
        ("lễ ký ngày 30/4 vừa qua", "vi", "2019-04-30"),
        ("lễ ký ngày 30/4", "vi", "2020-04-30"),
        ("tháng 12 vừa rồi", "vi", "2019-12"),
        ("ngày 8/2 tới, hai bên ký", "vi", "2021-02-08"),
        ("ngày 8/2 tới thăm Hà Nội", "vi", "2020-02-08"),
        ("khai trương ngày 1/3 sắp tới", "vi", "2021-03-01"),
        ("signed last April", "en", "2019-04"),
        ("opens next February", "en", "2021-02"),
        ("this past May", "en", "2019-05"),
    ],
)
def test_a_date_just_past_is_no_day_to_come(text: str, language: Language, edtf: str) -> None:
    [mention] = find_dates(text, language, published=PUBLISHED)
    assert mention.edtf == edtf


@pytest.mark.parametrize(
    ("text", "language", "edtf"),
    [
        ("ký hai ngày trước", "vi", "2020-03-09"),
        ("đến ba hôm trước", "vi", "2020-03-08"),
        ("họp tuần trước", "vi", "2020-03-02/2020-03-08"),
        ("từ hai năm trước", "vi", "2018"),
        ("cách đây ba tháng", "vi", "2019-12"),
        ("two days ago", "en", "2020-03-09"),
    ],
)
def test_so_long_ago_counts_from_publication(text: str, language: Language, edtf: str) -> None:
    [mention] = find_dates(text, language, published=PUBLISHED)
    assert mention.edtf == edtf
    [unpublished] = find_dates(text, language)
    assert unpublished.edtf is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("hai ngày trước đó", "vi"),
        ("hai ngày trước khi ký", "vi"),
        ("hai tuần trước lễ ký", "vi"),
        ("tuần trước khi khai mạc", "vi"),
        ("cách đây khoảng 3 năm", "vi"),
        ("gần ba năm trước", "vi"),
        ("trong khoảng 3 năm", "vi"),
        ("một năm qua", "vi"),
        ("two days earlier", "en"),
        ("about three years ago", "en"),
    ],
)
def test_what_counts_from_elsewhere_or_roughly_stays_open(text: str, language: Language) -> None:
    assert [mention.edtf for mention in find_dates(text, language, published=PUBLISHED) if mention.edtf] == []


@pytest.mark.parametrize(
    "text", ["hôm nay", "tháng trước", "ngày 8/6", "tháng 4 năm nay", "thứ Hai tuần này"]
)
def test_without_publication_nothing_is_guessed(text: str) -> None:
    [mention] = find_dates(text, "vi")
    assert mention.edtf is None


@pytest.mark.parametrize(
    ("text", "published", "mention", "edtf"),
    [
        ("Ngày 28 tháng trước, hai bên ký", date(2019, 8, 5), "Ngày 28 tháng trước", "2019-07-28"),
        ("Ngày mùng 3 tháng trước", date(2019, 8, 5), "Ngày mùng 3 tháng trước", "2019-07-03"),
        ("Ngày 5 tháng này", date(2019, 8, 5), "Ngày 5 tháng này", "2019-08-05"),
        (
            "từ ngày 3 đến 5 tháng trước",
            date(2020, 1, 5),
            "từ ngày 3 đến 5 tháng trước",
            "2019-12-03/2019-12-05",
        ),
        ("ngày 31 tháng trước", date(2019, 3, 5), "ngày 31 tháng trước", None),
        ("28 tháng trước", date(2019, 8, 5), "28 tháng trước", "2017-04"),
        ("ba tháng trước", date(2019, 8, 5), "ba tháng trước", "2019-05"),
        ("Thứ Năm tuần trước", date(2019, 8, 7), "Thứ Năm tuần trước", "2019-08-01"),
        ("Thứ Sáu tuần trước", date(2019, 8, 7), "Thứ Sáu tuần trước", "2019-08-02"),
        ("Thứ Ba tuần trước", date(2021, 4, 6), "Thứ Ba tuần trước", "2021-03-30"),
        ("Năm tuần trước", date(2019, 8, 7), "Năm tuần trước", "2019-07-01/2019-07-07"),
        ("thứ hai vừa qua", date(2019, 8, 7), "thứ hai vừa qua", "2019-08-05"),
        ("Thứ Tư vừa qua", date(2019, 8, 7), "Thứ Tư vừa qua", "2019-07-31"),
        ("ký cuối tuần qua", date(2019, 8, 7), "cuối tuần qua", "2019-08-03/2019-08-04"),
        ("ký cuối tuần qua", date(2019, 8, 4), "cuối tuần qua", None),
        ("diễn ra cuối tuần tới", date(2019, 8, 7), "cuối tuần tới", None),
        ("đầu tuần này", date(2019, 8, 7), "đầu tuần này", "2019-08-05/2019-08-11"),
        ("Hôm qua (4/8), hai bên ký", date(2019, 8, 5), "Hôm qua (4/8)", "2019-08-04"),
    ],
)
def test_days_are_counted_from_publication(
    text: str, published: date, mention: str, edtf: str | None
) -> None:
    [found] = find_dates(text, "vi", published=published)
    assert (found.text, found.edtf) == (mention, edtf)


@pytest.mark.parametrize(
    ("text", "mention", "edtf"),
    [
        ("signed the day before yesterday", "the day before yesterday", "2019-08-05"),
        ("the day after tomorrow", "the day after tomorrow", "2019-08-09"),
        ("signed over the weekend", "over the weekend", "2019-08-03/2019-08-04"),
        ("signed last weekend", "last weekend", "2019-08-03/2019-08-04"),
        ("meet this weekend", "this weekend", "2019-08-10/2019-08-11"),
        ("meet next weekend", "next weekend", None),
        ("a fortnight ago", "a fortnight ago", "2019-07-22/2019-07-28"),
        ("sales rose last quarter", "last quarter", "2019-04/2019-06"),
        ("in the last quarter of 2018", "last quarter of 2018", "2018-10/2018-12"),
        ("on Tuesday last week", "Tuesday last week", "2019-07-30"),
        ("last Wednesday", "last Wednesday", "2019-07-31"),
        ("on the 28th of last month", "the 28th of last month", "2019-07-28"),
        ("the month before last", "the month before last", "2019-06"),
    ],
)
def test_english_days_are_counted_from_publication(text: str, mention: str, edtf: str | None) -> None:
    [found] = find_dates(text, "en", published=date(2019, 8, 7))
    assert (found.text, found.edtf) == (mention, edtf)
