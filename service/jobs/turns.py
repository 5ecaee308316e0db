"""How much of documents is in memory at once, in all the threads of a process.

Promises that what is open at once weighs no more than the room has, but for one thing that is alone; that
nobody waits for ever; and that no more wait than are spared. Refuses to know what is weighed.
"""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from service.domain.errors import Overloaded

ROOM = 16_000_000  # bytes of documents: reading one takes some twenty times as much memory as it is long
_WAITING = 8  # threads that wait for their turn: a server has forty for all that it does
_SECONDS = 300.0


class Turns:
    """Lets in what there is room for, in turn. It may be left by another thread than came in."""

    def __init__(self, room: int = ROOM, *, waiting: int = _WAITING, seconds: float = _SECONDS) -> None:
        self._room = room
        self._spared = waiting
        self._seconds = seconds
        self._changed = threading.Condition()
        self._line = deque[object]()
        self._inside = list[int]()  # the weights

    @property
    def waiting(self) -> int:
        """How many stand in line."""
        return len(self._line)

    @contextmanager
    def taken(self, weight: int) -> Iterator[None]:
        """Be let in with so many bytes, out at the end. Raises Overloaded where that takes too long."""
        with self._changed:
            self._let_in(weight)
        try:
            yield
        finally:
            with self._changed:
                self._inside.remove(weight)
                self._changed.notify_all()

    def _let_in(self, weight: int) -> None:
        if len(self._line) >= self._spared:
            raise _busy()
        place = object()
        self._line.append(place)
        try:
            if not self._changed.wait_for(lambda: self._is_next(place, weight), self._seconds):
                raise _busy()
            self._inside.append(weight)
        finally:
            self._line.remove(place)
            self._changed.notify_all()

    def _is_next(self, place: object, weight: int) -> bool:
        fits = not self._inside or sum(self._inside) + weight <= self._room
        return self._line[0] is place and fits


def _busy() -> Overloaded:
    return Overloaded("Other documents are being read.", "Send it again in a moment.", retry_after=30)
