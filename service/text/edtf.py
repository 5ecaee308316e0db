"""EDTF dates (levels 0 and 1): filling in a missing year, counting from a day, writing one out for readers.

Works on patterns: EDTF in which an unknown year is XXXX ("XXXX-06-08", "XXXX-03-05/XXXX-03-08").
Knows no news text and no clock.
"""

import calendar
import re
from datetime import date, timedelta
from typing import Literal

from service.domain.article import Language

Unit = Literal["day", "week", "weekend", "month", "quarter", "year"]

EN_MONTHS = tuple(calendar.month_name)
_POINT = re.compile(r"(\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-(\d\d)(?:-(\d\d))?)?")


def point(year: int | str | None, month: int | None = None, day: int | None = None) -> str | None:
    """Return an EDTF date, XXXX for an unknown year; None for a day that no calendar has."""
    if month is None:
        return str(year) if year is not None else None
    if not 1 <= month <= 12:
        return None
    # An unknown year may be a leap year.
    days = calendar.monthrange(int(year) if year is not None else 2000, month)[1]
    if day is not None and not 1 <= day <= days:
        return None
    head = f"{year or 'XXXX'}-{month:02}"
    return head if day is None else f"{head}-{day:02}"


def interval(first: str | None, last: str | None) -> str | None:
    """Return "first/last"; None where either is missing or they run backwards within one known year."""
    if first is None or last is None or (first[:4].isdigit() and first[:4] == last[:4] and first > last):
        return None
    return first if first == last else f"{first}/{last}"


def quarter(number: int, year: int | None) -> str | None:
    """Return the months of a quarter as an interval (level 1 has no quarters)."""
    return interval(point(year, 3 * number - 2), point(year, 3 * number))


def first_months(count: int, year: int | None, *, from_end: bool = False) -> str | None:
    """Return the first or last `count` months of a year."""
    first, last = (13 - count, 12) if from_end else (1, count)
    return interval(point(year, first), point(year, last))


def fill_year(pattern: str, year: int) -> str | None:
    """Put a year in; an interval that runs backwards ends in the next year. None for 29 February in vain."""
    first, _, last = pattern.partition("/")
    ends = last.replace("XXXX", str(year))
    starts = first.replace("XXXX", str(year))
    if last and last != ".." and ends < starts:
        ends = last.replace("XXXX", str(year + 1))
    return f"{starts}/{ends}" if last else starts if _exists(starts) else None


def fill_nearest_year(
    pattern: str, published: date, side: Literal["past", "ahead"] | None = None
) -> str | None:
    """Put in the year that brings the date nearest to the day of publication, on the given side of it."""
    match = _POINT.match(pattern)
    if not match or match[2] is None:
        return None
    month, day = int(match[2]), int(match[3] or 15)

    def distance(year: int) -> int:
        last = calendar.monthrange(year, month)[1]
        return abs((date(year, month, min(day, last)) - published).days)

    def begins(year: int) -> date:
        return date(year, month, min(int(match[3] or 1), calendar.monthrange(year, month)[1]))

    years = [published.year, published.year - 1, published.year + 1]
    if side == "past":
        years = [year for year in years if begins(year) <= published]
    elif side == "ahead":
        years = [
            year
            for year in years
            if begins(year) >= published.replace(day=1 if not match[3] else published.day)
        ]
    return fill_year(pattern, min(years, key=distance))


def count_from(published: date, unit: Unit, offset: int) -> str:
    """Return the day, week, weekend, month, quarter or year that lies `offset` units from a day."""
    if unit == "day":
        return (published + timedelta(days=offset)).isoformat()
    if unit in {"week", "weekend"}:
        monday = published + timedelta(days=7 * offset - published.weekday())
        first = monday + timedelta(days=5 if unit == "weekend" else 0)
        return f"{first.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
    if unit == "year":
        return str(published.year + offset)
    size = 3 if unit == "quarter" else 1
    index = (published.year * 12 + published.month - 1) // size + offset
    year, month = divmod(index * size, 12)
    return f"{year}-{month + 1:02}" if size == 1 else f"{year}-{month + 1:02}/{year}-{month + 3:02}"


def weekday_from(
    published: date, weekday: int, week: int | None, side: Literal["past", "ahead"] | None = None
) -> str:
    """Return a weekday (0 is Monday) of the week `week` weeks away, or else the latest one up to the day.

    `side`: the latest one before the day, or the first one after it.
    """
    if week is not None:
        return (published + timedelta(days=7 * week + weekday - published.weekday())).isoformat()
    if side == "ahead":
        return (published + timedelta(days=(weekday - published.weekday() - 1) % 7 + 1)).isoformat()
    back = (published.weekday() - weekday) % 7
    return (published - timedelta(days=back or (7 if side == "past" else 0))).isoformat()


def days_of_month(published: date, first: int, last: int, *, offset: int) -> str | None:
    """Return days of the month that lies `offset` months from a day's; None for days that it has not."""
    year, month = divmod(published.year * 12 + published.month - 1 + offset, 12)
    return interval(point(year, month + 1, first), point(year, month + 1, last))


def render_edtf(edtf: str, language: Language) -> str:
    """Write an EDTF date out: "tháng 8 năm 2019", "August 2019"; "8/6/2020", "June 8, 2020"."""
    first, slash, last = edtf.partition("/")
    if not slash:
        return _render_point(first, language)
    if last in ("..", ""):
        since = _render_point(first, language)
        return f"từ {since} đến nay" if language == "vi" else f"since {since}"
    return _render_quarter(first, last, language) or _render_interval(first, last, language)


def _exists(edtf: str) -> bool:
    year, *rest = edtf.split("-")
    if len(rest) < 2 or not year.isdigit():
        return True
    return int(rest[1]) <= calendar.monthrange(int(year), int(rest[0]))[1]


def _render_point(edtf: str, language: Language) -> str:
    match = _POINT.fullmatch(edtf)
    if not match:
        return edtf
    year, month, day = match[1], match[2] and int(match[2]), match[3] and int(match[3])
    known = year != "XXXX"
    if not month:
        return _render_year(year, language)
    if language == "vi":
        if day:
            return f"{day}/{month}/{year}" if known else f"ngày {day}/{month}"
        return f"tháng {month} năm {year}" if known else f"tháng {month}"
    name = EN_MONTHS[month]
    if day:
        return f"{name} {day}, {year}" if known else f"{name} {day}"
    return f"{name} {year}" if known else name


def _render_year(year: str, language: Language) -> str:
    if year.endswith("XX"):
        century = int(year[:2]) + 1
        return f"thế kỷ {century}" if language == "vi" else f"the {century}{_ordinal_ending(century)} century"
    if year.endswith("X"):
        return f"thập niên {year[:3]}0" if language == "vi" else f"the {year[:3]}0s"
    return f"năm {year}" if language == "vi" else year


def _ordinal_ending(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _render_quarter(first: str, last: str, language: Language) -> str | None:
    a, b = _POINT.fullmatch(first), _POINT.fullmatch(last)
    if not a or not b or a[1] != b[1] or not a[2] or not b[2] or a[3] or b[3]:
        return None
    number, remainder = divmod(int(a[2]) - 1, 3)
    if remainder or int(b[2]) != int(a[2]) + 2:
        return None
    known = a[1] != "XXXX"
    if language == "vi":
        numeral = ("I", "II", "III", "IV")[number]
        return f"quý {numeral}/{a[1]}" if known else f"quý {numeral}"
    return f"Q{number + 1} {a[1]}" if known else f"Q{number + 1}"


def _render_interval(first: str, last: str, language: Language) -> str:
    a, b = _POINT.fullmatch(first), _POINT.fullmatch(last)
    if not a or not b:
        return f"{first}/{last}"
    if not a[2] and not b[2]:
        return f"{first}-{last}"
    if a[3] and b[3] and a[1] == b[1]:
        year = "" if a[1] == "XXXX" else (f"/{a[1]}" if language == "vi" else f", {a[1]}")
        same_month = a[2] == b[2]
        if language == "vi":
            starts = f"{int(a[3])}" if same_month else f"{int(a[3])}/{int(a[2])}"
            return f"{starts}-{int(b[3])}/{int(b[2])}{year}"
        ends = f"{int(b[3])}" if same_month else f"{EN_MONTHS[int(b[2])]} {int(b[3])}"
        return f"{EN_MONTHS[int(a[2])]} {int(a[3])}-{ends}{year}"
    starts, ends = _render_point(first, language), _render_point(last, language)
    return f"{starts} - {ends}"
