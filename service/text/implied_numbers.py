"""Numbers that words say without being one: both, a dozen, a decade, năm, nửa.

Promises every value that a word of the text may stand for, so that a number of the other side is explained
by it. Decides nothing: most of these words mean something else most of the time.
"""

import re
from decimal import Decimal

from service.domain.article import Language
from service.text.spelled import small_words

_IMPLIED = {
    "en": {
        "one": 1, "a": 1, "an": 1, "single": 1, "once": 1, "first": 1, "twice": 2, "double": 2, "doubled": 2,
        "doubling": 2, "twofold": 2, "both": 2, "pair": 2, "couple": 2, "bilateral": 2,
        "triple": 3, "tripled": 3, "threefold": 3, "quarter": 4, "decade": 10, "decades": 10,
        "dozen": 12, "dozens": 12, "fortnight": 14,
        "century": 100, "centuries": 100, "hundred": 100, "noon": 12, "midnight": 0, "zero": 0,
        "thousand": 1000, "million": 10**6, "billion": 10**9, "half": 6, "year": 12, "trilateral": 3,
    },
    "vi": {
        "một": 1, "đầu": 1, "nhất": 1, "đôi": 2, "hai": 2, "cặp": 2, "ba": 3, "năm": 5, "sáu": 6,
        "bảy": 7, "tám": 8, "chín": 9, "mười": 10, "chục": 10, "kỷ": 10, "niên": 10, "tá": 12, "thế": 100,
        "trăm": 100, "nghìn": 1000, "ngàn": 1000, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9,
        "không": 0, "nửa": 6, "trưa": 12, "đêm": 0,
    },
}  # fmt: skip
_HALF_HOUR = {
    "en": re.compile(r"\bhalf(?:[ -]an)?[ -]hours?\b", re.IGNORECASE),
    "vi": re.compile(r"(?<!\w)(?:(?:giờ|tiếng)(?: đồng hồ)? rưỡi|nửa (?:giờ|tiếng))(?!\w)", re.IGNORECASE),
}
_MINUTES = Decimal(30)


def implied_numbers(text: str, language: Language) -> set[Decimal]:
    """Return the values of a text's words."""
    known = _IMPLIED[language]
    minutes = {_MINUTES} if _HALF_HOUR[language].search(text) else set()
    return minutes | {Decimal(known[word]) for word in known.keys() & small_words(text)}
