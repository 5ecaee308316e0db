"""Which sentences state the same act.

Promises one group for each act: the sentence that tells it most explicitly first, then what bears it out,
which several acts may share.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from service.text.acts.telling import FirstLook, Matrix

_MOST_ACTS = 12
_MOST_EVIDENCE = 4
_CLEAR = 0.8  # for texts of one or two sentences: the annotated articles never come to it
SHORT = 4  # sentences
_TAKEN, _STEEP = 0.8, 12.0  # tuned with the limits


@dataclass(frozen=True, slots=True)
class Limits:
    """From which chances on. `repeat`: that a sentence states the same act as one chosen before.

    `sure`: of a longer article the likeliest sentence must come to that, or the article reports no act.
    """

    telling: float
    sure: float
    evidence: float
    support: float
    repeat: float


def group(look: FirstLook, telling: Sequence[float], limits: Limits) -> list[list[int]]:
    """Return the groups, the likeliest act first. `telling`: that a sentence tells an act of its own.

    Where a sentence clearly states an act there is one, however short the article; where none surely
    tells one there is none, however many may.
    """
    left = np.array(telling, dtype=np.float64)
    if left.size > SHORT and left.max() < limits.sure:
        return []
    heads: list[int] = []
    if left.size and left.max() < limits.telling and max(look.states) >= _CLEAR:
        heads = [int(np.argmax(left))]
        left[:] = -1.0
    while len(heads) < min(_MOST_ACTS, len(left)):
        best = int(np.argmax(left))
        if left[best] < limits.telling:
            break
        heads.append(best)
        left *= 1.0 - _repeated(look.same[best], limits.repeat)
        left[best] = -1.0
    return [[head, *_support(look, head, heads, limits)] for head in heads]


def _repeated(same: Matrix, limit: float) -> Matrix:
    """Return which share of their chance an act takes from sentences: most beyond the limit."""
    taken: Matrix = _TAKEN / (1.0 + np.exp(-_STEEP * (same - limit)))
    return taken


def _support(look: FirstLook, head: int, heads: Sequence[int], limits: Limits) -> list[int]:
    """Return what bears out an act: the sentences that most likely state it too, at most three."""
    likely = [
        (-float(look.same[head, index]), index)
        for index, chance in enumerate(look.states)
        if index not in heads and chance >= limits.evidence and look.same[head, index] >= limits.support
    ]
    return [index for _, index in sorted(likely)[: _MOST_EVIDENCE - 1]]
