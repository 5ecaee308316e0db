"""What translators lose in words is put in forms that they copy."""

import pytest

from service.domain.article import Language
from service.text.reworded import find_reworded


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("vi", "Mười hai thỏa thuận được ký kết.", "12 thỏa thuận được ký kết."),
        ("vi", "Hợp đồng năm năm trị giá 5 triệu USD.", "Hợp đồng 5 năm trị giá 5 triệu USD."),
        ("vi", "Hai mươi mốt nước dự.", "21 nước dự."),
        ("vi", "Bốn mươi phần trăm dân số.", "40% dân số."),
        ("vi", "Một tỷ rưỡi USD được đầu tư.", "1,5 tỷ USD được đầu tư."),
        ("vi", "Gặp nhau ngày 2020-06-08.", "Gặp nhau ngày 8/6/2020."),
        ("en", "Twenty-five companies took part.", "25 companies took part."),
        ("en", "A five-year plan was adopted.", "A 5-year plan was adopted."),
        ("en", "Thirty-five thousand people", "35,000 people"),
        ("en", "One and a half billion dollars", "1.5 billion dollars"),
        ("en", "Signed at 2:30 p.m. on Friday", "Signed at 14h30 on Friday"),
    ],
)
def test_words_become_figures_of_the_same_language(source: Language, text: str, expected: str) -> None:
    done = text
    for span, words in reversed(find_reworded(text, source)):
        done = f"{done[: span.start]}{words}{done[span.end :]}"
    assert done == expected


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("vi", "Hai bên gặp nhau một lần, xếp thứ ba, vào tháng mười hai."),
        ("vi", "Năm nay hai, ba tỉnh tham gia."),
        ("en", "One of the two sides came third in the twenty-first century."),
        ("en", "Two or three firms rose two percentage points."),
        ("en", "Version 2020-06-08/rev was sent."),
    ],
)
def test_what_counts_nothing_stays(source: Language, text: str) -> None:
    assert find_reworded(text, source) == ()
