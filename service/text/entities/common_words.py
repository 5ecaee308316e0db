"""English words that are no names by themselves: those of the table of frequencies and of official names.

Promises an answer on one word. Knows no context.
"""

from collections import Counter
from functools import lru_cache
from importlib.resources import files

from service.text.folding import fold
from service.text.gazetteer import Gazetteer
from service.text.syllables import strip_diacritics


def is_common(word: str, gazetteer: Gazetteer) -> bool:
    """Tell whether a word, or its singular, is one that English has beside names."""
    key = fold(strip_diacritics(word))
    forms = {key, key.removesuffix("s")}
    return bool(forms & (_frequent() | gazetteer.plain_words | _words_of_names(gazetteer)))


@lru_cache(maxsize=2)
def _words_of_names(gazetteer: Gazetteer) -> frozenset[str]:
    """Return the words that more than one known name holds, without those that are names by themselves."""
    counts = Counter(word for key in gazetteer.entries["en"] for word in set(key))
    return frozenset(word for word, n in counts.items() if n > 1 and (word,) not in gazetteer.entries["en"])


@lru_cache(maxsize=1)
def _frequent() -> frozenset[str]:
    """Return the English words of the table of frequencies; it has no names."""
    text = files("service.text").joinpath("language_words.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for word, english, _ in rows if int(english))
