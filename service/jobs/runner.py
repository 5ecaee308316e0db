"""The worker: threads that take batches and hand their results in, until they are told to stop.

Promises that a batch whose results could not be written yet is held until they can be; that a stop finishes
what is being worked at, within its time, and puts the rest back; and that what a dead worker had claimed is
taken over. Refuses to know what a batch is about.
"""

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from service.domain.errors import OperatorError
from service.domain.job import Outcome
from service.domain.job_ports import Claim, JobQueue, Worker
from service.jobs.attention import Attention, background
from service.jobs.watch import Watch
from service.jobs.work import CRASHED

NICENESS = 10  # threads that answer requests have 0, those of the translator 5


@dataclass(frozen=True, slots=True)
class Pace:
    """How often things happen, in seconds. So a dead worker's batches are taken over within 20 s."""

    beat: float = 2.0
    patience: float = 15.0  # without a beat: dead
    idle: float = 1.0  # between two looks for work of another process
    sweep: float = 300.0
    give_way: float = 2.0  # how long a request can hold a batch up
    retry: tuple[float, ...] = (0.2, 1.0, 3.0, 10.0)  # after an error that is the operator's


@dataclass(frozen=True, slots=True)
class Duties:
    """What a runner calls: `work` does a batch, `observe` is told of each with its seconds."""

    queue: JobQueue
    sweep: Callable[[datetime], int]
    work: Callable[[Claim], list[Outcome]]
    identify: Callable[[], Worker]
    is_gone: Callable[[Worker], bool]
    clock: Callable[[], datetime]
    attention: Attention
    observe: Callable[[Claim, Sequence[Outcome], float], None]
    took_over: Callable[[int], None]


class JobRunner:
    """One worker with some threads."""

    def __init__(self, duties: Duties, *, threads: int, pace: Pace | None = None) -> None:
        self._duties = duties
        self._pace = pace or Pace()
        self._me = duties.identify()
        self._watch = Watch(patience=self._pace.patience, clock=time.monotonic, is_gone=duties.is_gone)
        self._news = threading.Condition()
        self._stopping = threading.Event()
        self._abandoned = False
        self._owed: list[Claim] = []  # to be put back once the database answers
        self._claiming = threading.Lock()
        self._held: list[Claim] = []
        self._unsure = False  # whether something may have been claimed of which the answer was lost
        self._threads = [
            threading.Thread(target=self._serve, name=f"job-{i}", daemon=True) for i in range(threads)
        ]
        self._heart = threading.Thread(target=self._live, name="job-heart", daemon=True)

    def start(self) -> None:
        """Join, and begin. Without threads nothing happens: the work is left to other processes."""
        if not self._threads:
            return
        self._duties.queue.join(self._me, self._duties.clock())
        for thread in (self._heart, *self._threads):
            thread.start()

    def wake(self) -> None:
        """Say that there is something to do."""
        with self._news:
            self._news.notify_all()

    def stop(self, seconds: float) -> None:
        """Take nothing new; wait for what is being worked at, then put the rest back."""
        if not self._threads or self._stopping.is_set():
            return
        self._stopping.set()
        self.wake()
        end = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(end - time.monotonic(), 0))
        self._abandoned = True
        try:
            self._duties.queue.leave(self._me.id, self._duties.clock())
        except OperatorError as error:  # whoever looks next finds this process gone
            structlog.get_logger().warning("job_worker_left_unsaid", cause=error.cause)

    def _serve(self) -> None:
        failures = 0
        while not self._stopping.is_set():
            try:
                self._duties.attention.give_way(self._pace.give_way)
                claim = self._claim()
                if claim is not None:
                    self._do(claim)
                failures = 0
            except OperatorError as error:
                structlog.get_logger().warning("jobs_wait", code=error.code, cause=error.cause)
                failures += 1
                self._stopping.wait(self._after(failures))
            except Exception:  # noqa: BLE001  # the job boundary: the worker outlives a defect
                structlog.get_logger().exception("job_worker_crashed")
                failures += 1
                self._stopping.wait(self._after(failures))
            else:
                if claim is None:
                    with self._news:
                        self._news.wait(self._pace.idle)

    def _claim(self) -> Claim | None:
        """Take a batch, and put back first what an earlier attempt may have taken without being told."""
        with self._claiming:
            if self._unsure:
                lost = self._duties.queue.disown(self._me.id, tuple(self._held), self._duties.clock())
                if lost:
                    structlog.get_logger().warning("lost_claims_put_back", batches=lost)
            self._unsure = True
            claim = self._duties.queue.claim(self._me.id, self._duties.clock())
            self._unsure = False
            if claim is not None:
                self._held.append(claim)
            return claim

    def _do(self, claim: Claim) -> None:
        try:
            self._work_at(claim)
        finally:
            self._held.remove(claim)

    def _work_at(self, claim: Claim) -> None:
        started = time.monotonic()
        with self._released_on_failure(claim):
            outcomes = _politely(self._duties.work, claim)
        seconds = time.monotonic() - started
        if self._abandoned:  # the service is gone: what was made in the meantime cannot be trusted
            return
        if self._hand_in(claim, outcomes, seconds):
            self._duties.observe(claim, outcomes, seconds)
        else:  # this worker was given up, or the job is gone
            structlog.get_logger().warning("results_dropped", job=claim.job.id, batch=claim.batch)

    def _hand_in(self, claim: Claim, outcomes: list[Outcome], seconds: float) -> bool:
        """Write the results, however long the database is away: they are not made twice."""
        failures = 0
        while True:
            try:
                now = self._duties.clock()
                return self._duties.queue.finish(claim, outcomes, seconds=seconds, now=now)
            except OperatorError as error:
                structlog.get_logger().warning("results_wait", job=claim.job.id, cause=error.cause)
                failures += 1
                if self._stopping.wait(self._after(failures)) and failures > len(self._pace.retry):
                    raise
            except Exception:  # the job boundary: results that no database takes
                structlog.get_logger().exception("results_refused", job=claim.job.id)
                if all(one.error == CRASHED for one in outcomes):
                    raise
                outcomes = [Outcome(one.position, error=CRASHED) for one in outcomes]

    @contextmanager
    def _released_on_failure(self, claim: Claim) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self._owed.append(claim)
            self._settle_debts()
            raise

    def _settle_debts(self) -> None:
        while self._owed:
            claim = self._owed[0]
            try:
                self._duties.queue.release(claim, self._duties.clock())
            except OperatorError:
                return
            if claim in self._owed:
                self._owed.remove(claim)

    def _live(self) -> None:
        last_sweep = float("-inf")
        while not self._stopping.wait(self._pace.beat):
            try:
                self._beat()
                self._settle_debts()
                self._bury_the_dead()
                if time.monotonic() - last_sweep > self._pace.sweep:
                    self._duties.sweep(self._duties.clock())
                    last_sweep = time.monotonic()
            except OperatorError as error:
                self._watch.look_away()
                structlog.get_logger().warning("job_heart_waits", code=error.code, cause=error.cause)
            except Exception:  # noqa: BLE001  # the job boundary: without a heart the worker is taken for dead
                structlog.get_logger().exception("job_heart_crashed")

    def _beat(self) -> None:
        if self._duties.queue.beat(self._me.id):
            return
        # Given up by another, who saw no beat for too long: what was claimed is void, so begin again.
        structlog.get_logger().warning("job_worker_was_given_up", worker=self._me.id)
        self._me = replace(self._me, id=self._duties.identify().id)
        self._duties.queue.join(self._me, self._duties.clock())

    def _bury_the_dead(self) -> None:
        others = (worker for worker in self._duties.queue.workers() if worker.id != self._me.id)
        for dead in self._watch.dead(others):
            freed = self._duties.queue.bury(dead.id, self._duties.clock())
            structlog.get_logger().warning("job_worker_died", worker=dead.id, batches=freed)
            self._duties.took_over(freed)
            self.wake()

    def _after(self, failures: int) -> float:
        return self._pace.retry[min(failures, len(self._pace.retry)) - 1]


def _politely(work: Callable[[Claim], list[Outcome]], claim: Claim) -> list[Outcome]:
    """Work in a thread of its own that gives way; this one must not: it holds the lock of the database."""
    done = Future[list[Outcome]]()

    def run() -> None:
        step_back()
        try:
            with background():
                done.set_result(work(claim))
        except BaseException as error:  # noqa: BLE001  # raised where it is waited for
            done.set_exception(error)

    threading.Thread(target=run, name="job-work", daemon=True).start()
    return done.result()


def step_back() -> None:
    """Let this thread give way to those that answer requests (Linux)."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)
