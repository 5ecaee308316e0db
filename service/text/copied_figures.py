"""Figures whose decimal comma or thousands point a translation left in the source's form: 1.234 for 1,234.

Promises those alone that a rule can put right: the source writes the figure as its language does, and a
reader of the other language would read another number, or none. Refuses version numbers, articles of a law,
times, and what either side writes inside an address or a document's number.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from service.domain.article import Language, other
from service.text.caching import remembered
from service.text.english_forms import in_english_form
from service.text.figures import swap_marks
from service.text.numbers import find_numbers
from service.text.verbatim import within_verbatim
from service.text.vietnamese_forms import in_vietnamese_form

_FIGURE = re.compile(r"(?<![\d.,/:])\d+(?:[.,]\d+)+(?![\d/:]|[.,]\d)")
_TO = re.compile(r"[–-]\d[\d.,]*")  # the high end of a range: 18,000-20,000
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*")
_BOTH = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+,\d+|[1-9]\d{0,2}(?:,\d{3})+\.\d+")
_DECIMAL = re.compile(r"\d+[.,]\d+")
_GROUP_MARK: dict[Language, str] = {"vi": ".", "en": ","}
# "Điều 5,6" and "Articles 5.2" are lists and places, "Windows 8.1" and "Industry 4.0" names.
_NUMBERED = re.compile(
    r"(?<!\w)(?:điều|khoản|mục|chương|phần|bài|câu|lớp|quận|phường|tổ|khu|(?<!dân )(?<!con )số|ngày|tháng"
    r"|khóa|tuyến|phiên bản|bản"
    r"|articles?|sections?|chapters?|clauses?|parts?|figures?|tables?|versions?|items?|paragraphs?|points?"
    r"|numbers?|nos?\.?|at|by|until)\s+$",
    re.IGNORECASE,
)
_CAPITAL_BEFORE = re.compile(r"(?<![^\s(“\"])\w*[A-ZĐ][\w&]*[\s-]$")
_MEASURED = re.compile(
    r"\s?%|[\s-](?:per ?cent|percent|percentage|pct|million|billion|trillion|thousand|times|points?|degrees?"
    r"|kg|km|m|cm|mm|tons?|tonnes|met(?:er|re)s?|kilomet(?:er|re)s?|kilograms?|hectares?|lit(?:er|re)s?|miles"
    r"|feet|dollars|euros?|pounds|yen|yuan|dong|[A-Z]{3})\b"
)
_PRECISE = re.compile(
    r"\s?(?:%|°)|[\s-](?:per ?cent|percent|pct|phần trăm|times|lần|điểm|points?|degrees?|độ|k?m|cm|mm|kg|km2"
    r"|m2|m3|mét|giây|gam|gram|seconds|met(?:er|re)s?|kilomet(?:er|re)s?|kilograms?|grams?|lit(?:er|re)s?|lít)(?!\w)"
)
_MONEY_BEFORE = re.compile(r"(?:[$€£¥₫]|\b(?:VND|USD|EUR|US\$))\s?$")


class Copied(NamedTuple):
    """A figure in a translation at `place`, as the source has it and as the target language writes it.

    `misread` says that a reader would take it for another number, not for bad form alone.
    """

    place: int
    written: str
    swapped: str
    misread: bool


def in_target_form(source_text: str, target_text: str, *, source: Language) -> str:
    """Return a translation with its copied figures, days, times and sums as its own language has them."""
    if _standard_figures(source_text, source):
        for copied in reversed(copied_figures(source_text, target_text, source)):
            target_text = _with(target_text, copied.place, copied.swapped)
    if source == "vi":
        return in_english_form(source_text, target_text)
    return in_vietnamese_form(source_text, target_text)


@remembered(2048)
def copied_figures(source_text: str, target_text: str, source: Language) -> tuple[Copied, ...]:
    """Return the figures that stand in a translation as the source's language writes them, in order."""
    ours = _standard_figures(source_text, source)
    if not ours:
        return ()
    written = {match[0] for match in _FIGURE.finditer(source_text)}
    found = (
        _copied(target_text, match, ours[match[0]], other(source))
        for match in _FIGURE.finditer(target_text)
        if match[0] in ours
        and swap_marks(match[0]) not in written
        and not within_verbatim(target_text, *match.span())
    )
    return tuple(one for one in found if one is not None)


def _copied(text: str, match: re.Match[str], value: Decimal, target: Language) -> Copied | None:
    """Return a figure that would say what the source says if its marks were swapped, and does not now."""
    swapped = swap_marks(match[0])
    here = _value_at(text, match.start(), target)
    thousands = match[0].endswith("000") and _GROUP_MARK[target] not in match[0]  # 15.000 dong
    if here == value and _is_standard(match[0], target) and not thousands:
        return None  # 42.303 tỷ is 42.303 trillion
    if _value_at(_with(text, match.start(), swapped), match.start(), target) != value:
        return None
    return Copied(match.start(), match[0], swapped, here != value)


def _with(text: str, place: int, figure: str) -> str:
    return f"{text[:place]}{figure}{text[place + len(figure) :]}"


def _value_at(text: str, place: int, language: Language) -> Decimal | None:
    found = (number.value for number in find_numbers(text, language) if number.span.start == place)
    return next(found, None)


@remembered(512)
def _standard_figures(text: str, language: Language) -> Mapping[str, Decimal]:
    """Return the figures that are surely numbers, written by the rules of the language, and their values."""
    standard = (
        (match[0], _value_at(text, match.start(), language))
        for match in _FIGURE.finditer(text)
        if _is_standard(match[0], language) and _is_number(text, match, language)
    )
    return MappingProxyType({written: value for written, value in standard if value is not None})


def _is_standard(words: str, language: Language) -> bool:
    group = _GROUP_MARK[language]
    if _BOTH.fullmatch(words):
        return words.find(group) < words.rfind("." if group == "," else ",")
    if group in words:
        return bool(_GROUPED.fullmatch(words))
    return bool(_DECIMAL.fullmatch(words))


def _is_number(text: str, match: re.Match[str], language: Language) -> bool:
    before = text[max(0, match.start() - 24) : match.start()]
    if within_verbatim(text, *match.span()) or re.search(r"[^\W\d_]-?$", _without_code(before)):
        return False
    if _GROUPED.fullmatch(match[0]) and _GROUP_MARK[language] not in match[0]:
        # "1,666 người" may follow the other language's rule; what is measured has decimals.
        return bool(_PRECISE.match(text, match.end())) and not match[0].endswith("0")
    if _GROUPED.fullmatch(match[0]) or _BOTH.fullmatch(match[0]):
        return True
    if language == "vi":
        return not _NUMBERED.search(before)
    high_end = _TO.match(text, match.end())
    if _MEASURED.match(text, high_end.end() if high_end else match.end()) or _MONEY_BEFORE.search(before):
        return True
    if high_end or re.search(r"\d[–-]$", before):
        return False
    return not (_NUMBERED.search(before) or _CAPITAL_BEFORE.search(before) or match[0].endswith(".0"))


def _without_code(before: str) -> str:
    """Take away the code of a currency that is written onto its sum: VND1,234."""
    return re.sub(r"\b(?:VN[DĐ]|USD|EUR|US|AU|S)$", "", before)
