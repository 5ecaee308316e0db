"""Decides which sentence pairs are worth training on.

Pure functions of text; each filter answers with the name of its reason or None.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from models.recipe.corpora import TERMBASE, Pair

MAX_CHARACTERS = 600
MIN_RATIO, MAX_RATIO = 0.4, 2.2  # en over vi characters; the corpora's middle is near 1.0
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_VIETNAMESE = re.compile(
    "[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹáàãéèíìĩóòõúùũý]", re.IGNORECASE
)


def clean(text: str) -> str:
    """Return NFC text with single spaces and no control characters."""
    text = unicodedata.normalize("NFC", text)
    kept = (c if unicodedata.category(c) not in ("Cc", "Cf") else " " for c in text)
    return " ".join("".join(kept).split())


def folded(text: str) -> str:
    """Return the letters and digits of a text in lower case: the key for deduplication."""
    return "".join(c for c in text.casefold() if c.isalnum())


def bare(text: str) -> str:
    """Return a text without diacritics."""
    marks = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in marks if not unicodedata.combining(c))


def numbers(text: str) -> Counter[str]:
    """Count the numbers of two or more digits, separators removed (1,5 and 1.5 agree)."""
    found = (re.sub(r"\D", "", m.group()) for m in _NUMBER.finditer(text))
    return Counter(n for n in found if len(n) > 1)


def vietnamese_share(text: str) -> float:
    """Return the share of words that carry a letter which only Vietnamese has, 0 to 1."""
    words = text.split()
    return sum(bool(_VIETNAMESE.search(w)) for w in words) / max(1, len(words))


def number_mismatch(vi: str, en: str) -> bool:
    """Tell whether most numbers differ; one differing date or unit is still accepted."""
    left, right = numbers(vi), numbers(en)
    most = max(left.total(), right.total())
    return most >= 2 and (left & right).total() / most < 0.4


def wrong_language(vi: str, en: str) -> bool:
    """Tell whether a side of four words or more is plainly in the other language."""
    return (len(vi.split()) > 3 and vietnamese_share(vi) < 0.15) or (
        len(en.split()) > 3 and vietnamese_share(en) > 0.4
    )


def reason_to_reject(pair: Pair) -> str | None:
    """Return why a pair is unfit, or None; termbase entries are names and only need text."""
    if not pair.vi or not pair.en:
        return "empty"
    if pair.source == TERMBASE:
        return None
    if max(len(pair.vi), len(pair.en)) > MAX_CHARACTERS:
        return "too_long"
    if len(pair.vi) > 20 and not MIN_RATIO <= len(pair.en) / len(pair.vi) <= MAX_RATIO:
        return "length_ratio"
    if folded(pair.vi) == folded(pair.en):
        return "untranslated"
    if wrong_language(pair.vi, pair.en):
        return "language"
    return "numbers" if number_mismatch(pair.vi, pair.en) else None


def word_ngrams(text: str, size: int = 8) -> Iterator[str]:
    """Yield the folded word n-grams of a text; shorter texts yield themselves whole."""
    words = [w for w in (folded(w) for w in text.split()) if w]
    for start in range(max(1, len(words) - size + 1)):
        yield " ".join(words[start : start + size])


class HeldOut:
    """The texts no training pair may share eight words in a row with (dev, test and gold)."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._ngrams = {n for text in texts for n in word_ngrams(text) if n.count(" ") > 2}

    def overlaps(self, text: str) -> bool:
        """Tell whether the text repeats a held-out n-gram (of four words at the least)."""
        return any(n in self._ngrams for n in word_ngrams(text))
