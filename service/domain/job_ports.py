"""What the jobs need from the outside, as Protocols: where they are kept, who works at them, the files."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from service.domain.article import Language
from service.domain.job import ItemResult, Job, JobItem, JobKind, JobOrder, JobState, NewItem, Outcome


@dataclass(frozen=True, slots=True)
class JobQuery:
    """Filters of a listing; None matches everything. `cursor` is opaque."""

    owner: str | None = None
    state: JobState | None = None
    kind: JobKind | None = None
    digest: str | None = None
    limit: int = 20
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class JobPage:
    """Jobs, newest first, and the cursor of the next page (None at the end)."""

    jobs: tuple[Job, ...]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class Backlog:
    """What is not done yet, over all jobs; `oldest`: since when one waits, its last retry counted."""

    jobs: int
    items: int
    oldest: datetime | None


class JobStore(Protocol):
    """Reads jobs and results. Nothing here holds more than a page of a job in memory."""

    def get(self, job_id: str) -> Job:
        """Raise NotFound where there is none."""
        ...

    def find(self, query: JobQuery) -> JobPage: ...

    def results(self, job_id: str, *, after: int = -1) -> Iterator[ItemResult]:
        """Return the items behind a position, in the order of the input, the unfinished ones too.

        Raises NotFound, and Expired where they are gone.
        """
        ...

    def backlog(self) -> Backlog: ...


class JobEngine(Protocol):
    """Moves jobs. What a call did is on the disk when it returns, and outlives whatever happens then."""

    def submit(
        self, order: JobOrder, items: Iterable[NewItem], now: datetime, *, limit: int | None = None
    ) -> Job:
        """Accept a job with all of its items, or nothing of it; its characters count as its owner's usage.

        They are counted in the same step, and what of them was not done is given back as the job ends.
        `limit` is how many the owner may have in a month. Raises QuotaExceeded past that.

        The same order again (by its id) returns the job that there is. Raises EmptyInput without an item,
        TooLarge past the limit of items, QueueFull past a limit of the queue, MalformedInput where it asks to
        be kept for too long, and what `items` raises.
        """
        ...

    def cancel(self, job_id: str, now: datetime) -> Job:
        """Let nothing more be started; what is done stays. Raises NotFound."""
        ...

    def purge(self, job_id: str, now: datetime) -> Job:
        """End it where it has not ended, and delete its items and results. Raises NotFound.

        What stays for as long as a job is kept is that there was such a job: it is `expired` now. Once more
        changes nothing, and deletes what an attempt that broke off has left.
        """
        ...

    def retry(self, job_id: str, now: datetime, *, limit: int | None = None) -> Job:
        """Work at the failed items of an ended job again, and count them again.

        Raises NotFound, WrongState, Expired, QuotaExceeded.
        """
        ...

    def sweep(self, now: datetime) -> int:
        """Expire what is past its time and drop what never was accepted; returns how many jobs.

        A job that had not ended is announced.
        """
        ...


@dataclass(frozen=True, slots=True)
class Worker:
    """A process that works at jobs. `beats` rises for as long as it lives.

    `machine` names the host since its last boot and `process` the process on it, so that a worker on the
    same machine can look whether it is still there.
    """

    id: str
    machine: str
    process: str
    version: str
    beats: int = 0


@dataclass(frozen=True, slots=True)
class Claim:
    """Items of one job that one worker may work at, until they are finished, released or taken away.

    `token` is the fence: with another one in the store, the claim is void.
    """

    job: Job
    batch: int
    token: int
    items: tuple[JobItem, ...]


class JobQueue(Protocol):
    """Hands the work out to workers."""

    def join(self, worker: Worker, now: datetime) -> None: ...

    def beat(self, worker_id: str) -> bool:
        """Say that the worker lives; False where it was given up and has to join again under another id."""
        ...

    def workers(self) -> tuple[Worker, ...]: ...

    def bury(self, worker_id: str, now: datetime) -> int:
        """Give a worker up: what it had claimed is free again. Returns how many batches that were."""
        ...

    def leave(self, worker_id: str, now: datetime) -> None:
        """End in order: as `bury`, but the attempts do not count."""
        ...

    def claim(self, worker_id: str, now: datetime) -> Claim | None:
        """Take the next batch: by priority, then in turn among owners, then the oldest; None without one."""
        ...

    def disown(self, worker_id: str, held: Collection[Claim], now: datetime) -> int:
        """Put back what the worker has claimed but does not hold: it was never told that it had it.

        Returns how many batches that were. The attempts do not count.
        """
        ...

    def finish(self, claim: Claim, outcomes: Iterable[Outcome], *, seconds: float, now: datetime) -> bool:
        """Write the results and end the batch in one step; False, with nothing written, where it is void.

        Where the same claim has ended it before, and the answer was lost: True, and nothing more is written.
        """
        ...

    def release(self, claim: Claim, now: datetime) -> None:
        """Put a batch back; the attempt does not count."""
        ...


@dataclass(frozen=True, slots=True)
class FieldColumn:
    """The column of a table (a name, or a number from 1) that holds a field of Payload; `option` chose it."""

    field: str
    column: str
    option: str


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How a file is read: which column holds the text (a name, or a number from 1), the ids, what else.

    `whole` makes one item of a plain text file instead of one a line; `html`: the column holds HTML. The
    languages are those of the order, as documents may say themselves what they are in.
    """

    kind: JobKind
    column: str | None = None
    id_column: str | None = None
    whole: bool = False
    html: bool = False
    target: Language | None = None
    source: Language | None = None
    about: tuple[FieldColumn, ...] = ()


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A format of files that hold items: the one seam where a new one is added.

    `read` yields the items in order; it raises InputError where the file as a whole cannot be read, and
    yields an item with an error for a part that cannot. `write`, where there is one, makes a file of the
    same format, in the target language, out of the original, the results, all of them in order, and what it
    was read with; the original is then kept with the job. Formats without it give their results as JSONL.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[BinaryIO, ReadOptions], Iterator[NewItem]]
    write: Callable[[BinaryIO, Iterator[ItemResult], BinaryIO, ReadOptions], None] | None = None
    media_type: str = "application/octet-stream"


class OriginalStore(Protocol):
    """Keeps the files that jobs were ordered with, for as long as results can be written in their format."""

    def keep(self, job_id: str, file: Path, now: datetime) -> None:
        """Keep a file; the same job's earlier one is replaced."""
        ...

    def fetch(self, job_id: str, into: BinaryIO) -> None:
        """Write a kept file. Raises Expired where there is none any more."""
        ...

    def forget(self, job_id: str) -> None:
        """Delete the file of a job; without one nothing happens."""
        ...

    def sweep(self, now: datetime) -> int:
        """Delete the files of jobs that have expired or never came to be; returns how many pieces."""
        ...
