"""Named features of an act for telling its instrument, its status and its fields.

Promises features of the most explicit sentence first; what the other sentences say counts less.
"""

from collections.abc import Sequence
from itertools import pairwise

from service.text.acts.features import INSTRUMENT_CUES, Outline
from service.text.acts.sketch import Sketch

# The order in which cues decide the instrument where several stand in a sentence.
_RANK = (
    "statement", "mou", "aid", "facility", "investment", "membership", "project", "training", "agreement",
    "plan", "visit", "meeting", "sign", "cooperate", "support",
)  # fmt: skip
_MODAL = (
    "intended", "wished", "discussed", "agree", "done", "begun", "habit", "sealed", "handed", "cut",
    "negation",
)  # fmt: skip
_VERBS = ("sign", "handed", "visit", "aid", "facility", "purchase", "agree", "cooperate", "meeting")
_GOVERNING = ("intended", "wished", "discussed", "begun", "habit", "cut", "negation", "done")
_REACH = 28  # characters before a verb in which a modal word still governs it
_NEAR = 6
_ELSEWHERE = 0.4
_CUE = 2.0  # cues weigh more than single words


def pivot_of(sketch: Sketch) -> int:
    """Return the offset of the cue that an act hangs on: the first one that names or seals it."""
    for cue in ("sign", *INSTRUMENT_CUES, "cooperate", "support"):
        if cue in sketch.cues:
            return sketch.cues[cue][0]
    return sketch.start


def instrument_features(article: Outline, members: Sequence[int]) -> dict[str, float]:
    """Return what tells the instrument."""
    head = article.sketches[members[0]]
    named = [cue for cue in _RANK if cue in head.cues]
    first = sorted(named, key=lambda cue: head.cues[cue][0])
    features = {f"head:{cue}": _CUE for cue in head.cues}
    features |= {f"top:{cue}": 2.0 for cue in named[:1]} | {f"first:{cue}": 2.0 for cue in first[:1]}
    features |= {f"first2:{cue}": 1.0 for cue in first[1:2]}
    features |= {f"both:{one}+{other}": 1.0 for one in named for other in named if one < other}
    features |= {f"many:{cue}": 1.0 for cue in named if len(head.cues[cue]) > 1}
    features |= _near_words(head) | _words(head, 0.5) | _others(article, members)
    features |= {f"title:{name[2:]}": 0.7 for name in article.whole if name.startswith("t:")}
    return features | {"money": float(head.money), "bodies": float(head.bodies > 0)}


def status_features(article: Outline, members: Sequence[int]) -> dict[str, float]:
    """Return what tells the status: modality and time, near the pivot and in the whole sentence."""
    head = article.sketches[members[0]]
    pivot = pivot_of(head)
    named = [cue for cue in _RANK if cue in head.cues]
    features = {f"head:{cue}": _CUE for cue in head.cues}
    modal = sorted(
        ((place, cue) for cue in _MODAL for place in head.cues.get(cue, ())), key=lambda item: item[0]
    )
    before = [cue for place, cue in modal if pivot - 50 <= place < pivot]
    after = [cue for place, cue in modal if pivot <= place < pivot + 40]
    features |= {f"before:{cue}": 2.0 for cue in before[-1:]} | {f"after:{cue}": 1.0 for cue in after[:1]}
    features |= {f"first:{cue}": 1.0 for _, cue in modal[:1]} | _governed(head)
    features |= {f"{cue}:{kind}": 1.0 for cue in named[:2] for kind in _MODAL if kind in head.cues}
    features |= {f"only:{cue}": 1.5 for cue in named[:1] if not modal}
    features |= {f"kind:{cue}": 1.0 for cue in named[:2]}
    features |= _near_words(head) | _words(head, 0.5) | _others(article, members)
    return features | {"money": float(head.money), "dated": float(head.dated), "quoted": float(head.quoted)}


def _governed(head: Sketch) -> dict[str, float]:
    """Return for each verb of doing which modal word stands shortly before it ("sẽ ký", "chưa ký")."""
    features: dict[str, float] = {}
    for verb in _VERBS:
        for place in head.cues.get(verb, ())[:2]:
            before = [
                (at, modal)
                for modal in _GOVERNING
                for at in head.cues.get(modal, ())
                if place - _REACH <= at < place
            ]
            features[f"{verb}<{max(before)[1] if before else 'plain'}"] = _CUE
    return features


def field_features(article: Outline, members: Sequence[int]) -> dict[str, float]:
    """Return what tells the fields: words that speak for each, in the sentence, the act, the article."""
    head = article.sketches[members[0]]
    features = {f"f:{field}": 1.5 + 0.5 * min(count - 1, 2) for field, count in head.fields.items()}
    for index in members[1:]:
        for field in article.sketches[index].fields:
            features[f"fm:{field}"] = min(features.get(f"fm:{field}", 0.0) + 0.7, 1.4)
    for field in article.sketches[0].fields:
        features[f"ft:{field}"] = 1.0
    for sketch in article.sketches:
        for field in sketch.fields:
            features[f"fa:{field}"] = features.get(f"fa:{field}", 0.0) + 1.5 / len(article.sketches)
    features |= {f"c:{cue}": 0.7 for cue in head.cues if cue in _RANK}
    best = max(head.fields.values(), default=0)
    features |= {f"best:{field}": 1.0 for field, count in head.fields.items() if count == best}
    return features | _words(head, 0.4) | {"bodies": float(head.bodies > 0)}


def _words(sketch: Sketch, weight: float) -> dict[str, float]:
    pairs = pairwise(sketch.words)
    features = {f"w:{word}": weight for word in sketch.words}
    return features | {f"b:{one} {other}": 0.8 * weight for one, other in pairs}


def _near_words(sketch: Sketch) -> dict[str, float]:
    """Return the words around the pivot, and the pairs of them."""
    pivot = pivot_of(sketch)
    at = next((i for i, place in enumerate(sketch.places) if place >= pivot), 0)
    window = sketch.words[max(0, at - _NEAR) : at + _NEAR]
    features = {f"n:{word}": 0.7 for word in window}
    return features | {f"nb:{one} {other}": 0.7 for one, other in pairwise(window)}


def _others(article: Outline, members: Sequence[int]) -> dict[str, float]:
    return {f"other:{cue}": _ELSEWHERE for index in members[1:] for cue in article.sketches[index].cues}
