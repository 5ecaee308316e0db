"""Sends what is due, until the service stops.

Promises that an attempt which has begun is kept, and that one endpoint that does not answer stops no other.
"""

from contextlib import suppress
from datetime import timedelta

import anyio
import structlog
from anyio import CapacityLimiter, from_thread, to_thread

from service.api.parts import Parts
from service.domain.errors import OperatorError

POLL_SECONDS = 1.0  # how soon what was written elsewhere is noticed
SWEEP_SECONDS = 3600.0
AT_ONCE = 8  # attempts, each at another endpoint


class Sender:
    """Makes attempts. Does nothing where nothing is told."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._telling = parts.deliveries
        self._limiter = CapacityLimiter(AT_ONCE)
        self._news = anyio.Event()
        self._stopping = anyio.Event()
        self._watch = anyio.Lock()

    async def serve(self) -> None:
        """Send until `stop`; then finish the attempts that are being made."""
        if self._telling is None:
            return
        await to_thread.run_sync(self._telling.deliveries.recover)
        async with anyio.create_task_group() as group:
            group.start_soon(self._sweep)
            for _ in range(AT_ONCE):
                group.start_soon(self._send)

    def stop(self) -> None:
        """Begin no further attempt."""
        self._stopping.set()
        self.wake()

    def wake(self) -> None:
        """Look at once for what is due."""
        self._news.set()
        self._news = anyio.Event()

    async def _send(self) -> None:
        while not self._stopping.is_set():
            news = self._news
            if not await self._send_next():
                async with self._watch:  # one of those that are free looks again, not each of them
                    with anyio.move_on_after(POLL_SECONDS):
                        await news.wait()

    async def _send_next(self) -> bool:
        """Make the next attempt; False where nothing is due."""
        assert self._telling is not None
        log = structlog.get_logger()
        try:
            state = await to_thread.run_sync(
                self._telling.send_next, self._claimed, abandon_on_cancel=True, limiter=self._limiter
            )
        except OperatorError as error:
            log.warning("deliveries_wait", code=error.code, cause=error.cause)
            return False
        except Exception:  # the job boundary: one bad message never stops the rest
            log.exception("delivery_crashed")
            return False
        if state is not None:
            log.info("delivery_attempted", state=state)
        return state is not None

    def _claimed(self) -> None:
        """Let the others look, as more may be due at the same time; called in the thread of an attempt."""
        # RuntimeError: the service has stopped; an attempt that has begun is made all the same.
        with suppress(RuntimeError):
            from_thread.run_sync(self.wake)

    async def _sweep(self) -> None:
        """Delete, once an hour, what ended long ago."""
        assert self._telling is not None
        while not self._stopping.is_set():
            old = self._parts.clock() - timedelta(days=self._telling.days)
            try:
                await to_thread.run_sync(self._telling.deliveries.forget_before, old)
            except OperatorError as error:
                structlog.get_logger().warning("deliveries_not_swept", code=error.code, cause=error.cause)
            with anyio.move_on_after(SWEEP_SECONDS):
                await self._stopping.wait()
