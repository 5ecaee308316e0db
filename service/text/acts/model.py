"""Linear models over named features: the learned part of recognising acts.

Promises to score features with the weights that it was given; features that it never saw count nothing.
Knows no language: strings and numbers in, numbers out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
import numpy.typing as npt

Features = Mapping[str, float]
Scores = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Linear:
    """Logistic regressions that share features. `weights`: (features, classes); `bias`: (classes,)."""

    classes: tuple[str, ...]
    index: Mapping[str, int]
    weights: Scores
    bias: Scores

    def logits(self, rows: Sequence[Features]) -> Scores:
        """Return log-odds of shape (rows, classes)."""
        out = np.repeat(self.bias[None, :], len(rows), axis=0)
        for row, features in enumerate(rows):
            known = [(self.index[name], value) for name, value in features.items() if name in self.index]
            if known:
                columns, values = zip(*known, strict=True)
                out[row] += np.asarray(values, dtype=np.float32) @ self.weights[list(columns)]
        return out

    def chances(self, rows: Sequence[Features]) -> Scores:
        """Return a probability of each class by itself, of shape (rows, classes)."""
        return (1.0 / (1.0 + np.exp(-self.logits(rows)))).astype(np.float32)


@dataclass(frozen=True, slots=True)
class ActModel:
    """The models of one release by task, the thresholds tuned with them, and how rare words are."""

    version: str
    tasks: Mapping[str, Linear]
    thresholds: Mapping[str, float]
    idf: Mapping[str, float]

    def __getitem__(self, task: str) -> Linear:
        """Return the model of a task."""
        return self.tasks[task]


def read_model(path: Path) -> ActModel:
    """Read a weights file as models/recipe/highlights.py writes it."""
    with np.load(path, allow_pickle=False) as arrays:
        tasks = {
            name: Linear(
                tuple(arrays[f"{name}.classes"].tolist()),
                {feature: i for i, feature in enumerate(bytes(arrays[f"{name}.names"]).decode().split("\n"))},
                arrays[f"{name}.weights"].astype(np.float32),
                arrays[f"{name}.bias"].astype(np.float32),
            )
            for name in arrays["tasks"].tolist()
        }
        thresholds = dict(
            zip(arrays["threshold.names"].tolist(), arrays["threshold.values"].tolist(), strict=True)
        )
        words = bytes(arrays["idf.words"]).decode().split("\n")
        idf = dict(zip(words, arrays["idf.values"].astype(float).tolist(), strict=True))
        return ActModel(str(arrays["version"]), tasks, thresholds, idf)


@lru_cache(maxsize=1)
def load_model() -> ActModel:
    """Read the weights that come with the package."""
    with as_file(files(__package__).joinpath("weights.npz")) as path:
        return read_model(path)
