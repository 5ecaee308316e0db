"""Lets the jobs give way to requests that somebody waits for."""

import threading
from collections.abc import Callable
from typing import ParamSpec, TypeVar

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


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
