"""Numbers in Vietnamese and English news: digits, scales, words, ordinals, percentages, roman numerals.

Promises the span and the value of each, by the language's own use of comma and point, with the value under
the other language's convention where a form is ambiguous ("1.500"). Refuses numbers glued into names
(COVID-19, F-16, G20). Dates are numbers here; service.text.dates knows better.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from service.domain.article import Language, Span
from service.text.caching import remembered
from service.text.spelled import EN_SCALES, VI_SCALES, spelled_numbers

NumberKind = Literal["cardinal", "ordinal", "percent", "fraction", "roman"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written. A percentage's value is in percent (74 % is 74).

    `alternative` is the value under another reading of the same form, where there is one. `spelled` says
    that words, not digits, carry it.
    """

    span: Span
    text: str
    value: Decimal
    kind: NumberKind
    spelled: bool = False
    alternative: Decimal | None = None


@dataclass(frozen=True, slots=True)
class _Raw:
    """Digits before ranges are settled: the factor that a scale after them gave."""

    number: Number
    factor: Decimal


_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
# "F16", "F-16" and "COVID-19" are names, "VND325 million" is a number.
_IN_NAME = re.compile(r"[^\W\d_]$|[A-Za-zĐđ][-–]$")
_AFTER_CODE = re.compile(r"(?<![^\W_])(?:VN[DĐ]|USD|EUR|JPY|GBP|AUD|SGD|CNY|RMB|KRW|THB|INR)$")
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
_VI_SCALE = re.compile(
    r"\s*((?:trăm |nghìn |ngàn |vạn |triệu )*(?:trăm|nghìn|ngàn|vạn|triệu|t[ỷỉ]))"
    r"(?! (?:lệ|giá|số|trọng|phú|tập|hồi)\b)(?![^\W_])( rưỡi(?![^\W_]))?",
    re.IGNORECASE,
)
_VI_K = re.compile(r"(?<=\d)k(?![^\W_])")  # 20k, of prices
_EN_SCALE = re.compile(
    r"(?:[\s-]?(hundred thousand|hundred|thousand|million|billion|trillion|mln|bln|bn|tn)|(m|k|b))(?![^\W_])",
    re.IGNORECASE,
)
_EN_SCALE_SHORT = {"mln": 10**6, "bln": 10**9, "bn": 10**9, "tn": 10**12, "m": 10**6, "k": 10**3, "b": 10**9}
_VI_PERCENT = re.compile(r"\s*(?:%|(?:điểm )?phần trăm(?![^\W_]))")
_EN_PERCENT = re.compile(r"\s*%|[\s-](?:per ?cent|percent|percentage points?|pct)\b", re.IGNORECASE)
_EN_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
_VI_ORDINAL_BEFORE = re.compile(r"\bthứ $", re.IGNORECASE)
_UNIT = re.compile(
    r"(?:h|s|km|m|cm|mm|kg|g|ha|tr|tỷ|đ|kV|MW|GW|kW|KW|MWh|kWh|GWh|GB|MB|TB"
    r"|Mbps|MHz|GHz|ml|l|m2|m3|km2|C|USD|p)"
    r"(?![^\W\d_])|(?:h|g)(?=\d\d(?!\d))"
)
_FRACTION_TAIL = re.compile(r"/(\d{1,3})(?![\d/]|-\d|[.,]\d|\s?%)(?!\s*(?:năm |/))")
_BETWEEN = re.compile(r"\s*[-–—]\s*|\s+(?:đến|tới|hoặc|hay|to|or|and)\s+")
_ROMAN_END = re.compile(r"[IVX](?![^\W_])")
_ROMAN = re.compile(
    r"(?<![^\W_])(?<![.&-])(?:(?<=quý )|(?<=Quý )|(?<=khóa )|(?<=khoá )|(?<=Khóa )|(?<=hạng )|(?<=thứ )"
    r"|(?<=kỷ )|(?<=kỳ )|(?<=đoạn )|(?<=Phase )|(?<=phase )|(?<=Part )"
    r"|(?=[IVX]{2}))([IVX]+)(?![^\W_])(?![.&]\w)"
)
_ROMAN_VALUE = {"I": 1, "V": 5, "X": 10}
_ROMAN_FORM = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")


@remembered(512)  # dates, amounts and checks ask about the same sentence
def find_numbers(text: str, language: Language) -> tuple[Number, ...]:
    """Return the numbers of a text in reading order; none overlaps another."""
    found = _settle_ranges(text, _merge_compounds(text, list(_digits(text, language))))
    found += _romans(text)
    taken = [number.span for number in found]
    found += [
        Number(Span(start, end), text[start:end], value, _kind(kind), spelled=True)
        for start, end, value, kind in spelled_numbers(text, language)
        if all(end <= span.start or start >= span.end for span in taken)
    ]
    return tuple(sorted(found, key=lambda number: number.span.start))


def parse_digits(digits: str, language: Language) -> tuple[Decimal, Decimal | None] | None:
    """Return the value of digits with commas and points, and the other language's reading where it differs.

    None is for what is no number ("3.4.2025").
    """
    if digits.isdigit():
        return Decimal(digits), None
    marks = [mark for mark in digits if not mark.isdigit()]
    if len(set(marks)) == 2:
        return _both_marks(digits, marks[-1])
    mark = marks[0]
    as_group = Decimal(digits.replace(mark, "")) if _GROUPED.fullmatch(digits) and digits[0] != "0" else None
    as_decimal = Decimal(digits.replace(mark, ".")) if len(marks) == 1 else None
    # Nobody writes 15 with three decimals as "15,000": round groups are thousands in either language.
    grouping = mark == ("." if language == "vi" else ",") or digits.endswith("000")
    first, second = (as_group, as_decimal) if grouping else (as_decimal, as_group)
    if digits.endswith("000"):
        second = None if first is not None else second
    if first is None:
        return None if second is None else (second, None)
    return first, second


def roman_value(roman: str) -> int | None:
    """Return the value of a roman numeral up to 39, None for letters that are not one."""
    if not roman or not _ROMAN_FORM.fullmatch(roman):
        return None
    values = [_ROMAN_VALUE[letter] for letter in roman]
    following = [*values[1:], 0]
    return sum(-a if a < b else a for a, b in zip(values, following, strict=True))


def _kind(kind: str) -> NumberKind:
    kinds: dict[str, NumberKind] = {"ordinal": "ordinal", "percent": "percent", "fraction": "fraction"}
    return kinds.get(kind, "cardinal")


def _both_marks(digits: str, decimal_mark: str) -> tuple[Decimal, None] | None:
    whole, _, part = digits.rpartition(decimal_mark)
    if not _GROUPED.fullmatch(whole) or decimal_mark in whole:
        return None
    return Decimal(re.sub(r"\D", "", whole) + "." + part), None


def _digits(text: str, language: Language) -> Iterator[_Raw]:
    position = 0
    for match in _DIGITS.finditer(text):
        parsed = None if _in_name(text, match.start()) else parse_digits(match[0], language)
        if match.start() < position or parsed is None:
            continue
        raw = _with_what_follows(text, match, parsed, language)
        if raw is not None:
            position = raw.number.span.end
            yield raw


def _in_name(text: str, at: int) -> bool:
    before = text[max(0, at - 4) : at]
    return bool(_IN_NAME.search(before)) and not _AFTER_CODE.search(before)


def _with_what_follows(
    text: str, match: re.Match[str], parsed: tuple[Decimal, Decimal | None], language: Language
) -> _Raw | None:
    """Read the scale, percent sign, ordinal ending or denominator after digits; None inside a name."""
    start, end = match.span()
    value, alternative = parsed

    def raw(end: int, kind: NumberKind, factor: Decimal = Decimal(1), also: Decimal | None = None) -> _Raw:
        other = alternative * factor if alternative is not None else also
        return _Raw(Number(Span(start, end), text[start:end], value * factor, kind, False, other), factor)

    percent = (_VI_PERCENT if language == "vi" else _EN_PERCENT).match(text, end)
    if percent:
        return raw(percent.end(), "percent")
    below = _FRACTION_TAIL.match(text, end)
    if below and value < int(below[1]) and match[0].isdigit():
        value, alternative = value / int(below[1]), None
        return raw(below.end(), "fraction")
    scale = _scale(text, end, language)
    if scale:
        after, factor, half, glued = scale
        if alternative is not None and alternative < value:
            alternative = None  # "1.500 tỷ" leaves no doubt
        value += half
        # "20m" is a sum or a length.
        return raw(after, "cardinal", factor, value if glued else None)
    ordinal = _EN_ORDINAL.match(text, end) if language == "en" else None
    if ordinal:
        return raw(ordinal.end(), "ordinal")
    if text[end : end + 1].isalpha() and not _UNIT.match(text, end):
        return None
    before = text[max(0, start - 4) : start]
    return raw(end, "ordinal" if language == "vi" and _VI_ORDINAL_BEFORE.search(before) else "cardinal")


def _scale(text: str, at: int, language: Language) -> tuple[int, Decimal, Decimal, bool] | None:
    """Return end, factor, half a unit for "rưỡi", and whether a single letter says so."""
    if language == "vi":
        match = _VI_SCALE.match(text, at)
        if _VI_K.match(text, at):
            return at + 1, Decimal(1000), Decimal(0), True
        if not match:
            return None
        factor = Decimal(1)
        for word in match[1].lower().split():
            factor *= VI_SCALES.get(word, 100)
        return match.end(), factor, Decimal("0.5") if match[2] else Decimal(0), False
    match = _EN_SCALE.match(text, at)
    if not match:
        return None
    factor = Decimal(1)
    for word in (match[1] or match[2]).lower().split():
        factor *= EN_SCALES.get(word) or _EN_SCALE_SHORT.get(word) or 100
    return match.end(), factor, Decimal(0), match[2] is not None


def _merge_compounds(text: str, raws: list[_Raw]) -> list[_Raw]:
    """Join "1 tỷ 200 triệu" into one number."""
    merged: list[_Raw] = []
    for raw in raws:
        last = merged[-1] if merged else None
        if (
            last
            and last.factor > raw.factor > 1
            and text[last.number.span.end : raw.number.span.start] == " "
        ):
            span = Span(last.number.span.start, raw.number.span.end)
            whole = last.number.value + raw.number.value
            merged[-1] = _Raw(Number(span, text[span.start : span.end], whole, "cardinal"), raw.factor)
        else:
            merged.append(raw)
    return merged


def _settle_ranges(text: str, raws: list[_Raw]) -> list[Number]:
    """Give the low end of "10-15 triệu" and "10–15%" the scale or the sign of the high end."""
    numbers = [raw.number for raw in raws]
    for i, (low, high) in enumerate(pairwise(raws)):
        between = text[low.number.span.end : high.number.span.start]
        plain = low.factor == 1 and low.number.kind == "cardinal"
        if not plain or not _BETWEEN.fullmatch(between):
            continue
        if high.number.kind == "percent":
            numbers[i] = replace(low.number, kind="percent")
        elif high.factor > 1 and low.number.value * high.factor < high.number.value:
            scaled = low.number.value * high.factor
            numbers[i] = replace(low.number, value=scaled, alternative=low.number.value)
    return numbers


def _romans(text: str) -> list[Number]:
    if not _ROMAN_END.search(text):
        return []
    values = ((match, roman_value(match[1])) for match in _ROMAN.finditer(text))
    return [
        Number(Span(*match.span()), match[0], Decimal(value), "roman")
        for match, value in values
        if value is not None
    ]
