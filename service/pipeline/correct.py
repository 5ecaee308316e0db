"""An editor's correction of one segment of a brief: the segment, what is checked, and what repeats its words.

Promises that the checks of the segment are those of a new brief, and that summary, headline and quotes say
what the corrected segment says. Changes nothing else and stores nothing.
"""

from dataclasses import replace

from service.domain.article import Segment
from service.domain.brief import Brief, BriefSegment, Finding, SummarySentence, Translation
from service.domain.errors import EmptyInput, NotFound
from service.domain.glossary import Glossary
from service.domain.highlight import Bilingual, Quote
from service.domain.memory import Passage
from service.pipeline.check import check_pair
from service.pipeline.check_terms import check_terms
from service.pipeline.glossaries import with_introduced
from service.pipeline.headlines import suggest_headlines, unsure_segments
from service.pipeline.quote_sides import with_other_side
from service.pipeline.term_uses import term_uses
from service.text.remembered import same_text


def correct(brief: Brief, index: int, text: str, *, glossary: Glossary) -> Brief:
    """Return the brief with another translation of a segment. Raises NotFound, EmptyInput."""
    old = segment_of(brief, index)
    target = same_text(text)
    if not target:
        raise EmptyInput("The corrected text is empty.", "Send the translation of the segment.")
    language = brief.source.language
    segment = Segment(old.index, old.span, old.source, old.role)
    translation = Translation(old.index, target, "editor", 0.0, (), 1.0)
    terms = with_introduced(glossary, [one.source for one in brief.segments], source=language)
    (uses,) = term_uses((segment,), (translation,), source=language, glossary=terms)
    new = replace(old, target=target, origin="editor", score=0.0, terms=(), confidence=1.0, term_uses=uses)
    found = (
        *check_pair(old.source, target, source=language, segment=index),
        *check_terms((segment,), (translation,), source=language, glossary=terms),
    )
    summary = tuple(_resaid(sentence, new, brief) for sentence in brief.summary)
    headline = _said(brief.headline, new, brief)
    segments = tuple(new if one.index == index else one for one in brief.segments)
    return replace(
        brief,
        headline=headline,
        summary=summary,
        quotes=tuple(_requoted(quote, new, brief) for quote in brief.quotes),
        findings=_with_findings(brief.findings, index, found),
        segments=segments,
        headline_suggestions=suggest_headlines(
            headline, brief.highlights, summary, unsure=unsure_segments(segments)
        ),
    )


def segment_of(brief: Brief, index: int) -> BriefSegment:
    """Return a segment by its index. Raises NotFound."""
    for segment in brief.segments:
        if segment.index == index:
            return segment
    raise NotFound(
        f"The brief {brief.id!r} has no segment {index}.", f"It has segments 0 to {len(brief.segments) - 1}."
    )


def passage_of(brief: Brief, index: int) -> Passage:
    """Return what a segment says, and what the segments beside it say."""
    texts = {one.index: one.source for one in brief.segments}
    return Passage(segment_of(brief, index).source, texts.get(index - 1), texts.get(index + 1))


def _said(words: Bilingual, segment: BriefSegment, brief: Brief) -> Bilingual:
    """Give words that are those of the segment the segment's translation."""
    own = words.side(brief.source.language)
    return Bilingual.of(brief.source.language, own, segment.target) if own == segment.source else words


def _resaid(sentence: SummarySentence, segment: BriefSegment, brief: Brief) -> SummarySentence:
    if segment.index not in {one.segment for one in sentence.evidence}:
        return sentence
    return replace(sentence, text=_said(sentence.text, segment, brief))


def _requoted(quote: Quote, segment: BriefSegment, brief: Brief) -> Quote:
    if quote.evidence.segment != segment.index:
        return quote
    return with_other_side(
        quote, sentence=segment.source, target=segment.target, source=brief.source.language
    )


def _with_findings(old: tuple[Finding, ...], index: int, new: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Put the findings of a segment in the place of its earlier ones, in reading order.

    What is wrong with the article's own words stays so in any translation.
    """
    kept = [one for one in old if one.segment != index or one.code == "instruction_in_article"]
    before = [finding for finding in kept if finding.segment is not None and finding.segment < index]
    return (*before, *new, *(finding for finding in kept if finding not in before))
