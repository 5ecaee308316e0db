"""The sender makes the attempts that are due at the same time at the same time."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import anyio
import pytest

from service.api.sender import POLL_SECONDS, Sender
from service.domain.delivery import DeliveryState
from tests.delivery_fakes import fake_deliveries
from tests.fakes import fake_parts

pytestmark = pytest.mark.anyio


class Due:
    """Four attempts, each of which ends when all have begun; they come when nobody is woken."""

    def __init__(self) -> None:
        self.left = 0
        self.together = threading.Barrier(4, timeout=20 * POLL_SECONDS)
        self.lock = threading.Lock()
        self.sent = 0

    def send_next(self, taken: Callable[[], None]) -> DeliveryState | None:
        with self.lock:
            if not self.left:
                return None
            self.left -= 1
        taken()
        self.together.wait()
        self.sent += 1
        return "delivered"


async def test_what_is_due_together_is_sent_together_though_nobody_was_woken() -> None:
    due = Due()
    told = replace(fake_deliveries(lambda: datetime.now(UTC)), send_next=due.send_next)
    sender = Sender(replace(fake_parts(), deliveries=told))
    async with anyio.create_task_group() as group:
        group.start_soon(sender.serve)
        await anyio.sleep(0.1)
        due.left = 4
        with anyio.fail_after(2 * POLL_SECONDS):  # one a second took four
            while due.sent < 4:
                await anyio.sleep(0.01)
        sender.stop()
    assert due.sent == 4
