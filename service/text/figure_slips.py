"""Slips that a comparison of values does not see: signs, fractions, weekdays, torn dates, two currencies.

Promises what a translation lost or made up of these, only where the words around leave no doubt. Knows
nothing of digits that went missing.
"""

import re

from service.domain.article import Language, other
from service.text.numbers import Number, find_numbers

_SIGN = re.compile(r"(?:(?<=[\s(])(?<!\d\s)[-−–]|\b(?:minus|negative|âm|trừ) )$", re.IGNORECASE)
_OF_SCALE = re.compile(r"\s?(?:°|độ\b|degrees?\b|C\b|điểm\b|points?\b)")
_DECLINE = {
    "en": re.compile(
        r"[-−–]\d|\b(?:minus|negative|f[ae]ll|down|drop|declin|decreas|contract|shr[aiu]nk|los[ets]|below|lower"
        r"|slump|slid|slip|reduc|cut|plung|dip|deficit|recession|sub-zero|downturn|worse|shed|sank|tumbl|off)",
        re.IGNORECASE,
    ),
    "vi": re.compile(
        r"[-−–]\d|(?<!\w)(?:âm|trừ|giảm|sụt|mất|lỗ|dưới|tụt|thấp|hụt|xuống|co lại|suy|thu hẹp|lùi|rơi)(?!\w)",
        re.IGNORECASE,
    ),
}
_FRACTION = {
    "en": re.compile(
        r"\b(?:two|three|four|five|six|seven|eight|nine)[- ](?:thirds|quarters|fourths|fifths|tenths)\b"
        r"|\bone[- ](?:third|fifth|tenth)\b",
        re.IGNORECASE,
    ),
    "vi": re.compile(
        r"(?<!\w)(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín)"
        r" phần (?:hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười)(?!\w)",
        re.IGNORECASE,
    ),
}
_PARTS = {"en": ("third", "quarter", "fourth", "fifth", "tenth"), "vi": ("phần",)}  # in each of them
_ANY_FRACTION = {
    "en": re.compile(
        r"\b(?:half|halves|thirds?|quarters?|fourths?|fifths?|sixths?|tenths?|per ?cent|fractions?)\b"
        r"|majority|%|\d/\d|\d\.\d|\bin (?:three|four|five|ten)\b|\bout of\b|\bof (?:three|four|five|ten)\b",
        re.IGNORECASE,
    ),
    "vi": re.compile(
        r"phần (?:hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười|trăm|\d)|%|\d/\d|\d,\d|nửa|rưỡi"
        r"|trên (?:ba|bốn|năm|mười)|trong (?:ba|bốn|năm|mười)"
    ),
}
# After these words "thứ hai" counts; a weekday is no place in a row.
_ORDINAL = re.compile(
    r"(?<!\w)(?:đứng|xếp|hạng|lần|vị trí|về|ngôi|ngôi vị|nước|quốc gia|giai đoạn|khóa|đợt|vòng|quê hương"
    r"|thế hệ|lớn|cao|nhiều|dài|mạnh) thứ (?P<day>hai|ba|tư|năm|sáu|bảy|[2-7])(?!\w)"
)
_DAYS = {"hai": "Mon", "ba": "Tue", "tư": "Wed", "năm": "Thu", "sáu": "Fri", "bảy": "Sat"} | dict(
    zip("234567", ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat"), strict=True)
)
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur)day\b")
_MULTIPLE = re.compile(r"\b\d+(?:\.\d+)?[- ]?fold\b")
_MONTH_ALONE = re.compile(r"(?<![\d/.-])\d{1,2}/(?:19|20)\d\d(?!\d)")
_MAYBE_TORN = re.compile(
    r"\d[/–-]\d|\d{4}, (?:19|20)\d\d|\d,? \(?(?:\d\d? )?[A-Z][a-z]+\.?,? (?:\(?[A-Z][a-z]+\.? )?\d"
    r"|\d, \(?\d\d? [A-Z]"
)
_MONTHS = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_YEAR_TWICE = r"(?<![\d.,])(?P<year>(?:19|20)\d\d), (?P=year)(?!\d|[.,-]\d)"
_ISO_MONTH = r"(?<![\w/.-])(?:19|20)\d\d-(?:0[1-9]|1[0-2])(?![\w/-])"
_TORN = {
    "en": re.compile(
        rf"\b{_MONTHS} (?:\d{{1,2}}(?:[-–]\d{{1,2}})?/\d|\d{{4}}-\d\d)[\d/–-]*"
        rf"|\b\d\d? {_MONTHS} \d\d?,? (?:19|20)\d\d"
        rf"|\b(?P<day>\d\d?) (?P<month>{_MONTHS}),? \(?(?P=month) (?P=day)(?!\d)"
        rf"|\b(?P<month2>{_MONTHS}) (?P<day2>\d\d?),? \(?"
        r"(?:(?P=month2) (?P=day2)(?!\d)|(?P=day2) (?P=month2))"
        rf"|{_YEAR_TWICE}|{_ISO_MONTH}"
    ),
    "vi": re.compile(
        rf"\btháng \d{{1,2}}/\d{{1,2}}(?:/(?:19|20)\d\d)?(?![\d/])|\btháng \d{{1,2}}-\d\d-(?:19|20)\d\d(?!\d)"
        rf"|\bnăm (?:19|20)\d\d-\d\d-\d\d|{_ISO_MONTH}"
        rf"|\b(?:\d{{1,2}}/){{2}}\d{{4}}[/-]\d+|\bnăm \d{{1,2}}/(?:19|20)\d\d(?!\d)|{_YEAR_TWICE}"
    ),
}
_SIGNS = ("VN", "USD", "EUR", "$", "€", "£", "₫")  # one of these begins each of them
_TWICE = re.compile(
    r"(?:(?P<dong>VN[DĐ]|₫)|(?P<dollar>US\$|USD|(?<![A-Z])\$)|(?P<euro>€|EUR)|(?P<pound>£))\s?\d[\d.,]*"
    r"(?:\s?(?:nghìn|triệu|t[ỷỉ]|thousand|million|billion|trillion))*\s"
    r"(?:(?P<dong2>đồng|VN[DĐ]|dong)|(?P<dollar2>USD|đô[ -]?la|dollars?)|(?P<euro2>euros?|EUR)"
    r"|(?P<pound2>bảng|pounds?|GBP))(?!\w)"
)


def lost_signs(source_text: str, target_text: str, source: Language) -> tuple[str, ...]:
    """Return the negative figures whose value stands in the translation without a word of decline."""
    negative = [n for n in find_numbers(source_text, source) if _is_negative(source_text, n)]
    if not negative or _DECLINE[other(source)].search(target_text):
        return ()
    there = {number.value for number in find_numbers(target_text, other(source))}
    return tuple(f"-{number.text}" for number in negative if number.value in there)


def _is_negative(text: str, number: Number) -> bool:
    measured = number.kind == "percent" or _OF_SCALE.match(text, number.span.end)
    return bool(measured and _SIGN.search(text, max(0, number.span.start - 10), number.span.start))


def lost_fractions(here: str, there: str, language: Language) -> tuple[str, ...]:
    """Return the fractions in words of a text whose other side has no part of anything at all."""
    if not any(part in here.lower() for part in _PARTS[language]):
        return ()
    found = tuple(match[0] for match in _FRACTION[language].finditer(here))
    return () if not found or _ANY_FRACTION[other(language)].search(there) else found


def left_multiples(source_text: str, target_text: str) -> tuple[str, ...]:
    """Return the multiples of an English text whose word the Vietnamese one still has: tăng 2,5-fold."""
    if "fold" not in target_text.lower():
        return ()
    return tuple(match[0] for match in _MULTIPLE.finditer(source_text))


def made_up_weekdays(source_text: str, target_text: str, source: Language) -> tuple[str, ...]:
    """Return the weekdays of an English translation that were a place in a row: đứng thứ hai, on Monday."""
    weekdays = [match[0] for match in _WEEKDAY.finditer(target_text)] if source == "vi" else []
    if not weekdays:
        return ()
    taken = {_DAYS[match["day"]] for match in _ORDINAL.finditer(source_text)}
    rest = _ORDINAL.sub(" ", source_text).lower()
    said = {day for word, day in _DAYS.items() if re.search(rf"thứ {word}(?!\w)", rest)}
    return tuple(weekday for weekday in weekdays if weekday[:3] in taken - said)


def torn_dates(source_text: str, target_text: str, source: Language) -> tuple[str, ...]:
    """Return what is no date of the target language: June 5/6-2020; December 2020, 2020; 4/2021 of 5/4/2021.

    What the source has in the same form was torn there.
    """
    if not _MAYBE_TORN.search(target_text):
        return ()
    torn = tuple(
        match[0]
        for match in _TORN[other(source)].finditer(target_text)
        if not re.search(rf"(?<![\d-]){re.escape(match[0])}(?![\d-])", source_text)
    )
    found = [match[0] for match in _MONTH_ALONE.finditer(target_text)] if "/" in target_text else []
    if not found:
        return torn
    alone = set(_MONTH_ALONE.findall(source_text))
    parts = (words for words in found if words not in alone and f"/{words}" in source_text)
    return (*torn, *(words for words in parts if not any(words in whole for whole in torn)))


def doubled_currencies(text: str) -> tuple[str, ...]:
    """Return the sums with one currency before and another after: VND53 tỷ USD."""
    if not any(sign in text for sign in _SIGNS):
        return ()
    return tuple(match[0] for match in _TWICE.finditer(text) if not _agree(match))


def _agree(match: re.Match[str]) -> bool:
    return any(match[name] and match[f"{name}2"] for name in ("dong", "dollar", "euro", "pound"))
