"""What of a sentence can be carried across by rules: dates, sums, numbers, names, addresses, codes.

Promises spans that do not overlap, each with how the target language writes it, and leaves out whatever the
rules are not sure of. Refuses to know how a translator places them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from service.domain.article import Language, Span, other
from service.text.amounts import AmountMention, find_amounts
from service.text.caching import remembered
from service.text.clock import find_times, render_time
from service.text.dates import find_dates
from service.text.edtf import render_edtf
from service.text.figure_words import find_figure_words
from service.text.figures import render_money, render_number, render_sums, swap_marks
from service.text.numbers import Number, find_numbers
from service.text.person_names import names_to_keep
from service.text.rare_signs import find_signs, find_thousandths
from service.text.syllables import strip_diacritics
from service.text.verbatim import find_verbatim

# The I/2020 of "quý I/2020" and "Q1 2020" are no codes: they are written otherwise in the other language.
_PERIOD = r"(?:[IVX]+[/-]\d{4}|Q[1-4](?:[/-]\d{4})?)(?![\w/-])"
_CODE = re.compile(rf"(?<![\w/-])(?!{_PERIOD})(?=[\w/-]*[A-ZĐ])(?=[\w/-]*\d)[\w]+(?:[/-][\w]+)*(?![\w/-])")
_QUARTER = r"(?:[Qq]uý|QUÝ) (?:[IVXivx]+|[1-4]|một|hai|ba|tư)(?![^\W_])"
_DATE_ITSELF = {
    "vi": re.compile(rf"(?:{_QUARTER}|(?:(?:(?:[Hh]ai |[Bb]a )?[Nn]gày )|[Tt]háng )?\d).*", re.DOTALL),
    "en": re.compile(
        r"\d{4}-\d\d-\d\d"
        r"|(?:\d{1,2}(?:st|nd|rd|th)? (?:of )?)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec).*"
        r"|Q[1-4](?!\w).*"
    ),
}
_SAID_IN_FULL = frozenset({"absolute", "partial", "range"})
_BETWEEN = re.compile(r"(?<!\w)(?:đến|tới|to|until|through)(?!\w)")
_STANDARD = re.compile(r"\d{4}-\d\d-\d\d")  # service.text.reworded has it as a day that news write
_POINT = r"(?:\d{4}|XXXX)-\d\d(?:-\d\d)?"
_POINT_OR_RANGE = re.compile(rf"{_POINT}(?:/{_POINT})?")


@dataclass(frozen=True, slots=True)
class Protected:
    """A span of the source and what stands for it in the target; `is_day` says that it names a day."""

    span: Span
    rendering: str
    is_day: bool = False


def find_protected(text: str, *, source: Language) -> tuple[Protected, ...]:
    """Return what can be carried across, in reading order."""
    return _found(text, source)


@remembered(256)  # asked for what was lost alone, and again for all
def _found(text: str, source: Language) -> tuple[Protected, ...]:
    taken: list[Protected] = []
    signs = chain(_addresses(text), _thousandths(text, source))
    points = chain(_dates(text, source), _times(text, source))
    kinds = (signs, points, _figures(text, source), _names(text, source))
    for found in chain.from_iterable(kinds):
        if not any(found.span.overlaps(earlier.span) for earlier in taken):
            taken.append(found)
    return tuple(sorted(taken, key=lambda one: one.span.start))


def _addresses(text: str) -> Iterator[Protected]:
    for span in find_verbatim(text):
        yield Protected(span, text[span.start : span.end])
    yield from (Protected(span, text[span.start : span.end]) for span in find_signs(text))
    yield from (Protected(Span(*m.span()), m[0]) for m in _CODE.finditer(text))


def _thousandths(text: str, source: Language) -> Iterator[Protected]:
    mark = "," if source == "vi" else "."
    for span in find_thousandths(text):
        words = text[span.start : span.end]
        yield Protected(span, swap_marks(words) if mark in words else words)


def _dates(text: str, source: Language) -> Iterator[Protected]:
    """Yield days, months and ranges of them that are said in digits or by name, not relative to a day."""
    for mention in find_dates(text, source):
        itself = _DATE_ITSELF[source].search(mention.text)
        pattern = mention.pattern or ""
        if (
            itself
            and not (source == "vi" and _STANDARD.search(mention.text))
            and mention.kind in _SAID_IN_FULL
            and _POINT_OR_RANGE.fullmatch(pattern)
        ):
            rendering = _with_words(render_edtf(pattern, other(source)), mention.text, other(source))
            start, end = mention.span.start + itself.start(), mention.span.end
            end -= itself[0].endswith(")") and "(" not in itself[0]  # of "Hôm qua (4/8)"
            is_day = pattern.split("/")[0].count("-") == 2
            yield Protected(Span(start, end), rendering.removeprefix("ngày "), is_day)


def _with_words(rendering: str, words: str, target: Language) -> str:
    """Return a range in words where the source has it so: July 1, 2021 to June 30, 2024."""
    between = {"en": " to ", "vi": " đến "}[target]
    return rendering.replace(" - ", between) if _BETWEEN.search(words) else rendering


def _times(text: str, source: Language) -> Iterator[Protected]:
    """Yield the times of Vietnamese alone: those of English go across in words (service.text.reworded)."""
    for time in find_times(text, source) if source == "vi" else ():
        rendering = render_time(time, other(source)) if time.surely else None
        if rendering:
            yield Protected(time.span, rendering)


def _figures(text: str, source: Language) -> Iterator[Protected]:
    target = other(source)
    numbers = find_numbers(text, source)
    for mention in find_amounts(text, source):
        inside = [n for n in numbers if mention.span.start <= n.span.start < mention.span.end]
        if len(inside) == 1 and mention.amount.currency and mention.amount.value is not None:
            rendering = render_money(inside[0], mention.amount.currency, target)
            start = mention.span.start if source == "en" else inside[0].span.start
            if rendering and not _has_modifier(text[start : mention.span.end], inside[0]):
                yield Protected(Span(start, mention.span.end), rendering)
        elif len(inside) == 2 and mention.amount.currency:
            yield from _sums(text, mention, inside, source)
    yield from (Protected(*found) for found in find_figure_words(text, source))
    for number in numbers:
        rendering = render_number(number, target)
        if rendering and len(number.text) > 1 and _stands_alone(text, number.span):
            yield Protected(number.span, rendering)


def _sums(
    text: str, mention: AmountMention, inside: Sequence[Number], source: Language
) -> Iterator[Protected]:
    """Yield a range of sums, "10-15 triệu USD", without the words before it."""
    low, high = inside
    dash = text[low.span.end : high.span.start] in ("-", "–")
    currency = mention.amount.currency
    rendering = render_sums(low, high, currency, other(source)) if dash and currency else None
    start = mention.span.start if source == "en" else low.span.start
    if rendering and not _has_modifier(text[start : mention.span.end], low):
        yield Protected(Span(start, mention.span.end), rendering)


def _has_modifier(words: str, number: Number) -> bool:
    """Whether more than a currency stands before the number ("up to $5 million")."""
    return len(words[: words.find(number.text)].split()) > 1


def _stands_alone(text: str, span: Span) -> bool:
    """Whether a number is no part of a range, a score, a date or a compound."""
    around = text[max(0, span.start - 1) : span.start] + text[span.end : span.end + 1]
    return not re.search(r"[\w/–:$€£¥-]", around)


def _names(text: str, source: Language) -> Iterator[Protected]:
    for name in names_to_keep(text, source):
        if name.kind == "person" and source == "vi" and len(name.text.split()) > 1:
            yield Protected(name.span, strip_diacritics(name.text))
        elif name.kind == "foreign" and source == "vi":
            yield Protected(name.span, name.text)
