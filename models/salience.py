"""Says how much each sentence of an article belongs into its summary: logistic regression on plain features.

Promises a score in 0..1 for each sentence, the same for the same article, in well under a millisecond a
sentence. Trained by models/recipe/salience.py. Chooses no sentences: that is the summary stage's business.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict, ValidationError

from models.registry import ModelError
from models.salience_features import NAMES, features

FILE = "weights.json"


class Weights(BaseModel):
    """The weights of one ranker: a mean, a scale and a coefficient for each feature by name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    features: tuple[str, ...]
    mean: tuple[float, ...]
    scale: tuple[float, ...]
    coefficients: tuple[float, ...]
    intercept: float


class SalienceModel:
    """The extractive ranker. Safe under threads: it keeps nothing between calls."""

    def __init__(self, weights: Weights, *, version: str) -> None:
        if weights.features != NAMES:
            raise ModelError(
                "The salience weights were trained on other features.", "Train them again: docs/models.md."
            )
        self._mean = np.array(weights.mean)
        self._scale = np.array(weights.scale)
        self._coefficients = np.array(weights.coefficients)
        self._intercept = weights.intercept
        self.version = version

    @classmethod
    def load(cls, folder: Path, *, label: str) -> "SalienceModel":
        """Load weights.json; `label` is as in the manifest."""
        try:
            weights = Weights.model_validate_json((folder / FILE).read_text(encoding="utf-8"))
        except (OSError, ValidationError) as error:
            raise ModelError(
                f"The salience weights in {folder} cannot be read: {error}.",
                "Restore the file (git checkout), or train it again: docs/models.md.",
            ) from None
        return cls(weights, version=label)

    def rank(
        self,
        sentences: Sequence[str],
        *,
        title: str,
        language: str,  # noqa: ARG002 the port names it; the features are the same in both
    ) -> list[float]:
        """Return a score in 0..1 for each sentence, given in reading order."""
        if not sentences:
            return []
        rows = (features(sentences, title=title) - self._mean) / self._scale
        logits = rows @ self._coefficients + self._intercept
        return [float(value) for value in np.round(1 / (1 + np.exp(-logits)), 6)]


def write(weights: Weights, folder: Path) -> None:
    """Write the weights where `load` reads them."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE).write_text(json.dumps(weights.model_dump(), indent=1) + "\n", encoding="utf-8")
