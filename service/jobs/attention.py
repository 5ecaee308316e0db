"""Lets the jobs give way to requests that somebody waits for.

Promises that whoever works at a job can be told from whoever answers a request: `in_background` says it of
the thread that asks.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import ParamSpec, TypeVar

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
_BACKGROUND = ContextVar("background", default=False)


@contextmanager
def background() -> Iterator[None]:
    """Mark what is done within as something that nobody waits for."""
    before = _BACKGROUND.set(True)
    try:
        yield
    finally:
        _BACKGROUND.reset(before)


def in_background() -> bool:
    """Whether nobody waits for what this thread does."""
    return _BACKGROUND.get()


class Attention:
    """Counts the calls that somebody waits for."""

    def __init__(self) -> None:
        self._present = 0
        self._changed = threading.Condition()

    def first(self, call: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
        """Return the call, counted while it runs."""

        def counted(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
            with self._changed:
                self._present += 1
            try:
                return call(*args, **kwargs)
            finally:
                with self._changed:
                    self._present -= 1
                    self._changed.notify_all()

        return counted

    def give_way(self, patience: float) -> None:
        """Wait until nobody is waiting for anything, but no longer than `patience` seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._present == 0, timeout=patience)
