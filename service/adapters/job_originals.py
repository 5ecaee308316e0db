"""Keeps the files that jobs were ordered with: in the database, so that any process of any machine has them.

Promises that no more than a few pieces are in memory, and that a file goes when its job expires or is purged.
Where there is a file storage, new files go there; those of the database stay readable.
"""

from collections.abc import Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Column, Engine, Integer, LargeBinary, String, Table, delete, exists, insert, select
from sqlalchemy.exc import IntegrityError

from service.adapters.database import reading, writing
from service.adapters.job_tables import jobs
from service.adapters.kept_files import UNCLAIMED, KeptFiles, stored_files
from service.adapters.tables import metadata, stamp
from service.domain.errors import Expired, InProgress

PIECE = 1024 * 1024
STEP = 4  # pieces in one transaction

job_files = Table(  # migration 0008 creates it
    "job_files",
    metadata,
    Column("job_id", String(64), primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("content", LargeBinary, nullable=False),
    Column("kept_at", String(32), nullable=False),
)


class SqlOriginalStore:
    """OriginalStore on SQLite or PostgreSQL."""

    def __init__(self, engine: Engine, files: KeptFiles | None = None) -> None:
        self._engine = engine
        self._files = files or KeptFiles(engine, None)

    def keep(self, job_id: str, file: Path, now: datetime) -> None:
        """Keep a file; in the database, in steps between which others write.

        Of one that broke off, the sweep deletes what there is of it, as of one whose job never came. Raises
        InProgress where another keeps the file of the same job at the same time.
        """
        if self._files.in_use:
            with file.open("rb") as content:
                self._files.keep("job", job_id, content, now)
            return
        with writing(self._engine) as connection:
            connection.execute(delete(job_files).where(job_files.c.job_id == job_id))
        with file.open("rb") as content:
            pieces = enumerate(iter(lambda: content.read(PIECE), b""))
            while step := list(islice(pieces, STEP)):
                self._keep_step(job_id, step, now)

    def _keep_step(self, job_id: str, step: Sequence[tuple[int, bytes]], now: datetime) -> None:
        row = {"job_id": job_id, "kept_at": stamp(now)}
        try:
            with writing(self._engine) as connection:
                for part, piece in step:
                    connection.execute(insert(job_files).values(**row, part=part, content=piece))
        except IntegrityError:
            raise InProgress(
                "The same job is being ordered a second time.", "Wait for the answer to that."
            ) from None

    def fetch(self, job_id: str, into: BinaryIO) -> None:
        """Write a kept file."""
        if self._files.fetch("job", job_id, into):
            return
        part = 0
        mine = select(job_files.c.content).where(job_files.c.job_id == job_id)
        with reading(self._engine) as connection:
            while (piece := connection.scalar(mine.where(job_files.c.part == part))) is not None:
                into.write(piece)
                part += 1
        if not part:
            raise Expired(
                "The file of this job was deleted: it expired or was purged.", "Send it as a new job."
            )

    def forget(self, job_id: str) -> None:
        """Delete the file of a job, if there is one."""
        with writing(self._engine) as connection:
            connection.execute(delete(job_files).where(job_files.c.job_id == job_id))
        if self._files.in_use:
            self._files.forget(("job",), job_id)

    def sweep(self, now: datetime) -> int:
        """Delete the files that no job needs any more."""
        of_job = jobs.c.id == job_files.c.job_id
        unclaimed = ~exists().where(of_job) & (job_files.c.kept_at < stamp(now - UNCLAIMED))
        over = exists().where(of_job, jobs.c.state == "expired")
        theirs = (stored_files.c.kind == "job") & (stored_files.c.owner == jobs.c.id)
        with writing(self._engine) as connection:
            swept = connection.execute(delete(job_files).where(over | unclaimed)).rowcount
            stored = select(jobs.c.id).join(stored_files, theirs).where(jobs.c.state == "expired").distinct()
            expired = connection.scalars(stored).all()
        for job_id in expired if self._files.in_use else ():
            self._files.forget(("job",), job_id)
        return swept + self._files.sweep(now)
