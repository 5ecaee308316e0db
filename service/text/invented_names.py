"""Vietnamese-looking names in an English translation that its source does not hold.

Promises silence on names that the source spells out, with or without diacritics or as an abbreviation. Leaves
single syllables, and texts on countries whose names are romanised in other ways, alone.
"""

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from service.text.caching import remembered
from service.text.person_names import capitalised_runs, names_others_romanise
from service.text.syllables import is_bare_syllable, strip_diacritics

_WORD = re.compile(r"[^\W\d_]+")
_FEWEST = 2  # syllables without a source: one alone may be a word of English


def invented_names(vietnamese: str, english: str) -> tuple[str, ...]:
    """Return the runs of capitalised syllables most of which have no source."""
    runs = _romanised_runs(english)
    if not runs or names_others_romanise(vietnamese) or vietnamese == strip_diacritics(vietnamese):
        return ()  # without diacritics it may be no Vietnamese at all
    known, squeezed = _syllables(vietnamese)
    found = []
    for run in runs:
        loose = [word for word in run if _key(word) not in known and _key(word) not in squeezed]
        if len(loose) >= _FEWEST and 2 * len(loose) > len(run) and not _is_explained(run, known, squeezed):
            found.append(" ".join(run))
    return tuple(found)


def _key(word: str) -> str:
    """Fold a syllable: i and y are one (Lý, Li)."""
    return strip_diacritics(word).lower().replace("y", "i")


@remembered(512)
def _syllables(text: str) -> tuple[frozenset[str], str]:
    """Return the folded syllables of a text, and all of it without spaces and marks."""
    keys = [_key(word) for word in _WORD.findall(text)]
    return frozenset(keys), "".join(keys)


@remembered(512)
def _romanised_runs(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the runs of capitalised words that could all be Vietnamese syllables."""
    return tuple(run for _, words in capitalised_runs(text) for run in _split(words))


def _split(words: Sequence[str]) -> list[tuple[str, ...]]:
    runs: list[list[str]] = [[]]
    for word in words:
        if is_bare_syllable(strip_diacritics(word)) and not word.isupper():
            runs[-1].append(word)
        else:
            runs.append([])
    opened = (run[1:] if run and run[0].lower() in _lists()[0] else run for run in runs)
    return [tuple(run) for run in opened if len(run) >= _FEWEST]


def _is_explained(run: tuple[str, ...], known: frozenset[str], squeezed: str) -> bool:
    whole = " ".join(run).lower()
    return any(
        name in whole and (not sources or any(_is_in(source, known, squeezed) for source in sources))
        for name, sources in _lists()[1].items()
    )


def _is_in(source: str, known: frozenset[str], squeezed: str) -> bool:
    return source in known or (len(source) > 2 and source in squeezed)


@lru_cache(maxsize=1)
def _lists() -> tuple[frozenset[str], dict[str, tuple[str, ...]]]:
    """Return English words that open a sentence, and names with the words that explain them."""
    table = tomllib.loads(files(__package__).joinpath("person_names.toml").read_text(encoding="utf-8"))
    explained = {name: tuple(source.split()) for name, source in table["explained"].items()}
    return frozenset(table["opening_words"].split()), explained
