"""The translate stage chooses what is faithful, keeps what is no language, and tries again what was lost."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.domain.article import Language, Segment, Span
from service.domain.glossary import Glossary, Term
from service.pipeline.translate import translate, translate_many, translate_sentences, translate_text

EMPTY = Glossary("none", "0", ())
MINISTRY = Term(
    "Bộ Khoa học và Công nghệ", "Ministry of Science and Technology", abbr_vi="KH&CN", kind="ministry"
)
GLOSSARY = Glossary("toy", "1", (MINISTRY, Term("hợp tác", "cooperation", kind="field_term")))


class Scripted:
    """Answers what it is told for a text; without a script, the text between square brackets."""

    version = "scripted@1"
    placeholders: tuple[str, ...] = ()

    def __init__(self, script: dict[str, list[tuple[str, float]]] | None = None) -> None:
        self.script = script or {}
        self.calls: list[list[str]] = []

    def translate(
        self, texts: Sequence[str], *, source: Language, target: Language, alternatives: int = 1
    ) -> list[list[tuple[str, float]]]:
        self.calls.append(list(texts))
        return [self.script.get(text, [(f"[{text}]", -0.5)])[:alternatives] for text in texts]

    @property
    def asked(self) -> list[str]:
        return [text for call in self.calls for text in call]


class Rewriting(Scripted):
    """Answers by a function."""

    def __init__(self, answer: Callable[[str], str]) -> None:
        super().__init__()
        self.answer = answer

    def translate(
        self, texts: Sequence[str], *, source: Language, target: Language, alternatives: int = 1
    ) -> list[list[tuple[str, float]]]:
        self.calls.append(list(texts))
        return [[(self.answer(text), -0.5)] for text in texts]


def one(text: str, translator: Scripted, glossary: Glossary = EMPTY) -> str:
    return translate_sentences([text], source="vi", translator=translator, glossary=glossary)[0].text


def test_every_segment_has_a_translation_in_order() -> None:
    segments = tuple(
        Segment(i, Span(i, i + 1), text, "paragraph") for i, text in enumerate(["một", "hai", "một"])
    )
    translator = Scripted({"một": [("one", -0.1)], "hai": [("two", -0.2)]})
    found = translate(segments, source="vi", translator=translator, glossary=EMPTY)
    assert [(t.segment, t.text, t.score, t.origin) for t in found] == [
        (0, "one", -0.1, "model"),
        (1, "two", -0.2, "model"),
        (2, "one", -0.1, "model"),
    ]
    assert translator.calls[0] == ["một", "hai"]


def test_the_faithful_hypothesis_goes_before_the_likelier_one() -> None:
    script = {
        "Hai bên ký ngày 8/6/2020.": [
            ("The two sides signed it on June 8, 2015.", -0.1),
            ("The two sides signed it on June 8, 2020.", -0.4),
        ]
    }
    assert one("Hai bên ký ngày 8/6/2020.", Scripted(script)) == "The two sides signed it on June 8, 2020."


def test_among_faithful_hypotheses_the_likeliest_is_taken() -> None:
    script = {"Hai bên họp.": [("The two sides met.", -0.1), ("Both sides met.", -0.2)]}
    translator = Scripted(script)
    assert one("Hai bên họp.", translator) == "The two sides met."
    assert len(translator.calls) == 1


def test_a_year_that_no_hypothesis_keeps_is_tried_with_one_that_the_model_copies() -> None:
    def forgetful(text: str) -> str:
        year = "2019" if "2019" in text else "2001"
        return f"The plan was signed in {year}."

    translator = Rewriting(forgetful)
    assert one("Kế hoạch được ký năm 2027.", translator) == "The plan was signed in 2027."
    assert "Kế hoạch được ký năm 2019." in translator.asked


def test_a_count_in_words_that_no_hypothesis_keeps_is_tried_in_figures() -> None:
    translator = Scripted(
        {
            "Chín tỉnh tham gia dự án.": [("The province joins the project.", -0.5)],
            "9 tỉnh tham gia dự án.": [("9 provinces take part in the project.", -0.5)],
        }
    )
    assert one("Chín tỉnh tham gia dự án.", translator) == "9 provinces take part in the project."
    assert one("Các tỉnh tham gia dự án.", translator) == "[Các tỉnh tham gia dự án.]"


def test_a_sum_alone_is_written_by_rule_and_never_asked_for() -> None:
    translator = Scripted()
    assert one("- 1,5 tỷ USD", translator) == "- US$1.5 billion"
    assert translator.asked == []


def test_a_second_attempt_that_helps_nothing_is_not_taken() -> None:
    translator = Rewriting(lambda text: "The plan was signed in 2001.")
    assert one("Kế hoạch được ký năm 2027.", translator) == "The plan was signed in 2001."


def test_an_official_name_that_is_missing_is_put_in_by_a_stand_in() -> None:
    def model(text: str) -> str:
        return "KPC signed the plan." if "KPC" in text else "The Ministry of Knowledge signed the plan."

    found = one("Bộ Khoa học và Công nghệ ký kế hoạch.", Rewriting(model), GLOSSARY)
    assert found == "The Ministry of Science and Technology signed the plan."


def test_a_stand_in_that_got_lost_leaves_the_plain_translation() -> None:
    translator = Rewriting(lambda text: "They signed the plan.")
    assert one("Bộ Khoa học và Công nghệ ký kế hoạch.", translator, GLOSSARY) == "They signed the plan."


def test_either_spelling_of_a_name_fires_the_term_and_an_accepted_form_is_enough() -> None:
    text = "Bộ Khoa học - Công nghệ ký kế hoạch hợp tác."
    script = {text: [("The Ministry of Science & Technology signed a collaboration plan.", -0.2)]}
    translator = Scripted(script)
    (found,) = translate_sentences([text], source="vi", translator=translator, glossary=GLOSSARY)
    assert found.terms == ("Ministry of Science and Technology", "cooperation")
    assert len(translator.calls) == 1


def test_terms_of_the_sender_bind_even_where_they_are_plain_words() -> None:
    glossary = Glossary("inline", "1", (Term("năng suất", "productivity", kind="user"),))

    def model(text: str) -> str:
        return text.replace("năng suất", "capacity").replace("Nâng cao", "Raise")

    assert one("Nâng cao năng suất.", Rewriting(model), glossary) == "Raise productivity."


@pytest.mark.parametrize(
    "text", ["12345", "…", "https://example.org/a?b=1,5", "14:30 – 20%", "★★★", "a@b.vn", "x", "(a)", "2-1"]
)
def test_a_text_without_words_is_copied_and_never_asked_for(text: str) -> None:
    translator = Scripted()
    assert one(text, translator) == text
    assert translator.asked == []


def test_figures_and_dates_alone_are_written_by_rule_and_never_asked_for() -> None:
    translator = Scripted()
    assert one("15/6/2020 – 0,5%", translator) == "June 15, 2020 – 0.5%"
    assert translator.asked == []


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("vi", "1.234 VND", "VND1,234"),
        ("vi", "1.234 MW", "1,234 MW"),
        ("vi", "2,5 GW", "2.5 GW"),
        ("vi", "2.500 DWT", "2,500 DWT"),
        ("vi", "1.234 km²", "1,234 km²"),
        ("en", "1,234 MW", "1.234 MW"),
        ("en", "GBP 1,234.50", "1.234,50 bảng Anh"),
        ("en", "GBP 1.5", "1,5 bảng Anh"),
        ("en", "TLS 1.2", "TLS 1.2"),
        ("vi", "VND-01", "VND-01"),
    ],
)
def test_a_figure_beside_a_unit_in_capitals_has_the_marks_of_the_other_language(
    source: Language, text: str, expected: str
) -> None:
    translator = Scripted()
    found = translate_text(text, source=source, translator=translator, glossary=Glossary("none", "1", ()))
    assert found == expected
    assert translator.asked == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.234 → Hai bên họp", "1,234 → [Hai bên họp]"),
        ("<b>Hai bên</b> họp <i>ở Huế</i>.", "<b>[Hai bên]</b> [họp] <i>[ở Huế]</i>."),
        ('<td width="1.5">1.234</td>', '<td width="1.5">1,234</td>'),
        ("“<B>HAI BÊN</B> KÝ THỎA THUẬN”", "“<B>[HAI BÊN]</B> [KÝ THỎA THUẬN]”"),
        ("- Hai bên họp", "- [Hai bên họp]"),
        ("1. Hai bên họp", "1. [Hai bên họp]"),
        ("a) Hai bên họp", "a) [Hai bên họp]"),
        ("• “Hai bên họp”", "• “[Hai bên họp]”"),
        ("“Hai bên” và “các bên”", "[“Hai bên” và “các bên”]"),
        ('  "Hai bên họp."\n', '  "[Hai bên họp.]"\n'),
        ("3.4 triệu người", "[3.4 triệu người]"),
    ],
)
def test_list_marks_quotation_marks_and_outer_spaces_stay(text: str, expected: str) -> None:
    assert one(text, Scripted()) == expected


def test_a_headline_in_capitals_is_translated_in_sentence_case_and_put_back() -> None:
    texts = ["BỘ KHOA HỌC VÀ CÔNG NGHỆ TIẾP ÔNG PHẠM VĂN AN", "Chiều nay, ông Phạm Văn An đến Hà Nội."]
    translator = Rewriting(lambda text: f"[{text}]")
    found = translate_sentences(texts, source="vi", translator=translator, glossary=GLOSSARY)
    assert "Bộ Khoa học và Công nghệ tiếp ông Phạm Văn An" in translator.calls[0]
    assert found[0].text.isupper()


def test_a_long_sentence_is_translated_in_pieces_that_hold_all_of_it() -> None:
    text = ", ".join(
        f"đoàn thứ {word} thăm nhà máy điện"
        for word in ["một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám"]
    )
    translator = Rewriting(lambda piece: piece)
    assert one(text, translator) == text
    assert all(len(piece.split()) <= 40 for piece in translator.asked)


def test_a_loop_loses_against_a_hypothesis_without_one() -> None:
    script = {
        "Hai bên họp.": [("the the the the the the the the", -0.1), ("The two sides met.", -0.9)],
    }
    assert one("Hai bên họp.", Scripted(script)) == "The two sides met."


def test_line_breaks_and_spaces_of_a_text_stay_where_they_are() -> None:
    text = "  Hai bên họp.  Họ ký MOU.\n\n\tSau đó họ về.\n"
    translator = Scripted()
    found = translate_text(text, source="vi", translator=translator, glossary=EMPTY)
    assert found == "  [Hai bên họp.]  [Họ ký MOU.]\n\n\t[Sau đó họ về.]\n"


def test_many_texts_are_asked_for_together() -> None:
    translator = Scripted()
    found = translate_many(["Một.", "", "Hai.\nBa."], source="vi", translator=translator, glossary=EMPTY)
    assert found == ["[Một.]", "", "[Hai.]\n[Ba.]"]
    assert len(translator.calls[0]) == 3


def test_nothing_to_translate_asks_for_nothing() -> None:
    translator = Scripted()
    assert translate((), source="vi", translator=translator, glossary=EMPTY) == ()
    assert translate_text(" \n", source="vi", translator=translator, glossary=EMPTY) == " \n"
    assert translator.asked == []


@settings(max_examples=150, deadline=None)
@given(text=st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_any_text_comes_through_with_its_line_breaks(text: str) -> None:
    found = translate_text(text, source="vi", translator=Rewriting(lambda t: t), glossary=GLOSSARY)
    assert found.count("\n") == text.count("\n")
