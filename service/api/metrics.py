"""What Prometheus may read: requests, their latency, the stages of a brief and how much is under way.

Promises a registry of its own for each Metrics, so that two services can live in one process.
"""

from collections import Counter as PlainCounter
from collections.abc import Iterable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.process_collector import ProcessCollector

LATENCIES = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0)
SENTENCES = (1, 2, 4, 8, 16, 32, 64, 128)


class Metrics:
    """The metrics of one service. Safe to use from several threads."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry, namespace="diemnhan")
        by_route = ("method", "route")
        self.requests = Counter(
            "diemnhan_requests", "Requests answered.", (*by_route, "status"), registry=self.registry
        )
        self.latency = Histogram(
            "diemnhan_request_seconds", "Time to answer.", by_route, buckets=LATENCIES, registry=self.registry
        )
        self.requests_in_flight = Gauge(
            "diemnhan_requests_in_flight", "Requests being answered.", registry=self.registry
        )
        self.work_running = Gauge(
            "diemnhan_work_running", "Briefs and translations being written.", registry=self.registry
        )
        self.work_waiting = Gauge(
            "diemnhan_work_waiting", "Briefs and translations waiting for a worker.", registry=self.registry
        )
        self.work_refused = Counter(
            "diemnhan_work_refused", "Requests refused because the queue was full.", registry=self.registry
        )
        self.briefs = Counter("diemnhan_briefs", "Briefs, by outcome.", ("outcome",), registry=self.registry)
        self.stages = Histogram(
            "diemnhan_stage_seconds", "Time in a stage of a brief.", ("stage",), registry=self.registry
        )

        self.batch_sentences = Histogram(
            "diemnhan_translator_batch_sentences",
            "Sentences that the model got at once: how well batches are filled.",
            buckets=SENTENCES,
            registry=self.registry,
        )
        self.batch_seconds = Histogram(
            "diemnhan_translator_batch_seconds",
            "Time of the model for a batch.",
            buckets=LATENCIES,
            registry=self.registry,
        )
        self.remembered = Counter(
            "diemnhan_memory_lookups",
            "Sentences looked up in the translation memory, by what was found.",
            ("found",),
            registry=self.registry,
        )

    def batch(self, sentences: int, seconds: float) -> None:
        """Record a batch of the translation model."""
        self.batch_sentences.observe(sentences)
        self.batch_seconds.observe(seconds)

    def looked_up(self, found: Iterable[str]) -> None:
        """Record what the translation memory had for each sentence; "" is nothing."""
        for kind, times in PlainCounter(one or "nothing" for one in found).items():
            self.remembered.labels(kind).inc(times)

    def stage(self, name: str, seconds: float) -> None:
        """Record how long a stage of the pipeline took."""
        self.stages.labels(name).observe(seconds)

    def exposition(self) -> bytes:
        """Return all of it in Prometheus' text format."""
        return generate_latest(self.registry)
