"""Headlines that an editor may choose from, beside the article's own. Each rests on words of the article.

Promises suggestions that differ from the headline and from each other: the highlights, said as headlines,
then sentences of the summary that are short enough to be one and need nothing told before ("cùng ngày"). What
the service is unsure of, an act or a translation, makes no headline. Refuses to judge which is best.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence

from service.domain.brief import BriefSegment, HeadlineSuggestion, SummarySentence, Translation
from service.domain.highlight import Bilingual, Highlight
from service.text.acts.headline import headline
from service.text.pointing_back import leans_back

_MOST = 4
_SURE = 0.5  # confidence that a highlight needs: of 83 highlights below it an editor found 6 right
_READABLE = 0.3  # confidence that a translation needs
_LONGEST_VI, _LONGEST_EN = 24, 16  # syllables and words of a sentence that can stand as a headline


def suggest_headlines(
    own: Bilingual,
    highlights: Sequence[Highlight],
    summary: Sequence[SummarySentence],
    *,
    unsure: Collection[int] = (),
) -> tuple[HeadlineSuggestion, ...]:
    """Return other headlines, at most four, those of the highlights first; none from an `unsure` segment."""
    seen = {own.vi.casefold(), own.en.casefold()}
    found: list[HeadlineSuggestion] = []
    for suggestion in (*_of_highlights(highlights), *_of_summary(summary, unsure)):
        keys = {suggestion.text.vi.casefold(), suggestion.text.en.casefold()}
        if not keys & seen:
            seen |= keys
            found.append(suggestion)
    return tuple(found[:_MOST])


def unsure_translations(translations: Iterable[Translation]) -> frozenset[int]:
    """Return the segments whose translation is too doubtful for a headline."""
    return frozenset(one.segment for one in translations if _is_doubtful(one.confidence))


def unsure_segments(segments: Iterable[BriefSegment]) -> frozenset[int]:
    """Return the segments of a brief whose translation is too doubtful for a headline."""
    return frozenset(one.index for one in segments if _is_doubtful(one.confidence))


def _is_doubtful(confidence: float | None) -> bool:
    return confidence is not None and confidence < _READABLE


def _of_highlights(highlights: Sequence[Highlight]) -> Iterator[HeadlineSuggestion]:
    for highlight in sorted(highlights, key=lambda one: one.rank):
        if highlight.confidence >= _SURE and (text := headline(highlight)):
            yield HeadlineSuggestion(text, highlight.evidence)


def _of_summary(summary: Sequence[SummarySentence], unsure: Collection[int]) -> Iterator[HeadlineSuggestion]:
    for sentence in summary:
        if any(evidence.segment in unsure for evidence in sentence.evidence):
            continue
        vi, en = (side.rstrip(".").strip() for side in (sentence.text.vi, sentence.text.en))
        if leans_back(vi, "vi") or leans_back(en, "en"):
            continue
        if 0 < len(vi.split()) <= _LONGEST_VI and 0 < len(en.split()) <= _LONGEST_EN:
            yield HeadlineSuggestion(Bilingual(vi, en), sentence.evidence)
