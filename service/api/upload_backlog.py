"""Translates the files that were sent, one after the other, until the service stops.

Promises that what was taken is translated, now or after a restart, or fails with a reason that can be read.
This is a job boundary: whatever goes wrong with one file stays with that file.
"""

from dataclasses import replace
from datetime import timedelta

import anyio
import structlog
from anyio import to_thread

from service.api.dialect import Desk
from service.api.room import require_room
from service.domain.errors import DiemNhanError, MalformedInput, OperatorError
from service.domain.upload import TranslatedFile, Upload

POLL_SECONDS = 5.0  # how soon another instance's, or a released, file is noticed
CRASHED = "Something went wrong inside the service while it translated this file."


class UploadBacklog:
    """Takes files and translates them. They are kept for `hours`."""

    def __init__(self, desk: Desk, hours: int) -> None:
        self._desk = desk
        self._hours = hours
        self._news = anyio.Event()
        self._stopping = False

    async def take(self, upload: Upload) -> None:
        """Take a file; it is on the disk when this returns."""
        await to_thread.run_sync(self._put, upload)
        self._wake()

    async def serve(self) -> None:
        """Translate files until `stop`; then finish the one that is being translated."""
        while not self._stopping:
            news = self._news
            if not await self._translate_next():
                with anyio.move_on_after(POLL_SECONDS):
                    await news.wait()

    def stop(self) -> None:
        """Start no further file."""
        self._stopping = True
        self._wake()

    def _wake(self) -> None:
        self._news.set()
        self._news = anyio.Event()

    def _put(self, upload: Upload) -> None:
        uploads = self._desk.parts.uploads
        uploads.forget_before(upload.sent_at - timedelta(hours=self._hours))
        require_room(self._desk.parts, len(upload.order.content))
        uploads.put(upload)

    async def _translate_next(self) -> bool:
        """Translate the oldest file; False where there is nothing to do now."""
        try:
            upload = await to_thread.run_sync(self._desk.parts.uploads.claim, self._desk.parts.clock())
            if upload is None:
                return False
            await self._translate_one(upload)
        except OperatorError as error:
            await structlog.get_logger().awarning("uploads_wait", code=error.code, cause=error.cause)
            return False
        return True

    async def _translate_one(self, upload: Upload) -> None:
        try:
            await self._desk.pool.run_promised(lambda: self._translate(upload))
        except anyio.get_cancelled_exc_class():  # the service stops before it is done: the next start goes on
            with anyio.CancelScope(shield=True):
                await to_thread.run_sync(self._desk.parts.uploads.release, upload.id)
            raise

    def _translate(self, upload: Upload) -> None:
        uploads = self._desk.parts.uploads
        try:
            uploads.finish(upload.id, self._translated(upload))
        except OperatorError:  # not the file's fault: it is tried again
            uploads.release(upload.id)
            raise
        except DiemNhanError as error:
            uploads.fail(upload.id, f"{error.cause} {error.remedy}".strip())
        except Exception:  # noqa: BLE001  # the job boundary: one bad file never stops the rest
            structlog.get_logger().exception("upload_crashed", upload=upload.id)
            uploads.fail(upload.id, CRASHED)

    def _translated(self, upload: Upload) -> TranslatedFile:
        """Translate a file that is not in the target language already, and count it, at most once."""
        parts, allowance = self._desk.parts, self._desk.allowance

        def admit(characters: int) -> None:
            limit = allowance.limit_of(upload.owner)
            parts.uploads.charge(upload.id, characters, now=parts.clock(), limit=limit)

        done = parts.translate_file(replace(upload.order, desk=upload.owner), admit=admit)
        if not done.translated:
            raise MalformedInput("Source and target language are equal.", "")
        return done
