"""How long a job is kept, on each database: by the limit of the service or by its own wish."""

from dataclasses import replace
from datetime import timedelta

import pytest

from service.adapters.job_store import PAGE
from service.domain.errors import (
    Expired,
    MalformedInput,
    NotFound,
)
from service.domain.job import Outcome
from tests.contract.job_parts import BAD, LATER, ORDER, Jobs, items
from tests.samples import NOON


def test_results_expire_and_then_the_job_is_forgotten(jobs: Jobs) -> None:
    jobs.engine.submit(ORDER, items("một"), NOON)
    claim = jobs.claim()
    assert jobs.engine.sweep(NOON) == 0
    assert jobs.engine.sweep(LATER) == 1
    assert jobs.store.get("j1").state == "expired"
    assert not jobs.finish(claim)
    with pytest.raises(Expired):
        jobs.store.results("j1")
    with pytest.raises(Expired):
        jobs.engine.retry("j1", LATER)
    jobs.engine.sweep(LATER + timedelta(days=31))
    with pytest.raises(NotFound):
        jobs.store.get("j1")


def test_a_job_with_an_expiry_keeps_its_hours_from_the_order_and_from_each_end(jobs: Jobs) -> None:
    hours = timedelta(hours=5)
    accepted = jobs.engine.submit(replace(ORDER, kept_hours=5), items("một"), NOON)
    assert (accepted.order.kept_hours, accepted.expires_at) == (5, NOON + hours)
    claim, ended = jobs.claim(), NOON + timedelta(hours=4)
    jobs.queue.finish(claim, [Outcome(0, error=BAD)], seconds=1, now=ended)
    assert jobs.store.get("j1").expires_at == ended + hours
    again = ended + timedelta(hours=4)
    assert jobs.engine.retry("j1", again).expires_at == again + hours
    cancelled = again + timedelta(hours=1)
    assert jobs.engine.cancel("j1", cancelled).expires_at == cancelled + hours
    gone = cancelled + hours + timedelta(seconds=1)
    assert jobs.engine.sweep(gone) == 1
    job = jobs.store.get("j1")
    assert (job.state, job.finished_at, job.expires_at) == ("expired", cancelled, gone + hours)
    jobs.engine.sweep(gone + hours + timedelta(seconds=1))
    with pytest.raises(NotFound):
        jobs.store.get("j1")


def test_an_unfinished_job_ends_when_its_hours_are_over_and_others_stay(jobs: Jobs) -> None:
    jobs.engine.submit(replace(ORDER, kept_hours=1), items("một"), NOON)
    jobs.engine.submit(replace(ORDER, id="j2"), items("một"), NOON)
    claim = jobs.claim()
    assert jobs.engine.sweep(NOON + timedelta(hours=1)) == 0
    over = NOON + timedelta(hours=1, seconds=1)
    assert jobs.engine.sweep(over) == 1
    job = jobs.store.get("j1")
    assert (job.state, job.ended, job.finished_at) == ("expired", True, over)
    assert not jobs.finish(claim)
    assert jobs.claim().job.id == "j2"


def test_results_that_expire_while_they_are_read_do_not_end_as_if_that_were_all(jobs: Jobs) -> None:
    jobs.engine.submit(replace(ORDER, kept_hours=1), items(*(f"câu {i}" for i in range(PAGE + 1))), NOON)
    reading = jobs.store.results("j1")
    assert [next(reading).position for _ in range(PAGE)] == list(range(PAGE))
    jobs.engine.sweep(LATER)
    with pytest.raises(Expired):
        next(reading)


def test_a_job_that_wants_to_be_kept_for_longer_than_is_allowed_is_refused(jobs: Jobs) -> None:
    longest = 30 * 24
    with pytest.raises(MalformedInput, match="721; jobs are kept for 720 hours at most"):
        jobs.engine.submit(replace(ORDER, kept_hours=longest + 1), items("một"), NOON)
    with pytest.raises(NotFound):
        jobs.store.get("j1")
    accepted = jobs.engine.submit(replace(ORDER, kept_hours=longest), items("một"), NOON)
    assert accepted.expires_at == NOON + timedelta(days=30)
