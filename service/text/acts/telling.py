"""Which sentences tell an act of their own, seen from the whole article.

A first look judges each sentence by itself: whether it states an act, whether it is the most explicit one of
an act, and how likely each two sentences state the same one. The second look, whose features are here, weighs
a sentence against the others. Promises features that name no word and no language.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from service.text.acts.features import Outline, evidence_features, pair_features
from service.text.acts.model import ActModel

Matrix = npt.NDArray[np.float32]
_REACH = 2  # sentences on either side
_NOTHING = -4.0  # the log-odds where there is no sentence
_MOST = 2.5  # sums end here: what lies beyond was hardly seen in training
_CLEAR, _LEADING = 0.5, 0.25  # chances from which a sentence counts as evidence, as a first one


@dataclass(frozen=True, slots=True)
class FirstLook:
    """Chances of each sentence by itself. `same` (n, n): that two state one act, 0 on the diagonal."""

    states: tuple[float, ...]
    leads: tuple[float, ...]
    same: Matrix


def first_look(article: Outline, model: ActModel) -> FirstLook:
    """Judge every sentence by itself and every two of them."""
    count = len(article.sketches)
    rows = [evidence_features(article, index) for index in range(count)]
    if not rows:
        return FirstLook((), (), np.zeros((0, 0), dtype=np.float32))
    states, leads = (model[task].chances(rows)[:, 0].tolist() for task in ("evidence", "lead"))
    return FirstLook(tuple(states), tuple(leads), _same_act(article, model))


def _same_act(article: Outline, model: ActModel) -> Matrix:
    count = len(article.sketches)
    same = np.zeros((count, count), dtype=np.float32)
    one, other = np.triu_indices(count, 1)
    if len(one):
        rows = [pair_features(article, int(i), int(j)) for i, j in zip(one, other, strict=True)]
        same[one, other] = model["pair"].chances(rows)[:, 0]
    return same + same.T


def telling_features(article: Outline, look: FirstLook, index: int) -> dict[str, float]:
    """Return what tells whether a sentence is the most explicit one of an act that the article reports."""
    states, leads = [_odds(chance) for chance in look.states], [_odds(chance) for chance in look.leads]
    count, row = len(states), look.same[index]
    stronger = [place for place in range(count) if leads[place] > leads[index]]
    features = {
        "states": states[index],
        "leads": leads[index],
        "most states": max(states),
        "most leads": max(leads),
        "mean states": sum(states) / count,
        "mean leads": sum(leads) / count,
        "title states": states[0],
        "lead states": states[1] if count > 1 else _NOTHING,
        "like title": float(row[0]),
        "like lead": float(row[1]) if count > 1 else 0.0,
        "like a stronger": max((float(row[place]) for place in stronger), default=0.0),
        "like evidence": max((float(row[place]) * look.states[place] for place in stronger), default=0.0),
        "like leads": min(sum(float(row[place]) * look.leads[place] for place in range(count)), _MOST),
        "stating": min(sum(chance > _CLEAR for chance in look.states) / 5, _MOST),
        "leading": min(sum(chance > _LEADING for chance in look.leads) / 5, _MOST),
        "length": math.log1p(count),
        "place": index / count,
    }
    features |= {f"{name} {shift:+}": value for name, value, shift in _around(states, leads, index)}
    features |= _ranks(states, leads, index) | _outward(article, index)
    return features


def _around(states: Sequence[float], leads: Sequence[float], index: int) -> list[tuple[str, float, int]]:
    return [
        (name, odds[index + shift] if 0 <= index + shift < len(odds) else _NOTHING, shift)
        for name, odds in (("states", states), ("leads", leads))
        for shift in range(-_REACH, _REACH + 1)
        if shift
    ]


def _ranks(states: Sequence[float], leads: Sequence[float], index: int) -> dict[str, float]:
    """Return how many sentences are likelier, as it is and in steps."""
    features = {}
    for name, odds in (("states", states), ("leads", leads)):
        rank = sum(value > odds[index] for value in odds)
        features[f"rank {name}"] = rank / 10
        features[f"rank {name} {min(rank, 5)}"] = 1.0
    return features


def _outward(article: Outline, index: int) -> dict[str, float]:
    sketch = article.sketches[index]
    return {
        "parties": min(len(sketch.parties), 5) / 3,
        "countries": min(len(sketch.countries), 4) / 3,
        "bodies": min(sketch.bodies, 4) / 3,
        "persons": min(sketch.persons, 3) / 3,
        "money": float(sketch.money),
        "dated": float(sketch.dated),
        "quoted": float(sketch.quoted),
        "words": min(len(sketch.words), 60) / 30,
        f"at {min(index, 3)}": 1.0,
    }


def _odds(chance: float) -> float:
    """Return half the log-odds, within what the models mean seriously."""
    clipped = min(max(chance, 0.001), 0.999)
    return math.log(clipped / (1 - clipped)) / 2
