"""The translated file of a job as an answer, which is made anew for every request and thrown away behind it.

Promises that the same content has the same ETag, so that a download goes on where it broke off (`If-Range`)
and one that the client has is not sent again (`If-None-Match`). Refuses to know how the file is made.
"""

import hashlib
from collections.abc import AsyncIterator
from email.utils import format_datetime
from pathlib import Path
from threading import Lock
from typing import Annotated

from anyio import to_thread
from fastapi import Depends, Request, Response
from fastapi.responses import FileResponse

from service.domain.job import Job


class Discarded:
    """The files of one request, which are deleted behind its answer.

    A thread that makes one may end after the request, whose task was cancelled: it deletes its file itself.
    """

    def __init__(self) -> None:
        self._files: list[Path] = []
        self._answered = False
        self._lock = Lock()

    def add(self, file: Path) -> None:
        """Have a file deleted, which may not exist."""
        with self._lock:
            self._files.append(file)
            if self._answered:
                self._delete()

    def answered(self) -> None:
        """Delete the files, and from now on whatever is added."""
        with self._lock:
            self._answered = True
            self._delete()

    def _delete(self) -> None:
        for file in self._files:
            file.unlink(missing_ok=True)


async def _thrown_away() -> AsyncIterator[Discarded]:
    """Delete what is made for a request behind its answer, however that ends: an odd Range, a lost client."""
    files = Discarded()
    try:
        yield files
    finally:
        files.answered()


ThrownAway = Annotated[Discarded, Depends(_thrown_away)]


async def download(request: Request, made: Path, job: Job, media_type: str) -> Response:
    """Answer with a file; 304 where the client has it."""
    tag = f'"{await to_thread.run_sync(_fingerprint, made)}"'
    headers = {"ETag": tag, "Vary": "Accept", "Cache-Control": "no-cache"}
    if job.finished_at is not None:  # not the time at which this copy of it was made
        headers["Last-Modified"] = format_datetime(job.finished_at, usegmt=True)
    if _matches(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    return FileResponse(made, headers=headers, media_type=media_type, filename=job.order.name)


def _fingerprint(made: Path) -> str:
    with made.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:32]


def _matches(sent: str, tag: str) -> bool:
    return sent.strip() == "*" or tag in {one.strip().removeprefix("W/") for one in sent.split(",")}
