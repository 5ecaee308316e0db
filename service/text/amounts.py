"""Sums of money, stakes and counted goods in Vietnamese and English news, as the articles word them.

Promises the exact words with their offsets, the value in units and the ISO 4217 code where it is money. A
vague sum ("hàng triệu USD", "10-15 triệu USD") has no value. Refuses to know what a sum was for.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from service.domain.article import Language, Span
from service.domain.highlight import Amount
from service.text.numbers import Number, find_numbers


@dataclass(frozen=True, slots=True)
class AmountMention:
    """An amount and where it stands; `amount.text` is the text under `span`."""

    span: Span
    amount: Amount


_BEFORE_NUMBER = {
    "us$": "USD", "usd": "USD", "$": "USD", "a$": "AUD", "au$": "AUD", "aud": "AUD", "s$": "SGD",
    "sg$": "SGD", "sgd": "SGD", "c$": "CAD", "ca$": "CAD", "cad": "CAD", "hk$": "HKD", "hkd": "HKD",
    "nz$": "NZD", "nzd": "NZD", "nt$": "TWD", "twd": "TWD", "€": "EUR", "eur": "EUR",
    "£": "GBP", "gbp": "GBP", "¥": "JPY", "jpy": "JPY", "cny": "CNY", "rmb": "CNY", "₩": "KRW", "krw": "KRW",
    "vnd": "VND", "₫": "VND", "chf": "CHF", "thb": "THB", "inr": "INR", "rub": "RUB",
}  # fmt: skip
# Whose dollars are not those of the United States.
_VI_LANDS = {
    "AUD": r"Úc|Australia|Ô-?xtrây-?li-?a", "SGD": r"Singapore|Sing|Xinh?-?ga-?po",
    "CAD": r"Canada|Ca-?na-?đa", "HKD": r"Hong ?[Kk]ong|Hồng ?Kông|Hồng ?Công",
    "NZD": r"New ?Zealand|Niu ?[DZ]i-?lân", "TWD": r"Đài Loan", "BND": r"Brunei|Bru-?nây",
    "FJD": r"Fiji|Phi-?gi", "JMD": r"Jamaica", "NAD": r"Namibia", "ZWL": r"Zimbabwe",
}  # fmt: skip
_EN_LANDS = {
    "AUD": r"Australian|Aussie", "SGD": r"Singapore(?:an)?", "CAD": r"Canadian", "HKD": r"Hong ?[Kk]ong",
    "NZD": r"New Zealand|Kiwi", "TWD": r"(?:New )?Taiwan(?:ese)?", "BND": r"Brunei(?:an)?",
    "FJD": r"Fiji(?:an)?", "JMD": r"Jamaican?", "NAD": r"Namibian?", "ZWL": r"Zimbabwe(?:an)?",
}  # fmt: skip
# Behind a sum in dollars: "(tiền Úc)", "tiền Úc"; a bracket that goes on is left where it is.
_VI_BEHIND = {
    code: rf"(?: \((?:tiền )?(?:{land}|{code})\)|,? tiền (?:{land})|(?= \((?:tiền )?(?:{land})(?!\w)))"
    for code, land in _VI_LANDS.items()
}
_EN_BEHIND = {
    code: rf" (?:\((?:{land})(?: dollars?)?\)|in (?:{land}) (?:dollars|currency)|{code})"
    for code, land in _EN_LANDS.items()
}
# Longest first within one currency: "đô la Úc" is not "đô la".
_VI_AFTER = {
    **{
        rf"[Đđ]ô(?:[ -]?la)?(?: (?:{land})|{_VI_BEHIND[code]})|{code}": code
        for code, land in _VI_LANDS.items()
    },
    r"(?:[Đđ]ô[ -]?la|đô)(?: Mỹ)?|USD|đô[ -]?lar|Mỹ kim|\$": "USD",
    r"đồng(?: Việt Nam)?(?! (?:loạt|ý|thời|tình|bào|lòng|diễn|phạm))|VN[ĐD]|đ\b|₫": "VND",
    r"[Ee]uro|EUR|EURO|€": "EUR", r"(?:yên|yen|Yên|Yen)(?: Nhật(?: Bản)?)?|JPY|¥": "JPY",
    r"(?:đồng )?[Nn]hân dân tệ|tệ|NDT|CNY|RMB": "CNY", r"won(?: Hàn Quốc)?|Won|KRW": "KRW",
    r"bảng(?: Anh)?|GBP|£": "GBP", r"(?:franc|phờ-răng) Thụy Sĩ|CHF": "CHF",
    r"rúp(?: Nga)?|ruble|rouble|RUB": "RUB", r"rupee(?: Ấn Độ)?|INR": "INR",
    r"(?:baht|bạt)(?: Thái(?: Lan)?)?|THB": "THB",
    r"ringgit(?: Malaysia)?|MYR": "MYR", r"rupiah(?: Indonesia)?|IDR": "IDR", r"kíp(?: Lào)?|LAK": "LAK",
    r"riel(?: Campuchia)?|KHR": "KHR", r"peso Philippines|PHP": "PHP", r"crown Séc|CZK": "CZK",
}  # fmt: skip
_EN_AFTER = {
    **{rf"(?:{land}) dollars?|{code}": code for code, land in _EN_LANDS.items()},
    r"(?:US |U\.S\. |American )?dollars?|USD|US\$": "USD", r"(?:Vietnamese )?(?:dong|VND|đồng)": "VND",
    r"[Ee]uros?|EUR": "EUR", r"(?:Japanese )?yen|JPY": "JPY", r"(?:Chinese )?yuan|renminbi|CNY|RMB": "CNY",
    r"(?:South )?(?:Korean )?won|KRW": "KRW", r"(?:British )?pounds?(?: sterling)?|GBP": "GBP",
    r"Swiss francs?|CHF": "CHF", r"(?:Russian )?rou?bles?|RUB": "RUB", r"(?:Indian )?rupees?|INR": "INR",
    r"(?:Thai )?baht|THB": "THB", r"(?:Malaysian )?ringgit|MYR": "MYR",
    r"(?:Indonesian )?rupiahs?|IDR": "IDR",
    r"(?:Lao )?kip|LAK": "LAK", r"(?:Cambodian )?riels?|KHR": "KHR", r"Philippine pesos?|PHP": "PHP",
}  # fmt: skip
_CURRENCY = {
    language: re.compile(
        r"[\s-]?(?:" + "|".join(f"(?P<{code}>{form})" for form, code in forms.items()) + r")(?![^\W_])"
    )
    for language, forms in (("vi", _VI_AFTER), ("en", _EN_AFTER))
}
_DOLLARS_BEHIND = {
    language: re.compile(
        "(?:" + "|".join(f"(?P<{code}>{form})" for code, form in forms.items()) + r")(?![^\W_])"
    )
    for language, forms in (("vi", _VI_BEHIND), ("en", _EN_BEHIND))
}
_SYMBOL = re.compile(
    r"(?<![^\W_])(?:" + "|".join(re.escape(mark) for mark in _BEFORE_NUMBER) + r")\s?$", re.IGNORECASE
)
_APPROXIMATELY = {
    "vi": re.compile(r"(?<![^\W_])(?:hơn|gần|trên|khoảng|ít nhất|tối thiểu|xấp xỉ) $", re.IGNORECASE),
    "en": re.compile(
        r"\b(?:more than|over|nearly|almost|about|around|some|at least|up to|approximately) $", re.IGNORECASE
    ),
}
_GOODS = {
    "vi": re.compile(
        r" (?:cổ phần|cổ phiếu|vốn điều lệ|liều|tấn|thùng|tàu|máy bay|súng trường|suất học bổng|học bổng|xe"
        r"|khẩu trang"
        r"|bộ xét nghiệm|bộ kit|máy thở|trực thăng|tiêm kích|ha|héc-?ta|MW|km|m2|m3|chiếc)(?![^\W_])"
        r"(?: (?:vắc-?xin|vaccine|gạo|dầu|thép|tiêm kích|máy bay|tàu|xe))?"
    ),
    "en": re.compile(
        r"[ -](?:stake|shares?|equity|doses|tons?|tonnes|barrels|ships?|vessels?|aircraft|rifles"
        r"|scholarships|vehicles"
        r"|face masks|masks|test kits|ventilators|helicopters|hectares|MW|megawatts|km|kilomet(?:er|re)s)\b"
        r"(?: of (?:vaccines?|rice|oil|steel))?"
    ),
}
_STAKE = {
    "vi": re.compile(r" (?:cổ phần|cổ phiếu|vốn điều lệ|vốn|quyền sở hữu)(?![^\W_])"),
    "en": re.compile(r"[ -](?:stake|interest|equity|ownership|of (?:the )?(?:shares|equity))\b"),
}
_VAGUE = {
    "vi": re.compile(
        r"(?<![^\W_])(?:hàng|vài|nhiều|mấy)(?: (?:chục|trăm|nghìn|ngàn|triệu|t[ỷỉ]))+",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:(?:tens|hundreds|dozens|thousands|millions|billions) of )*"
        r"(?:thousands|millions|billions) of",
        re.IGNORECASE,
    ),
}  # fmt: skip
_LARGEST = 10**18  # no sum of money; a run of digits that means something else
_RANGE = re.compile(r"\s*[-–—]\s*|\s+(?:đến|tới|to|and)\s+")


def find_amounts(text: str, language: Language) -> tuple[AmountMention, ...]:
    """Return the amounts of a text in reading order."""
    numbers = find_numbers(text, language)
    found = [*_exact(text, language, numbers), *_vague(text, language)]
    return tuple(sorted(found, key=lambda mention: mention.span.start))


def _exact(text: str, language: Language, numbers: tuple[Number, ...]) -> Iterator[AmountMention]:
    for i, number in enumerate(numbers):
        low = numbers[i - 1] if i and _is_range(text, numbers[i - 1], number) else None
        if i + 1 < len(numbers) and _is_range(text, number, numbers[i + 1]):
            continue  # the high end stands for both
        read = _money(text, language, low or number, number) or _goods(text, number, language)
        if read is None:
            continue
        start, end, currency = read
        start = _with_modifier(text, min(start, low.span.start) if low else start, language)
        value = None if low or number.value > _LARGEST else float(number.value)
        yield AmountMention(Span(start, end), Amount(text[start:end], value, currency))


def _is_range(text: str, low: Number, high: Number) -> bool:
    return bool(_RANGE.fullmatch(text, low.span.end, high.span.start)) and low.value < high.value


def _money(text: str, language: Language, first: Number, last: Number) -> tuple[int, int, str] | None:
    """Return start, end and code of a sum whose currency stands before or after its number."""
    start, end = first.span.start, last.span.end
    symbol = _SYMBOL.search(text, max(0, start - 5), start)
    after = _after(text, end, language)
    if not symbol:
        return (start, *after) if after else None
    if symbol[0].strip() == "$" and (behind := _dollars_behind(text, end, language)):
        return symbol.start(), *behind
    currency = _BEFORE_NUMBER[symbol[0].strip().lower()]
    # "US$20 million USD" says it twice.
    return symbol.start(), after[0] if after and after[1] == currency else end, currency


def _dollars_behind(text: str, at: int, language: Language) -> tuple[int, str] | None:
    """Return the end and the code of what says behind "$5 million" whose dollars they are."""
    match = _DOLLARS_BEHIND[language].match(text, at)
    return (match.end(), match.lastgroup) if match and match.lastgroup else None


def _vague(text: str, language: Language) -> Iterator[AmountMention]:
    for match in _VAGUE[language].finditer(text):
        after = _after(text, match.end(), language)
        if after:
            span = Span(match.start(), after[0])
            yield AmountMention(span, Amount(text[span.start : span.end], None, after[1]))


def _after(text: str, at: int, language: Language) -> tuple[int, str] | None:
    """Return the end and the code of a currency that stands after a number."""
    match = _CURRENCY[language].match(text, at)
    if match is None or match.lastgroup is None:
        return None
    return match.end(), match.lastgroup


def _goods(text: str, number: Number, language: Language) -> tuple[int, int, None] | None:
    if number.kind not in ("percent", "cardinal") or number.spelled:
        return None
    forms = _STAKE if number.kind == "percent" else _GOODS
    match = forms[language].match(text, number.span.end)
    return (number.span.start, match.end(), None) if match else None


def _with_modifier(text: str, start: int, language: Language) -> int:
    match = _APPROXIMATELY[language].search(text, max(0, start - 14), start)
    return match.start() if match else start
