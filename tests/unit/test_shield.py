"""Protected sentences: what is put in comes back as the glossary and the rules write it, or not at all."""

from collections.abc import Sequence

from models.pieces import PLACEHOLDERS
from service.domain.article import Language
from service.domain.glossary import Glossary, Term
from service.pipeline.choose import Unit, best, work
from service.pipeline.second_attempts import StandIn
from service.pipeline.shield import shielded
from service.text.terms import index_terms

ONE, TWO, THREE = PLACEHOLDERS[:3]
GLOSSARY = Glossary(
    "test",
    "1",
    (
        Term("Bộ Công Thương", "Ministry of Industry and Trade", kind="ministry"),
        Term("Việt Nam", "Vietnam", kind="country"),
    ),
)
TEXT = "Ngày 8/6/2020, Bộ Công Thương Việt Nam ký hợp đồng 1,5 tỷ USD."


class Scripted:
    """Answers each text with what its script says; notes what it was asked."""

    version = "scripted@1"

    def __init__(
        self, answers: dict[str, str], placeholders: tuple[str, ...] = PLACEHOLDERS, score: float = -0.5
    ) -> None:
        self.answers = answers
        self.placeholders = placeholders
        self.score = score
        self.asked: list[str] = []

    def translate(
        self, texts: Sequence[str], *, source: Language, target: Language, alternatives: int = 1
    ) -> list[list[tuple[str, float]]]:
        self.asked += texts
        return [[(self.answers.get(text, "Nothing of the kind happened."), self.score)] for text in texts]


def protected_text(text: str, source: Language = "vi") -> str:
    terms = index_terms(GLOSSARY, source).find(text)
    attempt = shielded(text, terms, source=source, placeholders=PLACEHOLDERS)
    return attempt.pieces[0] if attempt else text


def test_dates_terms_and_sums_are_protected_and_countries_are_left_to_the_model() -> None:
    assert protected_text(TEXT) == f"{ONE}, {TWO} Việt Nam ký hợp đồng {THREE}."


def test_only_what_got_lost_may_be_protected() -> None:
    terms = index_terms(GLOSSARY, "vi").find(TEXT)
    attempt = shielded(TEXT, terms, source="vi", placeholders=PLACEHOLDERS, only=["8/6/2020"])
    assert attempt is not None
    assert attempt.pieces == (TEXT.replace("Ngày 8/6/2020", ONE),)


def test_a_plain_sentence_has_nothing_to_protect() -> None:
    assert shielded("Hai bên hợp tác.", (), source="vi", placeholders=PLACEHOLDERS) is None


def test_a_model_without_placeholders_protects_nothing() -> None:
    terms = index_terms(GLOSSARY, "vi").find(TEXT)
    assert shielded(TEXT, terms, source="vi", placeholders=()) is None


def test_what_comes_back_is_written_for_the_target() -> None:
    terms = index_terms(GLOSSARY, "vi").find(TEXT)
    attempt = shielded(TEXT, terms, source="vi", placeholders=PLACEHOLDERS)
    assert attempt is not None
    said = f"On {ONE}, {TWO} of Vietnam signed a contract worth {THREE}."
    finished = attempt.finish((said,), target="en") or ""
    assert finished.startswith("On June 8, 2020, the Ministry of Industry and Trade of Vietnam signed")
    assert finished.endswith("worth US$1.5 billion.")


def test_a_day_takes_its_noun_in_vietnamese_unless_one_stands_before_it() -> None:
    day = StandIn(ONE, "8/6/2020", is_day=True)
    assert day.after("ký kết ", "vi") == "ngày 8/6/2020"
    assert day.after("vào sáng ", "vi") == "8/6/2020"
    assert day.after("", "vi") == "Ngày 8/6/2020"


def test_a_lost_or_doubled_placeholder_voids_the_attempt() -> None:
    terms = index_terms(GLOSSARY, "vi").find(TEXT)
    attempt = shielded(TEXT, terms, source="vi", placeholders=PLACEHOLDERS)
    assert attempt is not None
    assert attempt.finish((f"On {ONE}, {TWO} signed.",), target="en") is None
    assert attempt.finish((f"On {ONE}, {TWO} and {TWO} signed {THREE}.",), target="en") is None


def test_the_first_word_of_a_sentence_is_capitalised() -> None:
    text = "Ông Trần Tuấn Anh phát biểu."
    attempt = shielded(text, (), source="vi", placeholders=PLACEHOLDERS)
    assert attempt is not None
    assert attempt.finish((f"{ONE} spoke.",), target="en") == "Tran Tuan Anh spoke."


def test_a_term_by_itself_keeps_its_small_letter() -> None:
    glossary = Glossary("test", "1", (Term("họa sĩ", "artist", kind="user"),))
    terms = index_terms(glossary, "en").find("artist")
    attempt = shielded("artist", terms, source="en", placeholders=PLACEHOLDERS)
    assert attempt is not None
    assert attempt.finish((ONE,), target="vi") == "họa sĩ"


def test_a_sentence_that_lost_a_fact_is_put_again_protected() -> None:
    said = f"On {ONE}, {TWO} of Vietnam signed a contract worth {THREE}."
    translator = Scripted({TEXT: "The two sides signed.", protected_text(TEXT): said})
    unit = Unit(TEXT, index_terms(GLOSSARY, "vi").find(TEXT))
    work([unit], "vi", translator)
    assert "US$1.5 billion" in best(unit, "vi").text
    assert translator.asked[0] == TEXT


def test_a_sentence_that_lost_nothing_is_put_once() -> None:
    good = "On June 8, 2020, the Ministry of Industry and Trade of Vietnam signed a US$1.5 billion contract."
    translator = Scripted({TEXT: good})
    unit = Unit(TEXT, index_terms(GLOSSARY, "vi").find(TEXT))
    work([unit], "vi", translator)
    assert translator.asked == [TEXT]
    assert best(unit, "vi").text == good


def test_ways_that_come_to_the_same_are_put_once() -> None:
    text = "Ngày 8/6/2020, hai bên ký kết."
    translator = Scripted({text: "The two sides signed."})
    work([Unit(text, ())], "vi", translator)
    assert translator.asked.count(f"{ONE}, hai bên ký kết.") == 1


FIELDS = Glossary("fields", "1", (Term("điểm nhấn", "highlight", kind="field_term"),))


def worded(score: float) -> str:
    """Return how "điểm nhấn" comes out, which the model renders as a decree, so sure of it."""
    text = "Điểm nhấn trong hợp tác"
    unit = Unit(text, index_terms(FIELDS, "vi").find(text))
    answers = {text: "Decree in cooperation", f"{ONE} trong hợp tác": f"{ONE} in cooperation"}
    work([unit], "vi", Scripted(answers, score=score))
    return best(unit, "vi").text


def test_where_the_model_is_unsure_the_terms_of_a_field_are_put_in_its_mouth() -> None:
    assert worded(-0.9) == "Highlight in cooperation"


def test_where_the_model_is_sure_the_wording_of_a_field_is_its_own() -> None:
    assert worded(-0.5) == "Decree in cooperation"


def test_numbers_in_words_are_put_in_figures_and_need_no_placeholder() -> None:
    text = "Ngày 8/6/2020, mười hai tỉnh ký."
    attempt = shielded(text, (), source="vi", placeholders=PLACEHOLDERS)
    assert attempt is not None
    assert attempt.pieces == (f"{ONE}, 12 tỉnh ký.",)
    without = shielded(text, (), source="vi", placeholders=(), only=["mười hai"])
    assert without is not None
    assert without.pieces == ("Ngày 8/6/2020, 12 tỉnh ký.",)


def test_the_point_of_p_m_ends_the_sentence_as_well() -> None:
    attempt = shielded("Lễ ký lúc 14h30.", (), source="vi", placeholders=PLACEHOLDERS)
    assert attempt is not None
    assert attempt.finish((f"The signing was at {ONE}.",), target="en") == "The signing was at 2:30 p.m."
