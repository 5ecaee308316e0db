"""Which files are in the file storage, and whose they are: a row for each, written before the file itself.

Promises that a file which comes back is the one that was kept (by its SHA-256), and that none stays behind
when whoever needed it has gone: as every file has a row, nothing has to be searched for in the storage.
Refuses to know what a file holds.
"""

import hashlib
import io
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import BinaryIO, Literal
from uuid import uuid4

import structlog
from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Engine,
    Index,
    String,
    Table,
    and_,
    delete,
    exists,
    insert,
    or_,
    select,
    update,
)

from service.adapters.database import reading, writing
from service.adapters.interface_tables import uploads
from service.adapters.job_tables import jobs
from service.adapters.tables import metadata, stamp
from service.domain.errors import ConfigurationError, Expired, NotFound, OperatorError
from service.domain.file_storage import FileStorage

Kind = Literal["job", "upload", "result"]
UNCLAIMED = timedelta(hours=6)  # a file whose job or upload did not come to be by then
AT_ONCE = 500
PIECE = 1024 * 1024

stored_files = Table(  # migration 0009 creates it
    "stored_files",
    metadata,
    Column("name", String(100), primary_key=True),  # in the storage
    Column("kind", String(8), nullable=False),
    Column("owner", String(64), nullable=False),  # the id of a job or upload; empty: nobody's any more
    Column("sha256", String(64), nullable=False),
    Column("octets", BigInteger, nullable=False),
    Column("kept_at", String(32), nullable=False),
    Index("stored_files_by_owner", "kind", "owner"),
)


class KeptFiles:
    """The files of one database. Without a storage nothing new is kept, and what once was is missed aloud."""

    def __init__(self, engine: Engine, storage: FileStorage | None) -> None:
        self._engine = engine
        self._storage = storage

    @property
    def in_use(self) -> bool:
        """Whether files are kept here."""
        return self._storage is not None

    def keep(self, kind: Kind, owner: str, content: BinaryIO, now: datetime) -> None:
        """Keep a file in the place of the owner's earlier one, which goes with the next sweep."""
        digest, octets = _summed(content)
        name = f"{kind}s/{uuid4().hex}"
        row = {
            "name": name, "kind": kind, "owner": owner,
            "sha256": digest, "octets": octets, "kept_at": stamp(now),
        }  # fmt: skip
        with writing(self._engine) as connection:
            connection.execute(insert(stored_files).values(row))
        self._opened().write(name, content)
        earlier = and_(_of(kind, owner), stored_files.c.name != name)
        with writing(self._engine) as connection:
            connection.execute(update(stored_files).where(earlier).values(owner=""))

    def fetch(self, kind: Kind, owner: str, into: BinaryIO) -> bool:
        """Copy a file; False where none was kept. Raises Expired where it is damaged or lost."""
        newest = select(stored_files).where(_of(kind, owner)).order_by(stored_files.c.kept_at.desc()).limit(1)
        with reading(self._engine) as connection:
            row = connection.execute(newest).one_or_none()
        if row is None:
            return False
        digest = hashlib.sha256()
        try:
            for piece in self._opened().read(row.name):
                digest.update(piece)
                into.write(piece)
        except NotFound:
            raise _lost(row.name, "is gone from the file storage") from None
        if digest.hexdigest() != row.sha256:
            raise _lost(row.name, "is not what was kept")
        return True

    def forget(self, kinds: Sequence[Kind], owner: str) -> None:
        """Delete an owner's files; where the storage does not answer, the next sweep does it."""
        mine = or_(*(_of(kind, owner) for kind in kinds))
        with writing(self._engine) as connection:
            names = connection.scalars(select(stored_files.c.name).where(mine)).all()
            if names:
                connection.execute(update(stored_files).where(mine).values(owner=""))
        try:
            for name in names:
                self._delete(name)
        except OperatorError as error:
            structlog.get_logger().warning("files_wait", cause=error.cause)

    def sweep(self, now: datetime) -> int:
        """Delete the files that nobody needs any more; returns how many."""
        if self._storage is None:
            return 0
        swept = 0
        while names := self._unneeded(now):
            for name in names:
                self._delete(name)
            swept += len(names)
        return swept

    def _unneeded(self, now: datetime) -> Sequence[str]:
        c = stored_files.c
        of_job = exists().where(jobs.c.id == c.owner, jobs.c.state != "expired")
        of_upload = exists().where(uploads.c.id == c.owner)
        needed = or_(and_(c.kind == "job", of_job), and_(c.kind != "job", of_upload))
        gone = or_(c.owner == "", and_(c.kept_at < stamp(now - UNCLAIMED), ~needed))
        with reading(self._engine) as connection:
            return connection.scalars(select(c.name).where(gone).limit(AT_ONCE)).all()

    def _delete(self, name: str) -> None:
        self._opened().remove(name)
        with writing(self._engine) as connection:
            connection.execute(delete(stored_files).where(stored_files.c.name == name))

    def _opened(self) -> FileStorage:
        if self._storage is None:
            raise ConfigurationError(
                "The file is in a file storage, and DIEMNHAN_FILES_URL names none.",
                "Set it to what it was when the file was sent.",
            )
        return self._storage


def fetched(files: KeptFiles, kind: Kind, owner: str) -> bytes | None:
    """Return a file as a whole; None where none was kept."""
    into = io.BytesIO()
    return into.getvalue() if files.fetch(kind, owner, into) else None


def keep_bytes(files: KeptFiles, kind: Kind, owner: str, content: bytes) -> None:
    """Keep a file that is in memory as a whole."""
    files.keep(kind, owner, io.BytesIO(content), datetime.now(UTC))


def _of(kind: Kind, owner: str) -> ColumnElement[bool]:
    return and_(stored_files.c.kind == kind, stored_files.c.owner == owner)


def _summed(content: BinaryIO) -> tuple[str, int]:
    """Return the SHA-256 of a file and its size; it stands at its beginning again then."""
    digest, octets = hashlib.sha256(), 0
    while piece := content.read(PIECE):
        digest.update(piece)
        octets += len(piece)
    content.seek(0)
    return digest.hexdigest(), octets


def _lost(name: str, what: str) -> Expired:
    structlog.get_logger().error("file_lost", file=name, what=what)
    return Expired(f"The file {what}.", "Send it again; results as JSON Lines are still there.")
