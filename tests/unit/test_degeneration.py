"""Signs that a translation broke down, where they must and must not be seen."""

import pytest

from service.text.degeneration import untranslated_stretch


@pytest.mark.parametrize(
    "text",
    ["https://example.org/a-b/c?x=y&n=1", "Reuters: https://a.vn/hai/ben/ky/ban/ghi/nho", "an.le@b.com.vn"],
)
def test_an_address_is_no_text_left_untranslated(text: str) -> None:
    assert untranslated_stretch(text, text, source="vi") is None
    assert untranslated_stretch(text, text, source="en") is None


def test_words_beside_an_address_are() -> None:
    text = "hai bên cùng ký bản ghi nhớ: https://example.org/tin"
    assert untranslated_stretch(text, text, source="vi") == "hai bên cùng ký bản ghi nhớ"
