"""Limits of processor time that hold on a machine of any speed.

A limit is said for the machine that its figure is of; where the one that runs the tests is slower, just now,
it is longer by as much.
"""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

REFERENCE = 0.016  # seconds that `_work` takes on two cores of a 2.x GHz server when nothing else runs


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fail where the block takes more processor time of this thread than that."""
    began = time.thread_time()
    yield
    took = time.thread_time() - began
    limit = seconds * slowness()
    assert took < limit, f"it took {took:.2f} s of the processor, where {limit:.2f} s are allowed"


def slowness() -> float:
    """Return how many times as long as on that machine things take on this one now; not less than one."""
    return max(1.0, median(_seconds() for _ in range(5)) / REFERENCE)


def _seconds() -> float:
    began = time.thread_time()
    _work()
    return time.thread_time() - began


def _work() -> int:
    """Do what texts are handled with: strings, expressions and dictionaries."""
    numbers = {f"từ {n}": n for n in range(20_000)}
    found: list[str] = re.findall(r"\w+ (\d+)", " ".join(numbers))
    return sum(numbers[f"từ {n}"] for n in found)
