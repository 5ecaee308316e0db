"""Whether a Vietnamese word names a country here: "Anh" may be a brother, "Mỹ Đình" a stadium.

Promises caution: a one-syllable name counts only where its neighbours allow it. Knows nothing of what the
country does.
"""

from service.text.entities.lexicon import (
    function_words_vi,
    longest_at,
    not_countries_vi,
    surnames_vi,
    titles_vi,
)
from service.text.entities.line import Line
from service.text.entities.tails_vi import head_at
from service.text.gazetteer import Entry
from service.text.syllables import is_syllable

# Second syllables after which a country may stand although a capital precedes them.
_BEFORE = frozenset({"nước", "người", "phía", "quan", "hệ", "thống", "tướng", "sứ", "trưởng", "phủ", "tịch"})
_CURRENCIES = frozenset({"đô la"})
_LOCATIVE = frozenset({"tại", "ở", "đến", "tới", "thăm", "đô", "sang", "về", "quanh", "rời"})
# What may follow "Anh" at the start of a sentence where the country is meant.
_AFTER_BRITAIN = frozenset({"và", "sẽ", "đã", "muốn", "là", "cùng", "đang", "ký"})


def country_fits(line: Line, first: int, last: int, entry: Entry, *, titled: bool) -> bool:
    """Whether the entry at words [first, last) is a country here; `titled`: a title precedes it."""
    if entry.kind == "pair":
        return False
    if last - first > 1 or not is_syllable(line.words[first].text):
        return True
    return _left_allows(line, first) and _right_allows(line, first, last, entry, titled=titled)


def _left_allows(line: Line, first: int) -> bool:
    if line.key(max(first - 2, 0), first) in _CURRENCIES or line.key(first - 1, first) == "tiếng":
        return False
    if not line.adjacent(first):
        return True
    before = line.words[first - 1]
    if not before.capital or before.acronym or before.key in function_words_vi() | _BEFORE:
        return True
    if not is_syllable(before.text) or head_at(line, first - 1) is not None:
        return True
    return first == 1 and before.key not in surnames_vi()  # a sentence starts: "Thăm Mỹ"


def _right_allows(line: Line, first: int, last: int, entry: Entry, *, titled: bool) -> bool:
    if not line.adjacent(last):
        return True
    after = line.words[last]
    if not after.capital and (line.words[first].key, after.key) in not_countries_vi():
        return False
    if entry.form == "Anh" and first == 0 and not after.capital:
        return after.key in _AFTER_BRITAIN
    if not after.capital or titled or after.acronym:
        return True
    title = longest_at(titles_vi(), line.words, line.gaps, last)
    if head_at(line, last) or (title is not None and title[0].role not in {"courtesy", "other"}):
        return True
    return not is_syllable(after.text) and entry.form != "Anh"


def stands_for_state(line: Line, first: int, entry: Entry) -> bool:
    """Whether a capital stands for the state that acts from it, rather than for a place."""
    return entry.country != "VN" and not (line.adjacent(first) and line.words[first - 1].key in _LOCATIVE)
