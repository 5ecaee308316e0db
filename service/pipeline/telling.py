"""Which words the brief tells the article in: its own sentences, or a model's that are held to them.

Promises the article's own sentences wherever no model is configured, is away, or says what the article does
not. Translates only what no segment's translation says already.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from service.domain.article import Article, Language, Segment, other
from service.domain.brief import Finding, SummarySentence, Translation
from service.domain.highlight import Bilingual, Highlight
from service.domain.ports import Summariser, Translator
from service.pipeline.abstractive import abstract
from service.pipeline.assistant import Assistant, assist
from service.pipeline.check import check_pair
from service.pipeline.supported_summary import extracted, in_both_languages
from service.text.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Writers:
    """The models that may tell the article in words of their own; the assistant goes first."""

    assistant: Assistant | None = None
    summariser: Summariser | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """Highlights, summary and headline (None: the article's own), and what a model had to leave out."""

    highlights: tuple[Highlight, ...]
    summary: tuple[SummarySentence, ...]
    headline: Bilingual | None = None
    findings: tuple[Finding, ...] = ()
    prompt: str | None = None


def tell(
    article: Article,
    segments: tuple[Segment, ...],
    *,
    found: tuple[Highlight, ...],
    extract: tuple[int, ...],
    gazetteer: Gazetteer,
    writers: Writers,
) -> Telling:
    """Return the telling in the article's language; the other side of each text is still open."""
    if writers.assistant is not None:
        asked = assist(
            article,
            segments,
            highlights=found,
            summary=extract,
            gazetteer=gazetteer,
            assistant=writers.assistant,
        )
        return Telling(asked.highlights, asked.summary, asked.headline, asked.findings, asked.provenance)
    if writers.summariser is not None:
        written = abstract(article, segments, extract=extract, summariser=writers.summariser)
        return Telling(found, written.summary, findings=written.findings)
    return Telling(found, tuple(extracted(segments[index], article.language) for index in extract))


def translated(
    telling: Telling,
    article: Article,
    *,
    segments: Sequence[Segment],
    translations: Sequence[Translation],
    translator: Translator,
) -> tuple[tuple[SummarySentence, ...], Bilingual | None]:
    """Return the summary and the headline with both sides."""
    source = article.language
    summary = in_both_languages(
        telling.summary, translations, source=source, translator=translator, segments=segments
    )
    if telling.headline is None:
        return summary, None
    own = telling.headline.side(source)
    ((best, *_),) = translator.translate([own], source=source, target=other(source))
    return summary, Bilingual.of(source, own, best[0])


def check_written(
    summary: Sequence[SummarySentence],
    headline: Bilingual | None,
    segments: Sequence[Segment],
    *,
    source: Language,
) -> tuple[Finding, ...]:
    """Return the findings on the translations of what a model wrote; segments are checked elsewhere."""
    own = {segment.text for segment in segments}
    texts = [*(sentence.text for sentence in summary), *([headline] if headline else [])]
    return tuple(
        finding
        for text in texts
        if text.side(source) not in own
        for finding in check_pair(text.side(source), text.side(other(source)), source=source)
    )
