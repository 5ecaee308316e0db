"""Rules for dates in Vietnamese news, most specific first. Each rule reads one way of writing a date."""

import re

from service.text.date_reading import DateKind, Read, Reading, Rule, dated, number
from service.text.dates_vi_words import AWAY, DAYPART, WORD_RULES
from service.text.edtf import first_months, interval, point, quarter

__all__ = ["DIGIT_RULES", "MONTH_RULES", "WORD_RULES", "YEAR_RULES"]

_MONTH_WORDS = {
    "giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
    "mười": 10, "mười một": 11, "mười hai": 12, "chạp": 12,
}  # fmt: skip
_QUARTERS = {
    "i": 1, "1": 1, "một": 1, "đầu": 1, "ii": 2, "2": 2, "hai": 2, "iii": 3, "3": 3, "ba": 3, "iv": 4,
    "4": 4, "tư": 4, "cuối": 4,
}  # fmt: skip
_SMALL = {"ba": 3, "sáu": 6, "chín": 9}

_Y = r"(?:1[5-9]|20)[0-9]{2}"
_D = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
_M = r"(?:0?[1-9]|1[0-2])(?!\d)"
_MW = rf"(?:{_M}|giêng|mười một|mười hai|một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười|chạp)(?![^\W_])"
_NOT_IN_NUMBER = r"(?<![\d/.,-])(?<![^\W_])"
_END = r"(?![^\W_]|[/-]\w|[.,]\d|%| %)"
_CUE = (
    rf"(?:{DAYPART}(?: (?:nay|qua|mai|kia))?[ ,(]*(?:ngày )?|(?:hai |các |từ |đến |tới |hết |trước |sau )?"
    r"(?:ngày|mùng|mồng) )"
)
# Where none of the cues above is part of the date, one of these stands before it, or it is no date.
_BEFORE = re.compile(
    r"(?:từ|đến|tới|hết|trước|sau|lúc|vào|dịp|và|giờ|\d+h(?:\d\d)?'?|thứ \w+"
    r"|nhật|ngày|hạn|kể từ|qua|nay),? \(?$|\($",
    re.IGNORECASE,
)

# After a bare "3-5" or "1/4" these make it a span of numbers or a fraction.
_COUNTED = re.compile(
    r" (?:năm|tháng|tuần|ngày|giờ|phút|lần|người|triệu|tỷ|tỉ|nghìn|ngàn|vạn|trăm|USD|đồng|km|m|tấn|ha|chiếc"
    r"|điểm|nước|trường|tỉnh"
    r"|dân số|số|tổng|diện tích|lượng|trong|của|cổ phần|thế giới|thị|giá|đại biểu)(?![^\W_])"
)


def _day(n: int) -> str:
    """A day with its month: 8/6/2020, 8-6, ngày 8 tháng 6 năm 2020; groups d, m, y with a number."""
    return (
        rf"(?P<d{n}>{_D})(?:\s?[/.-]\s?(?P<m{n}>{_M})(?:\s?[/.-]\s?(?P<y{n}>{_Y}))?"
        rf"|,? tháng (?P<w{n}>{_MW})(?! lần)(?:(?:,? năm |\s?[/-]\s?|, )(?P<z{n}>{_Y}))?)"
    )


def _month_number(word: str | None) -> int | None:
    if word is None:
        return None
    return int(word) if word.isdigit() else _MONTH_WORDS.get(word.lower())


def _year(match: re.Match[str], n: int) -> int | None:
    return number(match[f"y{n}"] or match[f"z{n}"])


def _day_point(match: re.Match[str], n: int, year: int | None) -> str | None:
    month = _month_number(match[f"m{n}"] or match[f"w{n}"])
    return point(_year(match, n) or year, month, int(match[f"d{n}"]))


def _read_day(match: re.Match[str]) -> Reading | None:
    """Refuse a fraction, score or ratio: without a year or a cue, "2/3" and "30-6" are no dates."""
    surely = match["cue"] or _year(match, 1) or match["w1"]
    before = match.string[max(0, match.start() - 12) : match.start()]
    if not surely and not _BEFORE.search(before) and not _reads_as_bare_day(match):
        return None
    if not surely and _COUNTED.match(match.string, match.end()):
        return None
    if "." in match[0] and not _year(match, 1) and not match["cue"]:
        return None
    return dated(_day_point(match, 1, None))


def _reads_as_bare_day(match: re.Match[str]) -> bool:
    """A bare "26/8" is a date: a fraction would be smaller than one ("24/7" is neither)."""
    day, month = int(match["d1"]), int(match["m1"] or 0)
    return "/" in match[0] and day > 12 >= month and (day, month) != (24, 7)


def _read_days(match: re.Match[str]) -> Reading | None:
    """From one day to another; the first may leave out month and year."""
    year = _year(match, 2)
    last = _day_point(match, 2, None)
    month = _month_number(match["m1"] or match["w1"] or match["m2"] or match["w2"])
    month_after = _month_number(match["m2"] or match["w2"])
    if year and month and month_after and month > month_after:
        year -= 1  # "từ 28/12 đến 2/1/2020"
    first = point(_year(match, 1) or year, month, int(match["d1"]))
    if not match["cue"] and not (year or match["m1"]):
        return None
    return dated(interval(first, last), "range")


def _read_month(match: re.Match[str]) -> Reading | None:
    pattern = point(number(match["y"]), _month_number(match["w"]))
    if pattern and match["away"]:
        return Reading("relative", pattern, "year", AWAY[match["away"].lower()])
    return dated(pattern)


def _read_months(match: re.Match[str]) -> Reading | None:
    year = number(match["y2"] or match["z2"])
    first = point(number(match["y1"]) or year, _month_number(match["w1"]))
    return dated(interval(first, point(year, _month_number(match["w2"] or match["v2"]))), "range")


def _read_quarter(match: re.Match[str]) -> Reading | None:
    pattern = quarter(_QUARTERS[match["q"].lower()], number(match["y"]))
    if pattern and match["away"]:
        return Reading("relative", pattern, "year", AWAY[match["away"].lower()])
    return dated(pattern)


def _read_first_months(match: re.Match[str]) -> Reading | None:
    count = 6 if match["n"] is None else _SMALL.get(match["n"].lower()) or number(match["n"])
    if count is None or not 1 <= count <= 12:
        return None
    pattern = first_months(count, number(match["y"]), from_end=match["end"].lower() == "cuối")
    if pattern and match["away"]:
        return Reading("relative", pattern, "year", AWAY[match["away"].lower()])
    return dated(pattern, "range")


def _read_years(match: re.Match[str]) -> Reading | None:
    kind: DateKind = "term" if match["term"] else "range"
    return dated(interval(match["y1"], match["y2"]), kind)


def _read_since(match: re.Match[str]) -> Reading | None:
    first = point(int(match["y"]), _month_number(match["m"]))
    return Reading("range", f"{first}/..") if first else None


def _read_decade(match: re.Match[str]) -> Reading | None:
    digits = match["y"]
    return Reading("partial", f"{digits if len(digits) == 4 else '19' + digits}"[:3] + "X")


def _rule(pattern: str, read: Read, *, sign: str) -> Rule:
    return Rule(re.compile(pattern, re.IGNORECASE), read, re.compile(sign))


_AWAY_YEAR = r"(?: của)? năm (?P<away>nay|ngoái|trước|sau|tới)"
_PART = r"(?:(?:hồi|vào|trong|đầu|giữa|cuối|nửa đầu|nửa cuối) )*"

DIGIT_RULES: tuple[Rule, ...] = (
    _rule(
        rf"{_NOT_IN_NUMBER}(?:ngày )?(?P<y>{_Y})-(?P<m>0[1-9]|1[0-2])-(?P<d>[0-3]\d){_END}",
        lambda match: dated(point(int(match["y"]), int(match["m"]), int(match["d"]))),
        sign=r"\d-\d\d-\d",
    ),
    _rule(
        rf"tháng (?P<w1>{_M})(?P<y1>)\s?[-–]\s?(?P<w2>{_M})(?P<v2>)(?P<z2>)/(?P<y2>{_Y}){_END}",
        _read_months,
        sign=r"tháng \d",
    ),
    _rule(
        rf"{_NOT_IN_NUMBER}(?P<cue>(?:từ )?{_CUE}|từ )?(?P<d1>{_D})"
        rf"(?:\s?[/.-]\s?(?P<m1>{_M})(?:\s?[/.-]\s?(?P<y1>{_Y}))?"
        rf"| tháng (?P<w1>{_MW})(?: năm (?P<z1>{_Y}))?)?"
        rf"(?:, \d\d?)*\s*(?:-|–|đến hết|đến|tới|và)\s*(?:hết )?(?:ngày )?{_day(2)}{_END}",
        _read_days,
        sign=r"(?:-|–|đến hết|đến|tới|và)\s*(?:hết )?(?:ngày )?\d",
    ),
    _rule(
        rf"{_NOT_IN_NUMBER}(?P<cue>{_CUE})?{_day(1)}{_END}",
        _read_day,
        sign=r"\d(?:\s?[/.-]\s?\d|,? tháng )",
    ),
    _rule(
        rf"(?:kể )?từ (?:tháng (?P<m>{_MW})(?:[/-]| năm )|năm |đầu năm )(?P<y>{_Y})"
        rf" (?:cho )?(?:đến|tới) nay",
        _read_since,
        sign=r"(?:đến|tới) nay",
    ),
    _rule(
        rf"từ tháng (?P<w1>{_MW})(?:[/-](?P<y1>{_Y}))? (?:đến|tới) (?:hết )?"
        rf"(?:tháng (?P<w2>{_MW})(?:(?:\s?[/-]\s?| năm )(?P<y2>{_Y}))?"
        rf"|(?P<v2>{_M})[/-](?P<z2>{_Y}))",
        _read_months,
        sign=r"từ tháng ",
    ),
    _rule(
        rf"{_NOT_IN_NUMBER}(?:(?:giai đoạn"
        rf"|(?P<term>nhiệm kỳ|nhiệm kì|niên khóa|niên khoá|năm học)|từ) )?"
        rf"(?:năm )?(?P<y1>{_Y})\s*(?:-|–|đến|tới|hoặc)\s*(?:năm )?(?P<y2>{_Y}){_END}",
        _read_years,
        sign=r"\d\s*(?:-|–|đến|tới|hoặc)\s*(?:năm )?\d",
    ),
    _rule(
        rf"(?<!số )(?<!tỷ lệ )(?<!tỉ lệ )(?<!tháng )(?<!quý )"
        rf"{_NOT_IN_NUMBER}(?P<m>{_M})[/.-](?P<y>{_Y}){_END}",
        lambda match: dated(point(int(match["y"]), int(match["m"]))),
        sign=r"\d[/.-](?:1[5-9]|20)\d\d",
    ),
    _rule(
        r"(?:thập niên|thập kỷ|những năm) (?:19)?(?P<y>(?:19|20)?\d0)(?!\d)",
        _read_decade,
        sign=r"(?:thập niên|thập kỷ|những năm) \d",
    ),
)
MONTH_RULES: tuple[Rule, ...] = (
    _rule(
        rf"(?:(?P<n>\d\d?|ba|sáu|chín) tháng|nửa) (?P<end>đầu|cuối) (?:của )?"
        rf"(?:{_AWAY_YEAR.removeprefix('(?: của)? ')}|năm (?P<y>{_Y})|năm\b)",
        _read_first_months,
        sign=r"(?:tháng|nửa) (?:đầu|cuối)",
    ),
    _rule(
        rf"(?<!\d )(?<!\d)(?<!những )(?<!mạng ){_PART}tháng (?P<w>{_MW})(?! lần)"
        rf"(?:(?:\s?[/.-]\s?|,? năm |, )(?P<y>{_Y})|{_AWAY_YEAR})?{_END}",
        _read_month,
        sign=r"tháng (?:\d|[gmhbtnsc])",
    ),
    _rule(
        rf"quý (?P<q>iii|ii|iv|i|[1-4]|một|hai|ba|tư)(?![^\W_])"
        rf"(?:(?:\s?[/-]\s?|,? năm | )(?P<y>{_Y})|{_AWAY_YEAR})?{_END}",
        _read_quarter,
        sign=r"quý (?:[i1-4]|một|hai|ba|tư)",
    ),
)
YEAR_RULES: tuple[Rule, ...] = (
    _rule(
        rf"(?<!số ){_NOT_IN_NUMBER}{_PART}(?:năm (?:APEC|học|tài khóa|tài khoá|tài chính) |năm )"
        rf"(?P<y>{_Y}){_END}",
        lambda match: dated(match["y"]),
        sign=r"năm (?:apec |học |tài (?:khóa|khoá|chính) )?\d",
    ),
    _rule(
        rf"{_NOT_IN_NUMBER}(?P<y>(?:19|20)[0-9][0-9])(?![^\W_]|[/-]\w|[.,]\d|%| %)"
        r"(?! (?:người|tỷ|tỉ|triệu|nghìn|ngàn|USD|đồng|tấn|chiếc|km|m|ha|héc|MW|tàu|căn|hộ|ca|trường))",
        lambda match: dated(match["y"]),
        sign=r"(?:19|20)\d\d",
    ),
)
