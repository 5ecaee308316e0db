"""Words that a translation made up or turned round: "criminals" as "người đồng tính", "hoãn" as "announces".

Promises a word about people (crime, sex, faith, illness) of a translation whose source has no counterpart,
and a reversal ("postpone", "reject") or rank ("vice chair", "former") that one of the two texts lacks. The
words are in altered_words.toml. Judges nothing else and knows no context.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from service.domain.article import Language, other
from service.text.caching import remembered
from service.text.folding import WORD

_STEM = 4  # letters: a word with a * has as many before it
_Table = Literal["people", "turns"]


@dataclass(frozen=True, slots=True)
class Turned:
    """A word that one text has and the other lacks; `added`: it is the translation that has it."""

    word: str
    added: bool


@dataclass(frozen=True, slots=True)
class _Concept:
    """What one thing is called in a language, and what may stand for it in the other."""

    words: re.Pattern[str]
    counterpart: re.Pattern[str]


def invented_word(source_text: str, target_text: str, *, source: Language) -> str | None:
    """Return the first word about people in a translation that nothing in its source calls for."""
    return next(_unmatched("people", other(source), target_text, source_text), None)


def turned_words(source_text: str, target_text: str, *, source: Language) -> tuple[Turned, ...]:
    """Return the reversals and ranks that one of the two texts lacks."""
    lost = _unmatched("turns", source, source_text, target_text)
    added = _unmatched("turns", other(source), target_text, source_text)
    return (*(Turned(word, added=False) for word in lost), *(Turned(word, added=True) for word in added))


def _unmatched(table: _Table, language: Language, text: str, beside: str) -> Iterator[str]:
    lowered = text.lower()
    cues = _cues(table, language)
    near = [cue for stem in _stems(lowered) & cues.keys() for cue in cues[stem]]
    for concept in dict.fromkeys(concept for cue, concept in near if cue in lowered):
        found = next((match for match in concept.words.finditer(lowered) if match["word"]), None)
        if found and not concept.counterpart.search(beside.lower()):
            yield text[found.start() : found.end()]


@remembered(512)
def _stems(lowered: str) -> frozenset[str]:
    return frozenset([word[:_STEM] for word in WORD.findall(lowered)])


@lru_cache(maxsize=4)
def _cues(table: _Table, language: Language) -> Mapping[str, Sequence[tuple[str, _Concept]]]:
    """Return words by their first letters, so that most texts are done with before any pattern is tried."""
    rows = tomllib.loads(files(__package__).joinpath("altered_words.toml").read_text(encoding="utf-8"))[table]
    found: defaultdict[str, list[tuple[str, _Concept]]] = defaultdict(list)
    for row in rows:
        concept = _concept(row, language, other(language))
        for word in row[language]:
            found[WORD.findall(word)[0][:_STEM]].append((word.rstrip("*"), concept))
    return dict(found)


def _concept(row: Mapping[str, Sequence[str]], language: Language, beside: Language) -> _Concept:
    chance = "".join(rf"{re.escape(word)}|" for word in row.get(f"{language}_not", ()))
    words = re.compile(rf"{chance}(?P<word>{_any_of(row[language])})")
    return _Concept(words, re.compile(_any_of((*row[beside], *row.get(f"{beside}_may", ())))))


def _any_of(words: Sequence[str]) -> str:
    forms = (re.escape(word).replace(r"\*", r"\w*") for word in words)
    return rf"\b(?:{'|'.join(forms)})\b"
