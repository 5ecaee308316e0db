"""Clock times are read on both clocks, rendered by rule, and not told otherwise."""

import pytest

from service.domain.article import Language, other
from service.text.clock import find_times, render_time
from service.text.fidelity import mismatches
from tests.speed import within


def rendered(text: str, source: Language) -> list[tuple[str, str | None]]:
    found = find_times(text, source)
    return [(text[t.span.start : t.span.end], render_time(t, other(source))) for t in found]


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("vi", "Lễ ký lúc 14h30 ngày 8/6.", [("14h30", "2:30 p.m.")]),
        ("vi", "Vào lúc 9 giờ 30 ngày 12/5, lễ ký bắt đầu.", [("9 giờ 30", "9:30 a.m.")]),
        ("vi", "Lễ ký bắt đầu lúc 14 giờ 30 phút.", [("14 giờ 30 phút", "2:30 p.m.")]),
        ("vi", "Lúc 20h ngày 5/8", [("20h", "8 p.m.")]),
        ("vi", "Họ về lúc 3 giờ chiều.", [("3 giờ chiều", "3 p.m.")]),
        ("vi", "Họ về lúc 12 giờ đêm.", [("12 giờ đêm", "midnight")]),
        ("vi", "Họ về lúc 5 giờ.", [("5 giờ", None)]),
        ("vi", "Chiều qua, lúc 8 giờ 15, họ về.", [("8 giờ 15", None)]),
        ("vi", "Trong 24 giờ qua, sau 9 giờ bay, đi 80 km/h, làm 8h/ngày, tỷ số 2:1.", []),
        ("vi", "Chuyến tàu chạy 7 giờ 30 phút.", []),
        ("vi", "Phiên họp dài 8 giờ 15 phút, kéo dài hơn 8 giờ 15.", []),
        ("vi", "Sau 10 giờ 20 phút bay, họ nghỉ 12 giờ hôm thứ Ba.", []),
        ("vi", "Phiên họp kéo dài 12 giờ, ngày 5/6.", []),
        ("vi", "Họ về sau 12 giờ, ngày 5/6.", []),
        ("vi", "Họ về sau 17 giờ ngày 5/6.", [("17 giờ", "5 p.m.")]),
        ("vi", "Vào khoảng 14h30, họ về.", [("14h30", "2:30 p.m.")]),
        ("vi", "Lễ ký diễn ra 7 giờ 30 phút ngày 5/6.", [("7 giờ 30 phút", "7:30 a.m.")]),
        ("vi", "Đội thắng 15:10, 25:20 hôm thứ Ba với tỷ lệ 0:10.", []),
        ("vi", "Tỷ số là 14:30.", []),
        ("vi", "Họp từ 14:30 đến 16:00.", [("14:30", "2:30 p.m."), ("16:00", "4 p.m.")]),
        ("vi", "Họp 14:30, ngày 5/6.", [("14:30", "2:30 p.m.")]),
        ("vi", "Lễ ký diễn ra lúc 9 giờ.", [("9 giờ", "9 a.m.")]),
        ("vi", "Lễ ký diễn ra lúc 9 giờ, tại Hà Nội.", [("9 giờ", "9 a.m.")]),
        ("vi", "Lúc 9 giờ sáng, họ ký.", [("9 giờ sáng", "9 a.m.")]),
        ("vi", "Họ ký lúc 9 giờ 30.", [("9 giờ 30", "9:30 a.m.")]),
        ("vi", "Họ ký lúc 9h.", [("9h", "9 a.m.")]),
        ("vi", "Họ ký lúc 9h30, rồi về.", [("9h30", "9:30 a.m.")]),
        ("vi", "Họ ký lúc 21 giờ.", [("21 giờ", "9 p.m.")]),
        ("vi", "Họp từ 9 giờ đến 11 giờ.", [("9 giờ", "9 a.m."), ("11 giờ", "11 a.m.")]),
        ("vi", "Từ 9h tới 17h, họ họp.", [("9h", "9 a.m."), ("17h", "5 p.m.")]),
        ("vi", "Phiên họp kéo dài từ 9 giờ đến 11 giờ.", []),
        ("vi", "Họ làm việc từ 8 giờ đến 10 giờ mỗi ngày.", []),
        ("vi", "Chuyến bay mất từ 9 giờ đến 11 giờ.", []),
        ("en", "Midnight Oil signed. Noon Capital invests. By Noon Capital.", []),
        ("en", "Noon, the Dubai retailer, signed.", []),
        ("en", "They burned the midnight oil.", []),
        ("en", "They met at Noon on Friday.", [("Noon", "12 giờ")]),
        ("en", "They signed at 2:30 p.m. on Friday.", [("2:30 p.m.", "14 giờ 30")]),
        ("en", "They signed at 10 a.m.", [("10 a.m", "10 giờ")]),
        ("en", "They left at 12 a.m. and at noon.", [("12 a.m.", "0 giờ"), ("noon", "12 giờ")]),
        ("en", "They met at 9:30.", [("9:30", None)]),
        ("en", "It rose 2.30 percent to $5.30 million in 24 hours.", []),
    ],
)
def test_a_time_is_written_as_the_other_language_does(
    source: Language, text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert rendered(text, source) == expected


@pytest.mark.parametrize(
    ("source", "text", "translation"),
    [
        ("vi", "Lễ ký lúc 14h30 tại Hà Nội.", "The signing was at 14:30 a.m. in Hanoi."),
        ("vi", "Vào lúc 9 giờ 30, lễ ký bắt đầu.", "At 9:30 p.m., the signing began."),
        ("vi", "Lúc 20h ngày 5/8, họ về.", "At 20 p.m. on August 5, they left."),
        ("vi", "Lúc 20h ngày 5/8, họ về.", "At 20h on August 5, they left."),
        ("vi", "Lễ ký lúc 14 giờ 30 phút.", "The signing was at 14:30 p.m."),
        ("vi", "Họ ký lúc 9 giờ sáng.", "They signed at 9 p."),
        ("vi", "Họ ký lúc 9 giờ, rồi về.", "They signed at 9 a., then left."),
        ("vi", "Đến 17 giờ ngày 5/8, họ về.", "By 17 hours of August 5, they left."),
        ("en", "They signed at 2:30 p.m. on Friday.", "Họ ký lúc 2:30 tối thứ Sáu."),
        ("en", "They signed at 2:30 p.m. on Friday.", "Họ ký lúc 2:30 sáng thứ Sáu."),
        ("en", "The ceremony ended at noon.", "Buổi lễ kết thúc."),
    ],
)
def test_a_time_told_otherwise_is_found(source: Language, text: str, translation: str) -> None:
    assert [one.kind for one in mismatches(text, translation, source=source)] == ["time"]


@pytest.mark.parametrize(
    ("source", "text", "translation"),
    [
        ("vi", "Lễ ký lúc 14h30 tại Hà Nội.", "The signing was at 2:30 p.m. in Hanoi."),
        ("vi", "Lễ ký lúc 14h30 tại Hà Nội.", "The signing was at 14:30 in Hanoi."),
        ("vi", "Vào lúc 9 giờ 30, lễ ký bắt đầu.", "At 9.30am, the signing began."),
        ("vi", "Chiều 5/8, lúc 3 giờ 15, họ về.", "On the afternoon of August 5, at 3:15 p.m., they left."),
        ("vi", "Sau 17 giờ bay, họ đến nơi.", "After 17 hours of flight, they arrived."),
        ("en", "They signed at 2:30 p.m. on Friday.", "Họ ký lúc 14h30 thứ Sáu."),
        ("en", "They signed at 2:30 p.m. on Friday.", "Họ ký lúc 2 giờ 30 chiều thứ Sáu."),
        ("vi", "Chuyến tàu chạy 2 giờ 30 phút.", "The train ran for 2 hours 30 minutes."),
        ("vi", "Chuyến tàu chạy 2 giờ 30 phút.", "The train ran for two and a half hours."),
        ("vi", "Họ họp 30 phút.", "They met for half an hour."),
        ("en", "They met for 30 minutes.", "Họ họp nửa giờ."),
        ("en", "It took 2 hours 30 minutes.", "Việc này mất 2 giờ rưỡi."),
        ("vi", "Họ về sau 12 giờ, ngày 5/6.", "They left after 12 hours, on June 5."),
        ("en", "Noon, the Dubai retailer, signed.", "Noon, nhà bán lẻ Dubai, ký."),
        ("en", "They burned the midnight oil.", "Họ thức khuya."),
        ("en", "They met around midday.", "Họ gặp nhau khoảng giữa ngày."),
        ("en", "They met at noon.", "Họ gặp nhau lúc 12 giờ trưa."),
    ],
)
def test_the_same_time_in_other_words_is_none(source: Language, text: str, translation: str) -> None:
    assert mismatches(text, translation, source=source) == ()


def test_a_long_row_of_digits_and_points_is_read_in_one_go() -> None:
    text = "1.000" * 3200
    with within(1):
        assert find_times(text, "en") == ()
