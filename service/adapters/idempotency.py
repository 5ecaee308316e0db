"""Remembers what was answered to an Idempotency-Key.

Promises that of two requests with one key at the same time one runs and the other is told so. Refuses to
know what a request is: it sees a fingerprint.
"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Engine, Row, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from service.adapters.database import writing
from service.adapters.tables import idempotency, stamp
from service.domain.errors import IdempotencyMismatch, InProgress
from service.domain.stores import StoredAnswer

# On PostgreSQL another instance may hold the key; after this long it has died.
LEASE = timedelta(minutes=30)


class SqlIdempotencyStore:
    """IdempotencyStore on SQLite or PostgreSQL. Answers are kept for `kept_for`."""

    def __init__(self, engine: Engine, kept_for: timedelta = timedelta(hours=72)) -> None:
        self._engine = engine
        self._kept_for = kept_for

    def begin(self, key: str, fingerprint: str, now: datetime) -> StoredAnswer | None:
        """Claim the key, or return what was answered."""
        try:
            with writing(self._engine) as connection:
                row = self._held(connection, key, now)
                if row is None:
                    claim = {"key": key, "fingerprint": fingerprint, "claimed_at": stamp(now)}
                    connection.execute(insert(idempotency).values(claim))
                    return None
        except IntegrityError:  # PostgreSQL: another instance was faster
            raise _in_progress(key) from None
        return _answer(row, key, fingerprint)

    def finish(self, key: str, answer: StoredAnswer) -> None:
        """Keep the answer."""
        values = {
            "status": answer.status,
            "media_type": answer.media_type,
            "location": answer.location,
            "body": answer.body,
        }
        with writing(self._engine) as connection:
            connection.execute(update(idempotency).where(idempotency.c.key == key).values(values))

    def forget(self, key: str) -> None:
        """Release the key."""
        with writing(self._engine) as connection:
            connection.execute(delete(idempotency).where(idempotency.c.key == key))

    def recover(self, now: datetime) -> None:
        """Release the keys of dead requests. SQLite has one service at a time, so all that are running."""
        running = idempotency.c.status.is_(None)
        dead = running if self._engine.dialect.name == "sqlite" else running & _older(now - LEASE)
        with writing(self._engine) as connection:
            connection.execute(delete(idempotency).where(dead))

    def _held(self, connection: Connection, key: str, now: datetime) -> Row[tuple[object, ...]] | None:
        connection.execute(delete(idempotency).where(_older(now - self._kept_for)))
        connection.execute(
            delete(idempotency).where(
                idempotency.c.key == key, idempotency.c.status.is_(None), _older(now - LEASE)
            )
        )
        return connection.execute(select(idempotency).where(idempotency.c.key == key)).one_or_none()


def _sent(key: str) -> str:
    """Return a key as its owner knows it: the API puts the id of the owner before it."""
    return repr(key.split(":", 1)[-1])


def _older(than: datetime) -> ColumnElement[bool]:
    return idempotency.c.claimed_at < stamp(than)


def _answer(row: Row[tuple[object, ...]], key: str, fingerprint: str) -> StoredAnswer:
    if row.fingerprint != fingerprint:
        raise IdempotencyMismatch(
            f"The Idempotency-Key {_sent(key)} was used for another request.",
            "Use a new key for a new request, and the old one only to repeat the same request.",
        )
    if row.status is None:
        raise _in_progress(key)
    return StoredAnswer(row.status, row.media_type, bytes(row.body), row.location)


def _in_progress(key: str) -> InProgress:
    return InProgress(
        f"The first request with the Idempotency-Key {_sent(key)} is still running.",
        "Repeat the request in a moment to get its answer.",
    )
