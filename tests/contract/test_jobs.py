"""What the parts of the jobs promise together on one database: engine, queue and results."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from service.adapters.job_queue import GIVE_UP_AFTER, SPLIT_AFTER, SqlJobQueue
from service.adapters.job_store import PAGE
from service.domain.article import Payload
from service.domain.errors import (
    EmptyInput,
    InProgress,
    MalformedInput,
    NotFound,
    QueueFull,
    TooLarge,
    WrongState,
)
from service.domain.job import NewItem, Outcome
from service.domain.job_ports import JobQuery, Worker
from service.domain.stores import BriefQuery
from tests.contract.job_parts import BAD, LATER, ORDER, Jobs, items, statuses
from tests.samples import NOON, a_brief


def test_an_accepted_job_waits_with_all_of_its_items(jobs: Jobs) -> None:
    accepted = jobs.engine.submit(ORDER, items("một", "hai ba"), NOON)
    assert (accepted.state, accepted.order, accepted.created_at) == ("queued", ORDER, NOON)
    assert (accepted.items.total, accepted.characters.total, accepted.items.waiting) == (2, 9, 2)
    assert jobs.store.get("j1") == accepted
    assert statuses(jobs) == ["waiting", "waiting"]


def test_the_same_order_again_is_the_job_that_there_is(jobs: Jobs) -> None:
    first = jobs.engine.submit(ORDER, items("một"), NOON)
    assert jobs.engine.submit(ORDER, items("hai", "ba"), LATER) == first


def test_a_job_whose_items_cannot_be_read_to_the_end_leaves_nothing_behind(jobs: Jobs) -> None:
    def broken() -> Iterator[NewItem]:
        yield from items(*(f"câu {i}" for i in range(1500)))
        raise MalformedInput("Hỏng.", "Gửi lại.")

    with pytest.raises(MalformedInput):
        jobs.engine.submit(ORDER, broken(), NOON)
    with pytest.raises(NotFound):
        jobs.store.get("j1")
    assert jobs.queue.claim("w1", NOON) is None


def test_of_the_same_order_twice_at_once_the_last_one_counts(jobs: Jobs) -> None:
    def interrupted() -> Iterator[NewItem]:
        yield from items(*(f"câu {i}" for i in range(1500)))
        jobs.engine.submit(ORDER, items("một"), NOON)

    with pytest.raises(InProgress):
        jobs.engine.submit(ORDER, interrupted(), NOON)
    assert statuses(jobs) == ["waiting"]


def test_a_job_without_items_and_one_with_too_many_are_refused(jobs: Jobs) -> None:
    with pytest.raises(EmptyInput):
        jobs.engine.submit(ORDER, [], NOON)
    with pytest.raises(TooLarge):
        jobs.engine.submit(ORDER, items(*(f"câu {i}" for i in range(3001))), NOON)


def test_a_full_queue_refuses_and_an_owner_has_a_share(jobs: Jobs) -> None:
    for number in range(3):
        jobs.engine.submit(replace(ORDER, id=f"a{number}"), items("x"), NOON)
    with pytest.raises(QueueFull, match="your jobs"):
        jobs.engine.submit(ORDER, items("x"), NOON)
    for number in range(2):
        jobs.engine.submit(replace(ORDER, id=f"b{number}", owner=f"o{number}"), items("x"), NOON)
    with pytest.raises(QueueFull, match="5 jobs"):
        jobs.engine.submit(replace(ORDER, owner="another"), items("x"), NOON)
    jobs.finish_all()
    assert jobs.engine.submit(ORDER, items("x"), NOON).state == "queued"


def test_results_are_in_the_order_of_the_input_over_many_pages(jobs: Jobs) -> None:
    texts = [f"câu {'x' * (i * 7919 % 50)} {i}" for i in range(PAGE * 2 + 10)]
    jobs.engine.submit(ORDER, items(*texts), NOON)
    while claim := jobs.queue.claim("w1", NOON):
        said = [Outcome(item.position, body=str(item.payload.content).encode().hex()) for item in claim.items]
        jobs.finish(claim, said)
    found = list(jobs.store.results("j1"))
    assert [result.position for result in found] == list(range(len(texts)))
    assert [bytes.fromhex(result.body or "").decode() for result in found] == texts
    assert [result.position for result in jobs.store.results("j1", after=PAGE)] == list(
        range(PAGE + 1, len(texts))
    )


def test_equal_items_are_worked_at_once_and_count_each(jobs: Jobs) -> None:
    jobs.engine.submit(ORDER, items("một", "hai", "một", "một"), NOON)
    claim = jobs.claim()
    assert [item.position for item in claim.items] == [0, 1]
    failed = [Outcome(0, error=BAD), Outcome(1, body="{}")]
    assert jobs.finish(claim, failed)
    job = jobs.store.get("j1")
    assert (job.state, job.items.done, job.items.failed) == ("completed", 1, 3)
    assert (job.characters.done, job.characters.failed) == (3, 9)
    assert statuses(jobs) == ["failed", "done", "failed", "failed"]


def test_an_item_that_could_not_be_read_has_failed_from_the_start(jobs: Jobs) -> None:
    jobs.engine.submit(ORDER, [NewItem("bad", None, BAD), *items("một")], NOON)
    assert [(r.custom_id, r.error) for r in jobs.store.results("j1")] == [("bad", BAD), ("c0", None)]
    jobs.finish_all()
    assert jobs.store.get("j1").state == "completed"
    with pytest.raises(WrongState):
        jobs.engine.retry("j1", NOON)


def test_a_job_of_which_nothing_can_be_read_has_failed_at_once(jobs: Jobs) -> None:
    assert jobs.engine.submit(ORDER, [NewItem("bad", None, BAD)], NOON).state == "failed"


def test_a_batch_belongs_to_one_worker(jobs: Jobs) -> None:
    jobs.engine.submit(ORDER, items("một"), NOON)
    assert jobs.claim("w1").items[0].payload == Payload("một", "text")
    assert jobs.queue.claim("w2", NOON) is None
    assert jobs.store.get("j1").state == "running"


def test_a_worker_that_was_given_up_can_write_nothing(jobs: Jobs) -> None:
    jobs.engine.submit(ORDER, items("một"), NOON)
    lost = jobs.claim("w1")
    assert jobs.queue.bury("w1", NOON) == 1
    taken = jobs.claim("w2")
    assert not jobs.finish(lost, [Outcome(0, body='"late"')])
    assert jobs.finish(taken, [Outcome(0, body='"right"')])
    assert not jobs.finish(lost, [Outcome(0, body='"late"')])
    assert [result.body for result in jobs.store.results("j1")] == ['"right"']
    assert not jobs.queue.beat("w1")
    assert jobs.queue.claim("w1", NOON) is None


def test_a_worker_keeps_what_it_holds_and_puts_back_what_it_was_not_told_of(jobs: Jobs) -> None:
    jobs.engine.submit(ORDER, items("một"), NOON)
    jobs.engine.submit(replace(ORDER, id="j2"), items("hai"), NOON)
    held, lost, others = jobs.claim("w1"), jobs.claim("w1"), jobs.queue.claim("w2", NOON)
    assert others is None
    assert jobs.queue.disown("w1", [held], NOON) == 1
    again = jobs.claim("w2")
    assert (again.job.order.id, again.token) == (lost.job.order.id, lost.token + 2)
    assert not jobs.finish(lost)
    assert jobs.finish(held)
    assert jobs.finish(again)
    assert jobs.queue.disown("w1", [], NOON) == 0


def test_results_are_written_once_even_if_the_answer_was_lost(jobs: Jobs) -> None:
    jobs.engine.submit(ORDER, items("một"), NOON)
    claim = jobs.claim()
    assert jobs.finish(claim)
    told_again = jobs.finish(claim, [Outcome(0, body='"other"')])
    assert told_again  # or its items would not be counted as done here
    assert [result.body for result in jobs.store.results("j1")] == ["{}"]
    assert jobs.store.get("j1").items.done == 1


def test_a_released_batch_is_there_for_the_next(jobs: Jobs) -> None:
    jobs.engine.submit(ORDER, items("một"), NOON)
    jobs.queue.release(jobs.claim("w1"), NOON)
    assert jobs.claim("w2").items[0].position == 0


def test_a_worker_that_leaves_gives_back_what_it_had(jobs: Jobs) -> None:
    jobs.engine.submit(ORDER, items("một"), NOON)
    for _ in range(SPLIT_AFTER + GIVE_UP_AFTER + 1):
        jobs.claim("w1")
        jobs.queue.leave("w1", NOON)
        jobs.queue.join(Worker("w1", "m", "1:1", "0"), NOON)
    assert jobs.finish(jobs.claim("w1"))


def test_an_item_that_kills_its_workers_is_found_and_given_up_and_the_others_are_done(jobs: Jobs) -> None:
    jobs.engine.submit(ORDER, items("một", "hai", "giết"), NOON)
    deaths = 0
    while claim := jobs.queue.claim("w1", NOON):
        if any(item.payload.content == "giết" for item in claim.items):
            deaths += 1
            jobs.queue.bury("w1", NOON)
            jobs.queue.join(Worker("w1", "m", "1:1", "0"), NOON)
        else:
            jobs.finish(claim)
    assert deaths == SPLIT_AFTER + GIVE_UP_AFTER
    assert statuses(jobs) == ["done", "done", "failed"]
    assert jobs.store.get("j1").state == "completed"


def test_what_a_dead_worker_had_goes_last_as_it_may_be_what_killed_it(jobs: Jobs) -> None:
    jobs.engine.submit(ORDER, items(*(f"câu {i}" for i in range(150))), NOON)
    suspected = jobs.claim()
    jobs.queue.bury("w1", NOON)
    following = [jobs.claim("w2") for _ in range(3)]
    assert [claim.batch for claim in following] == [1, 2, suspected.batch]
    assert following[-1].token > suspected.token


def test_lower_numbers_go_first_then_owners_take_turns(jobs: Jobs) -> None:
    many = items(*(f"câu {i}" for i in range(200)))
    jobs.engine.submit(replace(ORDER, id="a", owner="a"), many, NOON)
    jobs.engine.submit(replace(ORDER, id="b", owner="b"), many, NOON)
    jobs.engine.submit(replace(ORDER, id="c", owner="c", priority=0), items("x"), NOON)
    order = []
    for _ in range(5):
        claim = jobs.claim()
        order.append(claim.job.id)
        jobs.finish(claim)
    assert order == ["c", "a", "b", "a", "b"]


def test_an_owner_has_no_more_batches_out_than_allowed(jobs: Jobs, tmp_path: Path) -> None:
    many = items(*(f"câu {i}" for i in range(300)))
    jobs.engine.submit(replace(ORDER, id="a", owner="a"), many, NOON)
    capped = SqlJobQueue(jobs.queue._engine, per_owner=2)
    claims = [capped.claim("w1", NOON) for _ in range(3)]
    assert [claim is not None for claim in claims] == [True, True, False]


def test_cancelling_keeps_what_is_done_and_what_is_being_done(jobs: Jobs) -> None:
    jobs.engine.submit(ORDER, items(*(f"câu {i:02}" for i in range(130))), NOON)
    jobs.finish(jobs.claim())
    running = jobs.claim()
    assert jobs.engine.cancel("j1", NOON).state == "cancelling"
    assert jobs.queue.claim("w2", NOON) is None
    assert jobs.finish(running)
    job = jobs.store.get("j1")
    assert (job.state, job.items.done) == ("cancelled", 128)
    assert statuses(jobs).count("cancelled") == 2
    assert jobs.engine.cancel("j1", NOON) == job


def test_a_cancelled_job_ends_though_its_worker_dies(jobs: Jobs) -> None:
    jobs.engine.submit(ORDER, items("một"), NOON)
    jobs.claim()
    jobs.engine.cancel("j1", NOON)
    jobs.queue.bury("w1", NOON)
    assert jobs.store.get("j1").state == "cancelled"


def test_a_queued_job_is_cancelled_at_once(jobs: Jobs) -> None:
    jobs.engine.submit(ORDER, items("một"), NOON)
    assert jobs.engine.cancel("j1", NOON).state == "cancelled"


def test_only_failed_items_are_tried_again(jobs: Jobs) -> None:
    jobs.engine.submit(ORDER, items("một", "hai", "hai"), NOON)
    with pytest.raises(WrongState):
        jobs.engine.retry("j1", NOON)
    jobs.finish(jobs.claim(), [Outcome(0, body="{}"), Outcome(1, error=BAD)])
    again = jobs.engine.retry("j1", NOON)
    assert (again.state, again.items.failed, again.items.waiting) == ("queued", 0, 2)
    assert statuses(jobs) == ["done", "waiting", "waiting"]
    claim = jobs.claim()
    assert [item.position for item in claim.items] == [1]
    jobs.finish(claim)
    job = jobs.store.get("j1")
    assert (job.state, job.items.done, job.characters.done) == ("completed", 3, 9)


def test_a_brief_that_is_to_be_kept_is_kept_with_its_result(jobs: Jobs) -> None:
    jobs.engine.submit(replace(ORDER, kind="brief", target=None), items("một"), NOON)
    claim = jobs.claim()
    kept = [Outcome(0, body="{}", brief=a_brief("kept"))]
    jobs.finish(claim, kept)
    (number,) = jobs.briefs.saved()
    jobs.finish(claim, kept)  # once more, as the answer was lost
    assert jobs.briefs.find(BriefQuery()).briefs == (a_brief("kept"),)
    assert jobs.briefs.saved() == (number,)  # written once: a second time would have another number


def test_jobs_are_listed_newest_first_with_filters_and_pages(jobs: Jobs) -> None:
    for number in range(5):
        order = replace(ORDER, id=f"j{number}", owner=f"o{number}", digest=str(number))
        jobs.engine.submit(order, items("x"), NOON + timedelta(seconds=number))
    first = jobs.store.find(JobQuery(limit=3))
    rest = jobs.store.find(JobQuery(limit=3, cursor=first.next_cursor))
    assert [job.id for job in (*first.jobs, *rest.jobs)] == ["j4", "j3", "j2", "j1", "j0"]
    assert rest.next_cursor is None
    assert [job.id for job in jobs.store.find(JobQuery(owner="o2")).jobs] == ["j2"]
    assert [job.id for job in jobs.store.find(JobQuery(digest="3")).jobs] == ["j3"]
    jobs.engine.cancel("j1", NOON)
    assert [job.id for job in jobs.store.find(JobQuery(state="cancelled")).jobs] == ["j1"]


def test_the_backlog_counts_what_is_not_done(jobs: Jobs) -> None:
    assert (jobs.store.backlog().items, jobs.store.backlog().oldest) == (0, None)
    jobs.engine.submit(ORDER, items("một", "hai"), NOON)
    backlog = jobs.store.backlog()
    assert (backlog.jobs, backlog.items, backlog.oldest) == (1, 2, NOON)
    jobs.finish_all()
    assert jobs.store.backlog().jobs == 0


def test_the_speed_says_how_long_it_will_take(jobs: Jobs) -> None:
    jobs.engine.submit(ORDER, items(*(f"câu {i:03}" for i in range(128))), NOON)
    assert jobs.store.get("j1").seconds_left is None
    jobs.finish(jobs.claim())  # 64 items in 2 seconds
    assert (jobs.store.get("j1").speed, jobs.store.get("j1").seconds_left) == (32, 2)
