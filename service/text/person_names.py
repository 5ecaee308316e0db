"""Names that a translation keeps: people, foreign proper names in Latin letters, acronyms and designations.

Promises spans, and whether a name survives in a translation: Vietnamese people without diacritics, foreign
names as they are or nearly so ("Italia", "Italy"), acronyms as they are or spelled out. Leaves names that
are translated (countries, ministries) to the glossary.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from rapidfuzz.fuzz import ratio

from service.domain.article import Language, Span
from service.text.caching import remembered
from service.text.syllables import is_bare_syllable, strip_diacritics

NameKind = Literal["person", "foreign", "acronym", "designation"]

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_DIGIT = re.compile(r"\d")
_DESIGNATION = re.compile(
    r"(?<![^\W_])(?!VN[DĐ]|USD|EUR|US|Q[1-4]\b)(?:[A-Z]{1,6}[a-z]{0,2}-?\d{1,4}[A-Z]{0,2}"
    r"|\d[A-Z])(?![^\W_]|-)"
)
_JOINTS = re.compile(r"['’-]")
_ACRONYM = re.compile(r"(?<![^\W_])(?<!/)[A-Z]{3,8}(?![^\W_]|[./]\w)")
_HAS_VOWEL = re.compile(r"[AEIOUY]")
_SIMILAR = 72
_TITLES = frozenset({"Ms", "Mr", "Mrs", "Dr", "Prof", "Sir"})
# Chinese, Korean and Singaporean people have other names in English: Lý Khắc Cường is Li Keqiang.
_SINO = re.compile(
    r"Trung Quốc|Đài Loan|Bắc Kinh|Hồng K|Hong Kong|Singapore|Triều Tiên|Hàn Quốc|Thượng Hải|Nikkei|TQ"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name that should be found again in a translation."""

    span: Span
    text: str
    kind: NameKind


@dataclass(frozen=True, slots=True)
class _Lists:
    """The word lists of person_names.toml; surnames with and without diacritics."""

    surnames: dict[Language, frozenset[str]]
    vietnamese_only: frozenset[str]
    commonest: frozenset[str]
    not_kept: tuple[str, ...]
    translated: frozenset[str]
    known_abroad: frozenset[str]
    borrowed: frozenset[str]
    exonyms: dict[str, str]


@lru_cache(maxsize=1)
def _lists() -> _Lists:
    table = tomllib.loads(files(__package__).joinpath("person_names.toml").read_text(encoding="utf-8"))
    surnames = table["surnames"].split()
    commonest = table["commonest"].split()
    return _Lists(
        surnames={"vi": frozenset(surnames), "en": frozenset(map(strip_diacritics, surnames))},
        vietnamese_only=frozenset(table["vietnamese_only"].split()),
        commonest=frozenset([*commonest, *map(strip_diacritics, commonest)]),
        not_kept=tuple(form for name in table["not_kept"] for form in (name, strip_diacritics(name))),
        translated=frozenset(table["translated_acronyms"].split()),
        known_abroad=frozenset(table["known_abroad"].split()),
        borrowed=frozenset(table["borrowed"].split()),
        exonyms=dict(table["exonyms"]),
    )


@remembered(1024)  # a sentence is compared with each of its hypotheses
def names_to_keep(text: str, language: Language) -> tuple[Name, ...]:
    """Return the names of a text that survive translation, in reading order."""
    found = list(_people(text, language))
    if _DIGIT.search(text):
        found += [Name(Span(*m.span()), m[0], "designation") for m in _DESIGNATION.finditer(text)]
    if language == "vi":
        found += _foreign(text) + _acronyms(text)
    taken: list[Name] = []
    for name in found:
        if all(name.span.end <= other.span.start or name.span.start >= other.span.end for other in taken):
            taken.append(name)
    return tuple(sorted(taken, key=lambda name: name.span.start))


def names_others_romanise(text: str) -> bool:
    """Say whether a Vietnamese text is about a country whose names English takes from its own language."""
    return bool(_SINO.search(text))


def unexplained_names(source: str, target: str) -> tuple[str, ...]:
    """Return foreign names of a Vietnamese translation that its English source does not hold."""
    return tuple(name.text for name in _foreign(target) if not survives(name, source))


def survives(name: Name, target: str) -> bool:
    """Say whether a translation holds a name, in the form that its language gives it."""
    words = _folded_words(target)
    key = strip_diacritics(name.text).lower()
    if name.kind == "person":
        return _person_survives(strip_diacritics(name.text), strip_diacritics(target))
    if name.kind == "designation" and key.startswith("covid"):
        return "covid" in _squeezed(target) or "cov" in _squeezed(target) or "corona" in _squeezed(target)
    if name.kind == "designation":
        return f"under{key[1:]}" in _squeezed(target) or key.replace("-", "") in _squeezed(target)
    if name.kind == "acronym":
        return key in words or key in _squeezed(target) or _spelled_out(name.text, target)
    return _foreign_survives(key, words)


def _person_survives(name: str, target: str) -> bool:
    """Full name, or the last two syllables, or the given name by itself ("Mr Phuc", not "Ho Chi Minh")."""
    tail = [part.lower() for part in name.replace("-", " ").split()[-2:]]
    words = _plain_words(target)
    for i, word in enumerate(words):
        if word.lower() != tail[-1]:
            continue
        before = words[i - 1] if i else ""
        if before.lower() == tail[0] or (word[0].isupper() and not _is_part(before, words[i + 1 : i + 2])):
            return True
    return "".join(tail) in (word.lower() for word in words)


def _is_part(before: str, after: tuple[str, ...]) -> bool:
    """Say whether a word between these belongs to somebody else's name."""
    other_name = before[:1].isupper() and before not in _TITLES and is_bare_syllable(before)
    return other_name or any(word[0].isupper() for word in after)


@remembered(512)
def _plain_words(text: str) -> tuple[str, ...]:
    return tuple(word for found in _WORD.findall(text) for word in _JOINTS.split(found) if word)


@remembered(512)
def _folded_words(text: str) -> frozenset[str]:
    words = _WORD.findall(strip_diacritics(text).lower().replace("’", "'"))
    joined = (word for word in words if "-" in word or "'" in word)
    parts = (part for word in joined for part in (*_JOINTS.split(word), word.replace("-", "")))
    return frozenset((*words, *parts))


@remembered(512)
def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", strip_diacritics(text).lower())


def _foreign_survives(key: str, words: frozenset[str]) -> bool:
    if key in words or key in _lists().borrowed or all(part in words for part in _JOINTS.split(key)):
        return True
    stem = _lists().exonyms.get(key)
    if stem and any(word.startswith(stem) for word in words):
        return True
    # Adjectives and other spellings: Malaysia - Malaysian, Italia - Italy, Hồi giáo names, plurals.
    return any(
        (len(key) > 4 and word.startswith(key[:4])) or (len(word) > 3 and ratio(word, key) >= _SIMILAR)
        for word in words
    )


def _spelled_out(acronym: str, target: str) -> bool:
    """Say whether capitals of consecutive words spell an acronym ("European Union" for EU)."""
    words = _WORD.findall(target.replace("-", " "))
    of_names = "".join(word[0] for word in words if word[0].isupper())
    return acronym in of_names or acronym in "".join(word[0] for word in words).upper()


@remembered(1024)
def capitalised_runs(text: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Return the start and the words of each run of capitalised words with one space between them."""
    runs: list[tuple[int, list[str]]] = []
    end = -2
    for match in _WORD.finditer(text):
        if match[0][0].isupper():
            if match.start() == end + 1 and text[end] == " ":
                runs[-1][1].append(match[0])
            else:
                runs.append((match.start(), [match[0]]))
            end = match.end()
    return tuple((start, tuple(words)) for start, words in runs)


def _people(text: str, language: Language) -> list[Name]:
    """Find Vietnamese people: a surname and one to three given names at the end of a run of capitals."""
    people = []
    lists = _lists()
    for start, words in capitalised_runs(text):
        for i, word in enumerate(words):
            if word.lower() in lists.surnames[language] and _is_person(words[i:], text):
                whole = " ".join(words[i:])
                at = start + len(" ".join(words[:i])) + (1 if i else 0)
                people.append(Name(Span(at, at + len(whole)), whole, "person"))
                break
            if i and strip_diacritics(word).lower() in lists.surnames["en"]:
                break
    return people


def _is_person(words: Sequence[str], text: str) -> bool:
    """Whether words that begin with a surname are a person."""
    surname = words[0].lower()
    lists = _lists()
    shortest = 2 if surname in lists.commonest else 3
    if not shortest <= len(words) <= 4 or " ".join(words).startswith(lists.not_kept):
        return False
    if surname not in lists.vietnamese_only and _SINO.search(text):
        return False
    return all(is_bare_syllable(strip_diacritics(part)) for part in words)


def _foreign(text: str) -> list[Name]:
    return [
        Name(Span(*match.span()), match[0], "foreign")
        for match in _WORD.finditer(text)
        if match[0][0].isupper() and _is_foreign(match[0])
    ]


@lru_cache(maxsize=16_384)
def _is_foreign(word: str) -> bool:
    """Whether a capitalised word is of ASCII, and some part of it can be no Vietnamese syllable."""
    if len(word) < 3 or not word.isascii() or word.isupper():
        return False
    return any(not is_bare_syllable(part) for part in _JOINTS.split(word) if part)


def _acronyms(text: str) -> list[Name]:
    if text.upper() == text:
        return []  # a headline in capitals
    lists = _lists()
    return [
        Name(Span(*match.span()), match[0], "acronym")
        for match in _ACRONYM.finditer(text)
        if match[0] not in lists.translated
        and (_HAS_VOWEL.search(match[0]) or match[0] in lists.known_abroad)
    ]
