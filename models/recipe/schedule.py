"""The learning rate as a function of the step or of the clock: warm-up, constant, linear decay.

A cooldown from any checkpoint is the same run with a nearer last step.
"""

import time
from dataclasses import dataclass, field
from typing import Protocol


class Rates(Protocol):
    """When a run ends, and how fast it learns until then."""

    def rate(self, step: int) -> float:
        """Return the learning rate of a step, counted from 0."""
        ...

    def over(self, step: int) -> bool:
        """Tell whether the run ends before a step."""
        ...


def share_of_peak(step: int, *, warmup: int, left: float, floor: float) -> float:
    """Return the share of the peak rate; left: what remains of the decay, 1 before it and 0 at its end."""
    warm = min(1.0, (step + 1) / max(1, warmup))
    return warm * (floor + (1 - floor) * min(1.0, max(0.0, left)))


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
        left = (self.last - step) / max(1, self.decay)
        return self.peak * share_of_peak(step, warmup=self.warmup, left=left, floor=self.floor)

    def over(self, step: int) -> bool:
        """Tell whether the run ends before a step."""
        return step >= self.last


@dataclass(frozen=True, slots=True)
class ByTheClock:
    """A run of so many minutes from now, for hired machines: its steps are not known before."""

    peak: float
    warmup: int  # steps
    minutes: float
    decay: float  # the share of the minutes at the end in which the rate falls
    floor: float = 0.02
    since: float = field(default_factory=time.monotonic)

    def _left(self) -> float:
        return 1.0 - (time.monotonic() - self.since) / (60 * self.minutes)

    def rate(self, step: int) -> float:
        """Return the learning rate of a step at this moment."""
        left = self._left() / self.decay if self.decay else 1.0
        return self.peak * share_of_peak(step, warmup=self.warmup, left=left, floor=self.floor)

    def over(self, step: int) -> bool:  # noqa: ARG002  # Rates asks with a step
        """Tell whether the time is over."""
        return self._left() <= 0.0
