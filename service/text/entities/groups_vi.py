"""Kinds of parties in Vietnamese: "các công ty năng lượng Mỹ", "11 nước TPP", "doanh nghiệp Việt Nam"."""

from dataclasses import replace

from service.domain.highlight import PartnerType
from service.text.entities.lexicon import group_nouns_vi, longest_at
from service.text.entities.line import Line, Named, named
from service.text.entities.linking import countries_in
from service.text.entities.tails_vi import is_compound
from service.text.folding import fold

_QUANTIFIERS = frozenset(map(fold, ("các", "những", "nhiều", "một", "ba", "bốn", "năm", "sáu", "bảy", "tám")))
_ABOUT = frozenset(map(fold, ("gần", "hơn", "khoảng")))
# What makes a group definite without a name, and whether it places it at home.
_ENDINGS = {"khác": False, "trong nước": True, "trong khu vực": False, "nước ngoài": False, "quốc tế": False}
# Nouns that make a group without a quantifier: "doanh nghiệp Việt Nam".
_BARE = frozenset({"doanh nghiệp", "dn"})
# Nouns that a number alone makes definite: "11 nước".
_COUNTABLE = frozenset({"nước", "quốc gia", "nền kinh tế"})
_LONGEST = 7


def group_at(line: Line, first: int) -> Named | None:
    """Return the group of parties that starts at a word."""
    after, counted = _quantifier_end(line, first)
    noun = _noun(line, after)
    if noun is None:
        return None
    kind, noun_end = noun
    key = line.key(after, noun_end)
    if after == first and key not in _BARE:
        return None
    end = _qualified_end(line, noun_end)
    if end == noun_end and not (counted and key in _COUNTABLE):
        return None
    group = named(line, first, end, kind="group", kind_type=kind)
    codes = set(countries_in(group.text, line.language, line.gazetteer))
    if group.text.endswith("trong nước"):
        codes = {"VN"}
    return replace(group, country=codes.pop() if len(codes) == 1 else None)


def _quantifier_end(line: Line, first: int) -> tuple[int, bool]:
    """Return the index after the quantifier, and whether it counts more than two."""
    index = first + 1 if line.words[first].key in _ABOUT and first + 1 < len(line.words) else first
    word = line.words[index]
    if word.text.isdecimal() and line.adjacent(index + 1):
        return index + 1, int(word.text) > 2
    if index > first or word.key not in _QUANTIFIERS:
        return first, False
    if word.key == "một":
        some = line.key(index, index + 2) == "một số"
        return (index + 2, False) if some else (first, False)
    return index + 1, False


def _noun(line: Line, first: int) -> tuple[PartnerType, int] | None:
    return longest_at(group_nouns_vi(), line.words, line.gaps, first)


def _qualified_end(line: Line, noun_end: int) -> int:
    """Return the index after what makes the group definite: a name, an acronym, "khác", "trong nước"."""
    index = noun_end
    while index < min(noun_end + _LONGEST, len(line.words)) and line.adjacent(index):
        for length in (1, 2, 3):
            if line.key(index, index + length) in _ENDINGS:
                return index + length
        word = line.words[index]
        if word.capital or (word.key == "châu" and line.known[index] is not None):
            return _name_end(line, index) or noun_end
        following = index + 1 < len(line.words) and line.words[index + 1].capital
        if word.key in {"của", "tại", "ở"} and following:
            index += 1
        elif is_compound(line, index):
            index += 2
        elif word.key in {"lớn", "thành", "viên"}:
            index += 1
        else:
            break
    return noun_end


def _name_end(line: Line, index: int) -> int | None:
    known = line.known[index]
    if known is not None and known[0].kind in {"country", "place", "region", "body"}:
        return known[1]
    return index + 1 if line.words[index].acronym else None
