"""What waits beside the jobs is counted, with the age of the oldest, and asked for when Prometheus asks."""

from datetime import timedelta
from pathlib import Path

from prometheus_client import CollectorRegistry, generate_latest

from service.adapters.database import open_database
from service.adapters.upload_store import SqlUploadStore
from service.adapters.waiting import take_waiting
from service.api.queue_metrics import QueueMetrics
from service.domain.errors import Overloaded
from service.domain.status import Waiting
from service.domain.upload import FileOrder, TranslatedFile, Upload
from tests.samples import NOON


def test_what_waits_is_counted_and_what_is_done_is_not(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/db.sqlite3")
    files = SqlUploadStore(engine)
    for n, name in enumerate("abc"):
        sent = NOON + timedelta(seconds=n)
        files.put(Upload(name, "f" * 64, "-", FileOrder("a.txt", b"Tin.", "en"), sent))
    files.finish("a", TranslatedFile(b"News.", 4))
    assert list(take_waiting(engine)) == [
        Waiting("briefs", 0, None),
        Waiting("files", 2, NOON + timedelta(seconds=1)),
        Waiting("deliveries", 0, None),
    ]
    engine.dispose()


def test_the_queues_are_exposed_with_the_age_of_the_oldest() -> None:
    registry = CollectorRegistry()
    QueueMetrics(registry, lambda: [Waiting("files", 2, NOON)], lambda: NOON + timedelta(minutes=1))
    exposed = generate_latest(registry).decode()
    assert 'diemnhan_queue_depth{queue="files"} 2.0' in exposed
    assert 'diemnhan_queue_oldest_seconds{queue="files"} 60.0' in exposed


def test_without_a_database_the_other_metrics_are_still_exposed() -> None:
    def away() -> list[Waiting]:
        raise Overloaded("The database did not answer.", "Try again.")

    registry = CollectorRegistry()
    QueueMetrics(registry, away, lambda: NOON)
    assert generate_latest(registry) == b""
