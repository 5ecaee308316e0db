"""What is in neither Vietnamese nor English is refused, a sentence as well as a document; ours never is."""

from collections import defaultdict
from pathlib import Path

import pytest

from service.domain.article import Language
from service.domain.errors import UnsupportedLanguage
from service.text.document_languages import to_translate
from service.text.language import SURE, identify
from service.text.syllables import strip_diacritics

SENTENCES = Path(__file__).parents[1] / "data" / "foreign_sentences.tsv"
DEV = Path(__file__).parents[3] / "shared" / "data" / "dev"
needs_dev = pytest.mark.skipif(
    not DEV.exists(), reason="the parallel sentences are not beside the repository"
)
VIETNAMESE = "Hai bên ký kết thỏa thuận hợp tác khoa học."
ENGLISH = "Both sides signed an agreement on science."
FRENCH = "Le ministre de la Santé a signé hier à Paris un accord avec le Japon."


def foreign() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, text = line.split("\t")
            found[name].append(text)
    return found


def is_refused(text: str) -> bool:
    found = identify(text)
    return found.language is None and found.confidence >= SURE


@pytest.mark.parametrize("name", foreign())
def test_a_sentence_of_another_language_is_surely_not_ours(name: str) -> None:
    taken = [text for text in foreign()[name] if not is_refused(text)]
    assert len(taken) <= 1  # a few words of a language may be too few
    assert [text for text in taken if identify(text).language == "vi"] == []


@pytest.mark.parametrize("target", ["vi", "en"])
@pytest.mark.parametrize("name", foreign())
def test_a_document_in_another_language_is_refused_by_its_name(name: str, target: Language) -> None:
    with pytest.raises(UnsupportedLanguage) as error:
        to_translate(foreign()[name], target)
    assert name in error.value.cause
    assert "`source`" in error.value.remedy


@pytest.mark.parametrize(
    "text", ["日本とベトナムは協定に署名した。", "ลงนามข้อตกลงความร่วมมือ", "NHK 日本とベトナムは署名した"]
)
def test_scripts_without_spaces_are_counted_by_their_letters(text: str) -> None:
    with pytest.raises(UnsupportedLanguage):
        to_translate([text, "2024"], "vi")


def test_what_is_too_short_to_tell_follows_the_document() -> None:
    with pytest.raises(UnsupportedLanguage):
        to_translate([FRENCH, "Tokyo", "x", "2024"], "en")
    assert to_translate([VIETNAMESE, "Tokyo", "x", "2024"], "en") == [True, True, True, False]
    assert to_translate([VIETNAMESE, "Tokyo", "x", "2024"], "vi") == [False, False, False, False]


def test_a_foreign_passage_in_a_document_of_ours_is_left_as_it_is() -> None:
    texts = [VIETNAMESE, VIETNAMESE, FRENCH, "東京", VIETNAMESE]
    assert to_translate(texts, "en") == [True, True, False, False, True]


def test_of_a_document_in_two_languages_the_one_that_is_translated_from_is_chosen() -> None:
    assert to_translate([*[FRENCH] * 4, "Merci", VIETNAMESE, VIETNAMESE], "en") == [*[False] * 5, True, True]
    with pytest.raises(UnsupportedLanguage):
        to_translate([FRENCH, FRENCH, FRENCH, ENGLISH], "en")


def test_the_sender_may_say_the_language_of_a_document() -> None:
    assert to_translate([FRENCH], "en", source="vi") == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Viet Nam va Nhat Ban ky thoa thuan", "Con la mot de tai", "Chung ta se gap lai o Ha Noi",
        "Dai su quan Tay Ban Nha tai Ha Noi", "Universidad Nacional Autónoma de México", "Škoda Auto",
        "Bank Negara Malaysia", "laptop gaming asus rog", "ship cod toan quoc", "ceo vinfast noi ve pin lfp",
        "chuyen khoan qua app vietcombank digibank", "Coronavirus COVID-19 Global Cases va historical data",
    ],
)  # fmt: skip
def test_vietnamese_without_diacritics_and_names_are_never_refused(text: str) -> None:
    assert not is_refused(text)


@needs_dev
@pytest.mark.parametrize("name", ["flores-dev", "vlsp-dev", "vlsp-tst"])
def test_no_article_and_hardly_a_sentence_of_ours_is_refused(name: str) -> None:
    rows = (DEV / f"{name}.tsv").read_text(encoding="utf-8").splitlines()[1::4]
    vietnamese, english = zip(*(row.split("\t") for row in rows), strict=True)
    for texts in (vietnamese, [strip_diacritics(text) for text in vietnamese], english):
        assert sum(map(is_refused, texts)) <= 1  # there is a title in Spanish
        articles = ["\n".join(texts[i : i + 10]) for i in range(0, len(texts), 10)]
        assert [text for text in articles if identify(text).language is None] == []
