"""Words that name a country elsewhere and something else here: "Trần Tuấn Anh", "tiếng Anh", "bà Mỹ".

Promises nothing about names of several words. Knows no glossary.
"""

import re

from service.text.folding import Word
from service.text.person_names import names_to_keep
from service.text.syllables import is_syllable

# After these a single name is somebody's: bà Mỹ, chị Nga. After "tiếng" it is a language.
_BEFORE_OTHERS = frozenset(
    {"tiếng", "ông", "bà", "anh", "chị", "em", "cô", "chú", "bác", "cậu", "cháu", "bé", "thầy"}
)
_OPENS = re.compile(r"(?:^|[.!?:;“\"(–—-])\s*\Z")


def is_no_country(text: str, word: Word, *, before: Word | None, after: Word | None) -> bool:
    """Whether a word that may be a Vietnamese name of a country is a person's, a language's or "Mr" here."""
    if not word.capital or word.acronym:
        return False
    if before and text[before.end : word.start] == " " and _goes_before(before, word, text):
        return True
    return word.text == "Anh" and _is_mister(text, word, after)


def opens(text: str, word: Word) -> bool:
    """Whether a word stands at the beginning of a sentence."""
    return bool(_OPENS.search(text, 0, word.start))


def _goes_before(before: Word, word: Word, text: str) -> bool:
    if before.key in _BEFORE_OTHERS:
        return True
    if not before.capital or before.acronym:
        return False
    # So many names end in "Anh" that a syllable with a capital before it is one: Việt Anh, Đông Anh.
    return (word.text == "Anh" and is_syllable(before.text)) or _is_given_name(text, word)


def _is_given_name(text: str, word: Word) -> bool:
    people = (name.span for name in names_to_keep(text, "vi") if name.kind == "person")
    return any(span.start < word.start and word.end <= span.end for span in people)


def _is_mister(text: str, word: Word, after: Word | None) -> bool:
    """Whether "Anh" opens a sentence before a Vietnamese name: "Anh Đoàn Trọng Nam cho biết"."""
    if after is None or text[word.end : after.start] != " " or not opens(text, word):
        return False
    return after.capital and not after.acronym and is_syllable(after.text)
