"""Dates in Vietnamese and English news, resolved to EDTF (levels 0 and 1).

Promises the span of each date and, where the text or what the caller knows is enough, its EDTF; otherwise
`edtf` is None and `pattern` holds what is known ("XXXX-06-08"). Never guesses a year by itself: the caller
gives the day of publication or the year that the article fixes. Fractions, scores and the numbers of
documents are no dates.
"""

import re
from dataclasses import dataclass
from datetime import date

from service.domain.article import Language, Span
from service.text import dates_en, dates_vi
from service.text.date_reading import DateKind, Reading, Rule, Side
from service.text.edtf import (
    count_from,
    days_of_month,
    fill_nearest_year,
    fill_year,
    render_edtf,
    weekday_from,
)

__all__ = ["DateKind", "DateMention", "find_dates", "render_edtf", "resolve"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as written. `pattern` is EDTF with XXXX for a year that the words leave open.

    `reading` is what the words say before anything is filled in; `resolve` reads it again.
    """

    span: Span
    text: str
    edtf: str | None
    kind: DateKind
    pattern: str | None
    reading: Reading


_SATURDAY = 5
_DIGIT = re.compile(r"\d")
_MAYBE_MONTH = {
    "vi": re.compile(r"tháng|quý|nửa", re.IGNORECASE),
    "en": re.compile(r"[JFMASOND][a-z]{2}|Q[1-4]|quarter|half|months"),
}
# What follows or precedes a date without its year and tells on which side of publication it lies. "tới" alone
# is also "to": it must end the phrase.
_PAST_AFTER = {"vi": re.compile(r" (?:vừa qua|vừa rồi)\b", re.IGNORECASE), "en": re.compile(r"(?!)")}
_AHEAD_AFTER = {
    "vi": re.compile(r" (?:sắp tới|tới đây|tới(?= tại\b|[.,;:)]|\s*$))", re.IGNORECASE),
    "en": re.compile(r" (?:upcoming|to come)\b", re.IGNORECASE),
}
_PAST_BEFORE = re.compile(r"\b(?:last|this past) $", re.IGNORECASE)
_AHEAD_BEFORE = re.compile(r"\b(?:next|this coming|coming) $", re.IGNORECASE)
_MAYBE_WORDS = {
    "vi": re.compile(r"nay|này|qua|kia|mai|tới|sau|trước|rồi|ngoái|thứ|nhật|cùng kỳ|cách", re.IGNORECASE),
    "en": re.compile(
        r"day|last|this|next|coming|tomorrow|tonight|ago|earlier|period|previous|following|weekend"
    ),
}
# After these, a time is what figures are compared with.
_COMPARED = {
    "vi": re.compile(r"\b(?:so với|so sánh với|bằng|hơn)(?: (?:thời điểm|mức|của))* $", re.IGNORECASE),
    "en": re.compile(r"\b(?:compared (?:with|to)|versus|vs\.?|than)(?: in)? (?:the )?$", re.IGNORECASE),
}
_COMPARED_WITHIN = 32  # characters before a date in which such words are looked for


def find_dates(
    text: str, language: Language, *, published: date | None = None, anchor_year: int | None = None
) -> tuple[DateMention, ...]:
    """Return the dates of a text in reading order; none overlaps another.

    `published` settles relative dates and the nearest year; `anchor_year` is the year that the article fixes
    for dates without one, and for "this year" and its like.
    """
    found: list[tuple[int, int, Reading]] = []
    for rule in _rules_for(text, language):
        for match in rule.pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end, _ in found):
                continue
            reading = rule.read(match)
            if reading is not None:
                start, end = _balanced(text, *_trimmed(match))
                found.append((start, end, _in_context(reading, text, start, end, language=language)))
    return tuple(
        DateMention(
            Span(start, end),
            text[start:end],
            _edtf(reading, published, anchor_year),
            reading.kind,
            reading.pattern,
            reading,
        )
        for start, end, reading in sorted(found, key=lambda item: item[0])
    )


def resolve(
    mention: DateMention,
    *,
    published: date | None = None,
    anchor_year: int | None = None,
    sided: bool = True,
) -> str | None:
    """Return a mention's EDTF in the light of what has been learnt since it was found.

    `sided` is false where `published` is not the day of publication but a day near it: "vừa qua" and its like
    then tell nothing.
    """
    reading = mention.reading if sided else mention.reading._replace(side=None)
    return _edtf(reading, published, anchor_year)


def _rules_for(text: str, language: Language) -> list[Rule]:
    """Leave out the rules that cannot match: most sentences hold no date."""
    rules = dates_vi if language == "vi" else dates_en
    has_digit = bool(_DIGIT.search(text))
    may_match = (
        *(rules.DIGIT_RULES if has_digit else ()),
        *(rules.MONTH_RULES if _MAYBE_MONTH[language].search(text) else ()),
        *(rules.WORD_RULES if _MAYBE_WORDS[language].search(text) else ()),
        *(rules.YEAR_RULES if has_digit else ()),
    )
    small = text.lower()
    return [rule for rule in may_match if rule.sign.search(small)]


def _in_context(reading: Reading, text: str, start: int, end: int, *, language: Language) -> Reading:
    """Return a reading with what the words around it say: on which side it lies, whether it only compares."""
    if reading.kind == "relative" and reading.pattern is None:
        before = text[max(0, start - _COMPARED_WITHIN) : start]
        if _COMPARED[language].search(before):
            return Reading("comparison")
    return reading._replace(side=reading.side or _side(text, start, end, language))


def _balanced(text: str, start: int, end: int) -> tuple[int, int]:
    """Close the bracket that a date opens, "Hôm qua (4/8)", or leave out what stands before it."""
    words = text[start:end]
    opened = words.rfind("(")
    if opened < 0 or ")" in words[opened:]:
        return start, end
    if text[end : end + 1] == ")":
        return start, end + 1
    return start + opened + 1, end


def _side(text: str, start: int, end: int, language: Language) -> Side | None:
    """Return on which side of the day of publication the words beside a date put it."""
    if _PAST_AFTER[language].match(text, end):
        return "past"
    if _AHEAD_AFTER[language].match(text, end):
        return "ahead"
    before = text[max(0, start - 14) : start] if language == "en" else ""
    return "past" if _PAST_BEFORE.search(before) else "ahead" if _AHEAD_BEFORE.search(before) else None


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    words = match[0]
    return match.start() + len(words) - len(words.lstrip()), match.end() - len(words) + len(
        words.rstrip(" ,")
    )


def _edtf(reading: Reading, published: date | None, anchor_year: int | None) -> str | None:
    pattern = reading.pattern
    if pattern is not None and "XXXX" not in pattern:
        return pattern
    this_year = published.year if published else anchor_year
    if pattern is not None:
        if reading.unit == "year" and reading.offset is not None:
            return fill_year(pattern, this_year + reading.offset) if this_year else None
        if published:
            return fill_nearest_year(pattern, published, reading.side)
        return fill_year(pattern, anchor_year) if anchor_year else None
    if reading.unit is None:
        return None
    if reading.weekday is not None:
        return weekday_from(published, reading.weekday, reading.offset, reading.side) if published else None
    if reading.days is not None:
        return days_of_month(published, *reading.days, offset=reading.offset or 0) if published else None
    if published and reading.unit == "weekend" and published.weekday() >= _SATURDAY and reading.offset:
        return None  # at the weekend, it may be this one or the one before
    if published:
        return count_from(published, reading.unit, reading.offset or 0)
    return str(anchor_year + (reading.offset or 0)) if anchor_year and reading.unit == "year" else None
