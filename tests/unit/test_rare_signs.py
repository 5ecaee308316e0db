"""Letters, signs and codes that models tear come through as they were written, or are an error."""

from collections.abc import Sequence

import pytest

from service.domain.article import Language, Span
from service.domain.glossary import Glossary, Term
from service.pipeline.check import check_pair
from service.pipeline.translate import translate_text
from service.text.fidelity import mismatches
from service.text.protected import find_protected
from service.text.rare_signs import begins_copied, find_copied, find_signs, is_code, lost_signs
from service.text.verbatim import find_verbatim


class Scrambler:
    """A Translator that never gives back what it was sent."""

    version = "scrambler@1"
    placeholders: tuple[str, ...] = ()

    def translate(
        self, texts: Sequence[str], *, source: Language, target: Language, alternatives: int = 0
    ) -> list[list[tuple[str, float]]]:
        return [[("scrambled", -0.1)] for _ in texts]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Khí H₂O và Ca(OH)₂ ở 東京", ["H₂O", "Ca(OH)₂", "東京"]),
        ("Ông Владимир Путин nói", ["Владимир Путин"]),
        ("Hợp chất α-β và chip i7-9700K", ["α-β", "i7-9700K"]),
        ("Mã VND-01, theo QĐ-TTg, mục N/A", ["VND-01", "QĐ-TTg", "N/A"]),
        ("Phương trình 2H₂O và SO₄²₋", ["2H₂O", "SO₄²₋"]),
        ("Q1-2024, H1-2024, T9-2023, UNCLOS-1982, ASEAN-46", []),
        ("COVID-19, top-10, Việt-Nhật 2019, ngành VH-XH, ngày 5-8 và сông", []),
    ],
)
def test_they_are_found_within_a_sentence(text: str, found: list[str]) -> None:
    assert [text[span.start : span.end] for span in find_copied(text)] == found
    assert [text[span.start : span.end] for span in find_verbatim(text)] == found


def test_figures_with_signs_are_found_and_marks_of_notes_are_none() -> None:
    text = "Tăng 5‰, khoảng ½ số dân, 25 m², x² và 10⁶; hợp tác² giữa hai bên¹"
    assert [text[span.start : span.end] for span in find_signs(text)] == ["5‰", "½", "m²", "x²", "10⁶"]


@pytest.mark.parametrize(
    "text", ["VND-01", "QĐ-TTg", "VNĐ", "N/A", "F0, F1", "H₂O", "x² + y²", "α-β", "東京", "i7-9700K", "A & B"]
)
def test_a_text_of_codes_alone_is_copied(text: str) -> None:
    assert is_code(text, is_vietnamese=True)
    done = translate_text(text, source="vi", translator=Scrambler(), glossary=Glossary("none", "1", ()))
    assert done == text


def test_an_abbreviation_that_is_a_term_is_translated_unless_it_has_the_same_letters() -> None:
    dong = Term("đồng Việt Nam", "Vietnamese dong", abbr_vi="VNĐ", abbr_en="VND")
    committee = Term("Ủy ban nhân dân", "People's Committee", abbr_vi="UBND")
    glossary = Glossary("two", "1", (dong, committee))
    for text, expected in (("VNĐ", "VND"), ("UBND", "Scrambled")):
        done = translate_text(text, source="vi", translator=Scrambler(), glossary=glossary)
        assert done.casefold() == expected.casefold()


@pytest.mark.parametrize(
    ("text", "is_vietnamese"),
    [
        ("HÀ NỘI", True), ("TIN", True), ("CHÚ Ý", True), ("Mã VND-01", True), ("123", True),
        ("NEWS", False), ("USA", False), ("HEALTH MINISTRY", False),
    ],
)  # fmt: skip
def test_words_in_capitals_are_no_codes(text: str, is_vietnamese: bool) -> None:
    assert not is_code(text, is_vietnamese=is_vietnamese)


@pytest.mark.parametrize(
    ("vi", "en"),
    [
        ("Độ mặn tăng 5‰.", "The salinity rose 5 …."),
        ("Độ mặn tăng 5,5‰ và 2‰.", "The salinity rose 5.5% and 2‰."),
        ("Khoảng ½ số dân.", "Around °s."),
        ("Hợp chất α-β tốt.", "The α-ε compound is good."),
        ("Khí H₂O nhẹ.", "The H gas is light."),
        ("Ông đến 東京.", "He came to Italy."),
        ("Chip i7-9700K rẻ.", "The i79-900K chip is cheap."),
        ("Mã VND-01 mới.", "The new code -01."),
    ],
)
def test_a_lost_one_is_an_error(vi: str, en: str) -> None:
    assert ("name_changed", "error") in [(one.code, one.severity) for one in check_pair(vi, en, source="vi")]


@pytest.mark.parametrize(
    ("vi", "en"),
    [
        ("Khoảng ½ số dân sống ở đây.", "About half of the people live here."),
        ("Diện tích 25 m².", "The area is 25 square metres."),
        ("Độ mặn tăng 5,5‰ và 2‰.", "The salinity rose 5.5‰ and 2‰."),
        ("Khí H₂O nhẹ.", "H2O gas is light."),
        ("Tên lửa AGM -86B bay.", "The AGM-86B missile flies."),
        ("Chip i7-9700K rẻ.", "The i7-9700K chip is cheap."),
        ("Theo 41/QĐ-TTg.", "According to 41/QD-TTg."),
    ],
)
def test_what_is_said_in_words_or_spaced_otherwise_is_not_lost(vi: str, en: str) -> None:
    assert lost_signs(vi, en) == () == lost_signs(en, vi)
    assert not [one for one in mismatches(vi, en, source="vi") if one.kind in ("verbatim", "number")]


@pytest.mark.parametrize(
    ("text", "source", "rendering"), [("Tăng 5,5‰.", "vi", "5.5‰"), ("Up 5.5‰.", "en", "5,5‰")]
)
def test_thousandths_with_decimals_have_the_marks_of_the_other_language(
    text: str, source: Language, rendering: str
) -> None:
    assert [one.rendering for one in find_protected(text, source=source)] == [rendering]


def test_a_sentence_that_begins_with_one_keeps_its_small_letter() -> None:
    assert begins_copied("i7-9700K was sold.")
    assert begins_copied("α-β compounds")
    assert not begins_copied("the chip i7-9700K")


@pytest.mark.parametrize(
    ("vi", "en"),
    [
        ("Lợi nhuận Q1-2024 tăng.", "Profit rose in the first quarter of 2024."),
        ("Doanh thu H1-2024 giảm.", "Revenue fell in the first half of 2024."),
        ("Hai bên ký T9-2023.", "The two sides signed in September 2023."),
        ("Hai bên tôn trọng UNCLOS-1982.", "The two sides respect the 1982 UNCLOS."),
        ("Hội nghị ASEAN-46 khai mạc.", "The 46th ASEAN summit opened."),
    ],
)
def test_quarters_years_and_ordinals_are_said_in_words(vi: str, en: str) -> None:
    assert lost_signs(vi, en) == ()


def test_a_long_word_without_a_sign_is_read_once() -> None:
    blob = "a" * 200_000
    assert find_copied(f"A-B {blob}") == ()
    assert find_signs(f"½ {'1' * 200_000}") == (Span(0, 1),)
