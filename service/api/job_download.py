"""The translated file of a job as an answer, which is made anew for every request and thrown away behind it.

Promises that the same content has the same ETag, so that a download goes on where it broke off (`If-Range`)
and one that the client has is not sent again (`If-None-Match`). Refuses to know how the file is made.
"""

import hashlib
from email.utils import format_datetime
from pathlib import Path

from anyio import to_thread
from fastapi import Request, Response
from fastapi.responses import FileResponse
from starlette.background import BackgroundTask

from service.domain.job import Job


async def download(request: Request, made: Path, job: Job, media_type: str) -> Response:
    """Answer with a file, and delete it when it is sent; 304 where the client has it."""
    tag = f'"{await to_thread.run_sync(_fingerprint, made)}"'
    headers = {"ETag": tag, "Vary": "Accept", "Cache-Control": "no-cache"}
    if job.finished_at is not None:  # not the time at which this copy of it was made
        headers["Last-Modified"] = format_datetime(job.finished_at, usegmt=True)
    if _matches(request.headers.get("if-none-match", ""), tag):
        made.unlink()
        return Response(status_code=304, headers=headers)
    thrown_away = BackgroundTask(made.unlink)
    return FileResponse(
        made, headers=headers, media_type=media_type, filename=job.order.name, background=thrown_away
    )


def _fingerprint(made: Path) -> str:
    with made.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:32]


def _matches(sent: str, tag: str) -> bool:
    return sent.strip() == "*" or tag in {one.strip().removeprefix("W/") for one in sent.split(",")}
