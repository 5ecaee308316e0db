"""Signs, fractions, weekdays and currencies that a translation lost or made up."""

import pytest

from service.domain.article import Language
from service.pipeline.check import check_pair

FAULTY: list[tuple[Language, str, str, str]] = [
    ("vi", "Chỉ số tháng này đạt -2,4%.", "The index this month reached 2.4%.", "number_mismatch"),
    ("en", "Growth came in at minus 3.1 percent.", "Tăng trưởng đạt 3,1%.", "number_mismatch"),
    ("vi", "Đội chủ nhà đứng thứ ba.", "The home team stood on Tuesday.", "date_mismatch"),
    ("en", "Two-thirds of the seats are taken.", "Hai phần lớn số ghế đã kín.", "number_mismatch"),
    ("en", "The two dozen pupils sang.", "Hai học sinh đã hát.", "number_mismatch"),
    ("en", "Sales grew 3.5-fold.", "Doanh số tăng 3.500.", "number_mismatch"),
    ("en", "Sales grew 3.5-fold.", "Doanh số tăng 3,5-fold.", "number_mismatch"),
    ("vi", "Vé giá 1.350 USD.", "A ticket costs $1.350.", "number_mismatch"),
    ("en", "A fund of VND75 trillion.", "Quỹ trị giá VND75 nghìn tỷ USD.", "currency_mismatch"),
    ("vi", "Thông tư 12/2022/TT-BTC có từ 1/5/2022.", "The rule of May 12, 2022 is from May 1, 2022.",
     "date_mismatch"),
    ("vi", "Thứ Sáu (5/6/2020), họ gặp nhau.", "Friday (June 5/6-2020), they met.", "date_mismatch"),
    ("vi", "Thứ Sáu (12/6/2020), họ gặp nhau.", "Friday (12 June, June 12, 2020), met.", "date_mismatch"),
    ("vi", "(Ngày 8/6) Hai bên ký.", "(June 8/6) The two sides sign.", "date_mismatch"),
    ("vi", "Từ 5-7/8/2019.", "From August 5-7/2019.", "date_mismatch"),
    ("vi", "Đến tháng 12/2020, xong.", "Until December 2020, 2020, done.", "date_mismatch"),
    ("vi", "Họp ngày 2020-06-08.", "They met on March 2020-06-08.", "date_mismatch"),
    ("en", "Signed on 2020-06-08.", "Ký vào năm 2020-06-08.", "date_mismatch"),
    ("en", "Valid until 2021-01-11.", "Có hiệu lực đến 2021-01.", "date_mismatch"),
    ("en", "Signed on June 8, 2020.", "Ký ngày 8 tháng 6/6/2020.", "date_mismatch"),
    ("vi", "Nghỉ từ 2/6 đến 7/6/2022.", "Closed from June 2 to 7 to 6/2022.", "date_mismatch"),
]  # fmt: skip

FAITHFUL: list[tuple[Language, str, str]] = [
    ("vi", "Chỉ số tháng này đạt -2,4%.", "The index fell 2.4% this month."),
    ("en", "Growth came in at minus 3.1 percent.", "Tăng trưởng âm 3,1%."),
    ("vi", "Đội chủ nhà đứng thứ ba.", "The home team came third."),
    ("vi", "Họp lần thứ hai vào sáng thứ hai.", "The second meeting was on Monday."),
    ("en", "Two-thirds of the seats are taken.", "Hai phần ba số ghế đã kín."),
    ("en", "The two dozen pupils sang.", "Hai tá học sinh đã hát."),
    ("en", "The two dozen pupils sang.", "24 học sinh đã hát."),
    ("en", "Sales grew 3.5-fold.", "Doanh số tăng 3,5 lần."),
    ("en", "A fund of VND75 trillion.", "Quỹ trị giá 75 nghìn tỷ đồng."),
    ("vi", "Từ 5-7/8/2019.", "From August 5-7, 2019."),
    ("vi", "Họp ngày 2020-06-08.", "They met on June 8, 2020."),
    ("vi", "Năm 2019, 2020 và 2021.", "2019, 2020 and 2021."),
    ("vi", "Trà đá 20k/ly.", "Iced tea costs 20k/ly."),
    ("vi", "Hai bên họp trong hai ngày 2 và 3/9.", "The two sides met on September 2 and 3."),
]


@pytest.mark.parametrize(("source", "text", "translation", "code"), FAULTY)
def test_a_slip_becomes_a_finding(source: Language, text: str, translation: str, code: str) -> None:
    assert code in [finding.code for finding in check_pair(text, translation, source=source)]


@pytest.mark.parametrize(("source", "text", "translation"), FAITHFUL)
def test_other_words_for_the_same_are_none(source: Language, text: str, translation: str) -> None:
    assert check_pair(text, translation, source=source) == ()
