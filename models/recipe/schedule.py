"""The learning rate as a function of the step: warm-up, constant, linear decay.

A cooldown from any checkpoint is the same run with a nearer last step.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Schedule:
    """Steps are updates; the decay takes the last ones and ends at floor * peak."""

    peak: float
    warmup: int
    decay: int
    last: int
    floor: float = 0.02

    def rate(self, step: int) -> float:
        """Return the learning rate of a step, counted from 0."""
        warm = min(1.0, (step + 1) / max(1, self.warmup))
        left = min(1.0, max(0.0, (self.last - step) / max(1, self.decay)))
        return self.peak * warm * (self.floor + (1 - self.floor) * left)
