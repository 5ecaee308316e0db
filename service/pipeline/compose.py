"""The last stage: puts what the others found together as a Brief. Finds and judges nothing itself."""

from dataclasses import dataclass
from datetime import datetime

from service.domain.article import Article, Segment
from service.domain.brief import (
    Brief,
    BriefSegment,
    Finding,
    Provenance,
    Source,
    SummarySentence,
    TermUse,
    Translation,
)
from service.domain.highlight import Bilingual, Highlight, Quote
from service.pipeline.headlines import suggest_headlines, unsure_translations
from service.pipeline.quote_sides import with_other_side


@dataclass(frozen=True, slots=True)
class Parts:
    """What the stages before found in one article; `headline` None means the article's own title.

    `orders` are the segments that speak to a machine: no headline.
    """

    segments: tuple[Segment, ...]
    translations: tuple[Translation, ...]
    summary: tuple[SummarySentence, ...]
    headline: Bilingual | None
    highlights: tuple[Highlight, ...]
    quotes: tuple[Quote, ...]
    findings: tuple[Finding, ...]
    term_uses: tuple[tuple[TermUse, ...], ...]
    orders: frozenset[int] = frozenset()


def compose(
    article: Article, parts: Parts, *, brief_id: str, created_at: datetime, provenance: Provenance
) -> Brief:
    """Return the brief; deterministic in all but `brief_id` and `created_at`."""
    headline = _headline(article, parts)
    return Brief(
        id=brief_id,
        created_at=created_at,
        source=Source(
            id=article.id,
            url=article.url,
            title=article.title,
            language=article.language,
            published_at=article.published_at,
            sha256=article.sha256,
        ),
        headline=headline,
        summary=parts.summary,
        highlights=parts.highlights,
        quotes=tuple(_both_sides(article, quote, parts) for quote in parts.quotes),
        findings=parts.findings,
        segments=tuple(map(_brief_segment, parts.segments, parts.translations, parts.term_uses)),
        provenance=provenance,
        headline_suggestions=suggest_headlines(
            headline, parts.highlights, parts.summary, unsure=unsure_translations(parts.translations)
        ),
    )


def _brief_segment(segment: Segment, translation: Translation, uses: tuple[TermUse, ...]) -> BriefSegment:
    return BriefSegment(
        index=segment.index,
        role=segment.role,
        span=segment.span,
        source=segment.text,
        target=translation.text,
        origin=translation.origin,
        score=translation.score,
        terms=translation.terms,
        confidence=translation.confidence,
        term_uses=uses,
    )


def _bilingual(article: Article, parts: Parts, index: int) -> Bilingual:
    return Bilingual.of(article.language, parts.segments[index].text, parts.translations[index].text)


def _headline(article: Article, parts: Parts) -> Bilingual:
    """The article's own title; failing that the first highlight, the summary's start, the first segment."""
    if parts.headline is not None:
        return parts.headline
    told = [segment for segment in parts.segments if segment.index not in parts.orders] or parts.segments
    title = next((segment.index for segment in told if segment.role == "title"), None)
    if title is not None:
        return _bilingual(article, parts, title)
    if parts.highlights:
        return parts.highlights[0].gist
    return parts.summary[0].text if parts.summary else _bilingual(article, parts, told[0].index)


def _both_sides(article: Article, quote: Quote, parts: Parts) -> Quote:
    index = quote.evidence.segment
    sentence, target = parts.segments[index].text, parts.translations[index].text
    return with_other_side(quote, sentence=sentence, target=target, source=article.language)
