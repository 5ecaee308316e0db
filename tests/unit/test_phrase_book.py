"""Everyday phrases are rendered from the book where they stand alone; everything else is the model's."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from service.adapters.phrase_book import PhraseBook, PhraseTranslator, load_phrases
from service.bootstrap import TERMBASE
from service.domain.article import Language, other
from service.domain.errors import ConfigurationError

PHRASES = load_phrases(TERMBASE / "phrases.tsv")


class Brackets:
    """A model that puts texts into brackets, and knows what it was asked."""

    version = "brackets@1"
    placeholders = ("¤",)

    def __init__(self) -> None:
        self.asked: list[str] = []

    def translate(
        self, texts: Sequence[str], *, source: Language, target: Language, alternatives: int = 1
    ) -> list[list[tuple[str, float]]]:
        self.asked += texts
        return [[(f"[{text}]", -0.5)] * alternatives for text in texts]


def rendered(text: str, source: Language) -> str | None:
    return PHRASES.rendering(text, source=source, target=other(source))


@pytest.mark.parametrize(
    ("english", "vietnamese"),
    [
        ("Hello", "Xin chào"),
        ("Hello!", "Xin chào!"),
        ("hello", "xin chào"),
        ("HELLO", "XIN CHÀO"),
        ("How are you?", "Bạn có khỏe không?"),
        ("Thank you very much.", "Cảm ơn rất nhiều."),
        ("I don’t know", "Tôi không biết"),
        ("Table  of contents", "Mục lục"),
    ],
)
def test_an_english_phrase_takes_its_marks_and_case_along(english: str, vietnamese: str) -> None:
    assert rendered(english, "en") == vietnamese


@pytest.mark.parametrize(
    ("vietnamese", "english"),
    [
        ("Xin chào", "Hello"),
        ("cảm ơn bạn!", "thank you!"),
        ("tôi không biết", "I don't know"),
        ("xin chao", "hello"),
        ("Hẹn gặp lại", "See you again"),
        ("Không", "No"),
    ],
)
def test_a_vietnamese_phrase_may_lack_its_diacritics(vietnamese: str, english: str) -> None:
    assert rendered(vietnamese, "vi") == english


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Hello, Minister", "en"),
        ("The title of the bill", "en"),
        ("khong", "vi"),
        ("Xin chào Việt Nam", "vi"),
        ("", "en"),
    ],
)
def test_what_is_more_or_less_than_a_phrase_is_none(text: str, source: Language) -> None:
    assert rendered(text, source) is None


def test_the_model_is_asked_for_the_rest_alone_and_the_order_stays() -> None:
    model = Brackets()
    translator = PhraseTranslator(model, PHRASES)
    done = translator.translate(["One.", "Hello", "Two."], source="en", target="vi", alternatives=2)
    assert [hypotheses[0][0] for hypotheses in done] == ["[One.]", "Xin chào", "[Two.]"]
    assert [len(hypotheses) for hypotheses in done] == [2, 1, 2]
    assert model.asked == ["One.", "Two."]


def test_the_version_names_the_model_and_the_book() -> None:
    translator = PhraseTranslator(Brackets(), PhraseBook("phrases@1", {"en": {}, "vi": {}}))
    assert translator.version == "brackets@1+phrases@1"
    assert translator.placeholders == ("¤",)


def test_a_phrase_is_not_given_twice_with_two_renderings() -> None:
    seen: set[tuple[str, str]] = set()
    for line in (TERMBASE / "phrases.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            english, vietnamese, ways = line.split("\t")
            for way, phrase in (("en", english), ("vi", vietnamese)):
                if ways in ("both", way):
                    assert (way, phrase.casefold()) not in seen, line
                    seen.add((way, phrase.casefold()))


@pytest.mark.parametrize("content", ["Hello\tXin chào\n", "Hello\tXin chào\tfr\n"])
def test_a_malformed_book_is_refused_by_its_line(tmp_path: Path, content: str) -> None:
    path = tmp_path / "phrases.tsv"
    path.write_text("# head\n" + content, encoding="utf-8")
    with pytest.raises(ConfigurationError, match="Line 2"):
        load_phrases(path)


def test_a_missing_book_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read"):
        load_phrases(tmp_path / "phrases.tsv")
