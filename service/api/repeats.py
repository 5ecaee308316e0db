"""Joins a request that a client sends again, because it lost patience, with the first one.

DeepL's clients send a request again when its answer takes more than ten seconds, up to five times: each would
be worked at from the beginning, and none would be done in time. Promises that the same request is worked at
once while it lasts, and that a slow answer is there for who asks again soon. Refuses to know what is asked.
"""

import time
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

import anyio

Result = TypeVar("Result")
SLOW = 5.0  # seconds: what was quicker is not asked for again
KEPT = 20.0  # seconds that a slow answer is kept: longer than clients wait before they ask again
MOST = 64  # slow answers that are kept


@dataclass(slots=True)
class _Run(Generic[Result]):
    began: float
    over: anyio.Event
    results: list[Result] = field(default_factory=list)
    ended: float = 0.0


class Repeats(Generic[Result]):
    """The requests under way, and the slow answers of the last seconds. All on one event loop."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._runs: dict[Hashable, _Run[Result]] = {}

    async def once(self, key: Hashable, job: Callable[[], Awaitable[Result]]) -> Result:
        """Return what the job returns, or returned for the same key; one that failed is done again."""
        while (earlier := self._known(key)) is not None:
            await earlier.over.wait()
            if earlier.results:
                return earlier.results[0]
        run = self._runs[key] = _Run[Result](self._clock(), anyio.Event())
        try:
            run.results.append(await job())
        finally:
            run.ended = self._clock()
            if not run.results or run.ended - run.began < SLOW:
                del self._runs[key]
            run.over.set()
        return run.results[0]

    def _known(self, key: Hashable) -> _Run[Result] | None:
        """Return the run of a key; drops what has been kept for long enough."""
        ended = [(run.ended, one) for one, run in self._runs.items() if run.over.is_set()]
        stale = [one for moment, one in ended if self._clock() - moment > KEPT]
        for _, one in sorted(ended, key=lambda pair: pair[0])[: max(0, len(ended) - MOST)]:
            stale.append(one)
        for one in dict.fromkeys(stale):
            del self._runs[one]
        return self._runs.get(key)
