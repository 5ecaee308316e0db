"""A summary in a model's own words: what the article bears out stands, the rest gives way to the extract."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.seq2seq_summariser import Written
from service.domain.article import Language, other
from service.domain.brief import Translation
from service.pipeline.abstractive import Abstract, abstract
from service.pipeline.supported_summary import in_both_languages
from tests.chat import read

ARTICLE = (
    "Vietnam and Japan signed a $20 million loan agreement in Hanoi on 12 May 2023.\n"
    "The Japanese ambassador spoke at the ceremony.\n"
    "The railway will be built by a joint venture within five years.\n"
)
LOAN, SPEECH, RAILWAY = ARTICLE.splitlines()


@dataclass
class Says:
    """A summariser with fixed words, which reads so many tokens of 80."""

    words: str
    reads: int = 80
    version: str = "fixed@test"

    def summarise(self, text: str) -> Written:
        assert LOAN in text
        return Written(self.words, 80, self.reads)


@dataclass
class Marks:
    """A translator that marks what it was given."""

    version: str = "marks@test"
    placeholders: tuple[str, ...] = ()

    def translate(
        self, texts: Sequence[str], *, source: Language, target: Language, alternatives: int = 1
    ) -> list[list[tuple[str, float]]]:
        assert other(source) == target
        return [[(f"[{target}] {text}", -0.1)] for text in texts]


def summarised(words: str, extract: tuple[int, ...] = (0, 2)) -> Abstract:
    article, segments = read(ARTICLE, "en")
    return abstract(article, segments, extract=extract, summariser=Says(words))


def test_a_supported_sentence_stands_on_its_segment() -> None:
    found = summarised("Japan and Vietnam signed a loan agreement worth 20 million dollars in Hanoi.", (0,))
    (sentence,) = found.summary
    assert sentence.text.en == "Japan and Vietnam signed a loan agreement worth 20 million dollars in Hanoi."
    assert [one.text for one in sentence.evidence] == [LOAN]
    assert found.findings == ()


def test_an_unsupported_sentence_gives_way_to_the_extract_with_a_finding() -> None:
    found = summarised(
        "Japan and Vietnam signed a $20 million loan agreement. China will build the railway in five years."
    )
    assert [one.text.en for one in found.summary] == [
        "Japan and Vietnam signed a $20 million loan agreement.",
        RAILWAY,
    ]
    (finding,) = found.findings
    assert finding.code == "ungrounded"
    assert "China" in finding.message.en


def test_a_promise_told_as_a_deed_is_not_supported() -> None:
    found = summarised("The railway was built by a joint venture within five years.", (2,))
    assert [one.text.en for one in found.summary] == [RAILWAY]
    assert [finding.code for finding in found.findings] == ["ungrounded"]


def test_a_model_that_says_nothing_leaves_the_extract() -> None:
    found = summarised("")
    assert [one.text.en for one in found.summary] == [LOAN, RAILWAY]
    assert found.findings == ()


def test_an_article_past_the_models_window_is_a_finding_that_says_how_much_was_read() -> None:
    article, segments = read(ARTICLE, "en")
    found = abstract(article, segments, extract=(0,), summariser=Says(LOAN, reads=60))
    (finding,) = found.findings
    assert (finding.code, finding.severity) == ("truncated", "warning")
    assert "first 75 % of the article (60 of 80 tokens)" in finding.message.en
    assert "75 % đầu của bài (60 trên 80 token)" in finding.message.vi


def test_no_sentence_is_told_twice() -> None:
    found = summarised(f"{LOAN} {LOAN}")
    assert [one.text.en for one in found.summary] == [LOAN, RAILWAY]


def test_the_other_side_is_the_segments_translation_or_the_translators() -> None:
    _, segments = read(ARTICLE, "en")
    found = summarised("Japan and Vietnam signed a $20 million loan agreement. China did it.")
    translations = tuple(Translation(s.index, f"vi {s.index}", "model", -0.1) for s in segments)
    both = in_both_languages(found.summary, translations, source="en", translator=Marks(), segments=segments)
    assert [one.text.vi for one in both] == [
        "[vi] Japan and Vietnam signed a $20 million loan agreement.",
        "vi 2",
    ]
