"""What Prometheus may read about jobs: what waits, for how long, and what is done."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import GaugeMetricFamily

from service.domain.errors import OperatorError
from service.domain.job import JobKind, Outcome
from service.domain.job_ports import Backlog, Claim

SECONDS = (0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0)
ITEMS = (1, 2, 4, 8, 16, 32, 64)


class JobMetrics:
    """The metrics of the jobs. What waits is read from the database when it is asked for."""

    def __init__(
        self, registry: CollectorRegistry, backlog: Callable[[], Backlog], clock: Callable[[], datetime]
    ) -> None:
        self._backlog = backlog
        self._clock = clock
        self.items = Counter(
            "diemnhan_job_items",
            "Items worked at here, and of jobs taken here those that could not be read, by outcome.",
            ("kind", "outcome"),
            registry=registry,
        )
        self.characters = Counter(
            "diemnhan_job_characters", "Characters of items done here.", ("kind",), registry=registry
        )
        self.batches = Histogram(
            "diemnhan_job_batch_seconds", "Time in a batch.", ("kind",), buckets=SECONDS, registry=registry
        )
        self.batch_items = Histogram(
            "diemnhan_job_batch_items",
            "Items in a batch: how well batches are filled.",
            ("kind",),
            buckets=ITEMS,
            registry=registry,
        )
        self.taken_over = Counter(
            "diemnhan_job_batches_taken_over", "Batches taken over from dead workers.", registry=registry
        )
        registry.register(self)

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Say what waits; nothing where the database does not answer."""
        try:
            backlog = self._backlog()
        except OperatorError:
            return
        age = (self._clock() - backlog.oldest).total_seconds() if backlog.oldest else 0.0
        for name, what, value in (
            ("diemnhan_jobs_unfinished", "Jobs that have not ended.", backlog.jobs),
            ("diemnhan_job_items_unfinished", "Items of those that are not done.", backlog.items),
            (
                "diemnhan_job_oldest_seconds",
                "Age of the oldest of those jobs, and so of its items.",
                max(age, 0.0),
            ),
        ):
            yield GaugeMetricFamily(name, what, value=value)

    def unread(self, kind: JobKind, count: int) -> None:
        """Count the items of an accepted job that failed as they could not be read."""
        self.items.labels(kind, "failed").inc(count)

    def observe(self, claim: Claim, outcomes: Sequence[Outcome], seconds: float) -> None:
        """Record a batch."""
        kind = claim.job.order.kind
        failed = {one.position for one in outcomes if one.error}
        self.items.labels(kind, "failed").inc(len(failed))
        self.items.labels(kind, "done").inc(len(outcomes) - len(failed))
        done = (len(item.payload.content) for item in claim.items if item.position not in failed)
        self.characters.labels(kind).inc(sum(done))
        self.batches.labels(kind).observe(seconds)
        self.batch_items.labels(kind).observe(len(outcomes))
