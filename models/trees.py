"""Gradient-boosted trees as plain arrays: what scikit-learn trained, evaluated by numpy alone.

Promises the same chances as the trained classifier, without importing it. Trains nothing.
"""

from functools import cached_property
from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, model_validator

Matrix = NDArray[np.float64]
Indexes = NDArray[np.int64]


class Trees(BaseModel):
    """Trees of one size: row t holds the nodes of tree t, the root first. A leaf is its own child."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    features: tuple[str, ...]
    start: float
    depth: Annotated[int, Field(ge=0, le=32)]
    feature: tuple[tuple[int, ...], ...]
    threshold: tuple[tuple[float, ...], ...]
    left: tuple[tuple[int, ...], ...]
    right: tuple[tuple[int, ...], ...]
    value: tuple[tuple[float, ...], ...]

    @model_validator(mode="after")
    def _consistent(self) -> "Trees":
        shapes = {
            tuple(map(len, t)) for t in (self.feature, self.threshold, self.left, self.right, self.value)
        }
        if len(shapes) != 1 or len(set(next(iter(shapes)))) > 1:
            raise ValueError("the tables of nodes differ in shape")
        nodes = len(self.feature[0]) if self.feature else 0
        if any(not 0 <= child < nodes for row in (*self.left, *self.right) for child in row):
            raise ValueError("a child is no node of its tree")
        if any(not 0 <= index < len(self.features) for row in self.feature for index in row):
            raise ValueError("a node asks for a feature that there is not")
        return self

    @cached_property
    def _flat(self) -> tuple[Indexes, Matrix, Indexes, Indexes, Matrix, Indexes]:
        """Return the tables as one row of nodes each, and where each tree starts."""
        nodes = len(self.feature[0]) if self.feature else 0
        roots = np.arange(len(self.feature), dtype=np.int64) * nodes
        left, right = (np.array(table, dtype=np.int64) + roots[:, None] for table in (self.left, self.right))
        feature = np.array(self.feature, dtype=np.int64)
        threshold, value = np.array(self.threshold), np.array(self.value)
        return feature.ravel(), threshold.ravel(), left.ravel(), right.ravel(), value.ravel(), roots

    def chances(self, rows: Matrix) -> Matrix:
        """Return a chance in 0..1 for each row of features. (n, features) → (n,)"""
        logits = np.full(len(rows), self.start)
        if self.feature and len(rows):
            feature, threshold, left, right, value, roots = self._flat
            at = np.broadcast_to(roots, (len(rows), len(roots)))
            own = np.arange(len(rows))[:, None]
            for _ in range(self.depth):
                at = np.where(rows[own, feature[at]] <= threshold[at], left[at], right[at])
            logits = logits + value[at].sum(axis=1)
        chances: Matrix = 1 / (1 + np.exp(-logits))
        return chances
