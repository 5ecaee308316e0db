"""What the rules carry across, and in which form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.article import Language
from service.text.protected import find_protected


def carried(text: str, source: Language) -> list[tuple[str, str]]:
    found = find_protected(text, source=source)
    return [(text[p.span.start : p.span.end], p.rendering) for p in found]


@pytest.mark.parametrize(
    ("text", "words", "rendering"),
    [
        ("Ký ngày 8/6/2020 tại Hà Nội", "ngày 8/6/2020", "June 8, 2020"),
        ("Hiệp định ký ngày 30-6 có hiệu lực", "ngày 30-6", "June 30"),
        ("Thăm Việt Nam từ ngày 28/2 tới 5/3 tới", "ngày 28/2 tới 5/3", "February 28-March 5"),
        ("Thăm trong hai ngày 2 - 3/9 này", "hai ngày 2 - 3/9", "September 2-3"),
        ("Vào tháng 8/2019, hai bên ký kết", "tháng 8/2019", "August 2019"),
        ("Tăng trưởng quý I/2020 đạt 3,8%", "quý I/2020", "Q1 2020"),
        ("Quý III năm 2019 tăng mạnh", "Quý III năm 2019", "Q3 2019"),
        ("Trong quý 1/2020, hai bên ký", "quý 1/2020", "Q1 2020"),
        ("Khoản vay 1,5 tỷ USD cho dự án", "1,5 tỷ USD", "US$1.5 billion"),
        ("Vốn 2.500 tỷ đồng cho dự án", "2.500 tỷ đồng", "VND2.5 trillion"),
        ("Xuất khẩu 12.500 tấn gạo", "12.500", "12,500"),
        ("Tăng 3,5% so với năm trước", "3,5%", "3.5%"),
        ("Hỗ trợ 15 nghìn hộ dân", "15 nghìn", "15,000"),
        ("Bộ trưởng Trần Tuấn Anh phát biểu", "Trần Tuấn Anh", "Tran Tuan Anh"),
        ("Theo Nghị định 15/2020/NĐ-CP của Chính phủ", "15/2020/NĐ-CP", "15/2020/NĐ-CP"),
        ("Khoảng 10-15 triệu USD cho dự án", "10-15 triệu USD", "US$10-15 million"),
        ("Hôm qua (4/8), hai bên ký", "4/8", "August 4"),
        ("Lễ ký lúc 14h30 tại Hà Nội", "14h30", "2:30 p.m."),
        ("Một nửa số vốn đã về", "Một nửa", "half"),
        ("Từ 1/7/2021 đến 30/6/2024, hai bên", "1/7/2021 đến 30/6/2024", "July 1, 2021 to June 30, 2024"),
        ("Xem thêm tại vnexpress.net hôm nay", "vnexpress.net", "vnexpress.net"),
    ],
)
def test_vietnamese_is_carried_into_english(text: str, words: str, rendering: str) -> None:
    assert (words, rendering) in carried(text, "vi")


@pytest.mark.parametrize(
    ("text", "words", "rendering"),
    [
        ("Signed on June 8, 2020 in Hanoi", "June 8, 2020", "8/6/2020"),
        ("Since August 2019 it has grown", "August 2019", "tháng 8 năm 2019"),
        ("Growth in Q1 2020 was slow", "Q1 2020", "quý I/2020"),
        ("The bank lent $1.5 billion to it", "$1.5 billion", "1,5 tỷ USD"),
        ("The fund put S$30m into it", "S$30m", "30 triệu SGD"),
        ("The bank lent £5m to it", "£5m", "5 triệu bảng Anh"),
        ("It will cost $1.2-1.5 billion", "$1.2-1.5 billion", "1,2-1,5 tỷ USD"),
        ("They met on 2020-06-08 in Hue", "2020-06-08", "8/6/2020"),
        ("They shipped 12,500 tonnes of rice", "12,500", "12.500"),
        ("It grew by 3.5% last year", "3.5%", "3,5%"),
    ],
)
def test_english_is_carried_into_vietnamese(text: str, words: str, rendering: str) -> None:
    assert (words, rendering) in carried(text, "en")


@pytest.mark.parametrize(
    "text",
    [
        "Tỷ số 2-1 ở hiệp hai",
        "hàng triệu USD",
        "ba bên cùng ký",
        "quý I năm nay",
        "quí I/2020",
        "học kỳ II/2019",
    ],
)
def test_what_the_rules_are_not_sure_of_is_left_out(text: str) -> None:
    assert carried(text, "vi") == []


@given(st.text(st.sampled_from("0123456789.,/-% tỷUSDngàythángNĐ$Trần Tuấn Anh"), max_size=40))
def test_spans_never_overlap_and_lie_within_the_text(text: str) -> None:
    end = 0
    for found in find_protected(text, source="vi"):
        assert end <= found.span.start < found.span.end <= len(text)
        end = found.span.end
