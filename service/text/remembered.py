"""When two texts are the same to a translation memory, and how alike they are if not.

Promises keys that are equal for texts that differ in composition (NFC, NFD) and in runs of space alone; case
and diacritics count. Refuses to know where entries are kept.
"""

import hashlib
import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from math import floor

from rapidfuzz import process
from rapidfuzz.distance import Indel, Levenshtein

_TOKEN = re.compile(r"\d+(?:[.,/]\d+)*|[^\W\d_]+|[^\w\s]")
_NUMBER = re.compile(r"\d+(?:[.,/]\d+)*")
_NUMBER_COST = 0.04  # of the score, for each number that differs: "5 tỷ" and "6 tỷ" are no small difference
_NEARLY = 0.99  # what is not the same never scores as if it were
_SLACK = 1  # pairs that may differ beyond what the wanted score allows; see `telling_pairs`
_COMPARED = 50


def same_text(text: str) -> str:
    """Return the form in which texts are the same: NFC, spaces collapsed."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def text_key(text: str) -> str:
    """Return the key of a text."""
    return hashlib.sha256(same_text(text).encode("utf-8", "surrogatepass")).hexdigest()


def context_key(previous: str | None, following: str | None) -> str:
    """Return the key of a text's neighbours; empty where it has none."""
    around = (same_text(previous or ""), same_text(following or ""))
    return text_key("\x1f".join((*around, ""))) if any(around) else ""


def similarity(one: str, other: str) -> float:
    """Return how alike two texts are, 0..1: the mean of letters and of words in common; 1 for the same.

    A letter with another diacritic is another letter. A number that differs costs extra.
    """
    one, other = same_text(one), same_text(other)
    if one == other:
        return 1.0
    words, words_there = _TOKEN.findall(one), _TOKEN.findall(other)
    letters = Indel.normalized_similarity(one, other)
    alike = (letters + Levenshtein.normalized_similarity(words, words_there)) / 2
    ours, theirs = Counter(_NUMBER.findall(one)), Counter(_NUMBER.findall(other))
    differing = max((ours - theirs).total(), (theirs - ours).total())
    return round(max(0.0, min(_NEARLY, alike - _NUMBER_COST * differing)), 4)


def word_pairs(folded: str) -> list[str]:
    """Return the pairs of neighbouring words of a folded text, each once; of a single word, the word."""
    words = folded.split()
    pairs = (first + second for first, second in itertools.pairwise(words))
    return list(dict.fromkeys(pairs)) if len(words) > 1 else words


def telling_pairs(pairs: Sequence[str], entries: Mapping[str, int], minimum: float) -> list[str]:
    """Return the rarest pairs of a text, so many that whatever is alike enough has at least one of them.

    `entries` says in how many entries a pair is. Of n words at most (1 - minimum) n may differ, each of them
    in two pairs; one pair more than these cannot be among those that differ. Empty: nothing is alike enough.
    """
    may_differ = floor(2 * (1 - minimum) * len(pairs)) + _SLACK
    rarest = sorted((pair for pair in pairs if entries.get(pair)), key=lambda pair: (entries[pair], pair))
    unknown = len(pairs) - len(rarest)
    return rarest[: max(0, may_differ - unknown + 1)]


def most_alike(text: str, others: Sequence[str], *, minimum: float) -> list[tuple[int, float]]:
    """Return which of the others score `minimum` or more, with their scores, the best first.

    Letters alone are compared first, which is quick; words, of those that are nearest by letters.
    """
    near = process.extract(
        text, others, scorer=Indel.normalized_similarity, score_cutoff=2 * minimum - 1, limit=_COMPARED
    )
    scored = [(place, similarity(text, other)) for other, _, place in near]
    return sorted((one for one in scored if one[1] >= minimum), key=lambda one: (-one[1], one[0]))
