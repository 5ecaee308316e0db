"""Which sentences state the same act.

Promises disjoint groups, each with its likeliest sentence first; and which other sentences bear out an act,
where one sentence may bear out several.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from service.text.acts.features import Outline, pair_features
from service.text.acts.model import Linear

Matrix = npt.NDArray[np.float32]
_MOST_EVIDENCE = 4


def group(
    article: Outline, chances: Sequence[float], pairs: Linear, *, least: float, alike: float
) -> list[list[int]]:
    """Return groups of the sentences whose chance reaches `least`.

    Groups merge, the closest two first, while the mean chance that their sentences state one act reaches
    `alike`.
    """
    chosen = [index for index, chance in enumerate(chances) if chance >= least]
    groups = [[index] for index in chosen]
    closeness = _same_act(article, chosen, pairs)
    while len(groups) > 1:
        first, second = divmod(int(np.argmax(closeness)), len(groups))
        if closeness[first, second] < alike:
            break
        first, second = min(first, second), max(first, second)
        closeness = _merged(closeness, first, second, len(groups[first]), len(groups[second]))
        groups[first] += groups.pop(second)
    return [sorted(members, key=lambda index: (-chances[index], index)) for members in groups]


def _same_act(article: Outline, chosen: Sequence[int], pairs: Linear) -> Matrix:
    """Return for each two of the chosen sentences the chance that they state one act; -1 on the diagonal."""
    same = np.full((len(chosen), len(chosen)), -1.0, dtype=np.float32)
    couples = [(one, other) for one in range(len(chosen)) for other in range(one + 1, len(chosen))]
    if couples:
        rows = [pair_features(article, chosen[one], chosen[other]) for one, other in couples]
        for (one, other), chance in zip(couples, pairs.chances(rows)[:, 0], strict=True):
            same[one, other] = same[other, one] = chance
    return same


def _merged(closeness: Matrix, first: int, second: int, size: int, other_size: int) -> Matrix:
    """Return the matrix after `second` has gone into `first`: a mean over all their sentences."""
    mean = (size * closeness[first] + other_size * closeness[second]) / (size + other_size)
    closeness[first], closeness[:, first] = mean, mean
    closeness[first, first] = -1.0
    return np.delete(np.delete(closeness, second, axis=0), second, axis=1)


def supporting(
    article: Outline,
    chances: Sequence[float],
    members: Sequence[int],
    pairs: Linear,
    *,
    least: float,
    alike: float,
) -> list[int]:
    """Return the sentences outside a group that most likely state its act too: up to four with the group."""
    others = [i for i, chance in enumerate(chances) if i not in members and chance >= least]
    room = _MOST_EVIDENCE - len(members)
    if not others or room <= 0:
        return []
    rows = [pair_features(article, min(i, j), max(i, j)) for i in others for j in members]
    same = pairs.chances(rows)[:, 0].reshape(len(others), len(members)).mean(axis=1)
    ranked = sorted((-float(chance), i) for chance, i in zip(same, others, strict=True) if chance >= alike)
    return [i for _, i in ranked[:room]]
