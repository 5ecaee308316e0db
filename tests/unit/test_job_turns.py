"""Large documents are open one at a time, in turn, and small ones together."""

import io
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest

from service.domain.article import Language
from service.domain.document import Document, DocumentFormat, DocumentLimits, DocumentUnit
from service.domain.errors import Overloaded
from service.domain.job_ports import ReadOptions
from service.jobs.documents import document_files
from service.jobs.turns import ROOM, Turns

WISH = ReadOptions("translate", target="en", source="vi")
LIMITS = DocumentLimits(100_000_000, 100_000_000, 10)


def test_what_fits_is_inside_together_and_what_is_too_large_alone() -> None:
    turns = Turns(10)
    with turns.taken(4), turns.taken(6):
        pass
    with turns.taken(500):
        pass
    short = Turns(10, seconds=0.05)
    with short.taken(4), pytest.raises(Overloaded, match="Other documents"), short.taken(7):
        pass
    with short.taken(7):  # those that gave up are in nobody's way
        pass


def test_the_first_in_line_goes_first_though_the_next_would_fit() -> None:
    turns, order = Turns(10), list[str]()

    def enter(name: str, weight: int) -> None:
        with turns.taken(weight):
            order.append(name)

    with ThreadPoolExecutor(2) as threads, turns.taken(5):
        threads.submit(enter, "large", 9)
        wait_until(lambda: turns.waiting == 1)
        threads.submit(enter, "small", 2)
        wait_until(lambda: turns.waiting == 2)
    assert order == ["large", "small"]


def enter(turns: Turns) -> None:
    with turns.taken(1):
        pass


def test_no_more_wait_than_are_spared() -> None:
    turns = Turns(10, waiting=1)
    with ThreadPoolExecutor(1) as threads:
        with turns.taken(10):
            waiting = threads.submit(enter, turns)
            wait_until(lambda: turns.waiting == 1)
            with pytest.raises(Overloaded) as refused, turns.taken(1):
                pass
            assert refused.value.retry_after
        waiting.result(60)


@dataclass
class Reader:
    """A format that notes how many of its documents are open at once, and gives a second one time to come."""

    patience: float = 0
    inside: int = 0
    most: int = 0
    changed: threading.Condition = field(default_factory=threading.Condition)

    def open(self, content: bytes, target: Language, limits: DocumentLimits) -> Document:
        with self.changed:
            self.inside += 1
            self.most = max(self.most, self.inside)
            self.changed.notify_all()
            self.changed.wait_for(lambda: self.most > 1, self.patience)
            self.inside -= 1
        return Document((DocumentUnit("Hai bên ký kết."),), lambda texts: b"Signed.")


@pytest.mark.parametrize(("size", "most", "patience"), [(ROOM // 2 + 1, 1, 0.2), (10, 2, 60)])
def test_of_large_documents_one_is_open_at_a_time_whether_read_or_written(
    size: int, most: int, patience: float
) -> None:
    reader = Reader(patience)
    (kind,) = document_files([DocumentFormat("a", (".a",), "text/a", reader.open)], [], LIMITS)
    write = kind.write
    assert write is not None
    with ThreadPoolExecutor(2) as threads:
        items = threads.submit(lambda: list(kind.read(io.BytesIO(bytes(size)), WISH)))
        made = threads.submit(lambda: write(io.BytesIO(bytes(size)), iter(()), io.BytesIO(), WISH))
        assert (len(items.result()), made.result()) == (1, None)
    assert reader.most == most


def test_a_job_that_breaks_off_lets_the_next_document_in() -> None:
    (kind,) = document_files([DocumentFormat("a", (".a",), "text/a", Reader().open)], [], LIMITS)
    broken = kind.read(io.BytesIO(bytes(ROOM)), WISH)
    next(broken)
    broken.close()  # type: ignore[attr-defined]  # a generator, as whoever drops it knows
    assert len(list(kind.read(io.BytesIO(bytes(ROOM)), WISH))) == 1


def wait_until(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.005)
