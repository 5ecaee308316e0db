"""Named features of sentences, pairs of sentences and whole acts: the input of the learned models.

Promises features that mean the same in Vietnamese and English wherever they do not name a word. Training and
serving both take them from here.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service.text.acts.sketch import Sketch

INSTRUMENT_CUES = (
    "mou", "agreement", "statement", "plan", "visit", "meeting", "training", "project", "aid", "investment",
    "membership", "facility",
)  # fmt: skip
_STRONG = frozenset(INSTRUMENT_CUES) | {"sign", "cooperate"}
_MODAL = ("intended", "wished", "cut", "done", "sealed", "habit")
_RARE = 8.0  # the idf of a word that the training texts do not have


@dataclass(frozen=True, slots=True)
class Outline:
    """An article as the models see it. `idf` weighs words; `vectors` hold each sketch's weighed words."""

    sketches: tuple[Sketch, ...]
    vectors: tuple[Mapping[str, float], ...]
    norms: tuple[float, ...]
    whole: Mapping[str, float]


def outline(sketches: Sequence[Sketch], idf: Mapping[str, float]) -> Outline:
    """Return the article-level view of the sketches."""
    vectors = tuple(_vector(sketch, idf) for sketch in sketches)
    norms = tuple(math.sqrt(sum(v * v for v in vector.values())) or 1.0 for vector in vectors)
    return Outline(tuple(sketches), vectors, norms, _whole(sketches))


def _vector(sketch: Sketch, idf: Mapping[str, float]) -> dict[str, float]:
    weighed = {word: idf.get(word, _RARE) for word in sketch.words}
    vector = {word: weight for word, weight in weighed.items() if weight > 2.0}
    for first, second in zip(sketch.words, sketch.words[1:], strict=False):
        weight = weighed[first] + weighed[second]
        if weight > 5.0:
            vector[f"{first} {second}"] = 0.7 * weight
    return vector


def _share(sketches: Sequence[Sketch], cue: str) -> float:
    return sum(cue in sketch.cues for sketch in sketches) / max(len(sketches), 1)


def _whole(sketches: Sequence[Sketch]) -> dict[str, float]:
    countries = frozenset().union(*(sketch.countries for sketch in sketches))
    strong = sum(bool(_STRONG & sketch.cues.keys()) for sketch in sketches) / max(len(sketches), 1)
    features = {"a:strong": 2 * strong, "a:countries": min(len(countries), 4) / 4}
    for cue in ("crime", "showbiz", "cooperate", "market", "hostile", "agreement", "visit"):
        features[f"a:{cue}"] = 3 * _share(sketches, cue)
    if sketches:
        features |= {f"t:{cue}": 1.0 for cue in sketches[0].cues}
    if len(sketches) > 1:
        features |= {f"l:{cue}": 1.0 for cue in sketches[1].cues}
    return features


def evidence_features(article: Outline, index: int) -> dict[str, float]:
    """Return what tells whether a sentence states an act of cooperation."""
    sketch = article.sketches[index]
    features = word_features(sketch) | cue_features(sketch) | party_features(sketch)
    features |= {name: value for name, value in article.whole.items() if name.startswith("a:")}
    features[_place(index, len(article.sketches))] = 1.0
    if index:
        features |= {f"before:{cue}": 1.0 for cue in article.sketches[index - 1].cues}
        features["t:alike"] = 3 * likeness(article, 0, index)
    if index + 1 < len(article.sketches):
        features |= {f"after:{cue}": 1.0 for cue in article.sketches[index + 1].cues}
    return features


def word_features(sketch: Sketch) -> dict[str, float]:
    """Return the words and pairs of words of a sentence."""
    features = {f"w:{word}": 1.0 for word in sketch.words}
    pairs = zip(sketch.words, sketch.words[1:], strict=False)
    return features | {f"b:{first} {second}": 1.0 for first, second in pairs}


def cue_features(sketch: Sketch) -> dict[str, float]:
    """Return the classes of cues in a sentence."""
    return {f"c:{cue}": 1.0 for cue in sketch.cues}


def party_features(sketch: Sketch) -> dict[str, float]:
    """Return how many parties a sentence names and of what kind, and its outward shape."""
    parties, countries = min(len(sketch.parties), 4), min(len(sketch.countries), 3)
    features = {
        f"p:parties{parties}": 1.0,
        f"p:countries{countries}": 1.0,
        f"p:bodies{min(sketch.bodies, 3)}": 1.0,
        f"p:persons{min(sketch.persons, 2)}": 1.0,
        f"s:length{min(len(sketch.words) // 12, 5)}": 1.0,
        "s:money": float(sketch.money),
        "s:dated": float(sketch.dated),
        "s:quoted": float(sketch.quoted),
    }
    if parties >= 2:
        features |= {f"p2:{cue}": 1.0 for cue in sketch.cues}
    return features


def _place(index: int, count: int) -> str:
    if index < 3:
        return f"at:{index}"
    return "at:first" if index < count / 3 else "at:middle" if index < 2 * count / 3 else "at:end"


def likeness(article: Outline, first: int, second: int) -> float:
    """Return the cosine of two sentences' weighed words, 0..1."""
    one, other = article.vectors[first], article.vectors[second]
    shared = sum(weight * other[word] for word, weight in one.items() if word in other)
    return shared / (article.norms[first] * article.norms[second])


def _overlap(one: frozenset[str] | frozenset[int], other: frozenset[str] | frozenset[int]) -> float:
    union = one | other
    return len(one & other) / len(union) if union else 0.5


def pair_features(article: Outline, first: int, second: int) -> dict[str, float]:
    """Return what tells whether two sentences, in reading order, state the same act."""
    one, other = article.sketches[first], article.sketches[second]
    gap, cosine = second - first, 3 * likeness(article, first, second)
    features = {
        "cos": cosine,
        f"gap{min(gap, 4)}": 1.0,
        "loggap": math.log(gap),
        "parties": _overlap(one.parties, other.parties),
        "countries": _overlap(one.countries, other.countries),
        "same countries": float(one.countries == other.countries),
        "both money": float(one.money and other.money),
        f"opens:{other.opens}": 1.0,
    }
    if first < 2:
        features |= {f"top{first}": 1.0, f"top{first}:cos": cosine, f"top{first}:{min(second, 4)}": 1.0}
    return features | _cue_agreement(one, other)


def _cue_agreement(one: Sketch, other: Sketch) -> dict[str, float]:
    ones = frozenset(cue for cue in INSTRUMENT_CUES if cue in one.cues)
    others = frozenset(cue for cue in INSTRUMENT_CUES if cue in other.cues)
    features = {"instruments": _overlap(ones, others), "none1": float(not ones), "none2": float(not others)}
    features |= {f"both:{cue}": 1.0 for cue in ones & others}
    features |= {f"one:{cue}": 1.0 for cue in ones ^ others}
    for cue in _MODAL:
        if (cue in one.cues) != (cue in other.cues):
            features[f"differ:{cue}"] = 1.0
    return features
