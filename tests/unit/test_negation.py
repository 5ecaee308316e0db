"""A translation that says yes where its source says no."""

import pytest

from service.domain.article import Language
from service.pipeline.check import check_pair
from service.text.negation import lost_negation


@pytest.mark.parametrize(
    ("source", "text", "translation", "lost"),
    [
        ("en", "The ministry had received no application.", "Bộ đã nhận được đơn xin.", "no"),
        ("en", "The two sides did not sign.", "Hai bên đã ký.", "not"),
        ("vi", "Hai bên chưa ký thỏa thuận.", "The two sides signed an agreement.", "chưa"),
        ("vi", "Dự án không được duyệt.", "The project was approved.", "không"),
    ],
)
def test_a_negation_that_nothing_stands_for_is_lost(
    source: Language, text: str, translation: str, lost: str
) -> None:
    assert lost_negation(text, translation, source=source) == lost
    assert [finding.code for finding in check_pair(text, translation, source=source)] == ["negation_lost"]


@pytest.mark.parametrize(
    ("source", "text", "translation"),
    [
        ("vi", "Hãng hàng không quốc gia mở đường bay.", "The national airline opens a route."),
        ("vi", "Lực lượng phòng không tập trận.", "Air defence forces hold a drill."),
        ("vi", "Bạn có đi không?", "Are you going?"),
        ("vi", "Đây không chỉ là thỏa thuận.", "This is more than an agreement."),
        ("vi", "Hai bên không ký.", "The two sides refused to sign."),
        ("en", "No one knows.", "Ai mà biết."),
        ("en", "They did not agree.", "Họ từ chối."),
        ("en", "It is not only a deal.", "Đó còn hơn một thỏa thuận."),
    ],
)
def test_words_that_do_not_deny_and_other_ways_to_deny_are_no_fault(
    source: Language, text: str, translation: str
) -> None:
    assert lost_negation(text, translation, source=source) is None
