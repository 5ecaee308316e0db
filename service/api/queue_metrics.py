"""What Prometheus may read about the queues beside the jobs: briefs promised, files, messages to others."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily

from service.domain.errors import OperatorError
from service.domain.status import Waiting


class QueueMetrics:
    """Reads the queues from the database when it is asked for them."""

    def __init__(
        self,
        registry: CollectorRegistry,
        waiting: Callable[[], Iterable[Waiting]],
        clock: Callable[[], datetime],
    ) -> None:
        self._waiting = waiting
        self._clock = clock
        registry.register(self)

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Say what waits; nothing where the database does not answer."""
        depth = GaugeMetricFamily("diemnhan_queue_depth", "What waits, by queue.", labels=("queue",))
        age = GaugeMetricFamily("diemnhan_queue_oldest_seconds", "Age of the oldest.", labels=("queue",))
        try:
            found = list(self._waiting())
        except OperatorError:
            return
        for one in found:
            depth.add_metric((one.queue,), one.count)
            seconds = (self._clock() - one.oldest).total_seconds() if one.oldest else 0.0
            age.add_metric((one.queue,), max(seconds, 0.0))
        yield depth
        yield age
