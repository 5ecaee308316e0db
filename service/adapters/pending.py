"""Keeps the promise of `respond-async`: requests on the disk until their brief is, or has failed.

Promises that each is claimed by one worker at a time, that a brief is saved and its promise dropped in one
transaction, and that a request which keeps killing the process is given up. Refuses to know how briefs come
about.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache

from pydantic import TypeAdapter
from sqlalchemy import Connection, Engine, Row, delete, insert, or_, select, update

from service.adapters.database import reading, writing
from service.adapters.store import NO_BRIEF, write_brief_rows
from service.adapters.tables import moment, pending, stamp
from service.adapters.usage_store import take_off
from service.domain.article import Payload
from service.domain.brief import Brief
from service.domain.errors import NotFound
from service.domain.request import BriefOptions
from service.domain.stores import Failure, PendingBrief
from service.domain.usage import Charge

MAX_ATTEMPTS = 3
# On PostgreSQL several instances share the table; nobody works longer than this at one brief.
LEASE = timedelta(minutes=30)
GAVE_UP = Failure(
    "internal_error",
    "The service stopped three times while it wrote this brief.",
    "Send the article again; if it fails again, report the article.",
)


class SqlPendingStore:
    """PendingStore on SQLite or PostgreSQL."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def put(self, wanted: PendingBrief) -> None:
        """Promise a brief, in the place of an earlier promise of the same id."""
        with writing(self._engine) as connection:
            put_pending(connection, wanted)

    def claim(self, now: datetime) -> PendingBrief | None:
        """Take the oldest that nobody works at."""
        with writing(self._engine) as connection:
            while (row := _next(connection, now)) is not None:
                mine = update(pending).where(pending.c.id == row.id)
                if row.attempts >= MAX_ATTEMPTS:
                    _give_back(connection, row.id)
                    connection.execute(mine.values(failure=_failures().dump_json(GAVE_UP).decode()))
                    continue
                connection.execute(mine.values(claimed_at=stamp(now), attempts=row.attempts + 1))
                return _pending_brief(row)
        return None

    def complete(self, brief: Brief) -> bool:
        """Save the brief and drop its promise, unless that was withdrawn."""
        with writing(self._engine) as connection:
            promised = delete(pending).where(pending.c.id == brief.id).returning(pending.c.options)
            options = connection.execute(promised).scalar()
            if options is not None:
                write_brief_rows(connection, brief, _options().validate_json(options).deliver)
        return options is not None

    def fail(self, brief_id: str, failure: Failure) -> None:
        """Keep why the brief will not come."""
        failed = update(pending).where(pending.c.id == brief_id)
        with writing(self._engine) as connection:
            _give_back(connection, brief_id)
            told = _failures().dump_json(failure).decode()
            connection.execute(failed.values(failure=told, content=b""))

    def release(self, brief_id: str) -> None:
        """Put it back; the attempt does not count."""
        self._set(brief_id, claimed_at=None, attempts=pending.c.attempts - 1)

    def look(self, brief_id: str) -> Failure | None:
        """Return the failure, if it failed."""
        with reading(self._engine) as connection:
            row = connection.execute(select(pending.c.failure).where(pending.c.id == brief_id)).one_or_none()
        if row is None:
            raise NotFound(f"There is no brief {brief_id!r}.", NO_BRIEF)
        return None if row.failure is None else _failures().validate_json(row.failure)

    def withdraw(self, brief_id: str) -> None:
        """Drop the promise, whether anybody works at it or not."""
        with writing(self._engine) as connection:
            _give_back(connection, brief_id)
            if connection.execute(delete(pending).where(pending.c.id == brief_id)).rowcount == 0:
                raise NotFound(f"There is no brief {brief_id!r}.", NO_BRIEF)

    def recover(self) -> None:
        """Free what an earlier process had claimed. SQLite has one service at a time, so all of it."""
        if self._engine.dialect.name == "sqlite":
            with writing(self._engine) as connection:
                connection.execute(update(pending).values(claimed_at=None))

    def _set(self, brief_id: str, **values: object) -> None:
        with writing(self._engine) as connection:
            connection.execute(update(pending).where(pending.c.id == brief_id).values(**values))


def put_pending(connection: Connection, wanted: PendingBrief) -> None:
    """Promise a brief within the caller's transaction."""
    _give_back(connection, wanted.id)
    connection.execute(delete(pending).where(pending.c.id == wanted.id))
    connection.execute(insert(pending).values(_row(wanted)))


def _give_back(connection: Connection, brief_id: str) -> None:
    """Take what was counted for a promise off its owner's usage, once."""
    mine = pending.c.id == brief_id
    kept = connection.execute(select(pending.c.charge).where(mine).with_for_update()).scalar_one_or_none()
    if kept is not None:
        charge = _charges().validate_json(kept)
        take_off(connection, charge.owner, charge.month, charge.spent)
        connection.execute(update(pending).where(mine).values(charge=None))


@lru_cache(maxsize=1)
def _charges() -> TypeAdapter[Charge]:
    return TypeAdapter(Charge)


@lru_cache(maxsize=1)
def _payloads() -> TypeAdapter[Payload]:
    return TypeAdapter(Payload)


@lru_cache(maxsize=1)
def _options() -> TypeAdapter[BriefOptions]:
    return TypeAdapter(BriefOptions)


@lru_cache(maxsize=1)
def _failures() -> TypeAdapter[Failure]:
    return TypeAdapter(Failure)


def _next(connection: Connection, now: datetime) -> Row[tuple[object, ...]] | None:
    free = or_(pending.c.claimed_at.is_(None), pending.c.claimed_at < stamp(now - LEASE))
    oldest = select(pending).where(pending.c.failure.is_(None), free).order_by(pending.c.accepted_at)
    return connection.execute(oldest.limit(1).with_for_update(skip_locked=True)).one_or_none()


def _row(wanted: PendingBrief) -> dict[str, str | int | bytes | None]:
    content = wanted.payload.content
    return {
        "id": wanted.id,
        "accepted_at": stamp(wanted.accepted_at),
        "attempts": 0,
        "content": content.encode() if isinstance(content, str) else content,
        "is_text": int(isinstance(content, str)),
        "payload": _payloads().dump_json(replace(wanted.payload, content="")).decode(),
        "options": _options().dump_json(wanted.options).decode(),
        "charge": None if wanted.charge is None else _charges().dump_json(wanted.charge).decode(),
    }


def _pending_brief(row: Row[tuple[object, ...]]) -> PendingBrief:
    content = row.content.decode() if row.is_text else bytes(row.content)
    payload = replace(_payloads().validate_json(row.payload), content=content)
    options = _options().validate_json(row.options)
    charge = None if row.charge is None else _charges().validate_json(row.charge)
    return PendingBrief(row.id, payload, options, moment(row.accepted_at), charge)
