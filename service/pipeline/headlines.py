"""Headlines that an editor may choose from, beside the article's own. Each rests on words of the article.

Promises suggestions that differ from the headline and from each other: the highlights, said as headlines,
then sentences of the summary that are short enough to be one and need nothing told before ("cùng ngày").
Refuses to judge which is best.
"""

from collections.abc import Iterator, Sequence

from service.domain.brief import HeadlineSuggestion, SummarySentence
from service.domain.highlight import Bilingual, Highlight
from service.text.acts.headline import headline
from service.text.pointing_back import leans_back

_MOST = 4
_LONGEST_VI, _LONGEST_EN = 24, 16  # syllables and words of a sentence that can stand as a headline


def suggest_headlines(
    own: Bilingual, highlights: Sequence[Highlight], summary: Sequence[SummarySentence]
) -> tuple[HeadlineSuggestion, ...]:
    """Return other headlines, at most four, those of the highlights first."""
    seen = {own.vi.casefold(), own.en.casefold()}
    found: list[HeadlineSuggestion] = []
    for suggestion in (*_of_highlights(highlights), *_of_summary(summary)):
        keys = {suggestion.text.vi.casefold(), suggestion.text.en.casefold()}
        if not keys & seen:
            seen |= keys
            found.append(suggestion)
    return tuple(found[:_MOST])


def _of_highlights(highlights: Sequence[Highlight]) -> Iterator[HeadlineSuggestion]:
    for highlight in sorted(highlights, key=lambda one: one.rank):
        if text := headline(highlight):
            yield HeadlineSuggestion(text, highlight.evidence)


def _of_summary(summary: Sequence[SummarySentence]) -> Iterator[HeadlineSuggestion]:
    for sentence in summary:
        vi, en = (side.rstrip(".").strip() for side in (sentence.text.vi, sentence.text.en))
        if leans_back(vi, "vi") or leans_back(en, "en"):
            continue
        if 0 < len(vi.split()) <= _LONGEST_VI and 0 < len(en.split()) <= _LONGEST_EN:
            yield HeadlineSuggestion(Bilingual(vi, en), sentence.evidence)
