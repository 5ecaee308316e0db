"""A request that is sent again is worked at once."""

from collections.abc import Awaitable, Callable

import anyio
import pytest

from service.api.repeats import KEPT, MOST, SLOW, Repeats

pytestmark = pytest.mark.anyio


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def counted(clock: Clock, seconds: float, done: list[int]) -> Callable[[], Awaitable[int]]:
    async def job() -> int:
        await anyio.sleep(0.01)
        clock.now += seconds
        done.append(len(done))
        return done[-1]

    return job


async def test_what_is_asked_twice_at_the_same_time_is_done_once() -> None:
    clock, done, answers = Clock(), list[int](), list[int]()
    repeats = Repeats[int](clock)

    async def ask() -> None:
        answers.append(await repeats.once("a", counted(clock, 0.1, done)))

    async with anyio.create_task_group() as group:
        for _ in range(3):
            group.start_soon(ask)
    assert (answers, done) == ([0, 0, 0], [0])


@pytest.mark.parametrize(("seconds", "later", "times"), [(SLOW, KEPT, 1), (SLOW, KEPT + 1, 2), (0.1, 0, 2)])
async def test_a_slow_answer_is_there_for_a_while(seconds: float, later: float, times: int) -> None:
    clock, done = Clock(), list[int]()
    repeats = Repeats[int](clock)
    await repeats.once("a", counted(clock, seconds, done))
    clock.now += later
    await repeats.once("a", counted(clock, seconds, done))
    assert len(done) == times


async def test_a_failure_is_told_to_who_asked_and_done_again_for_the_others() -> None:
    clock, done, answers = Clock(), list[int](), list[int | str]()
    repeats = Repeats[int](clock)

    async def fail() -> int:
        await anyio.sleep(0.01)
        raise ValueError("odd")

    async def ask(job: Callable[[], Awaitable[int]]) -> None:
        try:
            answers.append(await repeats.once("a", job))
        except ValueError as error:
            answers.append(str(error))

    async with anyio.create_task_group() as group:
        group.start_soon(ask, fail)
        group.start_soon(ask, counted(clock, 0.1, done))
    assert answers == ["odd", 0]


async def test_no_more_answers_are_kept_than_there_is_room_for() -> None:
    clock, done = Clock(), list[int]()
    clock_step = counted(clock, SLOW, done)
    repeats = Repeats[int](lambda: clock.now)
    for key in range(MOST + 5):
        clock.now = 0.0
        await repeats.once(key, clock_step)
    await repeats.once("another", clock_step)
    assert len(repeats._runs) <= MOST + 1  # what is kept is seen nowhere else
