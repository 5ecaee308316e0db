"""Rules for dates that Vietnamese news counts from the day of publication: "thứ ba tuần trước", "hôm qua"."""

import re

from service.text.date_reading import Read, Reading, Rule, number
from service.text.edtf import Unit

AWAY = {"nay": 0, "này": 0, "qua": -1, "rồi": -1, "trước": -1, "ngoái": -1, "kia": -2, "mai": 1, "tới": 1,
        "sau": 1, "vừa qua": -1, "vừa rồi": -1, "trước nữa": -2}  # fmt: skip
DAYPART = r"(?:rạng sáng|sáng sớm|sáng|trưa|chiều|tối|đêm|khuya|hôm)"
_COUNTS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
_WEEKDAYS = {
    "hai": 0, "2": 0, "ba": 1, "3": 1, "tư": 2, "4": 2, "năm": 3, "5": 3, "sáu": 4, "6": 4, "bảy": 5, "7": 5,
}  # fmt: skip
_UNITS: dict[str, Unit] = {
    "ngày": "day", "hôm": "day", "tuần": "week", "tháng": "month", "quý": "quarter", "năm": "year",
}  # fmt: skip


def _read_weekday(match: re.Match[str]) -> Reading | None:
    word = match["day"]
    weekday = 6 if word is None else _WEEKDAYS[word.lower()]
    week = AWAY[match["away"].lower()] if match["away"] else None
    sure = match["away"] or match["cue"] or match["past"]
    if word is not None and not word[0].isupper() and not sure:
        return None  # "thứ hai", "thứ 2" are "second" unless something says otherwise
    return Reading("relative", None, "week", week, weekday, "past" if match["past"] else None)


def _read_days(match: re.Match[str]) -> Reading | None:
    first, last = int(match["d1"]), number(match["d2"]) or int(match["d1"])
    if first > last:
        return None
    return Reading("relative", None, "month", AWAY[match["away"].lower()], days=(first, last))


def _read_away(match: re.Match[str]) -> Reading | None:
    return Reading("relative", None, _UNITS[match["unit"].lower()], AWAY[match["away"].lower()])


def _read_weekend(match: re.Match[str]) -> Reading | None:
    """Which weekend "cuối tuần tới" is, the one ahead or the one after, writers do not agree on."""
    offset = AWAY[match["away"].lower()]
    return Reading("relative") if offset > 0 else Reading("relative", None, "weekend", offset)


def _read_today(match: re.Match[str]) -> Reading | None:
    return Reading("relative", None, "day", AWAY[match["away"].lower()])


def _read_ago(match: re.Match[str]) -> Reading | None:
    if match["about"]:
        return Reading("relative")
    word = match["n"].lower()
    count = int(word) if word.isdigit() else _COUNTS[word]
    return Reading("relative", None, _UNITS[match["unit"].lower()], -count)


def _rule(pattern: str, read: Read, *, sign: str) -> Rule:
    return Rule(re.compile(pattern, re.IGNORECASE), read, re.compile(sign))


_D = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
_COUNT = r"(?P<n>\d{1,3}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)"
_NO_COUNT = "".join(f"(?<!{word} )" for word in ("những", "nhiều", "vài", "mấy", *_COUNTS))
_ABOUT = r"(?:khoảng|gần|hơn|chừng|trên|ít nhất) "
_NOT_OF_ANOTHER = r"(?! (?:đó|khi)(?![^\W_]))(?![^\W_])"

# The more specific first: "Thứ Ba tuần trước" is no "ba tuần trước", "ngày 3 tháng trước" no "3 tháng trước".
WORD_RULES: tuple[Rule, ...] = (
    _rule(
        r"cùng (?:kỳ|kì)(?: năm (?:ngoái|trước|(?P<y>(?:19|20)\d\d)))?(?![^\W_])",
        lambda match: Reading("comparison", match["y"]),
        sign=r"cùng k[ỳì]",
    ),
    _rule(
        rf"(?<![^\W_])(?:từ )?(?:{DAYPART} )?(?:hai |các )?(?:ngày (?:mùng |mồng )?|mùng |mồng |{DAYPART} )"
        rf"(?P<d1>{_D})(?:\s*(?:-|–|đến|tới|và)\s*(?:ngày )?(?P<d2>{_D}))? tháng"
        rf" (?P<away>này|nay|vừa qua|vừa rồi|trước|qua|rồi|tới|sau){_NOT_OF_ANOTHER}",
        _read_days,
        sign=r"\d tháng (?:n|v|t|q|r|s)",
    ),
    _rule(
        rf"(?:cách đây|trước đây) (?P<about>{_ABOUT})?{_COUNT} (?P<unit>ngày|hôm|tuần|tháng|năm)\b",
        _read_ago,
        sign=r"(?:cách|trước) đây ",
    ),
    _rule(
        r"(?P<cue>hôm |sáng |trưa |chiều |tối |đêm |vào |mỗi )?(?:(?<=hôm )|(?<=\w )|\b)(?<!lần )"
        r"(?:thứ (?P<day>hai|ba|tư|năm|sáu|bảy|[2-7])(?![^\W_]|[.,]?\d)|chủ nhật)"
        r"(?:,? (?:ngày )?tuần (?P<away>này|trước|qua|vừa qua|vừa rồi|tới|sau|rồi)(?![^\W_])"
        r"| (?P<past>vừa qua|vừa rồi)(?![^\W_])| (?=\(\d| ?ngày \d))?",
        _read_weekday,
        sign=r"thứ |chủ nhật",
    ),
    _rule(
        rf"(?<![^\W_])(?<!thứ )(?P<about>{_ABOUT})?(?<!thứ ){_COUNT} (?P<unit>ngày|hôm|tuần|tháng|năm) trước"
        r"(?! (?:đó|khi|ngày|lễ|hội nghị|cuộc|chuyến))(?![^\W_])",
        _read_ago,
        sign=r"(?:ngày|hôm|tuần|tháng|năm) trước",
    ),
    _rule(
        rf"(?:hôm|ngày|{DAYPART}) (?P<away>nay|qua|mai|kia)(?![^\W_])",
        _read_today,
        sign=r" (?:nay|qua|mai|kia)",
    ),
    _rule(
        r"(?:(?:hồi|dịp|vào) )*cuối tuần (?P<away>này|vừa qua|vừa rồi|trước|qua|rồi|tới|sau)"
        rf"{_NOT_OF_ANOTHER}",
        _read_weekend,
        sign=r"cuối tuần ",
    ),
    _rule(
        rf"(?<!\d ){_NO_COUNT}(?:(?:hồi|đầu|giữa|cuối) )*"
        r"(?P<unit>tuần|tháng|quý|năm)"
        rf" (?P<away>này|nay|ngoái|rồi|vừa qua|vừa rồi|qua|trước nữa|trước|tới|sau){_NOT_OF_ANOTHER}",
        _read_away,
        sign=r"(?:tuần|tháng|quý|năm) (?:n|r|v|q|t|s)",
    ),
)
