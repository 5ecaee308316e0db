"""A job as it goes on: its events and its results, over connections that may break.

Promises that no change is told twice or missed, and every result given once, in the order of the input,
however often the connection breaks; and that a stream which gives nothing any more ends with an error.
"""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, cast

import httpx

from diemnhan_client.course import Course, Give, Open, Setback, advance, answer, ask, chunk
from diemnhan_client.event_stream import Events, Lines, ServerEvent
from diemnhan_client.nouns.jobs import Job, JobResult
from diemnhan_client.operations.jobs import event_stream, get, result_stream
from diemnhan_client.problems import TookTooLong, Unreachable

ENDED = frozenset({"cancelled", "completed", "failed", "expired"})
WATCH_AGAIN = "Ask for the job itself, or watch it again from the last event."


@dataclass(frozen=True, slots=True)
class JobEvent:
    """A change of a job; `id` goes on from there as `last_id`."""

    id: str
    name: Literal["progress", "end"]
    job: Job


def events(job_id: str, *, last_id: str | None = None) -> Course[JobEvent]:
    """Give the job whenever it changes, until it has ended; behind `last_id` if that is given."""
    failures = 0
    while True:
        opened = yield from answer(Open(event_stream(job_id, last_id)))
        if opened.status_code == httpx.codes.NO_CONTENT:  # its end has been seen
            return
        reader, alive = Events(), False
        while isinstance(octets := (yield from chunk()), bytes):
            alive = True
            for event in map(_event, reader.feed(octets)):
                last_id = event.id
                yield Give(event)
                if event.name == "end":
                    return
        failures = 1 if alive else failures + 1
        yield Setback(failures, _cut(f"The events of job {job_id}", octets))


def wait(
    job_id: str, *, on_progress: Callable[[Job], None] | None = None, seconds: float | None = None
) -> Course[Job]:
    """Give the job when it has ended, and tell of its progress meanwhile. Raises TookTooLong."""
    began, watched, reply = time.monotonic(), events(job_id), None
    while (step := advance(watched, reply)) is not None:
        if seconds is not None and time.monotonic() - began > seconds:
            raise TookTooLong(f"The job {job_id} did not end within {seconds} s.", WATCH_AGAIN)
        if not isinstance(step, Give):
            reply = yield step
            continue
        reply = None
        if on_progress is not None:
            on_progress(step.item.job)
        if step.item.name == "end":
            yield Give(step.item.job)


def results(job_id: str, *, after: int = -1, follow: bool = False) -> Course[JobResult]:
    """Give the results behind a position, in the order of the input; with `follow` also those to come."""
    failures = 0
    octets: bytes | httpx.TransportError | None = None
    while True:
        over = not follow or (yield from ask(get(job_id)))["state"] in ENDED
        if failures and not (over and octets is None):
            yield Setback(failures, _cut(f"The results of job {job_id}", octets))
        before = after
        yield from answer(Open(result_stream(job_id, after=after, follow=follow)))
        lines = Lines()
        while isinstance(octets := (yield from chunk()), bytes):
            for line in lines.feed(octets):
                result = cast("JobResult", json.loads(line))
                after = result["position"]
                yield Give(result)
        if over and octets is None:
            return
        waited = follow and isinstance(octets, httpx.ReadTimeout)  # nothing was done for a while: no failure
        failures = 0 if waited else 1 if after > before else failures + 1


def _event(sent: ServerEvent) -> JobEvent:
    job = cast("Job", json.loads(sent.data))
    return JobEvent(sent.id, "end" if sent.name == "end" else "progress", job)


def _cut(what: str, error: bytes | httpx.TransportError | None) -> Unreachable:
    said = "the connection was closed" if error is None else str(error) or type(error).__name__
    return Unreachable(f"{what} broke off: {said}.", WATCH_AGAIN)
