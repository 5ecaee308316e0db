"""Numbers and sums of money as the other language writes them: 1,5 tỷ USD is US$1.5 billion.

Promises the same value, never rounded; None where the rules cannot be sure. Refuses to know sentences.
"""

from dataclasses import replace
from decimal import Decimal

from service.domain.article import Language
from service.text.numbers import Number

_SCALES: dict[Language, tuple[tuple[int, str], ...]] = {
    "en": ((12, "trillion"), (9, "billion"), (6, "million")),
    "vi": ((12, "nghìn tỷ"), (9, "tỷ"), (6, "triệu")),
}
_EN_BEFORE = {
    "USD": "US$", "EUR": "€", "GBP": "£", "JPY": "¥", "CAD": "C$", "AUD": "A$", "SGD": "S$", "HKD": "HK$",
    "NZD": "NZ$", "TWD": "NT$",
}  # fmt: skip
VI_BEHIND = {
    "EUR": "euro", "GBP": "bảng Anh", "JPY": "yên", "VND": "đồng", "CNY": "nhân dân tệ", "KRW": "won",
}  # fmt: skip
_MOST_DECIMALS = 3
_SWAPPED = str.maketrans(",.", ".,")


def swap_marks(figure: str) -> str:
    """Return a figure with commas for points and points for commas: 1.234,5 is 1,234.5."""
    return figure.translate(_SWAPPED)


def render_number(number: Number, target: Language) -> str | None:
    """Return a number that stands in digits in the target language's form, None for any other."""
    if number.spelled or number.kind not in ("cardinal", "percent"):
        return None
    if not any(map(str.isalpha, number.text)):
        return swap_marks(number.text)  # right whichever mark it was
    if number.kind == "percent" or number.alternative is not None:
        return None
    return scaled(number.value, target)


def render_money(number: Number, currency: str, target: Language) -> str | None:
    """Return a sum of money, `currency` as its ISO 4217 code."""
    # Behind the sign of a currency "30m" is no length.
    certain = replace(number, alternative=None) if number.text[-1:] in "mkb" else number
    written = render_number(certain, target)
    if written is None or number.kind != "cardinal":
        return None
    if number.text.isdigit() and len(number.text) > 4:
        written = _grouped(number.value, target)  # 20000 USD
    if target == "en":
        return f"{_EN_BEFORE.get(currency, currency)}{written}"
    return f"{written} {VI_BEHIND.get(currency, currency)}"


def render_sums(low: Number, high: Number, currency: str, target: Language) -> str | None:
    """Return a range of sums that share their scale and currency: $1.2-1.5 billion."""
    last = render_money(high, currency, target)
    if last is None or not low.text.replace(",", "").replace(".", "").isdigit():
        return None
    first, sign = swap_marks(low.text), _EN_BEFORE.get(currency, currency) if target == "en" else ""
    return f"{sign}{first}-{last.removeprefix(sign)}"


def scaled(value: Decimal, target: Language) -> str:
    """Return a value in digits, with the largest scale that leaves few decimals: 1,5 tỷ, 35,000."""
    for power, word in _SCALES[target]:
        mantissa = value.scaleb(-power)
        if mantissa >= 1 and mantissa == round(mantissa, _MOST_DECIMALS):
            return f"{_grouped(mantissa, target)} {word}"
    if target == "vi" and value >= 1000 and value % 1000 == 0:
        return f"{_grouped(value / 1000, target)} nghìn"
    return _grouped(value, target)


def _grouped(value: Decimal, target: Language) -> str:
    plain = f"{value.normalize():,f}"
    return plain if target == "en" else swap_marks(plain)
