"""Symbols stay where they are, whatever is translated between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.text.clauses import join_clauses
from service.text.symbols import cut_at_symbols


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("♪ Hà Nội mùa thu ♪", ("Hà Nội mùa thu",)),
        ("Cảm ơn™ 🎵", ("Cảm ơn",)),
        ("Hai bên ký ✅ hợp tác 🇻🇳", ("Hai bên ký", "hợp tác")),
        ("Việt Nam → Nhật Bản", ("Việt Nam", "Nhật Bản")),
        ("Nhiệt độ < 5 độ", ("Nhiệt độ", "5 độ")),
        ("Nóng 38°C, A<B, C&D", ("Nóng 38°C, A<B, C&D",)),
        ("Hai bên ký.", ("Hai bên ký.",)),
        ("➡️ 5 → 6 tỷ đồng", ("6 tỷ đồng",)),
    ],
)
def test_what_stands_between_symbols_is_translated_by_itself(text: str, stretches: tuple[str, ...]) -> None:
    assert cut_at_symbols(text).stretches == stretches


@given(st.text(alphabet="ab Đ1.<>→🎵™\ufe0f|~,\u200d"))
def test_a_text_put_together_again_is_the_text(text: str) -> None:
    cut = cut_at_symbols(text)
    gaps = (*cut.gaps, "") if cut.stretches else ()
    inner = "".join(part for pair in zip(cut.stretches, gaps, strict=True) for part in pair)
    assert cut.before + inner + cut.after == text
    assert all(any(letter.isalpha() for letter in stretch) for stretch in cut.stretches)


def test_a_symbol_between_two_pieces_stays_and_no_full_stop_comes_before_it() -> None:
    pieces, translations = ("Hai bên ký", "hợp tác"), ("The two sides sign.", "The cooperation.")
    assert (
        join_clauses(pieces, translations, target="en", gaps=(" ✅ ",))
        == "The two sides sign ✅ the cooperation."
    )
    assert join_clauses(("a", "b"), ("A", ""), target="en", gaps=(" → ",)) == "A → "
