"""The last warnings and errors of this process, kept as the log is written, for `GET /v1/status`.

Promises to hold a fixed number, and no word of an article: the event's name and the cause alone.
"""

from collections import deque
from collections.abc import MutableMapping
from functools import lru_cache

from service.domain.status import Trouble

KEPT = 20
LEVELS = ("warning", "error", "critical")
_LONGEST = 300


class Troubles:
    """A processor of structlog that lets every line through and remembers those that tell of trouble."""

    def __init__(self) -> None:
        self._kept: deque[Trouble] = deque(maxlen=KEPT)

    def __call__(
        self, _logger: object, _method: str, line: MutableMapping[str, object]
    ) -> MutableMapping[str, object]:
        """Look at a line of the log; it has a level and a time by now."""
        level = str(line.get("level", ""))
        if level in LEVELS:
            cause = line.get("cause")
            event, at = str(line.get("event", "")), str(line.get("timestamp", ""))
            self._kept.append(Trouble(at, level, event[:_LONGEST], str(cause)[:_LONGEST] if cause else None))
        return line

    def latest(self) -> tuple[Trouble, ...]:
        """Return what is kept, the newest first."""
        return tuple(reversed(tuple(self._kept)))


@lru_cache(maxsize=1)
def of_this_process() -> Troubles:
    """Return the one of this process, as there is one log."""
    return Troubles()
