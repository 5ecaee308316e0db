"""Writes the briefs that were promised with 202, one after the other, until the service stops.

Promises that what was promised is written, now or after a restart, or fails with a reason that can be read.
This is a job boundary: whatever goes wrong with one article stays with that article.
"""

from dataclasses import replace

import anyio
import structlog
from anyio import to_thread

from service.api.parts import Parts
from service.api.work import WorkPool
from service.domain.errors import DiemNhanError, OperatorError
from service.domain.stores import Failure, PendingBrief

POLL_SECONDS = 5.0  # how soon another instance's, or a released, promise is noticed
CRASHED = Failure(
    "internal_error",
    "Something went wrong inside the service while it wrote this brief.",
    "Send the article again; if it fails again, report the id of the brief.",
)


class Backlog:
    """Takes promises and keeps them."""

    def __init__(self, parts: Parts, pool: WorkPool) -> None:
        self._parts = parts
        self._pool = pool
        self._news = anyio.Event()
        self._stopping = False

    async def promise(self, wanted: PendingBrief) -> None:
        """Take a promise; it is on the disk when this returns."""
        await to_thread.run_sync(self._parts.pending.put, wanted)
        self.wake()

    async def serve(self) -> None:
        """Write briefs until `stop`; then finish those being written."""
        async with anyio.create_task_group() as group:
            for _ in range(self._pool.workers):
                group.start_soon(self._consume)

    def stop(self) -> None:
        """Start no further brief."""
        self._stopping = True
        self.wake()

    def wake(self) -> None:
        """Look at once for what was promised elsewhere."""
        self._news.set()
        self._news = anyio.Event()

    async def _consume(self) -> None:
        while not self._stopping:
            news = self._news
            if not await self._write_next():
                with anyio.move_on_after(POLL_SECONDS):
                    await news.wait()

    async def _write_next(self) -> bool:
        """Write the oldest promised brief; False where there is nothing to do now."""
        try:
            wanted = await to_thread.run_sync(self._parts.pending.claim, self._parts.clock())
            return wanted is not None and await self._write_one(wanted)
        except OperatorError as error:
            await structlog.get_logger().awarning("backlog_waits", code=error.code, cause=error.cause)
            return False

    async def _write_one(self, wanted: PendingBrief) -> bool:
        try:
            return await self._pool.run_promised(lambda: self._write(wanted))
        except anyio.get_cancelled_exc_class():  # the service stops before it is done: the next start goes on
            with anyio.CancelScope(shield=True):
                await to_thread.run_sync(self._parts.pending.release, wanted.id)
            raise

    def _write(self, wanted: PendingBrief) -> bool:
        outcome = "failed"
        try:
            brief = replace(self._parts.write_brief(wanted.payload, wanted.options), id=wanted.id)
            outcome = "written" if self._parts.pending.complete(brief) else "withdrawn"
        except OperatorError:  # not the article's fault: it is tried again
            self._parts.pending.release(wanted.id)
            raise
        except DiemNhanError as error:
            self._parts.pending.fail(wanted.id, Failure(error.code, error.cause, error.remedy))
        except Exception:  # noqa: BLE001  # the job boundary: one bad article never stops the rest
            structlog.get_logger().exception("brief_crashed", brief=wanted.id)
            self._parts.pending.fail(wanted.id, CRASHED)
        self._parts.metrics.briefs.labels(outcome).inc()
        structlog.get_logger().info("promise_settled", brief=wanted.id, outcome=outcome)
        return True
