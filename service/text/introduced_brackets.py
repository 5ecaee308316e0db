"""The brackets in which names introduce their abbreviations, written by rule: "(NHNN)" as "(SBV)".

Promises that a bracket of a translation holds what the terms of its source say, or the abbreviation as it
was written, and nothing of "gọi tắt là" or "hereinafter"; where it is not clear which bracket is meant, it
stays. Refuses to put a bracket where a translation has none.
"""

from collections.abc import Sequence

from service.domain.article import Language, Span, other
from service.domain.glossary import USER_KIND, Term
from service.text.introduced import ANY_BRACKET, brackets_in, has_initials
from service.text.terms import Occurrence, is_binding

_NO_NAMES = frozenset({"country", "province_city", "title", "language"})


def with_brackets(
    source_text: str, places: Sequence[Occurrence], translation: str, *, source: Language
) -> str:
    """Return a translation with the abbreviations that its source introduces as they are to be written."""
    known = brackets_in(source_text)
    if not any(known) or "(" not in translation:
        return translation
    wanted = [
        (source_text[one.short.start : one.short.end], _rendering(source_text, one.short, places, source))
        if one
        else ("", None)
        for one in known
    ]
    there = [Span(*match.span()) for match in ANY_BRACKET.finditer(translation)]
    return _written(translation, there, wanted)


def _rendering(text: str, short: Span, places: Sequence[Occurrence], source: Language) -> str | None:
    """Return how an abbreviation is written in the other language, None where the translator decides."""
    written = text[short.start : short.end]
    own = next((p for p in places if p.start <= short.start and short.end <= p.end), None)
    place = own or next((p for p in places if text[p.end : short.start].strip() == "("), None)
    if place is None or place.term.kind in _NO_NAMES:
        return None
    if own is None and not has_initials(written, text[place.start : place.end]):
        return None
    return _short(place.term, written, other(source))


def _short(term: Term, written: str, target: Language) -> str | None:
    preferred = term.preferred(target)
    if term.kind == USER_KIND or " " not in preferred:
        return preferred
    if not is_binding(term):  # "bản ghi nhớ (MOU)" is written in Vietnamese too
        return term.abbr_en or None if target == "en" else None
    return (term.abbr_en if target == "en" else term.abbr_vi) or written


def _written(translation: str, there: Sequence[Span], wanted: Sequence[tuple[str, str | None]]) -> str:
    """Put each rendering into the bracket that has it, or what it stands for; else that of its place."""
    contents = [translation[span.start + 1 : span.end - 1].strip() for span in there]
    put: dict[int, str] = {}
    for short, rendering in wanted:
        at = next((n for n, words in enumerate(contents) if words in (short, rendering)), None)
        if rendering is not None and at is not None and at not in put:
            put[at] = rendering
    for n, (_, rendering) in enumerate(wanted):
        if rendering is not None and len(there) == len(wanted) and rendering not in put.values():
            put.setdefault(n, rendering)
    for n in sorted(put, reverse=True):
        translation = f"{translation[: there[n].start]}({put[n]}){translation[there[n].end :]}"
    return translation
