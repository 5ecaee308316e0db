"""How a translation writes a person's name: letter by letter, with one syllable wrong, or by a title alone.

Promises places of whole words, and nothing but capitalised ones. Knows no article and chooses no form.
"""

import re
from collections.abc import Collection
from functools import lru_cache
from itertools import pairwise

from service.domain.article import Language, Span
from service.text.syllables import is_bare_syllable, strip_diacritics

_PARTS = re.compile(r"[^\W\d_]+")
_SEPARATOR = r"[ -]"
_EDGES = r"(?<![^\W_]){name}(?![^\W_])"
_TITLED = {
    "en": re.compile(r"\b(?:Mr|Ms|Mrs)\.? (?P<name>[A-Z][a-z]+)(?! [A-Z]|[\w-])"),
    "vi": re.compile(r"\b(?:[ÔôBb](?:ng|à)) (?P<name>[A-ZĐÀ-Ỹ][a-zđà-ỹ]+)(?! [A-ZĐÀ-Ỹ]|[\w-])"),
}
_TITLES = frozenset({"Mr", "Ms", "Mrs", "Dr", "Ông", "Bà", "Anh", "Chị"})
_BEFORE, _AFTER = re.compile(r"([^\W\d_]+)\.? $"), re.compile(r" ([^\W\d_])")
_FEWEST = 3  # syllables of a name of which one may be wrong
_RUN = re.compile(r"[A-ZĐÀ-Ỹ][\w-]*(?: [A-ZĐÀ-Ỹ][\w-]*)+")
_LONGEST_RUN = 4


def key_of(name: str) -> str:
    """Return the letters of a name, which all its spellings share."""
    return "".join(_parts(name))


def is_vietnamese(name: str) -> bool:
    """Whether each part of a name may be a Vietnamese syllable, with or without diacritics."""
    return all(map(is_bare_syllable, _parts(name)))


def spelled(name: str, text: str) -> list[Span]:
    """Return where a text has a name letter by letter, whatever its diacritics, hyphens and case."""
    return _found(_pattern(tuple(_parts(name))), text)


def misspelled(name: str, text: str, others: Collection[str]) -> list[Span]:
    """Return where a text has a Vietnamese name with one syllable after the surname wrong.

    `others` are the keys of the other people of the article, who may have such a name.
    """
    parts = tuple(_parts(name))
    if len(parts) < _FEWEST or not is_vietnamese(name):
        return []
    found = {
        span.start: span
        for wrong in range(1, len(parts))
        for span in _found(_pattern(parts, wrong), text)
        if _is_whole(text, span) and key_of(text[span.start : span.end]) not in {*others, key_of(name)}
    }
    return list(found.values())


def stands_alone(text: str, span: Span) -> bool:
    """Whether a word is no part of a longer name: no capitalised word beside it but a title before it."""
    before, after = _BEFORE.search(text[: span.start]), _AFTER.match(text[span.end :])
    named = before is not None and before[1][0].isupper() and before[1] not in _TITLES
    return not named and not (after is not None and after[1].isupper())


def titled_strangers(text: str, source: str, language: Language) -> list[Span]:
    """Return the one-word names behind "Mr", "Ms", "ông", "bà" whose letters the source does not have."""
    known = frozenset(_parts(source))
    spans = [Span(*match.span("name")) for match in _TITLED[language].finditer(text)]
    return [span for span in spans if key_of(text[span.start : span.end]) not in known]


def strange_runs(text: str, source: str) -> frozenset[str]:
    """Return two to four capitalised words in a row of which the source has none, wherever they begin."""
    known = frozenset(_parts(source))
    runs = (match[0].split() for match in _RUN.finditer(text))
    stretches = (
        " ".join(words[start : start + size])
        for words in runs
        for size in range(2, _LONGEST_RUN + 1)
        for start in range(len(words) - size + 1)
    )
    return frozenset(stretch for stretch in stretches if known.isdisjoint(_parts(stretch)))


def in_case_of(words: str, form: str) -> str:
    """Return a form in capitals where the words are."""
    return form.upper() if words.isupper() else form


@lru_cache(maxsize=4096)
def _parts(text: str) -> tuple[str, ...]:
    return tuple(_PARTS.findall(strip_diacritics(text).lower()))


@lru_cache(maxsize=1024)
def _pattern(parts: tuple[str, ...], wrong: int | None = None) -> re.Pattern[str]:
    syllables = [r"[a-z]+" if at == wrong else re.escape(part) for at, part in enumerate(parts)]
    name = syllables[0]
    for _, syllable in pairwise(syllables):
        name += (_SEPARATOR if wrong is not None else f"{_SEPARATOR}?") + syllable
    return re.compile(_EDGES.format(name=name))


def _found(pattern: re.Pattern[str], text: str) -> list[Span]:
    bare = strip_diacritics(text).lower()
    if len(bare) != len(text):  # a letter that has more than one without its marks: offsets would not agree
        return []
    return [Span(*match.span()) for match in pattern.finditer(bare) if text[match.start()].isupper()]


def _is_whole(text: str, span: Span) -> bool:
    """Whether each word is capitalised, a possible syllable, and no capitalised one follows."""
    words = _PARTS.findall(text[span.start : span.end])
    following = _AFTER.match(text[span.end :])
    if following is not None and following[1].isupper():
        return False
    return all(word[0].isupper() and is_bare_syllable(strip_diacritics(word)) for word in words)
