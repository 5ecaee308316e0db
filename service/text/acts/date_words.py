"""A date as it stands at the end of a sentence, with its preposition.

Promises the precision that the date has: a day, a month, a range; no year where none is known. Says nothing
of a date that it cannot read.
"""

import re
from calendar import month_name
from datetime import date, timedelta

from service.domain.article import Language
from service.text.dates import find_dates, render_edtf

_POINT = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d\d)(?:-(\d\d))?)?")
_ORDINALS = ("first", "second", "third", "fourth")
_ROMAN = ("I", "II", "III", "IV")
_WITHIN = {"en": re.compile(r"^from (.+) to (.+)$"), "vi": re.compile(r"^từ (.+) đến (.+)$")}
_BETWEEN = {"en": r"between \1 and \2", "vi": r"trong khoảng từ \1 đến \2"}
_LANGUAGES: tuple[Language, ...] = ("vi", "en")
_ANY_YEAR = "2000"  # a leap year, which is taken out again
_YEAR = re.compile(rf"(?:, | năm |/| ){_ANY_YEAR}\b")
_DAYS = re.compile(r"XXXX-\d\d-\d\d(?:/XXXX-\d\d-\d\d)?")
_Parts = tuple[str, int, int]


def date_words(edtf: str, language: Language, *, once: bool = False) -> str:
    """Return " on June 8, 2020" or " ngày 8/6/2020"; "" for a date that is no EDTF of level 0 or 1.

    `once`: what is dated happened at one time, within a range and not all over it.
    """
    first, slash, last = edtf.partition("/")
    starts, ends = _parts(first), _parts(last)
    if starts is None or (slash and ends is None and last not in {"", ".."}):
        return ""
    if not slash:
        words = _point(first, starts, language)
    elif ends is None:
        words = _since(first, starts, language)
    else:
        words = _range(starts, ends, (first, last), language)
    return f" {_WITHIN[language].sub(_BETWEEN[language], words) if once else words}"


def words_without_year(text: str, language: Language) -> str:
    """Return " on May 25" for words of either language that name a day and leave its year open, else ""."""
    for written in _LANGUAGES:
        for mention in find_dates(text, written):
            if mention.kind != "relative" and _DAYS.fullmatch(mention.pattern or ""):
                edtf = (mention.pattern or "").replace("XXXX", _ANY_YEAR)
                return _YEAR.sub("", date_words(edtf, language))
    return ""


def is_span(edtf: str) -> bool:
    """Tell whether a date is a range, so that something may be going on in it."""
    return "/" in edtf


def is_open(edtf: str) -> bool:
    """Tell whether a date is a range without an end."""
    return edtf.partition("/")[1:] in {("/", ""), ("/", "..")}


def _parts(edtf: str) -> _Parts | None:
    """Return the year and the numbers of month and day, 0 where they are open."""
    match = _POINT.fullmatch(edtf)
    return (match[1], int(match[2] or 0), int(match[3] or 0)) if match else None


def _point(edtf: str, parts: _Parts, language: Language) -> str:
    words = render_edtf(edtf, language)
    if parts[2]:
        return f"on {words}" if language == "en" else f"ngày {words}"
    if language == "en" or edtf.endswith("X"):
        return f"in {words}" if language == "en" else f"trong {words}"
    return f"vào {words}"


def _since(edtf: str, parts: _Parts, language: Language) -> str:
    words = render_edtf(edtf, language)
    if language == "en":
        return f"since {words}"
    return f"từ {'ngày ' if parts[2] else ''}{words} đến nay"


def _range(starts: _Parts, ends: _Parts, both: tuple[str, str], language: Language) -> str:
    if starts[2] and ends[2]:
        return _days(starts, ends, both, language)
    if starts[1] and ends[1] and not (starts[2] or ends[2]):
        return _months(starts, ends, both, language)
    if not starts[1] and not ends[1]:
        years = f"{starts[0]}-{ends[0]}" if both[0].isdigit() and both[1].isdigit() else ""
        if years:
            return f"in {years}" if language == "en" else f"trong giai đoạn {years}"
    first, last = (
        f"{'ngày ' if parts[2] and language == 'vi' else ''}{render_edtf(edtf, language)}"
        for parts, edtf in zip((starts, ends), both, strict=True)
    )
    return _from_to(first, last, language)


def _days(starts: _Parts, ends: _Parts, both: tuple[str, str], language: Language) -> str:
    if _is_week(both):
        whole = render_edtf(both[0], language)
        return f"in the week of {whole}" if language == "en" else f"trong tuần từ ngày {whole}"
    within = render_edtf("/".join(both), language)
    if starts[:2] == ends[:2]:
        return f"on {within}" if language == "en" else f"ngày {within}"
    first = f"{month_name[starts[1]]} {starts[2]}" if language == "en" else f"ngày {starts[2]}/{starts[1]}"
    last = render_edtf(both[1], language)
    if starts[0] != ends[0]:
        first = render_edtf(both[0], language) if language == "en" else f"ngày {render_edtf(both[0], 'vi')}"
    return _from_to(first, last if language == "en" else f"ngày {last}", language)


def _months(starts: _Parts, ends: _Parts, both: tuple[str, str], language: Language) -> str:
    number, rest = divmod(starts[1] - 1, 3)
    if starts[0] == ends[0] and not rest and ends[1] == starts[1] + 2:
        if language == "en":
            return f"in the {_ORDINALS[number]} quarter of {starts[0]}"
        return f"trong quý {_ROMAN[number]}/{starts[0]}"
    if starts[0] != ends[0]:
        return _from_to(render_edtf(both[0], language), render_edtf(both[1], language), language)
    if language == "en":
        return _from_to(month_name[starts[1]], f"{month_name[ends[1]]} {ends[0]}", language)
    return _from_to(f"tháng {starts[1]}", f"tháng {ends[1]} năm {ends[0]}", language)


def _from_to(first: str, last: str, language: Language) -> str:
    return f"from {first} to {last}" if language == "en" else f"từ {first} đến {last}"


def _is_week(both: tuple[str, str]) -> bool:
    """Tell whether a range is what "last week" resolves to: Monday to Sunday."""
    first, last = map(date.fromisoformat, both)
    return first.weekday() == 0 and last - first == timedelta(days=6)
