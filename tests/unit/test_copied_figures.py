"""Decimal commas and thousands points that a translation left as the source has them."""

import pytest

from service.domain.article import Language
from service.text.copied_figures import copied_figures, in_target_form


@pytest.mark.parametrize(
    ("source", "text", "copied", "right"),
    [
        ("vi", "Giá vàng lên 1.876 USD.", "Gold rose to $1.876.", "Gold rose to US$1,876."),
        ("vi", "Dân số xã là 12.345 người.", "It has 12.345 people.", "It has 12,345 people."),
        ("vi", "Chi 15.000 đồng.", "It cost 15.000 dong.", "It cost 15,000 dong."),
        ("vi", "Lãi suất 5,25%.", "The rate is 5,25%.", "The rate is 5.25%."),
        ("vi", "Đạt 1.234,5 tấn.", "It made 1.234,5 tons.", "It made 1,234.5 tons."),
        ("en", "The bar is 2.345 metres long.", "Thanh dài 2.345 m.", "Thanh dài 2,345 m."),
        ("en", "Shares fell 3.25 points.", "Cổ phiếu giảm 3.25 điểm.", "Cổ phiếu giảm 3,25 điểm."),
        ("en", "It sold 7,654 cars.", "Hãng bán 7,654 xe.", "Hãng bán 7.654 xe."),
        ("en", "It sells 18,500-20,400 a day.", "Bán 18,500-20.400 mỗi ngày.", "Bán 18.500-20.400 mỗi ngày."),
        ("en", "Up 2.5-3.5 percent.", "Tăng 2.5-3.5%.", "Tăng 2,5-3,5%."),
        ("en", "About 1.7 million came.", "Khoảng 1.7 triệu người đến.", "Khoảng 1,7 triệu người đến."),
    ],
)
def test_a_copied_figure_is_put_into_the_form_of_the_target_language(
    source: Language, text: str, copied: str, right: str
) -> None:
    assert in_target_form(text, copied, source=source) == right
    assert in_target_form(text, right, source=source) == right


@pytest.mark.parametrize(
    ("source", "text", "translation"),
    [
        ("vi", "Doanh thu 42.303 tỷ đồng.", "Revenue was VND42.303 trillion."),
        ("vi", "Có 1,666 người chết.", "There were 1,666 deaths."),
        ("vi", "Theo Điều 5,6 của luật.", "Under Articles 5,6 of the law."),
        ("vi", "Công nghiệp 4.0.", "Industry 4.0."),
        ("en", "Phones with iOS 14.5 sell well.", "Điện thoại chạy iOS 14.5 bán chạy."),
        ("en", "See example.org/v1.25/list for it.", "Xem example.org/v1.25/list."),
        ("en", "The talks began at 7.30 on Friday.", "Hội đàm bắt đầu lúc 7.30 hôm thứ Sáu."),
        ("en", "Rates of 1.250 and 1,250 were named.", "Các mức 1,250 và 1.250 được nêu."),
    ],
)
def test_what_may_be_right_as_it_is_stays(source: Language, text: str, translation: str) -> None:
    assert in_target_form(text, translation, source=source) == translation


def test_bad_form_alone_is_not_misread() -> None:
    [thousands] = copied_figures("Giá 1.876 USD.", "It costs $1.876.", "vi")
    [decimals] = copied_figures("It rose 1.7%.", "Tăng 1.7%.", "en")
    assert (thousands.misread, decimals.misread) == (True, False)
