"""Runs what takes long (briefs, translations) on a few threads, with a queue that has an end.

Promises that the event loop never waits, that no more than `workers` jobs run at once, and that a request
which would wait behind too many others is refused at once. Refuses to know what the jobs do.
"""

from collections.abc import Callable
from typing import TypeVar

from anyio import CapacityLimiter, to_thread

from service.api.metrics import Metrics
from service.domain.errors import Overloaded

Result = TypeVar("Result")


class WorkPool:
    """The workers of one service, all on one event loop."""

    def __init__(self, *, workers: int, queue_depth: int, metrics: Metrics) -> None:
        self.workers = workers
        self._queue_depth = queue_depth
        self._metrics = metrics
        self._limiter = CapacityLimiter(workers)
        self._present = 0  # jobs of waiting requests, running ones included

    async def run(self, job: Callable[[], Result]) -> Result:
        """Run a job that a client waits for. Raises Overloaded where too many wait already."""
        if self._present >= self.workers + self._queue_depth:
            self._metrics.work_refused.inc()
            raise Overloaded(
                f"{self._present} requests are being worked at, as many as are taken at once.",
                "Try again in a few seconds, or send `Prefer: respond-async`, which waits on the disk.",
            )
        self._present += 1
        try:
            return await self._run(job, abandon=False)
        finally:
            self._present -= 1

    async def run_promised(self, job: Callable[[], Result]) -> Result:
        """Run a job that nobody waits for: it queues however long the queue is, and can be abandoned."""
        return await self._run(job, abandon=True)

    async def _run(self, job: Callable[[], Result], *, abandon: bool) -> Result:
        def measured() -> Result:
            with self._metrics.work_running.track_inprogress():
                return job()

        self._metrics.work_waiting.inc()
        try:
            await self._limiter.acquire_on_behalf_of(measured)
        finally:
            self._metrics.work_waiting.dec()
        try:
            return await to_thread.run_sync(measured, abandon_on_cancel=abandon, limiter=CapacityLimiter(1))
        finally:
            self._limiter.release_on_behalf_of(measured)
