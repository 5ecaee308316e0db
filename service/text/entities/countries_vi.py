"""Whether a Vietnamese word names a country here: "Anh" may be a brother, "Mỹ Đình" a stadium.

Promises caution: a one-syllable name counts only where its neighbours allow it. Knows nothing of what the
country does.
"""

import re

from service.text.entities.lexicon import longest_at, surnames_vi, titles_vi
from service.text.entities.line import Line
from service.text.entities.tails_vi import FUNCTION_WORDS, head_at
from service.text.gazetteer import Entry, Gazetteer
from service.text.syllables import is_syllable

_HYPHEN = re.compile(r"\s?[-–—]\s?")
# Words that stand right before a country although they have a capital.
_BEFORE = frozenset({"nước", "người", "phía", "quan", "hệ", "thống", "tướng", "sứ", "trưởng", "phủ", "tịch"})


def country_fits(line: Line, first: int, last: int, entry: Entry, *, titled: bool) -> bool:
    """Whether the entry at words [first, last) is a country here."""
    if entry.kind == "pair":
        return False
    if last - first > 1 or not is_syllable(line.words[first].text):
        return True
    return _left_allows(line, first) and _right_allows(line, last, entry, titled=titled)


def _left_allows(line: Line, first: int) -> bool:
    if not line.adjacent(first) or first == 0:
        return True
    before = line.words[first - 1]
    if not before.capital or before.acronym or before.key in FUNCTION_WORDS | _BEFORE:
        return True
    return not is_syllable(before.text) or head_at(line, first - 1) is not None


def _right_allows(line: Line, last: int, entry: Entry, *, titled: bool) -> bool:
    if last >= len(line.words) or not line.adjacent(last):
        return True
    after = line.words[last]
    if entry.form == "Anh" and last == 1 and not after.capital:
        return after.key in {"và", "sẽ", "đã", "muốn", "là", "có", "cùng", "đang", "ký"}
    if not after.capital or titled or after.acronym:
        return True
    if longest_at(titles_vi(), line.words, line.gaps, last) or head_at(line, last):
        return True
    return not is_syllable(after.text) and entry.form != "Anh" and after.key not in surnames_vi()


def pair_at(line: Line, first: int, gazetteer: Gazetteer) -> list[tuple[int, int, Entry]]:
    """Return the members of "Việt - Hàn", "Mỹ - Nhật - Hàn", "Việt Nam - Hàn Quốc" at a word; empty for none."""
    members: list[tuple[int, int, Entry]] = []
    index = first
    while index < len(line.words):
        member = _member(line, index, gazetteer)
        if member is None:
            break
        members.append((index, member[1], member[0]))
        index = member[1]
        if index >= len(line.words) or not _HYPHEN.fullmatch(line.gaps[index - 1]):
            break
    return members if len(members) > 1 else []


def _member(line: Line, index: int, gazetteer: Gazetteer) -> tuple[Entry, int] | None:
    known = gazetteer.at(line.words, line.gaps, index, "vi")
    if known is not None and known[0].kind == "country":
        return known
    if not line.words[index].capital:
        return None
    entries = gazetteer.named(line.words[index].text, "vi")
    short = next((entry for entry in entries if entry.kind in {"country", "pair"}), None)
    if short is not None:
        return short, index + 1
    union = known is not None and known[0].type == "international_org"
    return known if union else None
