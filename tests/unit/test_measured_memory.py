"""What the translation memory finds, or does not, is counted."""

from service.api.metrics import Metrics
from service.bootstrap.measured_memory import MeasuredMemory
from service.domain.memory import MemoryEntry, Passage
from tests.fake_memory import FakeMemoryStore
from tests.samples import NOON


def test_hits_and_misses_are_counted_and_answers_unchanged() -> None:
    store, metrics = FakeMemoryStore(), Metrics()
    store.save([MemoryEntry("m", "vi", "Chào.", "Hello.", "editor", NOON, NOON)])
    measured = MeasuredMemory(store, metrics.looked_up)
    passages = [Passage("Chào."), Passage("Khác."), Passage("Nữa.")]
    assert measured.recall(passages, source="vi") == store.recall(passages, source="vi")
    assert measured.version == store.version
    text = metrics.exposition().decode()
    assert 'diemnhan_memory_lookups_total{found="nothing"} 2.0' in text
    assert 'diemnhan_memory_lookups_total{found="exact"} 1.0' in text
