"""Keeps files that wait to be translated, and their translations until they are fetched.

Promises that each is worked at by one worker at a time, and that a file which keeps killing the process is
given up. Where there is a file storage, files go there and the row's content is empty. Refuses to know what
is in a file.
"""

import json
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Literal

from pydantic import TypeAdapter
from sqlalchemy import Connection, Engine, Row, and_, delete, func, insert, or_, select, update

from service.adapters.database import reading, writing
from service.adapters.interface_tables import uploads
from service.adapters.kept_files import KeptFiles, fetched, keep_bytes
from service.adapters.tables import moment, stamp
from service.adapters.usage_store import spend, take_off
from service.domain.errors import Expired, NotFound, OperatorError
from service.domain.upload import FileOrder, TranslatedFile, Upload, UploadState
from service.domain.usage import Usage, month_of, used_up

MAX_ATTEMPTS = 3
GAVE_UP = "The service stopped three times while it translated this file."
# On PostgreSQL several instances share the table; nobody works longer than this at one file.
LEASE = timedelta(minutes=30)
UNDONE = ("queued", "translating")


class SqlUploadStore:
    """UploadStore on SQLite or PostgreSQL."""

    def __init__(self, engine: Engine, files: KeptFiles | None = None) -> None:
        self._engine = engine
        self._files = files or KeptFiles(engine, None)

    def put(self, upload: Upload) -> None:
        """Keep it, to be translated in its turn."""
        row = {**_row(upload), "content": self._placed("upload", upload.id, upload.order.content)}
        with writing(self._engine) as connection:
            connection.execute(insert(uploads).values(row))

    def put_done(self, upload: Upload, result: TranslatedFile) -> None:
        """Keep one that is translated already."""
        content = self._placed("result", upload.id, result.content)
        done = {"status": "done", "content": content, "characters": result.characters}
        with writing(self._engine) as connection:
            connection.execute(insert(uploads).values({**_row(upload), **done}))

    def claim(self, now: datetime) -> Upload | None:
        """Take the oldest that nobody works at."""
        while (row := self._claim(now)) is not None:
            try:
                return _upload(row, row.content or fetched(self._files, "upload", row.id) or b"")
            except Expired as error:  # the file storage has lost it
                self.fail(row.id, f"{error.cause} {error.remedy}")
            except OperatorError:
                self.release(row.id)
                raise
        return None

    def _claim(self, now: datetime) -> Row[tuple[object, ...]] | None:
        free = or_(
            uploads.c.status == "queued",
            and_(uploads.c.status == "translating", uploads.c.claimed_at < stamp(now - LEASE)),
        )
        oldest = select(uploads).where(free).order_by(uploads.c.sent_at).limit(1)
        with writing(self._engine) as connection:
            while (
                row := connection.execute(oldest.with_for_update(skip_locked=True)).one_or_none()
            ) is not None:
                mine = update(uploads).where(uploads.c.id == row.id)
                if row.attempts >= MAX_ATTEMPTS:
                    _give_back(connection, row.id)
                    connection.execute(mine.values(status="error", error=GAVE_UP, content=b""))
                    continue
                taken = {"status": "translating", "attempts": row.attempts + 1, "claimed_at": stamp(now)}
                connection.execute(mine.values(taken))
                return row
        return None

    def charge(self, upload_id: str, characters: int, *, now: datetime, limit: int | None) -> None:
        """Count the file, unless an attempt before this one has."""
        mine = uploads.c.id == upload_id
        wanted = select(uploads.c.owner, uploads.c.charged).where(mine).with_for_update()
        spent, month = Usage(characters, documents=1), month_of(now)
        with writing(self._engine) as connection:
            row = connection.execute(wanted).one_or_none()
            if row is None:
                raise _unknown(upload_id)
            if row.charged is not None:
                return
            if not spend(connection, row.owner, month, spent, limit=limit):
                raise used_up(now)
            counted = update(uploads).where(mine).values(charged=characters, charged_month=month)
            connection.execute(counted)

    def finish(self, upload_id: str, result: TranslatedFile) -> None:
        """Keep the result."""
        content = self._placed("result", upload_id, result.content)
        self._set(upload_id, status="done", content=content, characters=result.characters)
        self._files.forget(("upload",), upload_id)

    def fail(self, upload_id: str, error: str) -> None:
        """Keep why there will be no result."""
        failed = update(uploads).where(uploads.c.id == upload_id)
        with writing(self._engine) as connection:
            _give_back(connection, upload_id)
            connection.execute(failed.values(status="error", error=error, content=b""))
        self._files.forget(("upload",), upload_id)

    def release(self, upload_id: str) -> None:
        """Put it back; the attempt does not count."""
        self._set(upload_id, status="queued", attempts=uploads.c.attempts - 1)

    def state(self, upload_id: str) -> UploadState:
        """Return how far it is."""
        columns = (c for c in uploads.c if c.name not in ("content", "options"))
        with reading(self._engine) as connection:
            row = connection.execute(select(*columns).where(uploads.c.id == upload_id)).one_or_none()
            if row is None:
                raise _unknown(upload_id)
            before = select(func.count()).where(uploads.c.status.in_(UNDONE), uploads.c.sent_at < row.sent_at)
            ahead = connection.execute(before).scalar_one() if row.status in UNDONE else 0
        return UploadState(row.status, row.name, row.secret_sha256, row.characters, ahead, row.error)

    def result(self, upload_id: str) -> bytes:
        """Return the translated file."""
        wanted = select(uploads.c.content).where(uploads.c.id == upload_id, uploads.c.status == "done")
        with reading(self._engine) as connection:
            content = connection.execute(wanted).scalar_one_or_none()
        if content is None:
            raise _unknown(upload_id)
        return bytes(content) or fetched(self._files, "result", upload_id) or b""

    def remove(self, upload_id: str) -> None:
        """Delete it."""
        with writing(self._engine) as connection:
            connection.execute(delete(uploads).where(uploads.c.id == upload_id))
        self._files.forget(("upload", "result"), upload_id)

    def forget_before(self, moment: datetime) -> None:
        """Delete what has grown old; what was counted and never done is given back."""
        undone = select(uploads.c.id).where(
            uploads.c.sent_at < stamp(moment), uploads.c.status.in_(UNDONE), uploads.c.charged.is_not(None)
        )
        with writing(self._engine) as connection:
            for upload_id in connection.execute(undone).scalars().all():
                _give_back(connection, upload_id)
            connection.execute(delete(uploads).where(uploads.c.sent_at < stamp(moment)))

    def recover(self) -> None:
        """Put back what an earlier process had claimed. SQLite has one service at a time, so all of it."""
        if self._engine.dialect.name == "sqlite":
            with writing(self._engine) as connection:
                claimed = update(uploads).where(uploads.c.status == "translating")
                connection.execute(claimed.values(status="queued"))

    def _placed(self, kind: Literal["upload", "result"], upload_id: str, content: bytes) -> bytes:
        """Keep a file where files are kept, and return what is left for the row."""
        if not self._files.in_use:
            return content
        keep_bytes(self._files, kind, upload_id, content)
        return b""

    def _set(self, upload_id: str, **values: object) -> None:
        with writing(self._engine) as connection:
            connection.execute(update(uploads).where(uploads.c.id == upload_id).values(**values))


def _give_back(connection: Connection, upload_id: str) -> None:
    """Take a file that is not done off its owner's usage, once."""
    mine = uploads.c.id == upload_id
    columns = (uploads.c.owner, uploads.c.charged, uploads.c.charged_month)
    row = connection.execute(select(*columns).where(mine).with_for_update()).one_or_none()
    if row is not None and row.charged is not None:
        take_off(connection, row.owner, row.charged_month, Usage(row.charged, documents=1))
        connection.execute(update(uploads).where(mine).values(charged=None, charged_month=None))


@lru_cache(maxsize=1)
def _orders() -> TypeAdapter[FileOrder]:
    return TypeAdapter(FileOrder)


def _row(upload: Upload) -> dict[str, str | int | bytes]:
    return {
        "id": upload.id,
        "secret_sha256": upload.secret_sha256,
        "owner": upload.owner,
        "sent_at": stamp(upload.sent_at),
        "status": "queued",
        "name": upload.order.name,
        "options": _orders().dump_json(upload.order, exclude={"name", "content"}).decode(),
        "content": upload.order.content,
        "characters": 0,
        "attempts": 0,
    }


def _upload(row: Row[tuple[object, ...]], content: bytes) -> Upload:
    kept = {**json.loads(row.options), "name": row.name, "content": bytes(content)}
    order = _orders().validate_python(kept)
    return Upload(row.id, row.secret_sha256, row.owner, order, moment(row.sent_at))


def _unknown(upload_id: str) -> NotFound:
    return NotFound(f"There is no file {upload_id!r}.", "It may have been fetched, or have grown too old.")
