"""Do a segment's numbers and dates survive translation? Rules for Vietnamese and English; names: names.py.

Pure functions of text.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles

from models.recipe.names import names_survive

SCALES = {
    "nghìn tỷ": 1e12, "nghìn tỉ": 1e12, "ngàn tỷ": 1e12, "trillion": 1e12,
    "tỷ": 1e9, "tỉ": 1e9, "billion": 1e9, "bn": 1e9,
    "triệu": 1e6, "million": 1e6,
    "nghìn": 1e3, "ngàn": 1e3, "thousand": 1e3,
}  # fmt: skip
_SCALE = "|".join(SCALES)
_QUANTITY = re.compile(rf"(\d+(?:[.,]\d+)*)(?:[\s-]?({_SCALE})\b)?", re.IGNORECASE)
_WORDS = (
    "one", "two", "three", "four", "five", "six",
    "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = "(" + "|".join(f"{m[:3]}(?:{m[3:]})?" for m in _MONTHS) + r")\b\.?"
_MONTHS_VI = (
    "giêng|một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai|chạp"
)  # fmt: skip
_MONTH_VI = r"(\d{1,2}|mười một|mười hai|" + "|".join(_MONTHS_VI) + r")\b"
_DATES_VI = re.compile(
    r"(?<![\d/.,])(\d{1,2})\s?[/.-]\s?(\d{1,2})(?:\s?[/.-]\s?(\d{4}))?(?![\d/%]|[.,]\d)"
    rf"|ngày\s(\d{{1,2}})\stháng\s{_MONTH_VI}"
    rf"|tháng\s{_MONTH_VI}",
    re.IGNORECASE,
)
_DATES_EN = re.compile(
    rf"\b{_MONTH}\s(\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d)|\b(\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}"
    rf"|\b{_MONTH}",
    re.IGNORECASE,
)
_DAY_BEFORE = re.compile(r"(ngày|sáng|chiều|tối|đêm|hôm|qua|nay|hai|ba|tư|năm|sáu|bảy|nhật|\()\s?\(?$")

_SEED = 12345  # as sacreBLEU's
DayMonth = tuple[int | None, int]


@dataclass(frozen=True, slots=True)
class Fidelity:
    """Shares (0 to 1) of the segments with numbers, dates or names in which every one survives.

    `*_half_width` is half of the share's 95 % bootstrap interval.
    """

    numbers: float
    numbers_segments: int
    numbers_half_width: float
    dates: float
    dates_segments: int
    dates_half_width: float
    names: float
    names_segments: int
    names_half_width: float


def _value(digits: str, english: bool) -> float:
    """Read digits in the language's convention; both 1.000 and 1,000 are thousands in groups."""
    decimal, group = (".", ",") if english else (",", ".")
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", digits) and decimal not in digits:
        return float(re.sub("[.,]", "", digits))
    text = digits.replace(group, "").replace(decimal, ".")
    return float(text) if text.count(".") < 2 else float(re.sub(r"\D", "", digits))


def quantity_value(digits: str, scale: str, *, english: bool) -> float:
    """Return the value of a number and the word for its thousands, millions ... ("" for none)."""
    return round(_value(digits, english) * SCALES.get(scale.lower(), 1.0), 6)


def quantities(text: str, *, english: bool, in_dates: bool) -> set[float]:
    """Return the values of the numbers in a text, with or without those of its dates.

    What must survive leaves dates out (their form changes); where it may survive takes all.
    """
    if not in_dates:
        text = (_DATES_EN if english else _DATES_VI).sub(_year_of, text)
    found = {quantity_value(digits, scale, english=english) for digits, scale in _QUANTITY.findall(text)}
    if english:
        words = set(re.findall(r"[a-z]+", text.lower()))
        found |= {float(i) for i, word in enumerate(_WORDS, 1) if word in words}
    return found


def _year_of(date: re.Match[str]) -> str:
    year = re.search(r"\d{4}$", date.group())
    return f" {year.group()} " if year else " "


def _month_en(name: str) -> int:
    return next(i for i, month in enumerate(_MONTHS, 1) if month.startswith(name.lower()[:3]))


def _month_vi(name: str) -> int:
    if name.isdigit():
        return int(name)
    return next(i for i, names in enumerate(_MONTHS_VI, 1) if name.lower() in names.split("|"))


def _dates_vi(text: str, sure: bool) -> set[DayMonth]:
    found: set[DayMonth] = set()
    for m in _DATES_VI.finditer(text):
        short_day, short_month, year, day, month, only = m.groups()
        if only:
            found.add((None, _month_vi(only)))
        elif day:
            found.add((int(day), _month_vi(month)))
        elif year or not sure or _DAY_BEFORE.search(text[: m.start()].lower()):
            found.add((int(short_day), int(short_month)))
    return {(d, m) for d, m in found if 1 <= m <= 12 and (d is None or 1 <= d <= 31)}


def _dates_en(text: str, sure: bool) -> set[DayMonth]:
    found: set[DayMonth] = set()
    for m in _DATES_EN.finditer(text):
        month, day, day_first, month_second, only = m.groups()
        if only and (not sure or only[:1].isupper()) and only.lower() != "may":  # the verb
            found.add((None, _month_en(only)))
        elif month:
            found.add((int(day), _month_en(month)))
        elif month_second:
            found.add((int(day_first), _month_en(month_second)))
    return found


def dates(text: str, *, english: bool, sure: bool) -> set[DayMonth]:
    """Return the (day, month) pairs of a text; day is None for a month alone.

    With sure, 3/4 counts as a date only after a word such as "ngày"; it may be a fraction.
    """
    found = _dates_en(text, sure) if english else _dates_vi(text, sure)
    return found if sure else found | {(None, month) for _, month in found}


def numbers_survive(source: str, target: str, *, to_english: bool) -> bool | None:
    """Tell whether each number of the source is in the target; None if there is none."""
    wanted = quantities(source, english=not to_english, in_dates=False)
    wanted = {v for v in wanted if v > 12}  # small ones may rightly become words
    return wanted <= quantities(target, english=to_english, in_dates=True) if wanted else None


def dates_survive(source: str, target: str, *, to_english: bool) -> bool | None:
    """Tell whether each date of the source is in the target; None if there is none."""
    wanted = dates(source, english=not to_english, sure=True)
    return wanted <= dates(target, english=to_english, sure=False) if wanted else None


def fidelity(sources: list[str], targets: list[str], *, to_english: bool, samples: int = 500) -> Fidelity:
    """Measure a list of translations; the intervals are bootstrapped over their segments."""
    pairs = list(zip(sources, targets, strict=True))
    number = [numbers_survive(s, t, to_english=to_english) for s, t in pairs]
    date = [dates_survive(s, t, to_english=to_english) for s, t in pairs]
    name = [names_survive(s, t, to_english=to_english) for s, t in pairs]
    return Fidelity(*_share(number, samples), *_share(date, samples), *_share(name, samples))


def _share(results: list[bool | None], samples: int) -> tuple[float, int, float]:
    """Return the share, of how many segments, and half of its interval."""
    known = [r for r in results if r is not None]
    share = sum(known) / len(known) if known else 1.0
    return share, len(known), half_width(known, samples)


def half_width(known: Sequence[bool], samples: int) -> float:
    """Return half of the 95 % bootstrap interval of a share; 0 where there is nothing to draw from."""
    if not known or samples < 2:
        return 0.0
    drawn = random.Random(_SEED)
    shares = [sum(drawn.choices(known, k=len(known))) / len(known) for _ in range(samples)]
    cuts = quantiles(shares, n=40, method="inclusive")
    return (cuts[-1] - cuts[0]) / 2
