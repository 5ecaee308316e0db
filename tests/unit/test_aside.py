"""What may take long is done beside the heartbeat, one at a time, and its errors stay with it."""

import threading
from datetime import datetime

import pytest

from service.domain.errors import Overloaded
from service.jobs.aside import Aside
from tests.samples import NOON


def until_idle(aside: Aside) -> None:
    """Wait for the end of what runs."""
    assert aside._busy.acquire(timeout=60)
    aside._busy.release()


def test_it_returns_while_the_call_still_runs_and_begins_no_second_one() -> None:
    let_go, seen = threading.Event(), []

    def slow(now: datetime) -> None:
        seen.append(now)
        let_go.wait(60)

    aside = Aside("files", slow)
    assert aside.start(NOON)
    assert not aside.start(NOON)
    let_go.set()
    until_idle(aside)
    assert aside.start(NOON)
    until_idle(aside)
    assert seen == [NOON, NOON]


@pytest.mark.parametrize("error", [Overloaded("away", "wait"), RuntimeError("defect")])
def test_after_an_error_it_can_be_done_again(error: Exception) -> None:
    def failing(_now: datetime) -> None:
        raise error

    aside = Aside("files", failing)
    for _ in range(2):
        assert aside.start(NOON)
        until_idle(aside)
