"""A sentence with its names, terms and figures protected: placeholders that the translator carries across.

Numbers in words are protected by figures, which the translator copies.

Promises that what it protects comes back as the glossary or the rules write it, once, or that the attempt is
void. Refuses to choose between this and the plain sentence: the translate stage does.
"""

from collections.abc import Sequence

from service.domain.article import Language, Span, other
from service.pipeline.second_attempts import Attempt, StandIn, takes_article
from service.text.binding import is_demanded
from service.text.protected import find_protected
from service.text.reworded import find_reworded
from service.text.terms import Occurrence

# The model renders these well by itself, and inflects them: Vietnamese businesses, Japan's minister.
_PLAIN = frozenset({"country", "province_city", "title", "language"})


def shielded(
    text: str,
    terms: Sequence[Occurrence],
    *,
    source: Language,
    placeholders: Sequence[str],
    only: Sequence[str] | None = None,
) -> Attempt | None:
    """Return the sentence with as much of it protected as there are placeholders, None for nothing.

    With `only`, nothing is protected but what these words of the sentence belong to.
    """
    found = [
        (span, stand_in)
        for span, stand_in in _stand_ins(text, terms, source)
        if only is None or any(_belongs(words, text[span.start : span.end]) for words in only)
    ]
    chosen = sorted(found[: len(placeholders)], key=lambda pair: pair[0].start)
    marked = [stand_in.at(mark) for (_, stand_in), mark in zip(chosen, placeholders, strict=False)]
    placed = [(span, stand_in.mark) for (span, _), stand_in in zip(chosen, marked, strict=True)]
    placed += _reworded(text, source, [span for span, _ in chosen], only)
    if not placed:
        return None
    begins_large = text[:1].isupper()
    for span, words in sorted(placed, key=lambda pair: -pair[0].start):
        text = f"{text[: span.start]}{words}{text[span.end :]}"
    return Attempt((text,), tuple(marked), begins_large)


def _reworded(
    text: str, source: Language, taken: Sequence[Span], only: Sequence[str] | None
) -> list[tuple[Span, str]]:
    """Return what words are said in figures, outside of what is protected already; no time that was kept."""
    return [
        (span, words)
        for span, words in find_reworded(text, source, times=only is not None)
        if not any(span.overlaps(one) for one in taken)
        and (only is None or any(_belongs(lost, text[span.start : span.end]) for lost in only))
    ]


def _stand_ins(text: str, terms: Sequence[Occurrence], source: Language) -> list[tuple[Span, StandIn]]:
    found = [
        (Span(place.start, place.end), _of_term(place, other(source)))
        for place in terms
        if is_demanded(text, place, source=source) and place.term.kind not in _PLAIN
    ]
    taken = [span for span, _ in found]
    found += [
        (one.span, StandIn("", one.rendering, is_day=one.is_day))
        for one in find_protected(text, source=source)
        if not any(one.span.overlaps(span) for span in taken)
    ]
    return found


def _belongs(words: str, item: str) -> bool:
    return words in item or item in words


def _of_term(place: Occurrence, target: Language) -> StandIn:
    rendering = place.term.preferred(target)
    return StandIn("", rendering, takes_article=takes_article(place.term, rendering, target))
