"""What an act is: its instrument, its status, its fields, and its event type.

Promises values of the guideline's vocabularies, chosen by models that weigh words, cues and their order.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np

from service.domain.highlight import EventType, Field, Instrument, Status
from service.text.acts.features import Outline
from service.text.acts.kind_features import field_features, instrument_features, status_features
from service.text.acts.model import ActModel, Features, Linear

_MOST_FIELDS = 3
# A paper is signed, not completed; a deed takes place, it is not signed.
_PAPERS = frozenset({"mou", "agreement", "statement"})
_DEEDS = frozenset({"visit", "facility", "project", "training", "membership", "other"})
# Too rare in the training articles to be learnt.
_TOLD_BY_WORDS = ("standards_productivity",)
_VOICE = 0.5  # each further sentence counts half as much as the one before
_AHEAD: frozenset[Status] = frozenset({"proposed", "planned"})
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


def kind_of(article: Outline, members: Sequence[int], model: ActModel) -> Kind:
    """Return what the act is that these sentences state, the most explicit first."""
    instrument, sure = _best(instrument_features, article, members, model["instrument"])
    without = "completed" if instrument in _PAPERS else "signed" if instrument in _DEEDS else ""
    status, certain = _best(status_features, article, members, model["status"], without=without)
    return Kind(
        cast(Instrument, instrument),
        cast(Status, status),
        fields_of(field_features(article, members), model, least=model.thresholds["field"]),
        min(sure, certain),
    )


def _best(
    make: Callable[[Outline, Sequence[int]], dict[str, float]],
    article: Outline,
    members: Sequence[int],
    model: Linear,
    *,
    without: str = "",
) -> tuple[str, float]:
    """Return the likeliest class and its chance; the more explicit a sentence is, the more it counts."""
    total = np.zeros(len(model.classes))
    for place, index in enumerate(members):
        row = make(article, [index, *(other for other in members if other != index)])
        chances = model.chances([row])[0]
        total += _VOICE**place * chances / max(float(chances.sum()), 1e-6)
    allowed = total * np.array([name != without for name in model.classes])
    best = int(np.argmax(allowed))
    return model.classes[best], float(allowed[best] / total.sum())


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
    """Return the PLOVER type: what lies ahead is AGREE, whatever it is going to be."""
    return "AGREE" if status in _AHEAD else _DONE.get(instrument, "COOPERATE")
