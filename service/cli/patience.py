"""How long a server that is away or busy for a moment is asked again.

Promises that Retry-After is kept to, that pauses grow, and that what the server said last is what comes out
in the end. Refuses to know what is asked: only what may be asked twice should be.
"""

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

Outcome = httpx.Response | httpx.TransportError
FOR_NOW = frozenset({429, 502, 503, 504})
WRONG_ADDRESS = (httpx.UnsupportedProtocol, httpx.LocalProtocolError)


def _tell(what: str) -> None:
    print(what, file=sys.stderr)  # noqa: T201  # a bar's console passes it on, typer.echo it would not


@dataclass(frozen=True, slots=True)
class Patience:
    """`seconds` in all; pauses from `first`, doubled up to `most`, longer where Retry-After asks for it."""

    seconds: float = 300.0
    first: float = 0.5
    most: float = 15.0
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    tell: Callable[[str], None] = _tell

    def ask(self, ask: Callable[[], httpx.Response], *, met: bool) -> httpx.Response:
        """Ask until an answer is more than "not now", or patience ends; raises the last TransportError.

        `met`: the server has answered before. Where it has not, nobody there means a wrong address.
        """
        began, told = self.clock(), False
        for pause in self._pauses():
            outcome = _outcome(ask)
            wait = max(pause, _asked_for(outcome))
            if not _passes(outcome, met=met) or self.clock() + wait - began > self.seconds:
                return _last_word(outcome)
            if not told:
                self.tell(f"{_said(outcome)}; it is asked again for up to {self.seconds / 60:.0f} minutes.")
                told = True
            self.sleep(wait)
        raise AssertionError("pauses do not end")

    def _pauses(self) -> Iterator[float]:
        pause = self.first
        while True:
            yield pause
            pause = min(self.most, 2 * pause)


ONCE = Patience(seconds=0.0)


def _outcome(ask: Callable[[], httpx.Response]) -> Outcome:
    try:
        return ask()
    except httpx.TransportError as error:
        return error


def _last_word(outcome: Outcome) -> httpx.Response:
    if isinstance(outcome, httpx.TransportError):
        raise outcome
    return outcome


def _passes(outcome: Outcome, *, met: bool) -> bool:
    """Tell what a moment may change: a server that restarts or is full, an order that is being taken."""
    if isinstance(outcome, httpx.TransportError):
        return met and not isinstance(outcome, WRONG_ADDRESS)
    if outcome.status_code == 409:
        return b'"in_progress"' in outcome.read()
    if outcome.status_code in FOR_NOW:
        outcome.read()  # so that the connection is free again
        return True
    return False


def _asked_for(outcome: Outcome) -> float:
    """Return the seconds that Retry-After asks for, as seconds or as a date."""
    if isinstance(outcome, httpx.TransportError):
        return 0.0
    sent = outcome.headers.get("retry-after", "").strip()
    if sent.isdecimal():
        return float(sent)
    try:
        return max(0.0, (parsedate_to_datetime(sent) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):  # no date, or one without a time zone
        return 0.0


def _said(outcome: Outcome) -> str:
    if isinstance(outcome, httpx.TransportError):
        return f"The server does not answer ({outcome or type(outcome).__name__})"
    return f"The server answered {outcome.status_code}"
