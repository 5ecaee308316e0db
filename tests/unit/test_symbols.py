"""Symbols stay where they are, whatever is translated between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.text.clauses import join_clauses
from service.text.symbols import cut_at_symbols, outside_tags


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
        ("<b>Hai bên ký</b> bản ghi nhớ.", ("Hai bên ký", "bản ghi nhớ.")),
        ("Xem <a href=\"x?a=1.5\" title='y'>bản tin</a>.<br/>", ("Xem", "bản tin")),
        ("Hai bên &amp; ba bên&nbsp;<!-- ký --> họp", ("Hai bên", "ba bên", "họp")),
        ("Bộ KH&CN; Bộ Y tế", ("Bộ KH&CN; Bộ Y tế",)),
        ("nếu x <y và z> 5 thì dừng", ("nếu x <y và z> 5 thì dừng",)),
        ("🔗 https://example.org/tin ▶ x", ()),
        ("1 < 2 & 3 > 2, a.", ()),
        ("Nếu x < y thì z > 2, b", ("Nếu x", "y thì z")),
        ("2, a.", ("2, a.",)),
    ],
)
def test_what_stands_between_symbols_is_translated_by_itself(text: str, stretches: tuple[str, ...]) -> None:
    assert cut_at_symbols(text).stretches == stretches


@given(st.text(alphabet='ab Đ1.<>/="&;→🎵™\ufe0f|~,\u200d'))
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


def test_what_is_done_to_a_text_is_not_done_to_its_tags() -> None:
    assert outside_tags('một <a href="x">hai</a> <b', str.upper) == 'MỘT <a href="x">HAI</a> <B'
