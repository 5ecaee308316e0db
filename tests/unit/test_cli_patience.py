"""How long the command line asks a server again, and when it does not."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest

from service.cli.patience import ONCE, Patience

OK = httpx.Response(200)
Said = httpx.Response | type[httpx.TransportError]


@dataclass
class Time:
    """A clock that moves only while somebody sleeps."""

    now: float = 0.0
    slept: list[float] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def patience(self) -> Patience:
        return Patience(clock=lambda: self.now, sleep=self.sleep, tell=self.told.append)


def asking(*answers: Said) -> Callable[[], httpx.Response]:
    waiting = list(answers)

    def ask() -> httpx.Response:
        said = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        if isinstance(said, httpx.Response):
            return said
        raise said("refused")

    return ask


NO_ANSWER = (httpx.ConnectError, httpx.ReadError, httpx.ReadTimeout)


@pytest.mark.parametrize("lost", [*NO_ANSWER, *map(httpx.Response, (429, 502, 503, 504))])
def test_a_lost_answer_is_asked_for_again(lost: Said) -> None:
    time = Time()
    assert time.patience().ask(asking(lost, lost, OK), met=True) is OK
    assert time.slept == [0.5, 1.0]
    assert len(time.told) == 1


@pytest.mark.parametrize("status", [200, 400, 401, 404, 409, 500])
def test_an_answer_that_time_does_not_change_is_the_last(status: int) -> None:
    time = Time()
    assert time.patience().ask(asking(httpx.Response(status), OK), met=True).status_code == status
    assert time.slept == []


def test_an_order_that_is_still_being_taken_is_asked_for_again() -> None:
    taking = httpx.Response(409, json={"code": "in_progress"}, headers={"Retry-After": "1"})
    assert Time().patience().ask(asking(taking, OK), met=True) is OK


def test_pauses_grow_until_patience_ends() -> None:
    time = Time()
    with pytest.raises(httpx.ConnectError):
        time.patience().ask(asking(httpx.ConnectError), met=True)
    assert time.slept[:7] == [0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 15.0]
    assert 280 < time.now <= 300


@pytest.mark.parametrize("date", [False, True])
def test_retry_after_is_kept_to(date: bool) -> None:
    began = datetime.now(UTC)
    when = format_datetime(began + timedelta(seconds=20), usegmt=True) if date else "20"
    time = Time()
    time.patience().ask(asking(httpx.Response(503, headers={"Retry-After": when}), OK), met=True)
    passed = datetime.now(UTC) - began  # by the clock that a date is of
    assert time.slept == [pytest.approx(20, abs=1.5 + passed.total_seconds())]


def test_a_date_that_is_none_is_no_reason_to_wait_longer() -> None:
    time = Time()
    time.patience().ask(asking(httpx.Response(503, headers={"Retry-After": "soon"}), OK), met=True)
    assert time.slept == [0.5]


def test_who_is_asked_to_come_back_tomorrow_is_told_at_once() -> None:
    time = Time()
    tomorrow = httpx.Response(429, headers={"Retry-After": "86400"})
    assert time.patience().ask(asking(tomorrow, OK), met=True) is tomorrow
    assert (time.slept, time.told) == ([], [])


def test_nobody_at_an_address_that_was_never_met_is_a_wrong_address() -> None:
    time = Time()
    with pytest.raises(httpx.ConnectError):
        time.patience().ask(asking(httpx.ConnectError, OK), met=False)
    assert time.patience().ask(asking(httpx.Response(503), OK), met=False) is OK


def test_without_patience_the_first_answer_counts() -> None:
    assert ONCE.ask(asking(httpx.Response(503), OK), met=True).status_code == 503
