"""What of a sentence must survive its translation: numbers, dates, currencies and names.

Promises a list of mismatches that is empty for nearly every good translation: numbers are compared by value
across scales and separators, small spelled-out ones only against each other. Knows nothing of meaning.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from service.domain.article import Language, Span, other
from service.text.amounts import AmountMention, find_amounts
from service.text.caching import remembered
from service.text.clock import altered_times
from service.text.copied_figures import copied_figures
from service.text.counted import find_halves, lost_counts
from service.text.dates import DateMention, find_dates
from service.text.figure_slips import (
    doubled_currencies,
    left_multiples,
    lost_fractions,
    lost_signs,
    made_up_weekdays,
    torn_dates,
)
from service.text.implied_numbers import implied_numbers
from service.text.invented_names import invented_names
from service.text.numbers import Number, find_numbers
from service.text.person_names import names_to_keep, unexplained_names
from service.text.person_names import survives as name_survives
from service.text.verbatim import find_verbatim, lost_verbatim, within_verbatim

MismatchKind = Literal["number", "date", "time", "currency", "name", "verbatim"]


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Words of the source that the translation lacks, and words of the translation that the source lacks."""

    kind: MismatchKind
    missing: tuple[str, ...]
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Survival:
    """Whether all of a kind came through."""

    numbers: bool
    dates: bool
    names: bool


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a sentence says in figures.

    `values` holds every number that it can be said to mention, `said` those that it surely does, `stated` its
    numbers on first reading and `readings` on second, with their digits; `days` (month, day), `loose` the
    digits outside of dates.
    """

    language: Language
    numbers: tuple[Number, ...]
    dates: tuple[DateMention, ...]
    amounts: tuple[AmountMention, ...]
    values: frozenset[Decimal]
    said: frozenset[Decimal]
    stated: frozenset[tuple[Decimal, str]]
    readings: frozenset[tuple[Decimal, str]]
    days: frozenset[tuple[int, int]]
    loose: frozenset[Decimal]
    months: frozenset[int]
    percents: frozenset[Decimal]


_PENALTY: dict[MismatchKind, float] = {
    "number": 1.0, "date": 1.0, "time": 1.0, "currency": 1.0, "name": 0.5, "verbatim": 1.0,
}  # fmt: skip
_EXACT_BELOW = 10**20  # decimals of what is larger would not fit the precision of Decimal
_POINT = re.compile(r"(\d{4}|\d{3}X|XXXX)(?:-(\d\d))?(?:-(\d\d))?")
_DIGITS = re.compile(r"\d+")
_TIME = re.compile(
    r"(?<![\d.,])(\d{1,2})(?:\s?(?:h|g|giờ)(?![a-zà-ỹ])|[:.]\d\d\b|\s?(?:am|pm|a\.m|p\.m)\b)", re.IGNORECASE
)
_MONTH_NAMES = {
    "en": re.compile(r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b"),
    "vi": re.compile(
        r"(?:tháng |\d ?[/.-] ?|tháng \d\d?(?: - |-|, | và | đến ))"
        r"(\d{1,2}(?!\d)|giêng|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)",
        re.IGNORECASE,
    ),
}
_EN_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_VI_MONTHS = ["giêng", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"]


def mismatches(source_text: str, target_text: str, *, source: Language) -> tuple[Mismatch, ...]:
    """Return what did not come through; a kind may come more than once."""
    return _mismatches(source_text, target_text, source)


@remembered(2048)  # a pair is looked at when it is chosen, put again, and checked
def _mismatches(source_text: str, target_text: str, source: Language) -> tuple[Mismatch, ...]:
    before, after = _facts(source_text, source), _facts(target_text, other(source))
    figures = before.numbers or before.dates or after.numbers or after.dates
    small = _small_numbers(source_text, target_text, before, after)
    found = (
        *(_lost_figures(before, after, small) if figures else (small,)),
        Mismatch("currency", _lost_currencies(before, after), _clashing(source_text, target_text)),
        _names(source_text, target_text, source),
        Mismatch("verbatim", lost_verbatim(source_text, target_text), ()),
    )
    slips = _slips(source_text, target_text, source)
    return tuple(m for m in (*found, *slips) if m.missing or m.added)


def _lost_figures(before: _Facts, after: _Facts, small: Mismatch) -> tuple[Mismatch, ...]:
    missing, added = _lost_numbers(before, after), _lost_numbers(after, before)
    return (
        Mismatch("number", _united(missing, small.missing), _united(added, small.added)),
        Mismatch("date", _lost_dates(before, after), _lost_dates(after, before)),
    )


def _slips(source_text: str, target_text: str, source: Language) -> tuple[Mismatch, ...]:
    """Find what has the right digits or none: marks of the source's language, signs, fractions, weekdays."""
    figures = copied_figures(source_text, target_text, source)
    copied = tuple(one.written for one in figures if one.misread)
    signs = lost_signs(source_text, target_text, source)
    fractions = lost_fractions(source_text, target_text, source)
    left = left_multiples(source_text, target_text) if source == "en" else ()
    made_up = lost_fractions(target_text, source_text, other(source))
    return (
        Mismatch("number", copied, copied),
        Mismatch("number", (*signs, *fractions, *left), made_up),
        Mismatch("date", (), made_up_weekdays(source_text, target_text, source)),
        Mismatch("date", (), torn_dates(source_text, target_text, source)),
        Mismatch("time", *altered_times(source_text, target_text, source)),
    )


def _clashing(source_text: str, target_text: str) -> tuple[str, ...]:
    doubled = doubled_currencies(target_text)
    return () if doubled and doubled_currencies(source_text) else doubled


def survives(source_text: str, target_text: str, *, source: Language) -> Survival:
    """Say of each kind whether all of it came through; currencies count as numbers."""
    kinds = {mismatch.kind for mismatch in mismatches(source_text, target_text, source=source)}
    dates = not kinds & {"date", "time"}
    return Survival(not kinds & {"number", "currency"}, dates, "name" not in kinds)


def fidelity_penalty(source_text: str, target_text: str, *, source: Language) -> float:
    """Return 0 where everything survives; each number, date or sum lost or invented adds 1, each name 0.5."""
    return sum(
        _PENALTY[mismatch.kind] * max(len(mismatch.missing), len(mismatch.added))
        for mismatch in mismatches(source_text, target_text, source=source)
    )


@remembered(2048)
def _facts(text: str, language: Language) -> _Facts:
    dates, numbers = find_dates(text, language), find_numbers(text, language)
    if find_verbatim(text):
        dates = tuple(d for d in dates if not within_verbatim(text, *_ends(d.span)))
        numbers = tuple(n for n in numbers if not within_verbatim(text, *_ends(n.span)))
    outside = tuple(n for n in numbers if not _within_any(n, dates))
    calendar = tuple(d for d in dates if d.kind in ("absolute", "partial"))
    counts = (n for n in numbers if n.kind != "ordinal" and (n.spelled or not _within_any(n, calendar)))
    said = {_rounded(n.value) for n in counts}
    values = {_rounded(n.value) for n in numbers} | implied_numbers(text, language)
    parts = [part for mention in dates for part in _components(mention)]
    values |= {Decimal(value) for _, value in parts}
    has_digits = bool(_DIGITS.search(text))
    if has_digits:
        values |= _loose_digits(text, numbers, dates) | _hours(text)
        said |= _loose_digits(text, numbers, ())
    months = {value for part, value in parts if part == "month"}
    return _Facts(
        language=language,
        numbers=outside,
        dates=dates,
        amounts=find_amounts(text, language) if numbers else (),
        values=frozenset(values),
        said=frozenset(said),
        stated=frozenset((_rounded(n.value), _bare(n)) for n in numbers),
        readings=frozenset((_rounded(n.alternative), _bare(n)) for n in numbers if n.alternative is not None),
        days=frozenset(day for mention in dates for day in _days(mention)),
        loose=frozenset(_digits_outside(text, dates) if has_digits else ()),
        months=frozenset(months | _named_months(text, language)),
        percents=frozenset(_percents(text, numbers, language)),
    )


def _percents(text: str, numbers: tuple[Number, ...], language: Language) -> set[Decimal]:
    half = {Decimal(50)} if find_halves(text, language) else set()
    return half | {_rounded(n.value) for n in numbers if n.kind == "percent"}


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _rounded(value: Decimal) -> Decimal:
    return round(value, 4) if abs(value) < _EXACT_BELOW else value


def _within_any(number: Number, dates: tuple[DateMention, ...]) -> bool:
    return any(d.span.start <= number.span.start and number.span.end <= d.span.end for d in dates)


def _loose_digits(text: str, numbers: tuple[Number, ...], dates: tuple[DateMention, ...]) -> set[Decimal]:
    """Digits inside dates and names (COVID-19, 05-NQ/TW) are mentioned, though they are no numbers."""
    return {
        Decimal(match[0])
        for match in _DIGITS.finditer(text)
        if not any(n.span.start <= match.start() < n.span.end and n.kind != "fraction" for n in numbers)
        or any(d.span.start <= match.start() < d.span.end for d in dates)
    }


def _hours(text: str) -> set[Decimal]:
    """An hour on either clock: "15h" is "3 p.m."."""
    hours = {int(match[1]) for match in _TIME.finditer(text)}
    shifted = {Decimal(h + shift) for h in hours for shift in (-12, 0, 12) if 0 <= h + shift <= 24}
    return shifted | {Decimal(0)} if hours else shifted


def _named_months(text: str, language: Language) -> set[int]:
    names = (match[1].lower() for match in _MONTH_NAMES[language].finditer(text))
    if language == "en":
        return {_EN_MONTHS.index(name.capitalize()) + 1 for name in names}
    # Also of a bare "1-6", which is taken for a date only where the other side has one.
    return {int(name) if name.isdigit() else _VI_MONTHS.index(name) + 1 for name in names}


def _components(mention: DateMention) -> list[tuple[str, int]]:
    """Return (part, value) of a date's day, month and year."""
    found = []
    for point in (mention.pattern or "").split("/"):
        match = _POINT.fullmatch(point)
        if match:
            year = match[1].replace("X", "0")
            parts = zip(("year", "month", "day"), (year, match[2], match[3]), strict=True)
            found += [(part, int(value)) for part, value in parts if value and value != "0000"]
    return found


def _is_stretch_of_year(mention: DateMention) -> bool:
    """Say so for "6 tháng đầu năm", which may be "half a year": its months are inferred, not written."""
    return mention.kind == "range" and bool(
        re.fullmatch(r".{4}-01/.{4}-\d\d|.{4}-\d\d/.{4}-12", mention.pattern or "")
    )


def _lost_numbers(here: _Facts, there: _Facts) -> tuple[str, ...]:
    """Numbers in digits, and large ones in words, that the other side does not mention."""
    lost = []
    for number in here.numbers:
        if number.spelled and (number.value <= 12 or number.kind in ("ordinal", "fraction")):
            continue
        if not _is_stated(number, there) and not _is_day_there(number, there):
            lost.append(number.text)
    return tuple(lost)


def _is_stated(number: Number, there: _Facts) -> bool:
    """The other reading of an ambiguous form counts only against a number that is not ambiguous as well."""
    if number.kind == "percent":
        readings = {_rounded(v) for v in (number.value, number.alternative) if v is not None}
        return bool(readings & there.percents)
    value, digits = _rounded(number.value), _bare(number)
    if value in there.values or _holds(there.readings, value, digits):
        return True
    return number.alternative is not None and _holds(there.stated, _rounded(number.alternative), digits)


def _holds(numbers: frozenset[tuple[Decimal, str]], value: Decimal, digits: str) -> bool:
    """Whether a number is among others, of the same digits (1.500, 1,500) unless words say one of them."""
    return (value, digits) in numbers or (value, "") in numbers or (not digits and value in dict(numbers))


def _bare(number: Number) -> str:
    return "" if number.spelled else "".join(filter(str.isdigit, number.text))


def _is_day_there(number: Number, there: _Facts) -> bool:
    """A bare "1/9" reads as a fraction and may be the first of September."""
    day, _, month = number.text.partition("/")
    return number.kind == "fraction" and month.isdigit() and {Decimal(day), Decimal(month)} <= there.values


def _days(mention: DateMention) -> list[tuple[int, int]]:
    """Return (month, day) of the days that a date names in full."""
    points = map(_POINT.fullmatch, (mention.pattern or "").split("/"))
    return [(int(point[2]), int(point[3])) for point in points if point and point[3]]


def _digits_outside(text: str, dates: tuple[DateMention, ...]) -> set[Decimal]:
    """Return the digits that are part of no date and of no document's number."""
    return {
        Decimal(match[0])
        for match in _DIGITS.finditer(text)
        if not any(d.span.start <= match.start() < d.span.end for d in dates)
        and not within_verbatim(text, *match.span())
    }


def _is_made_up(mention: DateMention, there: _Facts) -> bool:
    """Whether a day is none of the other side's, though its parts stand there: 12/2021 and 1/4, April 12."""
    return bool(there.days) and any(
        day not in there.days and Decimal(day[1]) not in there.loose for day in _days(mention)
    )


def _lost_dates(here: _Facts, there: _Facts) -> tuple[str, ...]:
    lost = []
    for mention in here.dates:
        parts = _components(mention)
        if _is_stretch_of_year(mention):
            parts = [(part, value) for part, value in parts if part == "year"]
        absent = any(v not in (there.months if part == "month" else there.values) for part, v in parts)
        if absent or _is_made_up(mention, there):
            lost.append(mention.text)
    return (*lost, *_lost_weekdays(here, there))


def _lost_weekdays(here: _Facts, there: _Facts) -> tuple[str, ...]:
    """English weekdays are compared only with others: "thứ hai" may be "second" or Monday."""
    own = {m.reading.weekday: m.text for m in here.dates if m.reading.weekday is not None}
    others = {m.reading.weekday for m in there.dates if m.reading.weekday is not None}
    comparable = others or here.language == "vi"
    return tuple(own.values()) if comparable and not others & own.keys() else ()


def _lost_currencies(before: _Facts, after: _Facts) -> tuple[str, ...]:
    there = {m.amount.currency for m in after.amounts}
    lost = []
    for mention in before.amounts:
        currency, value = mention.amount.currency, mention.amount.value
        if currency == "VND" and after.language == "vi" and value and Decimal(str(value)) in after.values:
            continue  # "50 tỷ" goes without saying
        same_sum = {m.amount.currency for m in after.amounts if m.amount.value == value}
        if value != 0 and currency and currency not in (same_sum - {None} or there):
            lost.append(mention.amount.text)
    return tuple(lost)


def _small_numbers(source_text: str, target_text: str, before: _Facts, after: _Facts) -> Mismatch:
    """Find "ba" that became "four", none of them explained, and counts that one side alone has."""
    missing, added = _lost_small(before, after), _lost_small(after, before)
    gone = lost_counts(source_text, target_text, before.language, numbers=before.numbers, said=after.said)
    made_up = lost_counts(target_text, source_text, after.language, numbers=after.numbers, said=before.said)
    both = bool(missing and added)
    return Mismatch("number", _united(missing * both, gone), _united(added * both, made_up))


def _united(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return (*first, *(words for words in second if words not in first))


def _lost_small(here: _Facts, there: _Facts) -> tuple[str, ...]:
    return tuple(
        number.text
        for number in here.numbers
        if number.spelled
        and number.value <= 12
        and number.kind != "fraction"
        and _rounded(number.value) not in there.values
    )


def _names(source_text: str, target_text: str, source: Language) -> Mismatch:
    missing = tuple(n.text for n in names_to_keep(source_text, source) if not name_survives(n, target_text))
    added = (unexplained_names if source == "en" else invented_names)(source_text, target_text)
    return Mismatch("name", missing, added)
