"""Plain texts are read as articles are: composed, without invisible characters, their terms checked."""

import unicodedata
from collections.abc import Callable, Sequence

import pytest

from service.domain.article import Language
from service.domain.glossary import Glossary, Term
from service.domain.ports import Link
from service.domain.request import InlineGlossary, TextFormat, TranslatedText, TranslationRequest
from service.pipeline.plain import translate_texts
from service.text.normalise import cleaned
from service.text.word_links import WordLink, words

OFFICIAL = Glossary("official", "1", (Term("Bộ Y tế", "Ministry of Health", kind="vn_ministry"),))
KNOWN = {
    "Bộ Y tế họp.": "The Ministry of Health met.",
    "Bộ Y tế nói.": "The Health Office spoke.",
    "Hai bên ký bản ghi nhớ.": "The two sides signed a memorandum.",
}
DISTURBED: dict[str, Callable[[str], str]] = {
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "with a byte order mark": lambda text: "\ufeff" + text,
    "with zero-width spaces": lambda text: text.replace(" ", "\u200b ").replace("ế", "\u200bế"),
}


class Dictionary:
    """Translates what it knows, and keeps what it was asked."""

    version = "fake@1"
    placeholders: tuple[str, ...] = ()

    def __init__(self) -> None:
        self.asked: list[str] = []

    def translate(
        self, texts: Sequence[str], *, source: Language, target: Language, alternatives: int = 1
    ) -> list[list[tuple[str, float]]]:
        self.asked += texts
        return [[(KNOWN.get(text, "Something else."), -0.1)] for text in texts]


class Straight:
    """Links the words in their order."""

    def align(
        self, pairs: Sequence[tuple[str, str]], *, source: Language, target: Language
    ) -> Sequence[tuple[Link, ...]]:
        return [
            tuple(WordLink(*a, *b, 1.0) for a, b in zip(words(s), words(t)[1:], strict=False))
            for s, t in pairs
        ]


def translated(text: str, format_: TextFormat = "text", glossary: InlineGlossary = ()) -> TranslatedText:
    request = TranslationRequest((text,), "en", "vi", format=format_, glossary=glossary)
    (done,) = translate_texts(request, translator=Dictionary(), glossary=OFFICIAL, aligner=Straight())
    return done


@pytest.mark.parametrize("disturbed", DISTURBED)
def test_a_text_is_read_composed_and_its_terms_stand_where_they_were_sent(disturbed: str) -> None:
    sent = DISTURBED[disturbed]("Bộ Y tế họp.")
    done = translated(sent)
    assert (done.text, done.findings) == ("The Ministry of Health met.", ())
    (use,) = done.term_uses
    assert sent[use.start : use.end] == use.term
    assert cleaned(use.term).text == "Bộ Y tế"
    assert use.rendering == "Ministry of Health"


@pytest.mark.parametrize("format_", ["html", "xml"])
@pytest.mark.parametrize("disturbed", DISTURBED)
def test_markup_is_read_composed_and_its_tags_stay_as_they_were_sent(
    disturbed: str, format_: TextFormat
) -> None:
    link = unicodedata.normalize("NFD", "/y-tế")
    sent = f'<p>{DISTURBED[disturbed]("Bộ Y tế")} <a href="{link}">họp</a>.</p>'
    done = translated(sent, format_)
    assert done.text == f'<p>The Ministry of Health <a href="{link}">met</a>.</p>'
    assert done.findings == ()


def test_a_text_that_is_in_the_target_language_comes_back_as_it_was_sent() -> None:
    sent = unicodedata.normalize("NFD", "\ufeffThe café is open today.")
    request = TranslationRequest((sent,), "en", "en")
    (done,) = translate_texts(request, translator=Dictionary(), glossary=OFFICIAL)
    assert done.text == sent


def test_nothing_but_invisible_characters_is_no_error() -> None:
    assert translated("\u200b\ufeff").findings == ()


@pytest.mark.parametrize(("text", "format_"), [("Bộ Y tế nói.", "text"), ("<p>Bộ Y tế nói.</p>", "html")])
def test_a_binding_term_that_is_not_rendered_is_a_finding(text: str, format_: TextFormat) -> None:
    assert [one.code for one in translated(text, format_).findings] == ["term_missed"]


def test_a_client_s_term_that_is_not_rendered_is_a_finding() -> None:
    text = "Hai bên ký bản ghi nhớ."
    assert translated(text).findings == ()
    done = translated(text, glossary=(("bản ghi nhớ", "accord"),))
    assert [one.code for one in done.findings] == ["term_missed"]
    assert done.term_uses == ()


def test_figures_alone_are_of_the_language_of_the_others_or_of_their_marks_or_are_foreign() -> None:
    def texts(*sent: str) -> list[str]:
        request = TranslationRequest(sent, "en", None)
        return [one.text for one in translate_texts(request, translator=Dictionary(), glossary=OFFICIAL)]

    assert texts("The two sides met in Hanoi on Monday.", "1,234")[1] == "1,234"
    assert texts("Hai bên gặp nhau tại Hà Nội hôm thứ Hai.", "1.234")[1] == "1,234"
    assert texts("1,234", "5/8/2019") == ["1,234", "August 5, 2019"]
    assert texts("1.234", "100.000 VND", "12,5%") == ["1,234", "VND100,000", "12.5%"]
    assert texts("1.5", "1,234,567.8", "2024-03-02") == ["1.5", "1,234,567.8", "2024-03-02"]
