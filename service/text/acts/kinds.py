"""What an act is: its instrument, its status, its fields, and its event type.

Promises values of the guideline's vocabularies. The learned models weigh words and cues; where the text's own
word decides by the guideline ("biên bản ghi nhớ", "tuyên bố chung"), the word goes before the models.
"""

from dataclasses import dataclass
from typing import cast, get_args

import numpy as np

from service.domain.highlight import EventType, Field, Instrument, Status
from service.text.acts.model import ActModel, Features

_INSTRUMENTS = frozenset(get_args(Instrument))
_STATUSES = frozenset(get_args(Status))
_MOST_FIELDS = 3
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


def kind_of(features: Features, model: ActModel, *, field_least: float) -> Kind:
    """Return what an act is by its features (features.kind_features)."""
    instrument, sure = _best(features, model, "instrument")
    status, certain = _best(features, model, "status")
    return Kind(
        cast(Instrument, instrument),
        cast(Status, status),
        fields_of(features, model, least=field_least),
        min(sure, certain),
    )


def _best(features: Features, model: ActModel, task: str) -> tuple[str, float]:
    chances = model[task].chances([features])[0]
    total = float(chances.sum()) or 1.0
    best = int(np.argmax(chances))
    return model[task].classes[best], float(chances[best]) / total


def fields_of(features: Features, model: ActModel, *, least: float) -> tuple[Field, ...]:
    """Return one to three fields, the likeliest first."""
    chances = model["field"].chances([features])[0]
    order = np.argsort(-chances)[:_MOST_FIELDS]
    kept = [index for place, index in enumerate(order) if place == 0 or chances[index] >= least]
    return tuple(cast(Field, model["field"].classes[index]) for index in kept)


def event_type(instrument: Instrument, status: Status) -> EventType:
    """Return the PLOVER type: what lies ahead is AGREE, whatever it is going to be."""
    return "AGREE" if status in _AHEAD else _DONE.get(instrument, "COOPERATE")
