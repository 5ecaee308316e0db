"""The results of a job as JSON Lines, and its progress as server-sent events.

Promises a line for each item, in the order of the input, and no more than some hundred of them in memory;
that lines which were to go on to the end of the job do not end before it as if that were all.
"""

import json
from collections.abc import AsyncIterator, Callable
from itertools import islice

import anyio
from anyio import to_thread

from service.api.job_parts import JobParts
from service.api.job_schemas import JobOut
from service.domain.errors import NotFound, Overloaded
from service.domain.job import ItemResult, Job, JobKind

PAGE = 500
POLL_SECONDS = 0.5
SILENCE_SECONDS = 15.0  # after which a comment shows proxies that the connection is alive


def line(result: ItemResult, kind: JobKind) -> bytes:
    """Return an item with its result: what was made stands there as it was stored."""
    known = {"position": result.position, "custom_id": result.custom_id, "status": result.status}
    if result.error is not None:
        error = {"code": result.error.code, "cause": result.error.cause, "remedy": result.error.remedy}
        return json.dumps({**known, "error": error}, ensure_ascii=False).encode() + b"\n"
    start = json.dumps(known, ensure_ascii=False)[:-1]
    if result.body is None:
        return f"{start}}}\n".encode()
    made = f'"brief": {result.body}' if kind == "brief" else result.body.strip().removeprefix("{")[:-1]
    return f"{start}, {made}}}\n".encode()


async def result_lines(
    parts: JobParts, job: Job, *, after: int, follow: bool, stopping: Callable[[], bool]
) -> AsyncIterator[bytes]:
    """Yield the lines behind a position: of what is done; to follow, each as soon as all before it are."""
    while True:
        ended = (await to_thread.run_sync(parts.store.get, job.id)).ended
        held_up = False
        items = await to_thread.run_sync(lambda start: parts.store.results(job.id, after=start), after)
        while page := await to_thread.run_sync(lambda: list(islice(items, PAGE))):  # noqa: B023  # runs now
            ready, held_up = _ready(page, follow=follow)
            if ready:
                yield b"".join(line(result, job.order.kind) for result in ready)
                after = ready[-1].position
            if held_up:
                break
        if not follow or (ended and not held_up):
            return
        if held_up and stopping():  # broken off: to end here would pass for the end of the job
            raise Overloaded("The server is stopping.", "Go on with `after` behind the last line.")
        await anyio.sleep(POLL_SECONDS)


def _ready(page: list[ItemResult], *, follow: bool) -> tuple[list[ItemResult], bool]:
    """Return what can be told now, and whether an unfinished item is in the way."""
    if not follow:
        return [result for result in page if result.status != "waiting"], False
    waiting = next((i for i, result in enumerate(page) if result.status == "waiting"), None)
    return (page, False) if waiting is None else (page[:waiting], True)


async def events(
    parts: JobParts, job_id: str, seen: int, *, render: Callable[[Job], JobOut], stopping: Callable[[], bool]
) -> AsyncIterator[bytes]:
    """Yield the job whenever it has changed, until it has ended. An event's id is the job's version."""
    silent = 0.0
    while not stopping():
        try:
            job = await to_thread.run_sync(parts.store.get, job_id)
        except NotFound:  # it was forgotten while somebody watched
            return
        if job.version > seen:
            seen, silent = job.version, 0.0
            name = "end" if job.ended else "progress"
            yield f"id: {job.version}\nevent: {name}\ndata: {render(job).model_dump_json()}\n\n".encode()
        if job.ended:
            return
        await anyio.sleep(POLL_SECONDS)
        silent += POLL_SECONDS
        if silent >= SILENCE_SECONDS:
            silent = 0.0
            yield b": still here\n\n"
