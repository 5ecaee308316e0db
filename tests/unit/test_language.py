"""Vietnamese and English are recognised in any length and spelling; everything else is named and refused."""

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.domain.errors import UnsupportedLanguage
from service.text.language import identify, require_supported
from service.text.sentences import split
from service.text.syllables import strip_diacritics

GOLD = Path(__file__).parents[3] / "shared" / "gold"
SAMPLES = Path(__file__).parents[1] / "data" / "language_samples.tsv"
OURS = {"Vietnamese": "vi", "Vietnamese without diacritics": "vi", "English": "en"}
needs_gold = pytest.mark.skipif(not GOLD.exists(), reason="the gold articles are not beside the repository")


def samples() -> list[tuple[str, str]]:
    rows = [line.split("\t") for line in SAMPLES.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    return [(name, text) for name, text in rows]


def gold_articles(name: str) -> Iterator[str]:
    for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        yield "\n".join(sentence.strip() for sentence in json.loads(line)["sentences"])


def gold_sentences(name: str, min_words: int) -> Iterator[str]:
    for article in gold_articles(name):
        for start, end in split(article):
            if len(article[start:end].split()) >= min_words:
                yield article[start:end]


@pytest.mark.parametrize(("name", "text"), samples())
def test_a_sentence_is_recognised_and_its_language_named(name: str, text: str) -> None:
    found = identify(text)
    assert found.name == name
    assert found.language == OURS.get(name)
    assert found.diacritics == (name == "Vietnamese")
    assert 0 <= found.confidence <= 1


def test_a_decomposed_text_is_recognised_like_a_composed_one() -> None:
    for text in ("Thỏa thuận hợp tác", "Hai bên ký bản ghi nhớ.", "A café in São Paulo opened today."):
        assert identify(unicodedata.normalize("NFD", f"\ufeff{text}")) == identify(text)


def test_samples_hold_more_than_a_dozen_other_languages() -> None:
    assert len({name for name, _ in samples()} - set(OURS)) >= 24


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("", "no language (nothing to read)"),
        ("12.5 % 2024", "no language (only numbers)"),
        ("😀🎉 ", "no language (only emoji)"),
        ("--- !!!", "no language (only symbols)"),
    ],
)
def test_what_has_no_words_has_no_language(text: str, name: str) -> None:
    assert identify(text).name == name
    assert identify(text).language is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("陽子ビーム", "Japanese"),
        ("質子束", "Chinese"),
        ("протонен лъч", "Bulgarian"),
        ("ลำแสงโปรตอน", "Thai"),
        ("wiązka protonów", "Polish"),
        ("proton ışını", "Turkish"),
        ("protonų spindulys", "Lithuanian"),
        ("Tere, kuidas läheb?", "Estonian"),
        ("Kahe riigi ministrid arutasid koostööd", "Estonian"),
        ("protonstråle", "an unrecognised language in Latin script"),
    ],
)
def test_a_few_words_of_another_language_are_surely_not_ours(text: str, name: str) -> None:
    found = identify(text)
    assert (found.language, found.name) == (None, name)
    assert found.confidence >= 0.7


@pytest.mark.parametrize(
    "text", ["Hanoi", "Škoda", "iPhone 15 Pro", "Tokyo 東京", "naïve", "a naïve plan", "ASEAN", "Samsung"]
)
def test_names_and_loans_are_never_surely_another_language(text: str) -> None:
    found = identify(text)
    assert found.language is not None or found.confidence < 0.7


def test_the_language_of_most_of_a_mixed_text_counts() -> None:
    vietnamese, english = (
        "Hai bên ký bản ghi nhớ về hợp tác khoa học. ",
        "Both sides signed a memorandum on science. ",
    )
    assert identify(vietnamese * 4 + english).language == "vi"
    assert identify(vietnamese + english * 4).language == "en"


@pytest.mark.parametrize("text", ["Can Tho on top", "to an in on no me", "Ong ban tin hang sang Mai"])
def test_words_that_both_languages_have_are_never_called_english_with_confidence(text: str) -> None:
    found = identify(text)
    assert found.language == "vi" or found.confidence <= 0.5


@pytest.mark.parametrize("name", [name for name in dict(samples()) if name not in OURS])
def test_another_language_is_refused_by_its_name(name: str) -> None:
    with pytest.raises(UnsupportedLanguage) as error:
        require_supported(dict(samples())[name])
    assert name in error.value.cause
    assert "Vietnamese or English" in error.value.remedy


def test_a_long_text_costs_no_more_than_a_sample_of_it() -> None:
    assert require_supported("Hai bên ký bản ghi nhớ về hợp tác. " * 100_000) == "vi"


@needs_gold
@pytest.mark.parametrize(
    ("name", "language"), [("articles", "vi"), ("train.articles", "vi"), ("en.articles", "en")]
)
def test_every_gold_article_and_sentence_is_recognised(name: str, language: str) -> None:
    texts = [*gold_articles(name), *gold_sentences(name, 6)]
    assert [text for text in texts if identify(text).language != language] == []


@needs_gold
@pytest.mark.parametrize("name", ["articles", "train.articles"])
def test_every_gold_article_and_sentence_is_recognised_without_its_diacritics(name: str) -> None:
    texts = [strip_diacritics(text) for text in (*gold_articles(name), *gold_sentences(name, 8))]
    found = [(text, identify(text)) for text in texts]
    assert [text for text, what in found if what.language != "vi" or what.diacritics] == []
