"""What an act is: its instrument, its status, its fields, and its event type.

Promises values of the guideline's vocabularies, chosen by models that weigh words, cues and their order.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np

from service.domain.highlight import EventType, Field, Instrument, Status
from service.text.acts.features import Outline, evidence_features
from service.text.acts.kind_features import field_features, instrument_features, status_features
from service.text.acts.model import ActModel, Features, Linear

_MOST_FIELDS = 3
_AHEAD_CUES = frozenset({"intended", "wished", "discussed", "negation", "cut"})
_PLAINLY = 3.0  # a memorandum or joint statement without a word of future or wish is a signed one
# "The text's own word decides": how much likelier the word in the first sentence makes its instrument.
_OWN_WORD = {"statement": 3.0, "mou": 2.0}
# A paper is signed, not completed; a deed takes place, it is not signed.
_NEVER = {
    "mou": ("completed", "ongoing"),
    "statement": ("completed", "ongoing"),
    "agreement": ("completed",),
} | dict.fromkeys(("visit", "facility", "project", "training", "membership", "other"), ("signed",))
# Too rare in the training articles to be learnt.
_TOLD_BY_WORDS = ("standards_productivity",)
_VOICE = 0.3  # how much each further sentence counts against the one before
_AHEAD: frozenset[Status] = frozenset({"proposed", "planned"})
COME_ABOUT: tuple[Status, ...] = ("signed", "completed", "ongoing")
_DONE: dict[Instrument, EventType] = {
    "visit": "CONSULT",
    "mou": "SUPPORT",
    "agreement": "SUPPORT",
    "statement": "SUPPORT",
    "aid": "AID",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """The vocabulary values of an act, and how sure the models are of instrument and status (0..1)."""

    instrument: Instrument
    status: Status
    fields: tuple[Field, ...]
    certainty: float


def kind_of(
    article: Outline, evidence: Sequence[int], model: ActModel, *, among: Collection[Status] | None = None
) -> Kind:
    """Return what the act is that these sentences bear out, the most explicit first.

    `among`: the statuses that its words leave to it; None for all.
    """
    named = article.sketches[evidence[0]].cues.keys() & _OWN_WORD.keys()
    prior = {instrument: _OWN_WORD[instrument] for instrument in named}
    instrument, sure = _best(instrument_features, article, evidence, model["instrument"], prior=prior)
    prior = dict.fromkeys(_NEVER.get(instrument, ()), 0.0)
    if instrument in _OWN_WORD and not article.sketches[evidence[0]].cues.keys() & _AHEAD_CUES:
        prior["signed"] = _PLAINLY
    if among is not None:
        prior = {name: float(name in among) for name in model["status"].classes}
    explicit = _by_explicitness(article, evidence, model["lead"])
    status, certain = _best(status_features, article, explicit, model["status"], prior=prior)
    return Kind(
        cast(Instrument, instrument),
        cast(Status, status),
        fields_of(field_features(article, evidence), model, least=model.thresholds["field"]),
        min(sure, certain),
    )


def _by_explicitness(article: Outline, evidence: Sequence[int], model: Linear) -> list[int]:
    """Return sentences as likely as each by itself is the most explicit one of an act, the likeliest first.

    The sentence that a group is found by may only mention the act; the time of an act is where it is told.
    """
    chances = model.chances([evidence_features(article, index) for index in evidence])[:, 0].tolist()
    return [index for _, index in sorted(zip(chances, evidence, strict=True), key=lambda pair: -pair[0])]


def _best(
    make: Callable[[Outline, Sequence[int]], dict[str, float]],
    article: Outline,
    members: Sequence[int],
    model: Linear,
    *,
    prior: Mapping[str, float],
) -> tuple[str, float]:
    """Return the likeliest class and its chance; the more explicit a sentence is, the more it counts."""
    total = np.zeros(len(model.classes))
    for place, index in enumerate(members):
        row = make(article, [index, *(other for other in members if other != index)])
        chances = model.chances([row])[0]
        total += _VOICE**place * chances / max(float(chances.sum()), 1e-6)
    total *= np.array([prior.get(name, 1.0) for name in model.classes])
    best = int(np.argmax(total))
    return model.classes[best], float(total[best] / total.sum())


def fields_of(features: Features, model: ActModel, *, least: float) -> tuple[Field, ...]:
    """Return one to three fields, the likeliest first."""
    learnt = dict(zip(model["field"].classes, model["field"].chances([features])[0].tolist(), strict=True))
    told = {field: _by_words(features, field) for field in _TOLD_BY_WORDS}
    ranked = sorted((learnt | told).items(), key=lambda item: -item[1])[:_MOST_FIELDS]
    kept = [field for place, (field, chance) in enumerate(ranked) if place == 0 or chance >= least]
    return tuple(cast(Field, field) for field in kept)


def _by_words(features: Features, field: str) -> float:
    """Return the chance of a field from its words: in the first sentence, the title, the whole article."""
    here = 0.35 * (features.get(f"f:{field}", 0.0) > 0) + 0.15 * (features.get(f"fm:{field}", 0.0) > 0)
    around = 0.15 * features.get(f"ft:{field}", 0.0) + 0.4 * min(features.get(f"fa:{field}", 0.0), 1.0)
    return here + around if here or around > 0.3 else 0.0


def event_type(instrument: Instrument, status: Status) -> EventType:
    """Return the PLOVER type: what lies ahead is AGREE, what ended SANCTION, whatever it is or was.

    PLOVER calls all that reduces relations SANCTION: a programme given up, aid stopped, talks called off.
    """
    if status in _AHEAD:
        return "AGREE"
    if status == "ended":
        return "SANCTION"
    if status == "signed" and instrument == "plan":
        return "SUPPORT"  # a document; what is done by it is cooperation
    return _DONE.get(instrument, "COOPERATE")
