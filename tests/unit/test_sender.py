"""The sender makes the attempts that are due at the same time at the same time."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import anyio
import pytest

from service.api.sender import AT_ONCE, Sender
from service.domain.delivery import DeliveryState
from tests.delivery_fakes import fake_deliveries
from tests.fakes import fake_parts

pytestmark = pytest.mark.anyio
PATIENCE = 60


class Due:
    """Four attempts, each of which ends when all have begun; they come when nobody is woken.

    From the first of them on nobody looks again by itself: `begun` is called then.
    """

    def __init__(self, begun: Callable[[], None]) -> None:
        self.left = self.looks = self.sent = 0
        self.begun = begun
        self.together = threading.Barrier(4, timeout=PATIENCE)
        self.lock = threading.Lock()

    def send_next(self, taken: Callable[[], None]) -> DeliveryState | None:
        with self.lock:
            self.looks += 1
            if not self.left:
                return None
            self.left -= 1
            self.begun()
        taken()
        self.together.wait()
        self.sent += 1
        return "delivered"


async def test_what_is_due_together_is_sent_together_though_nobody_was_woken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    due = Due(lambda: monkeypatch.setattr("service.api.sender.POLL_SECONDS", 10 * PATIENCE))
    told = replace(fake_deliveries(lambda: datetime.now(UTC)), send_next=due.send_next)
    sender = Sender(replace(fake_parts(), deliveries=told))
    async with anyio.create_task_group() as group:
        group.start_soon(sender.serve)
        with anyio.fail_after(PATIENCE):
            while due.looks < AT_ONCE:  # all of them have found nothing
                await anyio.sleep(0.01)
            due.left = 4
            while due.sent < 4:
                await anyio.sleep(0.01)
        sender.stop()
    assert due.sent == 4
