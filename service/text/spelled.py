"""Numbers written as words, in Vietnamese ("hai mươi mốt", "một phần ba") and English ("half a million").

Promises span and value of each. A lone word that is often something else ("một", "năm" the year, "one",
"second" the unit of time) is taken only where the words around it settle the matter. Knows no digits.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from service.domain.article import Language
from service.text.caching import remembered


class SpelledNumber(NamedTuple):
    """Offsets into the text, the value, and how the number is used."""

    start: int
    end: int
    value: Decimal
    kind: str  # cardinal, ordinal, percent or fraction


VI_UNITS = {
    "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6,
    "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10, "nhất": 1, "nhì": 2,
}  # fmt: skip
VI_SCALES = {
    "nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9,
}  # fmt: skip
_TO_NINETEEN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
)
EN_UNITS = {word: value for value, word in enumerate(_TO_NINETEEN.split())}
_TO_NINETY = "twenty thirty forty fifty sixty seventy eighty ninety"
EN_TENS = {word: 10 * value for value, word in enumerate(_TO_NINETY.split(), 2)}
EN_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
EN_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14,
    "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
    "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70,
}  # fmt: skip
EN_PARTS = {"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourths": 4,
            "fifth": 5, "fifths": 5, "tenth": 10, "tenths": 10}  # fmt: skip

_U = r"(?:một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín)"
_D = r"(?:một|mốt|hai|ba|bốn|tư|năm|lăm|nhăm|sáu|bảy|bẩy|tám|chín)"
_D_OF_TENS = _D.replace("|năm|", "|")  # "mười năm" are ten years, fifteen is "mười lăm"
_TENS = rf"(?:{_U} (?:mươi|chục)(?: {_D_OF_TENS})?|mười(?: {_D_OF_TENS})?)"
_SMALL = rf"(?:{_U} trăm(?: (?:linh|lẻ) {_D}| {_TENS})?|{_TENS}|{_U})"
_SCALE = r"(?:nghìn|ngàn|vạn|triệu|t[ỷỉ])(?! (?:lệ|giá|số|trọng|phú|tập|hồi|đại)\b)"
_VI_CARDINAL = re.compile(
    rf"(?<![^\W_])(?:{_U} tá(?! (?:dược|tràng))(?![^\W_])|{_SMALL}(?: {_SCALE})*"
    rf"(?: {_SMALL} {_SCALE})*(?: {_U} trăm(?: {_TENS})?| {_TENS}| rưỡi)?)"
    r"(?![^\W_])",
    re.IGNORECASE,
)
_VI_FRACTION = re.compile(
    rf"(?<![^\W_])({_SMALL}) phần ({_U}|tư|mười|trăm|nghìn)(?![^\W_])"
    r"|(?<![^\W_])một nửa(?! (?:triệu|t[ỷỉ])\b)"
)
_VI_HALF = re.compile(r"(?<![^\W_])(?:một )?nửa (triệu|t[ỷỉ])(?![^\W_])")
_VI_PERCENT = re.compile(r"\s+phần trăm(?![^\W_])")
_VI_ORDINAL = re.compile(
    rf"(?<![^\W_])(?:lần )?thứ (nhất|nhì|tư|{_TENS}|{_U})(?![^\W_])(?! tuần| \(|,? ngày| \d| hàng tuần)"
)
_WEEKDAY_BEFORE = re.compile(r"(?:hôm|sáng|trưa|chiều|tối|đêm|vào|từ|đến) $", re.IGNORECASE)
_YEAR_BEFORE = re.compile(
    r"(?:mỗi|hàng|hằng|trong|nhiều|mấy|cả|qua|các|những|cuối|đầu|giữa|từ|vào|đến|mọi|của|là|thường|quanh"
    r"|cùng|kỷ niệm|tư|\d) $",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r" (?:người|nước|quốc gia|bên|đơn vị|doanh nghiệp|công ty|tỉnh|thành phố|dự án|năm|tháng|tuần|giờ|phút"
    r"|lần"
    r"|thành viên|ủy viên|văn kiện|biên bản|thỏa thuận|hiệp định|trường|chiếc|tàu|máy bay|lĩnh vực|điểm|nhóm"
    r"|ngân hàng|cuộc|vụ|trận|bàn|ngôi|đoàn|nhà|hãng|bộ|ủy ban|tổ chức|học sinh|sinh viên|chuyên gia)\b"
)
_VI_OTHER_MEANING = re.compile(
    r" (?:mẹ|má|mẹ con|muồi|chắn|suất|lô|hoa|gai|gác|rọi|tiêu|đình|lan)\b", re.IGNORECASE
)

_CURRENCY = re.compile(r" (?:USD|VND|VNĐ|EUR|AUD|JPY|GBP|CNY)(?!\w)")

_EN_TEN = "|".join(EN_TENS)
_EN_ONE = "|".join(word for word in EN_UNITS if word not in ("zero", "one"))
_EN_SMALL = rf"(?:(?:{_EN_TEN})(?:[- ](?:one|{_EN_ONE}))?|{_EN_ONE}|one)"
_EN_HUNDRED = rf"(?:(?:{_EN_SMALL}|an?) hundred(?: and {_EN_SMALL}| {_EN_SMALL})?|{_EN_SMALL})"
_EN_CARDINAL = re.compile(
    rf"\b(?:half an? (?:million|billion|dozen)|(?:an?|{_EN_SMALL}) dozen"
    rf"|(?:{_EN_HUNDRED}|an?)(?: and a half)? (?:thousand|million|billion|trillion)"
    rf"(?: (?:and )?{_EN_HUNDRED} (?:thousand|million))?(?: (?:and )?{_EN_HUNDRED})?|{_EN_HUNDRED})\b"
    r"(?!-\w+(?:ly)\b)",
    re.IGNORECASE,
)
_EN_PERCENT = re.compile(r"[- ](?:per ?cent|percent|percentage points?)\b", re.IGNORECASE)
_EN_ORDINAL = re.compile(rf"\b(?:(?:{_EN_TEN})-)?(?:{'|'.join(EN_ORDINALS)})\b(?!s)", re.IGNORECASE)
_EN_FRACTION = re.compile(
    rf"\b(?:(an?|one|{_EN_ONE})[- ](thirds?|quarters?|fourths|fifths?|tenths?)(?! quarter)"
    r"|half)\b",
    re.IGNORECASE,
)
_EN_LONE = re.compile(r"(?:one|an?)", re.IGNORECASE)
_SCALED = 100  # from which a number has a scale, and goes before a fraction


_VOCABULARY = {
    "vi": frozenset({*VI_UNITS, "phần", "nửa"} - {"nhất"}),
    "en": frozenset({*EN_UNITS, *EN_TENS, *EN_SCALES, *EN_ORDINALS, *EN_PARTS, "hundred", "dozen"}),
}
_WORD = re.compile(r"[^\W\d_]+")


@remembered(512)  # facts ask for them as well
def small_words(text: str) -> frozenset[str]:
    """Return the words of a text in small letters."""
    return frozenset(_WORD.findall(text.lower()))


def spelled_numbers(text: str, language: Language) -> Iterator[SpelledNumber]:
    """Yield the spelled-out numbers of a text, none overlapping another, in no particular order."""
    if _VOCABULARY[language].isdisjoint(small_words(text)) and "thứ nhất" not in text:
        return  # most sentences: spares them the expensive patterns
    taken: list[tuple[int, int]] = []
    for number in _vi_numbers(text) if language == "vi" else _en_numbers(text):
        if all(number.end <= start or number.start >= end for start, end in taken):
            taken.append((number.start, number.end))
            yield number


def _vi_numbers(text: str) -> Iterator[SpelledNumber]:
    """Yield what may be numbers, the surest first."""
    if "phần" in text or "nửa" in text:
        yield from _vi_fractions(text)
    if "thứ" in text:
        yield from _vi_ordinals(text)
    yield from _vi_cardinals(text)


def _en_numbers(text: str) -> Iterator[SpelledNumber]:
    """Yield what may be numbers, the surest first."""
    cardinals = list(_en_cardinals(text))
    yield from (number for number in cardinals if number.value >= _SCALED)
    yield from _en_fractions(text)
    yield from _en_ordinals(text)
    yield from cardinals


def vi_value(words: str) -> Decimal:
    """Return the value of Vietnamese number words ("hai trăm linh năm" is 205)."""
    total, group, last_scale = Decimal(0), Decimal(0), Decimal(1)
    for word in words.lower().split():
        if word in VI_SCALES:
            # "trăm nghìn tỷ" multiplies on; "hai tỷ ba triệu" starts a new group.
            last_scale = Decimal(VI_SCALES[word])
            total, group = (total + group * last_scale, Decimal(0)) if group else (total * last_scale, group)
        elif word in ("mươi", "chục"):
            group = group - group % 10 + (group % 10) * 10
        elif word == "trăm":
            group *= 100
            last_scale = Decimal(100)
        elif word == "tá":
            group *= 12
        elif word == "rưỡi":
            total += last_scale / 2
        elif word not in ("linh", "lẻ"):
            group += VI_UNITS[word]
    return total + group


def en_value(words: str) -> Decimal:
    """Return the value of English number words ("one and a half million" is 1,500,000)."""
    total, group = Decimal(0), Decimal(0)
    words = words.lower().replace("and a half", "half")
    for word in re.split(r"[ -]", words):
        if word in EN_SCALES:
            total, group = total + (group or Decimal(1)) * EN_SCALES[word], Decimal(0)
        elif word == "hundred":
            group = (group or Decimal(1)) * 100
        elif word == "dozen":
            group = (group or Decimal(1)) * 12
        elif word == "half":
            group += Decimal("0.5")
        elif word in ("a", "an"):
            group = group or Decimal(0)
        elif word != "and":
            group += EN_UNITS.get(word, 0) or EN_TENS.get(word, 0)
    return total + group


def _vi_fractions(text: str) -> Iterator[SpelledNumber]:
    for match in _VI_HALF.finditer(text):
        yield SpelledNumber(*match.span(), Decimal(VI_SCALES[match[1]]) / 2, "cardinal")
    for match in _VI_FRACTION.finditer(text):
        if match[1] is None:
            yield SpelledNumber(*match.span(), Decimal("0.5"), "fraction")
        elif match[2] == "trăm":
            yield SpelledNumber(*match.span(), vi_value(match[1]), "percent")
        else:
            below = Decimal(1000) if match[2] == "nghìn" else vi_value(match[2])
            yield SpelledNumber(*match.span(), vi_value(match[1]) / below, "fraction")


def _vi_ordinals(text: str) -> Iterator[SpelledNumber]:
    for match in _VI_ORDINAL.finditer(text):
        if not _WEEKDAY_BEFORE.search(text, max(0, match.start() - 8), match.start()):
            yield SpelledNumber(*match.span(), vi_value(match[1]), "ordinal")


def _vi_cardinals(text: str) -> Iterator[SpelledNumber]:
    for match in _VI_CARDINAL.finditer(text):
        words = match[0]
        if " " not in words and not _is_lone_vi_number(text, match.start(), match.end()):
            continue
        if words[0].isupper() and not _starts_sentence(text, match.start(), match.end()):
            continue
        percent = _VI_PERCENT.match(text, match.end())
        end, kind = (percent.end(), "percent") if percent else (match.end(), "cardinal")
        yield SpelledNumber(match.start(), end, vi_value(words), kind)


def _is_lone_vi_number(text: str, start: int, end: int) -> bool:
    word = text[start:end].lower()
    if text[max(0, start - 4) : start].lower() == "thứ ":
        return False
    if word == "một" or _VI_OTHER_MEANING.match(text, end):
        return bool(_VI_PERCENT.match(text, end))
    if word == "năm":
        before = text[max(0, start - 9) : start]
        return bool(_COUNTED.match(text, end)) and not _YEAR_BEFORE.search(before)
    return True


def _starts_sentence(text: str, start: int, end: int) -> bool:
    """A capital is a number only at the start of a sentence, before a small letter ("Ba Lan" is Poland)."""
    before = text[:start].rstrip(" \"“'‘(-–")
    counts = text[end : end + 2].strip()[:1].islower() or bool(_CURRENCY.match(text, end))
    return (not before or before[-1] in ".:!?\n;") and counts


def _en_cardinals(text: str) -> Iterator[SpelledNumber]:
    for match in _EN_CARDINAL.finditer(text):
        percent = _EN_PERCENT.match(text, match.end())
        if _EN_LONE.fullmatch(match[0]) and not percent:
            continue
        if text[max(0, match.start() - 1) : match.start()] in tuple("0123456789.,"):
            continue
        end, kind = (percent.end(), "percent") if percent else (match.end(), "cardinal")
        yield SpelledNumber(match.start(), end, en_value(match[0]), kind)


def _en_fractions(text: str) -> Iterator[SpelledNumber]:
    for match in _EN_FRACTION.finditer(text):
        if match[1] is None:
            yield SpelledNumber(*match.span(), Decimal("0.5"), "fraction")
            continue
        above = Decimal(1) if match[1].lower() in ("a", "an") else en_value(match[1])
        yield SpelledNumber(*match.span(), above / EN_PARTS[match[2].lower()], "fraction")


def _en_ordinals(text: str) -> Iterator[SpelledNumber]:
    for match in _EN_ORDINAL.finditer(text):
        tens, _, unit = match[0].lower().rpartition("-")
        yield SpelledNumber(*match.span(), Decimal(EN_TENS.get(tens, 0) + EN_ORDINALS[unit]), "ordinal")
