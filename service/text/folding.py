"""Words of a text and the keys under which they are looked up.

Promises that the two spellings of a syllable (hoà and hòa, kĩ and kỹ) share one key and that diacritics
otherwise count. Knows no names.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from service.text.caching import remembered

WORD = re.compile(r"[^\W_]+")
_VOWELS = {"oa": "òóỏõọ", "oe": "òóỏõọ", "uy": "ùúủũụ"}
_MARKED = {"a": "àáảãạ", "e": "èéẻẽẹ", "y": "ỳýỷỹỵ"}
# The tone stands on the second vowel in the newer spelling (hoà), on the first in the older one (hòa).
_TONES = {
    pair[0] + marked: first + pair[1]
    for pair, firsts in _VOWELS.items()
    for marked, first in zip(_MARKED[pair[1]], firsts, strict=True)
}
_TONE = re.compile("|".join(_TONES))
_SPELLINGS = {
    "kĩ": "kỹ",
    "mĩ": "mỹ",
    "lí": "lý",
    "kì": "kỳ",
    "sĩ": "sỹ",
    "tỉ": "tỷ",
    "qui": "quy",
    "quí": "qúy",
}
# Words that a name may have or lack: "Khoa học và Công nghệ", "Khoa học - Công nghệ".
FILLERS = frozenset({"và", "and", "the"})


class Word(NamedTuple):
    """A run of letters and digits, by code-point offsets into the text that it was found in.

    A tuple, because each text that is looked at is made of them.
    """

    start: int
    end: int
    text: str
    key: str

    @property
    def capital(self) -> bool:
        """Whether it starts like a name: with an upper-case letter."""
        return self.text[0].isupper()

    @property
    def acronym(self) -> bool:
        """Whether it looks like an abbreviation: at least two upper-case letters."""
        return sum(letter.isupper() for letter in self.text) > 1


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Return the key of a word."""
    lowered = _TONE.sub(lambda match: _TONES[match.group()], text.casefold())
    return _SPELLINGS.get(lowered, lowered)


def words_of(text: str, offset: int = 0) -> tuple[Word, ...]:
    """Return the words of a text; `offset` is added to their offsets."""
    if not offset:
        return _words(text)
    return tuple(Word(start + offset, end + offset, own, key) for start, end, own, key in _words(text))


@remembered(1024)  # terms, countries and checks look at the same sentences
def _words(text: str) -> tuple[Word, ...]:
    return tuple([Word(*match.span(), match[0], fold(match[0])) for match in WORD.finditer(text)])


def name_key(text: str) -> tuple[str, ...]:
    """Return the key of a name: its words' keys without fillers."""
    return tuple(key for key in (fold(word) for word in WORD.findall(text)) if key not in FILLERS)
