"""Rows of the job tables to the nouns of the domain and back. Refuses to know what the queries are."""

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, Select, select

from service.adapters.job_tables import jobs
from service.adapters.tables import moment
from service.domain.article import Payload
from service.domain.errors import NotFound
from service.domain.job import Count, Job, JobItem, JobOrder
from service.domain.stores import Failure

NO_JOB = "The id may be wrong, or the job has been deleted; GET /v1/jobs lists what there is."
RECEIVING = "receiving"
AnyRow = Row[tuple[object, ...]]


@lru_cache(maxsize=1)
def orders() -> TypeAdapter[JobOrder]:
    """Reads and writes orders."""
    return TypeAdapter(JobOrder)


@lru_cache(maxsize=1)
def payloads() -> TypeAdapter[Payload]:
    """Reads and writes payloads, whose content is text here."""
    return TypeAdapter(Payload)


def job_of(row: AnyRow, *, at_once: int = 1) -> Job:
    """Return the job of a row of the table; `at_once` is how many of its batches are being worked at."""
    worked = row.worked_seconds
    return Job(
        order=orders().validate_json(row.body),
        state=row.state,
        items=Count(row.items_total, row.items_done, row.items_failed),
        characters=Count(row.characters_total, row.characters_done, row.characters_failed),
        created_at=moment(row.created_at),
        expires_at=moment(row.expires_at),
        started_at=moment(row.started_at) if row.started_at else None,
        finished_at=moment(row.finished_at) if row.finished_at else None,
        speed=at_once * row.worked_items / worked if worked else None,
        version=row.version,
    )


def accepted(job_id: str) -> Select[tuple[object, ...]]:
    """Select the row of a job that was accepted."""
    return select(jobs).where(jobs.c.id == job_id, jobs.c.state != RECEIVING)


def locked(connection: Connection, job_id: str) -> AnyRow:
    """Return the row of a job and keep everybody else from changing it. Raises NotFound.

    Every transaction that writes takes this lock first, which is why none waits for another in a circle.
    """
    row = connection.execute(accepted(job_id).with_for_update()).one_or_none()
    if row is None:
        raise NotFound(f"There is no job {job_id!r}.", NO_JOB)
    return row


def payload_json(payload: Payload) -> str:
    """Return a payload as it is stored; bytes are taken for UTF-8, as readers of files hand out text."""
    if isinstance(payload.content, bytes):
        payload = replace(payload, content=payload.content.decode())
    return payloads().dump_json(payload, exclude_defaults=True).decode()


def item_of(row: AnyRow) -> JobItem:
    """Return an item with its payload."""
    return JobItem(row.position, row.custom_id, payloads().validate_json(row.payload))


def failure_json(failure: Failure) -> str:
    """Return a failure as it is stored."""
    parts = {"code": failure.code, "cause": failure.cause, "remedy": failure.remedy}
    return json.dumps(parts, ensure_ascii=False)


def failure_of(stored: str) -> Failure:
    """Return a stored failure."""
    parts: Mapping[str, str] = json.loads(stored)
    return Failure(parts["code"], parts["cause"], parts["remedy"])
