"""How likely a translation is good, from how its model came to it: a logistic regression fitted on dev data.

Promises a number in 0..1 that was compared with reference translations (models/recipe/calibrate.py): of
the sentences at 0.8, eight in ten are good. A calibration of other weights is none. Knows no facts.
"""

import math
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Protocol

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from models.registry import ModelError

FILE = "calibration.toml"
FEATURES = ("score", "length", "stretch")
_FITTED = (0.01, 0.99)  # no regression on a few thousand sentences knows more


class Decoding(Protocol):
    """A text, the translation that was chosen, and its mean log-probability a token."""

    @property
    def source(self) -> str: ...

    @property
    def text(self) -> str: ...

    @property
    def score(self) -> float: ...


class Curve(BaseModel):
    """The regression of one direction: `weights` has one number for each of FEATURES."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    bias: float
    weights: dict[str, float]


class Calibration(BaseModel):
    """What calibration.toml holds. `low` is the confidence below which somebody should look."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    model: str
    good_from_chrf: float
    low: Annotated[float, Field(ge=0, le=1)]
    to_en: Curve
    to_vi: Curve


class CalibratedConfidence:
    """An estimator from a calibration."""

    def __init__(self, calibration: Calibration) -> None:
        self._curves = {"en": calibration.to_en, "vi": calibration.to_vi}
        self.low = calibration.low

    def confidence(self, decodings: Sequence[Decoding], *, target: str) -> float:
        """Return the chance that a text, translated in these pieces, is translated well."""
        curve = self._curves[target]
        sizes = [len(decoding.source.split()) + 1 for decoding in decodings]
        total = 0.0
        for decoding, size in zip(decodings, sizes, strict=True):
            values = zip(FEATURES, features(decoding), strict=True)
            total += size * (curve.bias + sum(curve.weights[name] * value for name, value in values))
        least, most = _FITTED
        chance = (1 + math.tanh(total / sum(sizes) / 2)) / 2  # the logistic function, without overflow
        return min(most, max(least, chance))


def features(decoding: Decoding) -> tuple[float, ...]:
    """Return what the regression looks at, in the order of FEATURES.

    The other hypotheses' likeness and distance, capitals and figures were tried: no gain in AUC.
    """
    return (
        decoding.score,
        math.log(len(decoding.text.split()) + 1),
        abs(math.log((len(decoding.text) + 5) / (len(decoding.source) + 5))),
    )


def load_confidence(weights: Path, *, label: str) -> CalibratedConfidence | None:
    """Read the calibration in a model's folder; None where there is none, or one of other weights.

    Raises ModelError for one that cannot be read.
    """
    file = weights / FILE
    if not file.is_file():
        return None
    try:
        found = Calibration.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, ValidationError) as error:
        first = str(error).splitlines()[0]
        raise ModelError(f"{file} cannot be read: {first}.", _REMEDY) from None
    for curve in (found.to_en, found.to_vi):
        if set(curve.weights) != set(FEATURES):
            raise ModelError(f"{file} has not the features {', '.join(FEATURES)}.", _REMEDY)
    return CalibratedConfidence(found) if found.model == label else None


def to_toml(calibration: Calibration) -> str:
    """Write a calibration as `load_confidence` reads it."""
    curves = (("to_en", calibration.to_en), ("to_vi", calibration.to_vi))
    return (
        "# How far the model is to be believed. Written by `python -m models.recipe.calibrate`.\n"
        f'model = "{calibration.model}"\n'
        f"good_from_chrf = {calibration.good_from_chrf}\n"
        f"low = {calibration.low}\n"
        + "".join(
            f"\n[{name}]\nbias = {curve.bias:.5f}\n\n[{name}.weights]\n"
            + "".join(f"{feature} = {weight:.5f}\n" for feature, weight in curve.weights.items())
            for name, curve in curves
        )
    )


_REMEDY = "Write it anew: python -m models.recipe.calibrate <name>."
