"""Long sentences are cut at clause borders; nothing is lost and no word is cut."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.domain.article import Language
from service.text.clauses import join_clauses, split_clauses

LONG_VI = (
    "Kết quả từ chuyến đi đã giúp Tổng cục chuẩn bị các điều kiện cần thiết, kịp thời tham mưu cho Bộ "
    "triển khai các nhiệm vụ tổng thể về năng suất; đồng thời xây dựng hệ thống chuẩn đối sánh và thực "
    "hành tốt về năng suất phục vụ doanh nghiệp Việt Nam nói riêng theo chỉ đạo của Chính phủ"
)
WORDS = st.sampled_from(
    [
        "và",
        "năm",
        "2019,",
        "and",
        "which",
        "–",
        "“hợp",
        "tác”",
        "(APO)",
        "3,5",
        "tỷ;",
        "Việt",
        "Nam",
        '"',
        "\n",
    ]
)


def test_a_short_sentence_stays_whole() -> None:
    assert split_clauses("Hai bên ký MOU.", language="vi") == ("Hai bên ký MOU.",)


def test_a_long_sentence_is_cut_at_its_semicolon() -> None:
    pieces = split_clauses(LONG_VI, language="vi", longest=40)
    assert pieces[0].rstrip().endswith("năng suất;")
    assert pieces[1].startswith("đồng thời")


def test_a_comma_before_a_conjunction_is_better_than_a_bare_comma() -> None:
    text = (
        "The ministers of the two countries, Japan and Laos, met in Hanoi, and they signed a plan for energy"
    )
    pieces = split_clauses(text, language="en", longest=14)
    assert pieces[1].startswith("and they signed")


def test_quotations_and_brackets_are_kept_together_where_there_is_another_border() -> None:
    text = (
        "Ông nói rằng kế hoạch rất quan trọng với hai nước, “hợp tác, đào tạo, nghiên cứu, và tư vấn” là đích"
    )
    pieces = split_clauses(text, language="vi", longest=15)
    assert any("“hợp tác, đào tạo, nghiên cứu, và tư vấn”" in piece for piece in pieces)


@pytest.mark.parametrize("language", ["vi", "en"])
@settings(max_examples=200, deadline=None)
@given(words=st.lists(WORDS, min_size=1, max_size=120), longest=st.integers(2, 30))
def test_the_pieces_are_the_sentence_and_no_word_is_cut(
    language: Language, words: list[str], longest: int
) -> None:
    text = " ".join(words)
    pieces = split_clauses(text, language=language, longest=longest)
    assert "".join(pieces) == text
    assert [word for piece in pieces for word in piece.split()] == text.split()
    assert all(len(piece.split()) <= longest for piece in pieces)


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=300))
def test_any_text_survives(text: str) -> None:
    assert "".join(split_clauses(text, language="vi", longest=5)) == text


def test_a_text_full_of_openers_takes_no_quadratic_time() -> None:
    text = "“( [ " * 400
    assert "".join(split_clauses(text, language="vi")) == text


def test_inner_full_stops_and_capitals_are_taken_back() -> None:
    joined = join_clauses(
        ("Hai bên ký MOU, ", "đồng thời mở văn phòng."),
        ("The two sides signed an MOU.", "At the same time opened an office."),
        target="en",
    )
    assert joined == "The two sides signed an MOU, at the same time opened an office."


def test_the_point_of_a_time_is_no_full_stop() -> None:
    for pieces, translations, joined in (
        (("Lúc 9 giờ,", "họ ký."), ("At 9 a.m.", "They signed."), "At 9 a.m., they signed."),
        (
            ("Họ ký lúc 21 giờ", "rồi về."),
            ("They signed at 9 p.m.", "then left."),
            "They signed at 9 p.m. then left.",
        ),
    ):
        assert join_clauses(pieces, translations, target="en") == joined


def test_a_name_at_the_start_of_a_piece_keeps_its_capital() -> None:
    joined = join_clauses(
        ("Hai bên họp, ", "tại Hà Nội."), ("They met,", "Hanoi hosted the talks."), target="en"
    )
    assert joined == "They met, Hanoi hosted the talks."


def test_a_vietnamese_piece_starts_small_unless_it_is_a_name() -> None:
    pieces = ("They met, ", "and signed, ", "while leaders of Vietnam watched.")
    translations = ("Họ gặp nhau.", "Và ký kết.", "Việt Nam theo dõi.")
    assert join_clauses(pieces, translations, target="vi") == "Họ gặp nhau, và ký kết, Việt Nam theo dõi."


def test_an_empty_translation_of_a_piece_leaves_no_gap() -> None:
    assert join_clauses(("a ", "b"), ("", "B"), target="en") == "B"
    assert join_clauses(("a ", "b"), ("A", " "), target="vi") == "A"


def test_a_common_noun_or_participle_that_begins_an_inner_piece_loses_its_capital() -> None:
    pieces = ("Hai bên họp, ", "tăng cường quan hệ, ", "tại Bắc Kinh")
    translations = ("The two sides met,", "Strengthening and Intensifying ties,", "Beijing")
    joined = join_clauses(pieces, translations, target="en")
    assert joined == "The two sides met, strengthening and Intensifying ties, Beijing"
    again = ("The two sides met,", "Coordinating ties,", "Innovation Centre")
    assert (
        join_clauses(pieces, again, target="en") == "The two sides met, coordinating ties, Innovation Centre"
    )
