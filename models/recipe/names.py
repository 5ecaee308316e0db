"""Do a segment's names survive translation? Those alone that both languages write alike, but for diacritics.

Vietnamese people by their surnames ("Nguyễn Thị An", "Nguyen Thi An"), foreign words in Vietnamese ("Obama"),
and abbreviations that are the same in both ("ASEAN"). Pure functions of text; what has a name of its own in
each language (states, bodies) is left to the service's checks, which know the termbase.
"""

import re
import unicodedata

_SURNAMES = frozenset(
    ("nguyễn", "trần", "lê", "phạm", "huỳnh", "hoàng", "phan", "vũ", "võ", "đặng", "bùi", "đỗ", "hồ", "ngô",
     "dương", "lý", "đinh", "trịnh", "trương", "mai", "đào", "đoàn", "lương")
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_RUN = re.compile(r"[^\W\d_a-zà-ỹđ][^\W\d_]*(?:\s[^\W\d_a-zà-ỹđ][^\W\d_]*)+")
_ABBREVIATION = re.compile(r"(?<![\w&/.-])[A-Z]{3,6}(?![\w&/.-])")
# What is written otherwise in the other language: abbreviations, currencies, places.
_OF_ONE = frozenset(
    ("usd", "vnd", "eur", "ndt", "ttx", "usa", "lhq", "thpt", "thcs", "ubnd", "clb", "sng", "uae", "pct",
     "tnhh", "gtvt", "csgt", "nsnd", "cntt", "tphcm", "hcm", "hcmc", "ceo", "campuchia", "litva", "jsc",
     "ho chi minh", "euro", "euros", "virus")
)  # fmt: skip
# Foreign is what no Vietnamese syllable looks like.
_SYLLABLE = re.compile(
    r"(?:b|c|ch|d|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|q|qu|r|s|t|th|tr|v|x)?[aeiouy]{1,3}(?:c|ch|m|n|ng|nh|p|t)?"
)
_LONGEST_RUN = 4
_SHORTEST_FOREIGN = 4
_LARGEST_SHARE = 0.5  # of capitals among the letters: more is a line in capitals, where nothing tells a name


def bare(text: str) -> str:
    """Return a text in small letters without diacritics."""
    marks = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return unicodedata.normalize("NFC", "".join(one for one in marks if not unicodedata.combining(one)))


_BARE_SURNAMES = frozenset(map(bare, _SURNAMES))


def names_in(text: str, *, english: bool) -> set[str]:
    """Return the names of a text that its translation must hold, in small letters without diacritics."""
    if _shouts(text):
        return set()
    found = (_person(run, english=english) for run in _RUN.findall(text))
    people = {name for name in found if name}
    short = {one.lower() for one in _ABBREVIATION.findall(text)}
    return (people | short | (set() if english else _foreign(text))) - _OF_ONE


def names_survive(source: str, target: str, *, to_english: bool) -> bool | None:
    """Tell whether each name of the source is in the target; None if there is none.

    One word may have the end of an adjective: "Siberian" is of Siberia.
    """
    wanted = names_in(source, english=not to_english)
    if not wanted:
        return None
    words = _WORD.findall(bare(target))
    there = f" {' '.join(words)} "
    return all(f" {name} " in there or (" " not in name and _has_adjective(name, words)) for name in wanted)


def _has_adjective(name: str, words: list[str]) -> bool:
    return len(name) >= _SHORTEST_FOREIGN and any(word.startswith(name[:-1]) for word in words)


def _shouts(text: str) -> bool:
    letters = [one for one in text if one.isalpha()]
    return sum(map(str.isupper, letters)) > _LARGEST_SHARE * len(letters)


def _person(run: str, *, english: bool) -> str | None:
    """Return the person's name that a run of words with capitals ends with: from its surname on."""
    words, surnames = run.lower().split(), _BARE_SURNAMES if english else _SURNAMES
    start = next((n for n, word in enumerate(words) if word in surnames), len(words))
    name = [bare(word) for word in words[start:]]
    known = 2 < len(name) <= _LONGEST_RUN and all(map(_SYLLABLE.fullmatch, name))
    return " ".join(name) if known else None


def _foreign(text: str) -> set[str]:
    """Return the words with a capital that can be no Vietnamese."""
    found = (
        word for word in _WORD.findall(text) if word.isascii() and word[0].isupper() and word[1:].islower()
    )
    return {
        word.lower()
        for word in found
        if len(word) >= _SHORTEST_FOREIGN and not _SYLLABLE.fullmatch(word.lower())
    }
