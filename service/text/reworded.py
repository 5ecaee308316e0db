"""Numbers, times and days in forms that translators copy, in the same language: mười hai is 12, 2 p.m. 14h.

Promises the same value. Refuses one and two, which are rarely said in figures, and what counts nothing.
"""

import re
from collections.abc import Iterator

from service.domain.article import Language, Span
from service.text.clock import find_times
from service.text.counted import is_count
from service.text.edtf import render_edtf
from service.text.figures import scaled
from service.text.numbers import Number, find_numbers

_STANDARD_DAY = re.compile(r"(?<![\w/.-])(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:[0-2]\d|3[01])(?![\w/-])")
_ALWAYS_COUNTS = 12  # a larger number in words is never part of an idiom


def find_reworded(text: str, language: Language, *, times: bool = True) -> tuple[tuple[Span, str], ...]:
    """Return the places of such words and what may stand there, in reading order; none overlaps another."""
    found: list[tuple[Span, str]] = []
    told = _times(text, language) if times else ()
    for span, words in (*_numbers(text, language), *told, *_days(text, language)):
        if not any(span.overlaps(earlier) for earlier, _ in found):
            found.append((span, words))
    return tuple(sorted(found, key=lambda one: one[0].start))


def _numbers(text: str, language: Language) -> Iterator[tuple[Span, str]]:
    for number in find_numbers(text, language):
        words = _in_figures(text, number, language) if number.spelled else None
        if words:
            yield number.span, words


def _in_figures(text: str, number: Number, language: Language) -> str | None:
    counts = number.value > _ALWAYS_COUNTS or is_count(text, number, language)
    if number.kind == "percent" and "point" not in number.text:
        return f"{scaled(number.value, language)}%"
    return scaled(number.value, language) if number.kind == "cardinal" and counts else None


def _days(text: str, language: Language) -> Iterator[tuple[Span, str]]:
    """Yield the days of Vietnamese alone: those of English go across by rule."""
    for match in _STANDARD_DAY.finditer(text) if language == "vi" else ():
        words = render_edtf(match[0], language)
        yield Span(*match.span()), words


def _times(text: str, language: Language) -> Iterator[tuple[Span, str]]:
    """Yield the times of English alone: what says them in Vietnamese goes across by rule."""
    for time in find_times(text, language) if language == "en" else ():
        if time.surely and len(time.minutes) == 1:
            hour, minute = divmod(min(time.minutes), 60)
            yield time.span, f"{hour}h{minute:02}" if minute else f"{hour}h"
