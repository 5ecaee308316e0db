"""When a request is sent again, and after how long.

Promises that what may not be done twice is sent again only if it never left; that Retry-After is kept to; and
that pauses grow and differ, so that many clients do not come back at once. Refuses to know how one waits.
"""

import random
from collections.abc import Callable, Generator
from dataclasses import dataclass

import httpx

from diemnhan_client.call import Answer, Call
from diemnhan_client.problems import DiemNhanError, Problem, QuotaExceeded, Unreachable, problem_of

Outcome = httpx.Response | httpx.TransportError
NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
OWN_FAULT = (httpx.UnsupportedProtocol, httpx.LocalProtocolError)
FOR_NOW = frozenset({429, 502, 503, 504})
NOBODY_THERE = "Check the address, and that the service runs."
MAYBE_DONE = "It may have been done: look before you send it again."


@dataclass(frozen=True, slots=True)
class Patience:
    """`attempts` in all; pauses from `first` seconds, doubled up to `most`, less up to half of it at random.

    Where Retry-After asks for more than `longest` seconds, the problem is raised instead.
    """

    attempts: int = 5
    first: float = 0.5
    most: float = 30.0
    longest: float = 90.0
    chance: Callable[[], float] = random.random

    def pause(self, failures: int, asked: float | None = None) -> float:
        """Return the seconds to wait after so many failures in a row."""
        grown: float = min(self.most, self.first * 2 ** (failures - 1))
        return max(grown * (1 - self.chance() / 2), asked or 0.0)


ONCE = Patience(attempts=1)


def attempts(call: Call[Answer], patience: Patience) -> Generator[float, Outcome, httpx.Response]:
    """Yield how long to wait before each attempt, take what came of it, return the answer that counts.

    Raises Unreachable and Problem.
    """
    pause, lost = 0.0, False
    for failures in range(1, patience.attempts + 1):
        outcome = yield pause
        if isinstance(outcome, httpx.Response) and _answers(outcome, call, lost=lost):
            return outcome
        error = error_of(outcome, call)
        if failures == patience.attempts or not _worth_it(outcome, error, call, patience):
            raise error
        lost = lost or not isinstance(outcome, (httpx.Response, *NEVER_SENT))
        pause = patience.pause(failures, error.retry_after if isinstance(error, Problem) else None)
    raise ValueError("Patience needs at least one attempt.")


def error_of(outcome: Outcome, call: Call[Answer]) -> DiemNhanError:
    """Return what is to be raised for a failure."""
    if isinstance(outcome, httpx.Response):
        return problem_of(outcome)
    said = str(outcome) or type(outcome).__name__
    harmless = call.repeatable or isinstance(outcome, (*NEVER_SENT, *OWN_FAULT))
    error = Unreachable(
        f"{call.method} {call.path} got no answer: {said}.", NOBODY_THERE if harmless else MAYBE_DONE
    )
    error.__cause__ = outcome
    return error


def _answers(response: httpx.Response, call: Call[Answer], *, lost: bool) -> bool:
    return response.is_success or (lost and call.gone_is_done and response.status_code == 404)


def _worth_it(outcome: Outcome, error: DiemNhanError, call: Call[Answer], patience: Patience) -> bool:
    if isinstance(outcome, NEVER_SENT):
        return True
    if not call.repeatable or isinstance(outcome, OWN_FAULT) or isinstance(error, QuotaExceeded):
        return False
    if isinstance(error, Problem):
        passing = error.status in FOR_NOW or error.code == "in_progress"
        return passing and (error.retry_after or 0.0) <= patience.longest
    return True
