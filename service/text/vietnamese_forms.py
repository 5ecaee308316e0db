"""Sums as Vietnamese news write them, the currency behind: $1,5 tỷ is 1,5 tỷ USD.

Promises to change the form alone, of a sum with the sign of its currency before it and none behind. Judges no
value.
"""

import re

from service.text.figures import VI_BEHIND

_CODES = {
    "US$": "USD", "$": "USD", "S$": "SGD", "A$": "AUD", "C$": "CAD", "HK$": "HKD", "NZ$": "NZD", "NT$": "TWD",
    "€": "EUR", "£": "GBP",
}  # fmt: skip
_SUM = re.compile(
    r"(?<![\w$])(?P<sign>(?:US|S|A|C|HK|NZ|NT)?\$|€|£)\s?"
    r"(?P<sum>\d+(?:[.,]\d+)*(?:[-–]\d+(?:[.,]\d+)*)?(?: (?:trăm|nghìn|ngàn|triệu|t[ỷỉ])(?!\w))*+)"
    r"(?![\w%/–-]|[.,]\d| ?(?:USD|đô|euro|EUR|bảng|SGD|AUD|CAD|[$€£]))"
)


def in_vietnamese_form(text: str) -> str:
    """Return a translation from English in these forms."""
    if not any(sign in text for sign in "$€£"):
        return text
    return _SUM.sub(_written, text)


def _written(match: re.Match[str]) -> str:
    code = _CODES[match["sign"]]
    return f"{match['sum']} {VI_BEHIND.get(code, code)}"
