"""ROUGE F1 of many candidates against one reference, fast: for training targets.

Promises the figures of rouge-score (compared in tests) without its objects. Measurements that are reported
use rouge-score itself.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

_NOT_ASCII = re.compile(r"[^a-z0-9]+")


def ascii_tokens(text: str) -> list[str]:
    """Return rouge-score's default tokens: runs of letters without diacritics, and digits."""
    return _NOT_ASCII.sub(" ", text.lower()).split()


class Reference:
    """A reference text, counted once."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self._size = len(tokens)
        self._words = Counter(tokens)
        self._pairs = Counter(pairwise(tokens))
        self._places: dict[str, int] = {}
        for i, token in enumerate(tokens):
            self._places[token] = self._places.get(token, 0) | 1 << i

    def rouge(self, candidate: Sequence[str]) -> tuple[float, float, float]:
        """Return ROUGE-1, ROUGE-2 and ROUGE-L F1."""
        sizes = len(candidate) + self._size
        if not candidate or not self._size:
            return (0.0, 0.0, 0.0)
        words = (self._words & Counter(candidate)).total()
        pairs = (self._pairs & Counter(pairwise(candidate))).total()
        return (2 * words / sizes, 2 * pairs / max(1, sizes - 2), 2 * self._common(candidate) / sizes)

    def _common(self, candidate: Sequence[str]) -> int:
        """Return the length of the longest common subsequence, a bit a token (Hyyrö 2004)."""
        full = (1 << self._size) - 1
        open_ = full
        for token in candidate:
            taken = open_ & self._places.get(token, 0)
            open_ = ((open_ + taken) | (open_ - taken)) & full
        return self._size - open_.bit_count()
