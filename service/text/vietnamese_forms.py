"""Sums as Vietnamese news write them, the currency behind: $1,5 tỷ is 1,5 tỷ USD.

Promises to change the form alone, of a sum with the sign of its currency before it and none behind; a bare
"$" is USD where all dollars of the source are American. Judges no value.
"""

import re

from service.text.amounts import find_amounts
from service.text.figures import VI_BEHIND

_CODES = {
    "US$": "USD", "$": "USD", "S$": "SGD", "A$": "AUD", "C$": "CAD", "HK$": "HKD", "NZ$": "NZD", "NT$": "TWD",
    "€": "EUR", "£": "GBP",
}  # fmt: skip
_SUM = re.compile(
    r"(?<![\w$–-])(?P<sign>(?:US|S|A|C|HK|NZ|NT)?\$|€|£)\s?"
    r"(?P<sum>\d+(?:[.,]\d+)*(?:[-–]\d+(?:[.,]\d+)*)?(?: (?:trăm|nghìn|ngàn|triệu|t[ỷỉ])(?!\w))*+)"
    r"(?![\w%/–-]|[.,]\d| ?(?:USD|đô|euro|EUR|bảng|SGD|AUD|CAD|[$€£])| ?\d"
    r"| \(?(?:tiền )?(?:Úc|Australia|Canada|Singapore|Hong Kong|Hồng Kông|Hồng Công|Đài Loan"
    r"|New Zealand)(?!\w))"
)
_OTHER_DOLLARS = re.compile(
    r"\b(?:Canad\w+|Austral\w+|Aussie|Singapore\w*|Hong ?Kong|New Zealand|Kiwi|Taiwan\w*|Brunei|Jamaic\w+"
    r"|Fiji\w*|Namibia\w*) (?:dollar|currency)|\b(?:CAD|AUD|SGD|HKD|NZD|TWD)\b|\b(?:CA?|AU?|S|HK|NZ|NT)\$",
    re.IGNORECASE,
)


def in_vietnamese_form(source_text: str, target_text: str) -> str:
    """Return a translation from English in these forms."""
    if not any(sign in target_text for sign in "$€£"):
        return target_text
    american = "$" in target_text and _are_american(source_text)
    return _SUM.sub(lambda m: _written(m) if american or m["sign"] != "$" else m[0], target_text)


def _are_american(text: str) -> bool:
    """Whether all dollars of an English text are those of the United States."""
    codes = {mention.amount.currency or "" for mention in find_amounts(text, "en")}
    return {code for code in codes if code.endswith("D") and code != "VND"} == {"USD"} and not (
        _OTHER_DOLLARS.search(text)
    )


def _written(match: re.Match[str]) -> str:
    code = _CODES[match["sign"]]
    return f"{match['sum']} {VI_BEHIND.get(code, code)}"
