"""Where the commands about jobs turn to: the database of this machine, or a server.

Promises the same answers from both, so that a command need not know which it speaks to. An order that is
repeated, because the first attempt was cut off, is the same job; a server that is away for a moment is asked
again, as long as the desk's patience lasts.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import httpx

from service.api.job_schemas import JobList, JobOut, job_out
from service.cli.patience import ONCE, Patience
from service.domain.errors import DiemNhanError, InputError, NotFound, Overloaded

if TYPE_CHECKING:
    from service.api.job_parts import JobParts

PIECE = 1024 * 1024
ANSWER_SECONDS = 30  # for what a server looks up; it is asked again rather than waited for


@dataclass(frozen=True, slots=True)
class Parcel:
    """A file to send, what it is called, the fields that go with it, and what makes this order a new one."""

    path: Path
    name: str
    fields: dict[str, str]
    sha256: str
    nonce: str = ""

    @property
    def key(self) -> str:
        """The same for the same order."""
        said = json.dumps([sorted(self.fields.items()), self.name, self.sha256, self.nonce])
        return hashlib.sha256(said.encode()).hexdigest()[:32]


class JobDesk(Protocol):
    """What the commands ask for."""

    def submit(self, parcel: Parcel) -> JobOut: ...

    def show(self, job_id: str) -> JobOut: ...

    def listing(self, limit: int) -> JobList: ...

    def results(self, job_id: str, *, after: int) -> Iterator[bytes]: ...

    def cancel(self, job_id: str) -> JobOut: ...

    def purge(self, job_id: str) -> JobOut: ...

    def retry(self, job_id: str) -> JobOut: ...

    def way_on(self, job_id: str) -> str:
        """The command that goes on with a job."""
        ...


class LocalDesk:
    """The jobs in the database of this machine."""

    def __init__(self, jobs: "JobParts") -> None:
        self._jobs = jobs

    def submit(self, parcel: Parcel) -> JobOut:
        """Order the job from its file."""
        from service.api.job_files import order_of
        from service.api.room import while_there_is_room
        from service.api.upload import Upload

        upload = Upload(parcel.fields, parcel.path, parcel.name, parcel.sha256, parcel.path.stat().st_size)
        order, items = order_of(upload, self._jobs, job_id=parcel.key, owner="-")
        fitting = while_there_is_room(items, self._jobs.require_room, octets=upload.octets)
        return _out(self._jobs.engine.submit(order, fitting, _now()))

    def show(self, job_id: str) -> JobOut:
        """Return a job."""
        return _out(self._jobs.store.get(job_id))

    def listing(self, limit: int) -> JobList:
        """Return the newest jobs."""
        from service.domain.job_ports import JobQuery

        page = self._jobs.store.find(JobQuery(limit=limit))
        return JobList(jobs=[_out(job) for job in page.jobs], next_cursor=page.next_cursor)

    def results(self, job_id: str, *, after: int) -> Iterator[bytes]:
        """Yield the lines of what is done."""
        from service.api.job_lines import line

        job = self._jobs.store.get(job_id)
        for result in self._jobs.store.results(job_id, after=after):
            if result.status != "waiting":
                yield line(result, job.order.kind)

    def cancel(self, job_id: str) -> JobOut:
        """Cancel a job."""
        return _out(self._jobs.engine.cancel(job_id, _now()))

    def purge(self, job_id: str) -> JobOut:
        """Delete what a job holds."""
        purged = self._jobs.engine.purge(job_id, _now())
        self._jobs.originals.forget(job_id)
        return _out(purged)

    def retry(self, job_id: str) -> JobOut:
        """Try its failed items again."""
        return _out(self._jobs.engine.retry(job_id, _now()))

    def way_on(self, job_id: str) -> str:
        """The command that goes on with a job."""
        return f"`diemnhan jobs wait {job_id}`"


class RemoteDesk:
    """The jobs of a server. Whatever is asked again when the server was away may be asked twice."""

    def __init__(self, client: httpx.Client, patience: Patience = ONCE) -> None:
        self._client = client
        self._patience = patience
        self._met = False

    def submit(self, parcel: Parcel) -> JobOut:
        """Send the file as it is read."""
        fields = {**parcel.fields, "sha256": parcel.sha256}
        headers = {"Idempotency-Key": parcel.key}

        def send() -> httpx.Response:
            with parcel.path.open("rb") as file:
                sent = {"file": (parcel.name, file)}
                return self._client.post("/v1/jobs", data=fields, files=sent, headers=headers)

        return JobOut.model_validate_json(self._asked(send).content)

    def show(self, job_id: str) -> JobOut:
        """Return a job."""
        path = f"/v1/jobs/{job_id}"
        answer = self._asked(lambda: self._client.get(path, timeout=ANSWER_SECONDS), job_id)
        return JobOut.model_validate_json(answer.content)

    def listing(self, limit: int) -> JobList:
        """Return the newest jobs."""
        answer = self._asked(lambda: self._client.get("/v1/jobs", params={"limit": limit}))
        return JobList.model_validate_json(answer.content)

    def results(self, job_id: str, *, after: int) -> Iterator[bytes]:
        """Yield the lines of what is done."""
        path = f"/v1/jobs/{job_id}/results"

        def start() -> httpx.Response:
            request = self._client.build_request("GET", path, params={"after": after})
            return self._client.send(request, stream=True)

        with closing(self._asked(start, job_id)) as answer:
            pending = b""
            try:
                for piece in answer.iter_bytes():
                    *lines, pending = (pending + piece).split(b"\n")
                    yield from (line + b"\n" for line in lines)
            except httpx.TransportError as error:
                raise Overloaded(
                    f"The server broke off: {error}.",
                    "Ask again; `--after` with the position of the last line goes on from there.",
                ) from None

    def file(self, job_id: str) -> bytes:
        """Return the translated file of a job that has ended."""
        path, wanted = f"/v1/jobs/{job_id}/results", {"Accept": "application/octet-stream"}
        return self._asked(lambda: self._client.get(path, headers=wanted), job_id).content

    def document_kinds(self) -> tuple[str, ...] | None:
        """Return the endings of documents that the server translates; None where it does not say."""
        try:
            answer = self._asked(lambda: self._client.get("/libretranslate/frontend/settings"))
        except (InputError, NotFound):
            return None
        told = answer.json().get("supportedFilesFormat")
        return None if told is None else tuple(map(str, told))

    def cancel(self, job_id: str) -> JobOut:
        """Cancel a job."""
        answer = self._asked(lambda: self._client.delete(f"/v1/jobs/{job_id}"))
        return JobOut.model_validate_json(answer.content)

    def purge(self, job_id: str) -> JobOut:
        """Delete what a job holds; an older server would only cancel it, which is told."""
        path = f"/v1/jobs/{job_id}"
        answer = self._asked(lambda: self._client.delete(path, params={"purge": "true"}))
        job = JobOut.model_validate_json(answer.content)
        if job.state != "expired":
            raise Overloaded(
                f"The server has cancelled the job {job_id} and not purged it.", "It is older: upgrade it."
            )
        return job

    def retry(self, job_id: str) -> JobOut:
        """Try its failed items again; asked once, as a second time would find nothing that has failed."""
        answer = checked(lambda: self._client.post(f"/v1/jobs/{job_id}/retry"))
        self._met = True
        return JobOut.model_validate_json(answer.content)

    def way_on(self, job_id: str) -> str:
        """The command that goes on with a job."""
        address = str(self._client.base_url).rstrip("/")
        key = " --key …" if "Authorization" in self._client.headers else ""
        return f"`diemnhan jobs wait {job_id} --server {address}{key}`"

    def _asked(self, ask: Callable[[], httpx.Response], job_id: str | None = None) -> httpx.Response:
        """Ask with patience; whoever loses sight of a job learns that it lives on."""
        try:
            answer = checked(lambda: self._patience.ask(ask, met=self._met))
        except Overloaded as error:
            if job_id is None or not self._met:
                raise
            raise Overloaded(
                error.cause, f"The job {job_id} lives on there; {self.way_on(job_id)} goes on with it."
            ) from None
        self._met = True
        return answer


def fingerprint(path: Path) -> str:
    """Return the SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()


def checked(ask: Callable[[], httpx.Response]) -> httpx.Response:
    """Return the answer; what the server refused is raised as what it is here."""
    try:
        answer = ask()
    except httpx.TransportError as error:
        raise Overloaded(
            f"The server does not answer: {error}.", "Check the address, or try again."
        ) from None
    if answer.is_success:
        return answer
    answer.read()  # one that was to be streamed is not yet
    try:
        problem = answer.json()
        cause, remedy = str(problem["detail"]), str(problem["remedy"])
    except (ValueError, KeyError, TypeError):
        cause, remedy = f"The server answered {answer.status_code}.", "Check the address."
    kinds: dict[bool, type[DiemNhanError]] = {True: InputError, False: Overloaded}
    kind = NotFound if answer.status_code == 404 else kinds[answer.status_code < 429]
    raise kind(cause, remedy)


def _out(job: object) -> JobOut:
    from service.domain.job import Job

    assert isinstance(job, Job)
    return job_out(job, _now())


def _now() -> datetime:
    return datetime.now(UTC)
