"""Merges the calls of many threads into batches for one translator.

Promises each caller its own results in order, a fair share of every batch, no waiting when nothing else runs,
that patient callers do not hold up the others and yet get their turn, and that `close` finishes what was
taken. Knows nothing of languages or engines.
"""

import itertools
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Protocol

from models.registry import ModelError

Hypotheses = list[tuple[str, float]]
_PATIENT = 2  # a batch of a patient call is that many times smaller: it is what an urgent one waits for
_TURNS = 4  # one batch in so many is for the patient calls while both kinds wait


class BatchTranslator(Protocol):
    """What is wrapped: it may be called from two threads at once."""

    @property
    def version(self) -> str: ...

    @property
    def placeholders(self) -> tuple[str, ...]: ...

    def translate(
        self, texts: Sequence[str], *, source: str, target: str, alternatives: int = 1
    ) -> list[Hypotheses]: ...


@dataclass(frozen=True, slots=True)
class _Task:
    """What the texts of one batch must have in common."""

    source: str
    target: str
    alternatives: int


@dataclass(eq=False, slots=True)
class _Call:
    """One caller: its texts, how many of them are in batches already, and what came back by position."""

    texts: Sequence[str]
    task: _Task
    patient: bool
    taken: int = 0
    results: dict[int, Hypotheses] = field(default_factory=dict)
    future: "Future[list[Hypotheses]]" = field(default_factory=Future)

    @property
    def waiting(self) -> int:
        return len(self.texts) - self.taken


@dataclass(frozen=True, slots=True)
class _Share:
    """The texts from `start` to `end` of a call that are in a batch."""

    call: _Call
    start: int
    end: int

    @property
    def texts(self) -> Sequence[str]:
        return self.call.texts[self.start : self.end]


class MicroBatcher:
    """A translator whose concurrent calls share batches. `window` is in seconds, `limit` in sentences.

    `observe` is told of each batch: its sentences, and the seconds that they took. `is_patient` is asked in
    the caller's thread whether nobody waits for its answer.
    """

    def __init__(
        self,
        translator: BatchTranslator,
        *,
        limit: int = 32,
        window: float = 0.005,
        threads: int = 2,
        observe: Callable[[int, float], None] = lambda _sentences, _seconds: None,
        is_patient: Callable[[], bool] = lambda: False,
    ) -> None:
        self._translator = translator
        self._observe = observe
        self._is_patient = is_patient
        self._limit = limit
        self._window = window
        self._queue: deque[_Call] = deque()
        self._changed = threading.Condition()
        self._running = 0
        self._turn = 0
        self._closed = False
        self._threads = [
            threading.Thread(target=self._serve, name=f"translator-{i}", daemon=True) for i in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    @property
    def version(self) -> str:
        """The version of the translator that does the work."""
        return self._translator.version

    @property
    def placeholders(self) -> tuple[str, ...]:
        """What the translator that does the work carries across."""
        return self._translator.placeholders

    def translate(
        self, texts: Sequence[str], *, source: str, target: str, alternatives: int = 1
    ) -> list[Hypotheses]:
        """Translate; waits until all texts are done and raises what the translator raised."""
        if not texts:
            return []
        order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))  # alike in length, less is padded
        task = _Task(source, target, alternatives)
        call = _Call([texts[i] for i in order], task, self._is_patient())
        with self._changed:
            if self._closed:
                raise ModelError("The translator is shut down.", "Try again when the service is back.")
            self._queue.append(call)
            self._changed.notify_all()
        found = dict(zip(order, call.future.result(), strict=True))
        return [found[i] for i in range(len(texts))]

    def close(self) -> None:
        """Take nothing new, finish what was taken, and end the threads."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        for thread in self._threads:
            thread.join()

    def _serve(self) -> None:
        while batch := self._next_batch():
            self._run(batch)
            with self._changed:
                self._running -= 1

    def _next_batch(self) -> list[_Share]:
        """Wait for work; [] once closed and empty."""
        with self._changed:
            while True:
                self._changed.wait_for(lambda: self._queue or self._closed)
                if self._running:  # the machine is busy anyway: others may join
                    self._changed.wait_for(lambda: self._closed or self._is_full(), timeout=self._window)
                if batch := self._take():
                    self._running += 1
                    return batch
                if self._closed:
                    return []

    def _is_full(self) -> bool:
        return sum(call.waiting for call in self._queue) >= self._limit

    def _take(self) -> list[_Share]:
        """Share a batch out among calls that are alike; the unfinished go to the back."""
        if not self._queue:
            return []
        calls = self._alike(self._next())
        room, batch = max(1, self._limit // _PATIENT) if calls[0].patient else self._limit, []
        for position, call in enumerate(calls):
            size = min(call.waiting, max(1, room // (len(calls) - position)))
            batch.append(_Share(call, call.taken, call.taken + size))
            call.taken += size
            room -= size
        for call in calls:
            self._queue.remove(call)
        self._queue.extend(call for call in calls if call.waiting)
        return batch

    def _alike(self, first: _Call) -> list[_Call]:
        """Return what shares a batch with a call; a patient one has its own, of texts alike in length."""
        if first.patient:
            return [first]
        alike = (call for call in self._queue if call.task == first.task and not call.patient)
        return list(itertools.islice(alike, self._limit))

    def _next(self) -> _Call:
        """Return the call whose turn it is: an urgent one, but for every fourth time."""
        self._turn += 1
        patient_first = self._turn % _TURNS == 0
        return min(self._queue, key=lambda call: call.patient is not patient_first)  # of equal ones the first

    def _run(self, batch: list[_Share]) -> None:
        task = batch[0].call.task
        texts = [text for share in batch for text in share.texts]
        try:
            results = iter(self._translate(texts, task))
        except Exception as error:  # noqa: BLE001 whatever it is belongs to the callers, not to this thread
            self._blame(batch, error)
            return
        for share in batch:
            _deliver(share, [next(results) for _ in share.texts])

    def _translate(self, texts: list[str], task: _Task) -> list[Hypotheses]:
        started = time.monotonic()
        results = self._translator.translate(
            texts, source=task.source, target=task.target, alternatives=task.alternatives
        )
        self._observe(len(texts), time.monotonic() - started)
        if len(results) != len(texts):
            raise ValueError(f"{self.version} gave {len(results)} results for {len(texts)} texts")
        return results

    def _blame(self, batch: list[_Share], error: Exception) -> None:
        """Give the error to its caller: where several share the batch, try each of them alone."""
        if len(batch) > 1:
            for share in batch:
                self._run([share])
        elif not batch[0].call.future.done():
            batch[0].call.future.set_exception(error)


def _deliver(share: _Share, results: list[Hypotheses]) -> None:
    call = share.call
    call.results.update(zip(range(share.start, share.end), results, strict=True))
    if len(call.results) == len(call.texts) and not call.future.done():
        call.future.set_result([call.results[i] for i in range(len(call.texts))])
