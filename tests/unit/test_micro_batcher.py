"""Concurrent calls share batches, fairly, and nobody gets another's results."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from models.micro_batcher import MicroBatcher
from models.registry import ModelError


class Recorder:
    """Translates by upper case; notes its batches; waits at a gate where it is closed."""

    version = "recorder@1"
    placeholders: tuple[str, ...] = ()

    def __init__(self) -> None:
        self.batches: list[list[str]] = []
        self.gate = threading.Event()
        self.gate.set()
        self.entered = threading.Semaphore(0)

    def translate(
        self, texts: Sequence[str], *, source: str, target: str, alternatives: int = 1
    ) -> list[list[tuple[str, float]]]:
        self.batches.append(list(texts))
        self.entered.release()
        assert self.gate.wait(60)
        if "poison" in texts:
            raise ValueError("poison")
        return [[(f"{target}:{text.upper()}", -0.5)] * alternatives for text in texts]


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()


@pytest.fixture
def make(recorder: Recorder) -> Iterator[Callable[..., MicroBatcher]]:
    made: list[MicroBatcher] = []

    def build(**settings: float) -> MicroBatcher:
        limit, window = int(settings.get("limit", 32)), settings.get("window", 0.02)
        made.append(MicroBatcher(recorder, limit=limit, window=window, threads=1))
        return made[-1]

    yield build
    recorder.gate.set()
    for batcher in made:
        batcher.close()


def ask(batcher: MicroBatcher, texts: Sequence[str], target: str = "en") -> list[str]:
    return [found[0][0] for found in batcher.translate(texts, source="vi", target=target)]


def wait_for_queue(batcher: MicroBatcher, calls: int) -> None:
    deadline = time.monotonic() + 60
    while len(batcher._queue) < calls:
        assert time.monotonic() < deadline
        time.sleep(0.001)


def test_a_caller_gets_its_results_in_order(make: Callable[..., MicroBatcher]) -> None:
    assert ask(make(), ["a", "b", "c"]) == ["en:A", "en:B", "en:C"]


def test_no_texts_need_no_batch(make: Callable[..., MicroBatcher], recorder: Recorder) -> None:
    assert ask(make(), []) == []
    assert recorder.batches == []


def test_the_number_of_alternatives_reaches_the_translator(make: Callable[..., MicroBatcher]) -> None:
    assert [len(found) for found in make().translate(["a"], source="vi", target="en", alternatives=3)] == [3]


def test_calls_that_wait_together_share_a_batch(
    make: Callable[..., MicroBatcher], recorder: Recorder
) -> None:
    batcher = make()
    recorder.gate.clear()
    with ThreadPoolExecutor(5) as pool:
        first = pool.submit(ask, batcher, ["first"])
        recorder.entered.acquire(timeout=60)
        others = [pool.submit(ask, batcher, [str(i)]) for i in range(4)]
        wait_for_queue(batcher, 4)
        recorder.gate.set()
        assert [other.result(60) for other in others] == [[f"en:{i}"] for i in range(4)]
        assert first.result(60) == ["en:FIRST"]
    assert sorted(recorder.batches[1]) == ["0", "1", "2", "3"]


def test_calls_in_other_directions_are_kept_apart(
    make: Callable[..., MicroBatcher], recorder: Recorder
) -> None:
    batcher = make()
    recorder.gate.clear()
    with ThreadPoolExecutor(3) as pool:
        pool.submit(ask, batcher, ["first"])
        recorder.entered.acquire(timeout=60)
        there = pool.submit(ask, batcher, ["x"], "en")
        back = pool.submit(ask, batcher, ["x"], "vi")
        wait_for_queue(batcher, 2)
        recorder.gate.set()
        assert (there.result(60), back.result(60)) == (["en:X"], ["vi:X"])
    assert len(recorder.batches) == 3


def test_a_small_call_does_not_wait_behind_all_of_a_large_one(
    make: Callable[..., MicroBatcher], recorder: Recorder
) -> None:
    batcher = make(limit=4)
    recorder.gate.clear()
    with ThreadPoolExecutor(2) as pool:
        large = pool.submit(ask, batcher, [f"l{i}" for i in range(40)])
        recorder.entered.acquire(timeout=60)
        small = pool.submit(ask, batcher, ["s"])
        wait_for_queue(batcher, 2)
        recorder.gate.set()
        assert small.result(60) == ["en:S"]
        assert large.result(60) == [f"en:L{i}" for i in range(40)]
    assert "s" in recorder.batches[1]
    assert all(len(batch) <= 4 for batch in recorder.batches)


def test_an_urgent_call_goes_before_a_patient_one_whose_batches_are_small_and_which_gets_its_turn(
    recorder: Recorder,
) -> None:
    patience = threading.local()
    batcher = MicroBatcher(
        recorder, limit=8, threads=1, is_patient=lambda: bool(getattr(patience, "here", False))
    )

    def job() -> list[str]:
        patience.here = True
        return ask(batcher, [f"l{i}" for i in range(10)])

    recorder.gate.clear()
    with ThreadPoolExecutor(9) as pool:
        large = pool.submit(job)
        recorder.entered.acquire(timeout=60)
        urgent = [pool.submit(ask, batcher, [f"u{i}"], ["en", "vi"][i % 2]) for i in range(8)]
        wait_for_queue(batcher, 9)
        recorder.gate.set()
        assert large.result(60) == [f"en:L{i}" for i in range(10)]
        assert sorted(found.result(60)[0][3:] for found in urgent) == [f"U{i}" for i in range(8)]
    batcher.close()
    of_job = [batch[0][0] == "l" for batch in recorder.batches]
    assert of_job[:2] == [True, False]  # what ran already, then what somebody waits for
    assert True in of_job[2:5]
    assert [len(batch) for batch in recorder.batches if batch[0][0] == "l"] == [4, 4, 2]


def test_texts_alike_in_length_share_a_batch(make: Callable[..., MicroBatcher], recorder: Recorder) -> None:
    assert ask(make(limit=2), ["a", "bbb", "cc", "dddd"]) == ["en:A", "en:BBB", "en:CC", "en:DDDD"]
    assert recorder.batches == [["dddd", "bbb"], ["cc", "a"]]


def test_a_lone_caller_does_not_wait_for_the_window(make: Callable[..., MicroBatcher]) -> None:
    batcher = make(window=60)
    started = time.monotonic()
    ask(batcher, ["a"])
    ask(batcher, ["b"])
    assert time.monotonic() - started < 30


def test_an_error_reaches_the_caller_that_caused_it_and_no_other(
    make: Callable[..., MicroBatcher], recorder: Recorder
) -> None:
    batcher = make()
    recorder.gate.clear()
    with ThreadPoolExecutor(3) as pool:
        pool.submit(ask, batcher, ["first"])
        recorder.entered.acquire(timeout=60)
        bad = pool.submit(ask, batcher, ["poison"])
        good = pool.submit(ask, batcher, ["good"])
        wait_for_queue(batcher, 2)
        recorder.gate.set()
        with pytest.raises(ValueError, match="poison"):
            bad.result(60)
        assert good.result(60) == ["en:GOOD"]
    assert ask(batcher, ["after"]) == ["en:AFTER"]


def test_a_translator_that_loses_a_text_is_found_out() -> None:
    class Loser(Recorder):
        def translate(
            self, texts: Sequence[str], *, source: str, target: str, alternatives: int = 1
        ) -> list[list[tuple[str, float]]]:
            return []

    batcher = MicroBatcher(Loser())
    with pytest.raises(ValueError, match="0 results for 1 texts"):
        ask(batcher, ["a"])
    batcher.close()


def test_close_finishes_what_was_taken_and_then_refuses(
    make: Callable[..., MicroBatcher], recorder: Recorder
) -> None:
    batcher = make(limit=1)
    recorder.gate.clear()
    with ThreadPoolExecutor(3) as pool:
        running = pool.submit(ask, batcher, ["a"])
        recorder.entered.acquire(timeout=60)
        queued = pool.submit(ask, batcher, ["b", "c"])
        wait_for_queue(batcher, 1)
        closing = pool.submit(batcher.close)
        recorder.gate.set()
        closing.result(60)
        assert (running.result(60), queued.result(60)) == (["en:A"], ["en:B", "en:C"])
    with pytest.raises(ModelError, match="shut down"):
        ask(batcher, ["d"])


@pytest.mark.parametrize("threads", [1, 4])
def test_many_threads_each_get_their_own(recorder: Recorder, threads: int) -> None:
    batcher = MicroBatcher(recorder, limit=8, window=0.001, threads=threads)
    with ThreadPoolExecutor(16) as pool:
        calls = [[f"{n}-{i}" for i in range(n % 7 + 1)] for n in range(100)]
        found = list(pool.map(lambda texts: ask(batcher, texts), calls))
    assert found == [[f"en:{text}" for text in texts] for texts in calls]
    assert all(thread.is_alive() for thread in batcher._threads)
    batcher.close()


def test_each_batch_is_told_of_with_its_size_and_time(recorder: Recorder) -> None:
    seen: list[tuple[int, float]] = []
    batcher = MicroBatcher(recorder, limit=2, observe=lambda size, seconds: seen.append((size, seconds)))
    batcher.translate(["a", "b", "c"], source="vi", target="en")
    batcher.close()
    assert sorted(size for size, _ in seen) == [1, 2]
    assert all(0 <= seconds < 10 for _, seconds in seen)
