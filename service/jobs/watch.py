"""Who among the workers has died: those whose beats stand still for too long.

Judged by the clock that never jumps, of the process that looks: neither a clock that is set nor clocks that
differ between machines can make a living worker dead, or a dead one living.
"""

from collections.abc import Callable, Iterable

from service.domain.job_ports import Worker


class Watch:
    """What one process has seen of the others. `is_gone` knows at once about those on the same machine."""

    def __init__(
        self, *, patience: float, clock: Callable[[], float], is_gone: Callable[[Worker], bool]
    ) -> None:
        self._patience = patience
        self._clock = clock
        self._is_gone = is_gone
        self._seen: dict[str, tuple[int, float]] = {}

    def dead(self, workers: Iterable[Worker]) -> list[Worker]:
        """Return those that are dead, having looked again."""
        now = self._clock()
        before, self._seen = self._seen, {}
        found = []
        for worker in workers:
            beats, since = before.get(worker.id, (worker.beats, now))
            self._seen[worker.id] = (worker.beats, since if beats == worker.beats else now)
            if self._is_gone(worker) or now - self._seen[worker.id][1] > self._patience:
                found.append(worker)
        return found

    def look_away(self) -> None:
        """Forget what was seen: after a time without the database nobody can have been seen to beat."""
        self._seen.clear()
