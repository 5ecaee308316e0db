"""Say where in an article a term of a glossary fired: stands in a segment, and is rendered as it should be.

Promises offsets into the segment's own text, in reading order, and for each use a place of its own in the
translation while there is one. A term that its translation does not render is no use of it; the check of
terms has it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain

from service.domain.article import Language, Segment, other
from service.domain.brief import TermUse, Translation
from service.domain.glossary import Glossary, Term
from service.text.terms import Occurrence, TermIndex, find_rendering, index_terms

# A line, or of a longer one so much: what is searched again behind each place stays short.
_PIECE = re.compile(r"[^\n]{0,2000}\n|[^\n]{1,2000}(?!\S)|.{1,2000}", re.DOTALL)


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
    found = index.find(text)
    often = Counter(place.term for place in found)
    renderings = {term: _Rendering(translated, term, target, lone=n == 1) for term, n in often.items()}
    taken: set[int] = set()
    said = [(place, renderings[place.term].take(taken)) for place in found]
    return tuple(_use(text, translated, place, where) for place, where in said if where is not None)


class _Rendering:
    """The places of one term in a translation: each use takes one that is free while there is one."""

    def __init__(self, translated: str, term: Term, target: Language, *, lone: bool) -> None:
        self._first = find_rendering(translated, term, target)
        others = iter(()) if self._first is None else _places(translated, term, target)
        self._places = chain((self._first,), others) if self._first and lone else others

    def take(self, taken: set[int]) -> tuple[int, int] | None:
        """Return the next place of which nothing is taken, the first of all if there is none."""
        place = next((one for one in self._places if taken.isdisjoint(range(*one))), self._first)
        taken.update(range(*place) if place else ())
        return place


def _places(translated: str, term: Term, target: Language) -> Iterator[tuple[int, int]]:
    """Yield where any form of a term stands, in reading order."""
    for piece in _PIECE.finditer(translated):
        for start, end in _in_piece(piece.group(), term, target):
            yield piece.start() + start, piece.start() + end


def _in_piece(piece: str, term: Term, target: Language) -> Iterator[tuple[int, int]]:
    behind = 0
    while (found := find_rendering(piece[behind:], term, target)) is not None:
        start, end = behind + found[0], behind + found[1]
        for before in _in_piece(piece[behind:start], term, target):  # another form
            yield behind + before[0], behind + before[1]
        yield start, end
        behind = end


def _use(text: str, translated: str, place: Occurrence, said: tuple[int, int]) -> TermUse:
    return TermUse(
        term=text[place.start : place.end],
        rendering=translated[said[0] : said[1]],
        start=place.start,
        end=place.end,
        glossary=place.glossary,
    )
