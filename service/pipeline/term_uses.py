"""Say where in an article a term of a glossary fired: stands in a segment, and is rendered as it should be.

Promises offsets into the segment's own text, in reading order. A term that its translation does not render is
no use of it; the check of terms has it.
"""

from service.domain.article import Language, Segment, other
from service.domain.brief import TermUse, Translation
from service.domain.glossary import Glossary
from service.text.terms import Occurrence, TermIndex, find_rendering, index_terms


def term_uses(
    segments: tuple[Segment, ...],
    translations: tuple[Translation, ...],
    *,
    source: Language,
    glossary: Glossary,
) -> tuple[tuple[TermUse, ...], ...]:
    """Return for each segment the terms that fired in it."""
    index = index_terms(glossary, source)
    return tuple(
        uses_in(segment.text, translation.text, index, target=other(source))
        for segment, translation in zip(segments, translations, strict=True)
    )


def uses_in(text: str, translated: str, index: TermIndex, *, target: Language) -> tuple[TermUse, ...]:
    """Return the terms that fired in one text."""
    found = ((place, find_rendering(translated, place.term, target)) for place in index.find(text))
    return tuple(_use(text, translated, place, said) for place, said in found if said is not None)


def _use(text: str, translated: str, place: Occurrence, said: tuple[int, int]) -> TermUse:
    return TermUse(
        term=text[place.start : place.end],
        rendering=translated[said[0] : said[1]],
        start=place.start,
        end=place.end,
        glossary=place.glossary,
    )
