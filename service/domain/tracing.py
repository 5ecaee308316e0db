"""Traces: what took how long and belongs together, for whoever collects them. NO_TRACES does nothing."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Literal, Protocol

Fact = str | int | float | bool
Role = Literal["server", "consumer", "inside"]
Note = Callable[[str, Fact], None]


class Tracing(Protocol):
    """Safe to call from several threads. Facts are ids, kinds, counts, sizes; never a word of an article."""

    def span(
        self, name: str, *, role: Role = "inside", carried: str | None = None, facts: Mapping[str, Fact] = {}
    ) -> AbstractContextManager[Note]:
        """Measure a block, within the span around it or within the one that `carried` names.

        What it yields adds a fact; the fact `name` renames the span, and `failed` marks it as failed.
        """
        ...

    def past(self, name: str, seconds: float) -> None:
        """Tell of something that has just ended, within the span around it; without one, do nothing."""
        ...

    def current(self) -> str | None:
        """Return the span around the caller as text (W3C `traceparent`), to be carried to other processes."""
        ...

    def close(self) -> None:
        """Send what is waiting, for some seconds at most."""
        ...


class NoTraces:
    """Tracing that costs nothing and says nothing."""

    def span(  # the arguments are the port's
        self,
        name: str,  # noqa: ARG002
        *,
        role: Role = "inside",  # noqa: ARG002
        carried: str | None = None,  # noqa: ARG002
        facts: Mapping[str, Fact] = {},  # noqa: ARG002
    ) -> AbstractContextManager[Note]:
        """Run the block."""
        return _NOTHING

    def past(self, name: str, seconds: float) -> None:
        """Say nothing."""

    def current(self) -> str | None:
        """Return nothing to carry."""
        return None

    def close(self) -> None:
        """End what never began."""


def _unnoted(_name: str, _fact: Fact) -> None:
    """Forget it."""


_NOTHING = nullcontext(_unnoted)
NO_TRACES = NoTraces()
