"""Compare the official names in each segment with its translation.

Promises one finding for each name, title or core term of the glossary that the translation does not render in
an accepted form. Changes nothing.
"""

from collections.abc import Iterator

from service.domain.article import Language, Segment, other
from service.domain.brief import Finding, Translation
from service.domain.glossary import Glossary, Term
from service.domain.highlight import Bilingual
from service.text.binding import missed_terms
from service.text.terms import CORE_KIND, Occurrence, index_terms


def check_terms(
    segments: tuple[Segment, ...],
    translations: tuple[Translation, ...],
    *,
    source: Language,
    glossary: Glossary,
) -> tuple[Finding, ...]:
    """Return the findings on official names, in reading order."""
    return tuple(
        finding
        for segment, translation in zip(segments, translations, strict=True)
        for finding in terms_in_pair(
            segment.text, translation.text, source=source, glossary=glossary, segment=segment.index
        )
    )


def terms_in_pair(
    text: str, target: str, *, source: Language, glossary: Glossary, segment: int | None = None
) -> Iterator[Finding]:
    """Yield the findings on the official names of one text."""
    for words, term in dict(_missed(text, target, source, glossary)).items():
        yield _finding(words, term, other(source), segment)


def _missed(text: str, target: str, source: Language, glossary: Glossary) -> Iterator[tuple[str, Term]]:
    distinct: dict[tuple[str, Term], Occurrence] = {}
    for place in index_terms(glossary, source).find(text):  # a long text may repeat one a thousand times
        distinct.setdefault((text[place.start : place.end], place.term), place)
    for place in missed_terms(text, distinct.values(), target, source=source):
        yield text[place.start : place.end], place.term


def _finding(words: str, term: Term, target: Language, segment: int | None) -> Finding:
    expected = term.preferred(target)
    vietnamese, english = (
        ("Từ", "The term") if term.kind == CORE_KIND else ("Tên chính thức", "The official name")
    )
    message = Bilingual(
        f"{vietnamese} “{words}” phải dịch là “{expected}”; bản dịch ghi khác.",
        f"{english} “{words}” is “{expected}”; the translation says something else.",
    )
    return Finding("term_missed", "warning", segment, message)
