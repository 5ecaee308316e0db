"""The worker: what it does when all is well, when the database is away, and when others die."""

import threading
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from service.domain.article import Payload
from service.domain.errors import Overloaded
from service.domain.job import Count, Job, JobItem, JobOptions, JobOrder, Outcome
from service.domain.job_ports import Claim, Worker
from service.jobs.attention import Attention
from service.jobs.runner import Duties, JobRunner, Pace
from service.jobs.watch import Watch
from service.jobs.work import CRASHED
from tests.samples import NOON

FAST = Pace(beat=0.01, patience=0.2, idle=0.01, sweep=0.05, give_way=0.05, retry=(0.01,))
ORDER = JobOrder("j", "-", "translate", JobOptions(), target="en")
JOB = Job(ORDER, "running", Count(1), Count(3), NOON, NOON)


@dataclass
class FakeQueue:
    """A queue in memory that can be told to fail."""

    waiting: list[Claim] = field(default_factory=list)
    finished: list[list[Outcome]] = field(default_factory=list)
    released: list[Claim] = field(default_factory=list)
    joined: list[Worker] = field(default_factory=list)
    buried: list[str] = field(default_factory=list)
    beats_at_burials: list[int] = field(default_factory=list)
    others: tuple[Worker, ...] = ()
    left: list[str] = field(default_factory=list)
    known: bool = True
    failures: int = 0
    refuses: bool = False
    beats: int = 0
    lost: list[Claim] = field(default_factory=list)
    answers_lost: int = 0

    def join(self, worker: Worker, now: datetime) -> None:
        self.joined.append(worker)
        self.known = True

    def beat(self, worker_id: str) -> bool:
        self.beats += 1
        return self.known

    def workers(self) -> tuple[Worker, ...]:
        return (*self.others, *self.joined)

    def bury(self, worker_id: str, now: datetime) -> int:
        self.buried.append(worker_id)
        self.beats_at_burials.append(self.beats)
        self.others = tuple(worker for worker in self.others if worker.id != worker_id)
        return 1

    def leave(self, worker_id: str, now: datetime) -> None:
        self.left.append(worker_id)

    def claim(self, worker_id: str, now: datetime) -> Claim | None:
        claim = self.waiting.pop(0) if self.waiting else None
        if claim is not None and self.answers_lost:
            self.answers_lost -= 1
            self.lost.append(claim)
            raise Overloaded("The connection was lost.", "Try again.")
        return claim

    def disown(self, worker_id: str, held: Collection[Claim], now: datetime) -> int:
        back = [claim for claim in self.lost if claim not in held]
        self.lost.clear()
        self.waiting += back
        return len(back)

    def finish(self, claim: Claim, outcomes: Iterable[Outcome], *, seconds: float, now: datetime) -> bool:
        if self.failures:
            self.failures -= 1
            raise Overloaded("The database is away.", "Wait.")
        ended = list(outcomes)
        if self.refuses and any(one.error is None for one in ended):
            raise ValueError("no database takes this")
        self.finished.append(ended)
        return True

    def release(self, claim: Claim, now: datetime) -> None:
        self.released.append(claim)


@dataclass
class Sweeper:
    """Counts sweeps."""

    sweeps: int = 0

    def sweep(self, now: datetime) -> int:
        self.sweeps += 1
        return 0


def a_claim(number: int = 0) -> Claim:
    return Claim(JOB, number, 1, (JobItem(number, f"c{number}", Payload("một", "text")),))


def done(claim: Claim) -> list[Outcome]:
    return [Outcome(item.position, body="{}") for item in claim.items]


def runner_on(
    queue: FakeQueue,
    work: Callable[[Claim], list[Outcome]] = done,
    *,
    sweeper: Sweeper | None = None,
    attention: Attention | None = None,
    observed: list[float] | None = None,
) -> JobRunner:
    seen = [] if observed is None else observed

    def observe(claim: Claim, outcomes: Sequence[Outcome], seconds: float) -> None:
        seen.append(seconds)

    names = iter(range(100))
    duties = Duties(
        queue=queue,
        sweep=(sweeper or Sweeper()).sweep,
        work=work,
        identify=lambda: Worker(f"me{next(names)}", "m", "1:1", "0"),
        is_gone=lambda worker: worker.process == "gone",
        clock=lambda: NOON,
        attention=attention or Attention(),
        observe=observe,
        took_over=lambda batches: None,
    )
    return JobRunner(duties, threads=1, pace=FAST)


def wait_for(happened: Callable[[], object]) -> None:
    end = time.monotonic() + 30
    while not happened():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.005)


def test_what_waits_is_done_and_handed_in() -> None:
    observed: list[float] = []
    queue, sweeper = FakeQueue([a_claim(0), a_claim(1)]), Sweeper()
    runner = runner_on(queue, sweeper=sweeper, observed=observed)
    runner.start()
    wait_for(lambda: len(observed) == 2 and sweeper.sweeps > 1)
    runner.stop(5)
    assert queue.finished == [done(a_claim(0)), done(a_claim(1))]
    assert queue.left == ["me0"]


def test_results_are_held_until_the_database_is_back_and_not_made_twice() -> None:
    made: list[int] = []

    def work(claim: Claim) -> list[Outcome]:
        made.append(claim.batch)
        return done(claim)

    queue = FakeQueue([a_claim()], failures=5)
    runner = runner_on(queue, work)
    runner.start()
    wait_for(lambda: queue.finished)
    runner.stop(5)
    assert made == [0]


def test_results_that_no_database_takes_fail_their_items_and_the_worker_goes_on() -> None:
    queue = FakeQueue([a_claim(0), a_claim(1)], refuses=True)
    runner = runner_on(queue)
    runner.start()
    wait_for(lambda: len(queue.finished) == 2)
    runner.stop(5)
    assert queue.finished[0] == [Outcome(0, error=CRASHED)]


def test_a_batch_that_was_taken_without_an_answer_is_put_back_and_done() -> None:
    queue = FakeQueue([a_claim(0), a_claim(1)], answers_lost=1)
    runner = runner_on(queue)
    runner.start()
    wait_for(lambda: len(queue.finished) == 2)
    runner.stop(5)
    assert queue.finished == [done(a_claim(1)), done(a_claim(0))]


def test_a_batch_whose_model_is_away_is_put_back() -> None:
    def away(claim: Claim) -> list[Outcome]:
        raise Overloaded("The model is away.", "Wait.")

    queue = FakeQueue([a_claim()])
    runner = runner_on(queue, away)
    runner.start()
    wait_for(lambda: queue.released)
    runner.stop(5)
    assert queue.released == [a_claim()]
    assert queue.finished == []


def test_a_stop_waits_for_what_is_being_worked_at() -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(claim: Claim) -> list[Outcome]:
        begun.set()
        go_on.wait(30)
        return done(claim)

    queue = FakeQueue([a_claim(0), a_claim(1)])
    runner = runner_on(queue, slow)
    runner.start()
    assert begun.wait(30)
    stopping = threading.Thread(target=runner.stop, args=(30,))
    stopping.start()
    wait_for(runner._stopping.is_set)
    assert (queue.finished, queue.left) == ([], [])
    go_on.set()
    stopping.join(30)
    assert queue.left == ["me0"]
    assert queue.finished == [done(a_claim(0))]
    assert len(queue.waiting) == 1


def test_a_stop_that_cannot_wait_longer_writes_nothing_afterwards() -> None:
    begun, go_on, ended = threading.Event(), threading.Event(), threading.Event()

    def slow(claim: Claim) -> list[Outcome]:
        begun.set()
        go_on.wait(30)
        ended.set()
        return done(claim)

    queue = FakeQueue([a_claim(0)])
    runner = runner_on(queue, slow)
    runner.start()
    assert begun.wait(30)
    runner.stop(0.05)
    go_on.set()
    assert ended.wait(30)
    wait_for(lambda: not any(thread.is_alive() for thread in runner._threads))
    assert (queue.finished, queue.left) == ([], ["me0"])


def test_a_worker_that_was_given_up_joins_again_under_another_name() -> None:
    queue = FakeQueue(known=False)
    runner = runner_on(queue)
    runner.start()
    queue.known = False
    wait_for(lambda: len(queue.joined) == 2)
    runner.stop(5)
    assert [worker.id for worker in queue.joined] == ["me0", "me1"]


def test_a_process_that_is_gone_is_buried_at_once_and_a_silent_one_in_time() -> None:
    gone = Worker("gone", "m", "gone", "0")
    silent = Worker("silent", "elsewhere", "2:2", "0")
    queue = FakeQueue(others=(gone, silent))
    runner = runner_on(queue)
    runner.start()
    wait_for(lambda: len(queue.buried) == 2)
    runner.stop(5)
    assert queue.buried == ["gone", "silent"]
    at_once, in_time = queue.beats_at_burials
    assert at_once == 1 < in_time


def test_a_job_gives_way_to_requests_but_not_for_ever() -> None:
    attention, waiting = Attention(), threading.Event()
    queue = FakeQueue([a_claim()])
    runner = runner_on(queue, attention=attention)

    def request() -> bool:
        return waiting.wait(30)

    with_request = threading.Thread(target=attention.first(request))
    with_request.start()
    runner.start()
    wait_for(lambda: queue.finished)
    assert not waiting.is_set()  # the request is still there
    waiting.set()
    with_request.join()
    runner.stop(5)


def test_without_threads_nothing_is_done() -> None:
    queue = FakeQueue([a_claim()])
    runner = runner_on(queue)
    idle = JobRunner(runner._duties, threads=0)
    idle.start()
    idle.stop(1)
    assert (queue.joined, queue.finished) == ([], [])


def test_beats_that_rise_keep_a_worker_alive_and_a_look_away_begins_anew() -> None:
    now = [0.0]
    watch = Watch(patience=10, clock=lambda: now[0], is_gone=lambda worker: False)
    worker = Worker("w", "m", "1:1", "0")
    assert watch.dead([worker]) == []
    now[0] = 9
    assert watch.dead([replace(worker, beats=1)]) == []
    now[0] = 18
    assert watch.dead([replace(worker, beats=1)]) == []
    watch.look_away()
    now[0] = 28
    assert watch.dead([replace(worker, beats=1)]) == []
    now[0] = 39
    assert watch.dead([replace(worker, beats=1)]) == [replace(worker, beats=1)]
