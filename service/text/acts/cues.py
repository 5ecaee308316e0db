"""The cue lexicon: words that announce an act of cooperation, its instrument, its modality or its absence.

Promises where each class of cues stands in a text. Says nothing about what an article means by them.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from service.domain.article import Language
from service.text.folding import Word, words_of

_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Classes of phrases for each language, as patterns over folded words that single spaces join."""

    patterns: Mapping[Language, Mapping[str, re.Pattern[str]]]

    def find(self, text: str, language: Language, offset: int = 0) -> dict[str, tuple[int, ...]]:
        """Return the code-point offsets (moved by `offset`) at which each class occurs in a text."""
        return self.find_in(words_of(text, offset), language)

    def find_in(self, words: tuple[Word, ...], language: Language) -> dict[str, tuple[int, ...]]:
        """Return where each class occurs in a run of words."""
        line, starts = _line_of(words)
        found: dict[str, tuple[int, ...]] = {}
        for name, pattern in self.patterns[language].items():
            hits = tuple(starts[match.start()] for match in pattern.finditer(line))
            if hits:
                found[name] = hits
        return found


def _line_of(words: tuple[Word, ...]) -> tuple[str, dict[int, int]]:
    """Join the keys; tell for the place of each in the line where its word stands in the text."""
    starts: dict[int, int] = {}
    place = 0
    for word in words:
        starts[place] = word.start
        place += len(word.key) + 1
    return " ".join(word.key for word in words), starts


def phrase_pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for any of the phrases, the longest first; `~` stands for up to three words."""
    keys = {" ".join(word.key for word in words_of(phrase.replace("~", " tildegap "))) for phrase in phrases}
    ordered = sorted(keys, key=lambda key: (-len(key), key))
    choices = "|".join(re.escape(key).replace(r"\ tildegap\ ", r" (?:\S+ ){0,3}") for key in ordered)
    return re.compile(rf"(?<!\S)(?:{choices})(?!\S)")


def lexicon_from(text: str) -> Lexicon:
    """Read a lexicon from TOML: a table for each class, with a list of phrases for each language."""
    table = tomllib.loads(text)
    languages: tuple[Language, ...] = ("vi", "en")
    return Lexicon(
        {
            language: {
                name: phrase_pattern(entry[language]) for name, entry in table.items() if entry[language]
            }
            for language in languages
        }
    )


@dataclass(frozen=True, slots=True)
class Lexicons:
    """The two lexicons: cues of acts, and words that tell the field of an act."""

    cues: Lexicon
    fields: Lexicon


@lru_cache(maxsize=1)
def load_lexicons() -> Lexicons:
    """Read the lexicons that come with the package."""
    return Lexicons(
        *(
            lexicon_from(files(__package__).joinpath(name).read_text(encoding="utf-8"))
            for name in ("cues.toml", "fields.toml")
        )
    )


def shape_of(key: str) -> str:
    """Return a word as the models see it: every run of digits is one 0."""
    return _DIGITS.sub("0", key)
