"""Does something beside the heartbeat that may take long, as a storage that does not answer can."""

import threading
from collections.abc import Callable
from datetime import datetime

import structlog

from service.domain.errors import OperatorError


class Aside:
    """Runs a call in a thread of its own; while that is busy, further calls are left out."""

    def __init__(self, name: str, call: Callable[[datetime], object]) -> None:
        self._name = name
        self._call = call
        self._busy = threading.Lock()

    def start(self, now: datetime) -> bool:
        """Begin, and return at once; False where the last one still runs."""
        if not self._busy.acquire(blocking=False):
            return False
        threading.Thread(target=self._run, args=(now,), name=self._name, daemon=True).start()
        return True

    def _run(self, now: datetime) -> None:
        try:
            self._call(now)
        except OperatorError as error:
            structlog.get_logger().warning("files_wait", code=error.code, cause=error.cause)
        except Exception:  # noqa: BLE001  # the job boundary: the next sweep tries again
            structlog.get_logger().exception("sweep_crashed", sweep=self._name)
        finally:
            self._busy.release()
