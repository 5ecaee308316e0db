"""A document translated by a server, as a job that is gone on with however often one is cut off.

Promises that what the job could not translate is told with its causes, and that a job which was ordered goes
on while others are waited for. Refuses to know where the file goes.
"""

import json
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from service.api.job_schemas import JobOut
from service.cli.documents import LINES, OF_ITEMS, Rendering, Wait, Wish
from service.cli.job_desk import Parcel, RemoteDesk, fingerprint
from service.domain.errors import InputError, Overloaded, UnsupportedMedia, WrongState

SHORTEST_POLL, LONGEST_POLL = 0.1, 1.0  # seconds; each pause for one job is half as long again as the last
ENDED = ("completed", "failed", "cancelled", "expired")


def by_job(desk: RemoteDesk, file: Path, wish: Wish) -> Wait:
    """Order a file to be translated, and return what waits for the translation.

    Raises what the server refuses, now or then, and then WrongState where nothing of it was translated.
    """
    if file.suffix.lower() in OF_ITEMS:
        raise UnsupportedMedia(f"The file is of items: {LINES}.", f"`diemnhan jobs submit {file.name}`.")
    fields = {"kind": "translate", "target": wish.target, **({"source": wish.source} if wish.source else {})}
    if file.suffix.lower() == ".txt":
        fields["format"] = "text"
    job = _ordered(desk, Parcel(file, file.name, fields, fingerprint(file)))

    def wait() -> Rendering:
        try:
            return _awaited(desk, job)
        except Overloaded as error:
            remedy = f"The job {job.id} lives on there; the same command goes on with it."
            raise Overloaded(error.cause, remedy) from None

    return wait


def _ordered(desk: RemoteDesk, parcel: Parcel) -> JobOut:
    """Return the job of a file: of an earlier run too, whose failures are tried again."""
    job = desk.show(desk.submit(parcel).id)  # a repeated order is answered with how the job was at first
    while job.state in ("cancelled", "expired"):
        parcel = replace(parcel, nonce=job.id)
        job = desk.show(desk.submit(parcel).id)
    if job.state not in ENDED or not job.counts.items.failed:
        return job
    try:
        return desk.retry(job.id)
    except InputError:  # what failed was never read: it fails the same way each time
        return job


def _awaited(desk: RemoteDesk, job: JobOut) -> Rendering:
    job, pause = job if job.state in ENDED else desk.show(job.id), SHORTEST_POLL
    while job.state not in ENDED:
        time.sleep(pause)
        job, pause = desk.show(job.id), min(1.5 * pause, LONGEST_POLL)
    count = job.counts.items
    faults = _faults(desk, job.id) if count.done < count.total else {}
    if not count.done:
        causes = " ".join(list(faults)[:1])
        raise WrongState(
            f"The job {job.id} is {job.state}; none of {count.total:,} texts was translated. {causes}",
            f"`diemnhan jobs results {job.id}` on the server, or GET {job.results}, shows all causes.",
        )
    return Rendering(desk.file(job.id), faults)


def _faults(desk: RemoteDesk, job_id: str) -> Mapping[str, int]:
    """Return how many items were not done for which cause, each with the first that had it."""
    found, first = Counter[str](), dict[str, str]()
    for line in desk.results(job_id, after=-1):
        item = json.loads(line)
        if item["status"] == "done":
            continue
        error = item.get("error")
        cause = f"{error['cause']} {error['remedy']}" if error else f"The text is {item['status']}."
        found[cause] += 1
        first.setdefault(cause, item["custom_id"])
    return {f"{cause} (First: {first[cause]})": count for cause, count in found.items()}
