"""Keeps endpoints and deliveries in the database.

Promises that a delivery is with one sender at a time, one at a time for each endpoint, and that what a dead
sender had taken is due again. Refuses to know how messages are sent and what they say.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import lru_cache

from pydantic import TypeAdapter
from sqlalchemy import Connection, Engine, Row, Select, delete, insert, or_, select, update
from sqlalchemy.sql.expression import tuple_

from service.adapters.cursors import cursor_of, position_of
from service.adapters.database import reading, writing
from service.adapters.delivery_tables import deliveries, endpoints
from service.adapters.tables import moment, stamp
from service.domain.delivery import Delivery, Endpoint, replayed
from service.domain.delivery_ports import DeliveryPage, DeliveryQuery
from service.domain.errors import NotFound, WrongState

LEASE = timedelta(minutes=5)  # far longer than an attempt may take
NO_ENDPOINT = "It may have been deleted; GET /v1/webhooks lists what there is."
NO_DELIVERY = (
    "It may have been deleted with its endpoint or its time; GET /v1/deliveries lists what there is."
)
AnyRow = Row[tuple[object, ...]]


class SqlEndpointStore:
    """EndpointStore on SQLite or PostgreSQL."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, endpoint: Endpoint) -> None:
        """Keep a new endpoint."""
        with writing(self._engine) as connection:
            connection.execute(insert(endpoints).values(_endpoint_row(endpoint)))

    def get(self, endpoint_id: str) -> Endpoint:
        """Return an endpoint."""
        with reading(self._engine) as connection:
            row = connection.execute(select(endpoints).where(endpoints.c.id == endpoint_id)).one_or_none()
        if row is None:
            raise _no_endpoint(endpoint_id)
        return endpoint_of(row.body)

    def all(self) -> tuple[Endpoint, ...]:
        """Return every endpoint, oldest first."""
        with reading(self._engine) as connection:
            rows = connection.scalars(
                select(endpoints.c.body).order_by(endpoints.c.created_at, endpoints.c.id)
            )
            return tuple(map(endpoint_of, rows))

    def replace(self, endpoint: Endpoint) -> None:
        """Change an endpoint."""
        known = update(endpoints).where(endpoints.c.id == endpoint.id)
        with writing(self._engine) as connection:
            if connection.execute(known.values(_endpoint_row(endpoint))).rowcount == 0:
                raise _no_endpoint(endpoint.id)

    def delete(self, endpoint_id: str) -> None:
        """Delete an endpoint and its deliveries."""
        with writing(self._engine) as connection:
            if connection.execute(delete(endpoints).where(endpoints.c.id == endpoint_id)).rowcount == 0:
                raise _no_endpoint(endpoint_id)


class SqlDeliveryStore:
    """DeliveryStore on SQLite or PostgreSQL."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def put(self, wanted: Delivery) -> None:
        """Keep a new delivery."""
        with writing(self._engine) as connection:
            put_delivery(connection, wanted)

    def get(self, delivery_id: str) -> Delivery:
        """Return a delivery."""
        with reading(self._engine) as connection:
            return _delivery(_found(connection, delivery_id))

    def find(self, query: DeliveryQuery) -> DeliveryPage:
        """Return a page, newest first."""
        with reading(self._engine) as connection:
            rows = connection.execute(_listing(query)).all()
        page = rows[: query.limit]
        following = cursor_of(page[-1].created_at, page[-1].id) if len(rows) > query.limit else None
        return DeliveryPage(tuple(map(_delivery, page)), following)

    def claim(self, now: datetime) -> tuple[Delivery, Endpoint] | None:
        """Take what is due, looking first without a lock, as there is nothing to do most of the time."""
        while True:
            with reading(self._engine) as connection:
                first = connection.execute(_due(now).limit(1)).one_or_none()
            if first is None:
                return None
            with writing(self._engine) as connection:
                # Whoever holds the endpoint's row decides alone who sends to it.
                mine = select(endpoints).where(endpoints.c.id == first.endpoint).with_for_update()
                kept = connection.execute(mine).one_or_none()
                row = connection.execute(
                    _due(now).where(deliveries.c.endpoint == first.endpoint).limit(1)
                ).one_or_none()
                if kept is None or row is None:  # another was faster
                    continue
                claimed = update(deliveries).where(deliveries.c.id == row.id)
                connection.execute(claimed.values(claimed_at=stamp(now)))
                return _delivery(row), endpoint_of(kept.body)

    def settle(self, delivery: Delivery) -> None:
        """Keep what became of it."""
        values = {**_delivery_row(delivery), "claimed_at": None}
        with writing(self._engine) as connection:
            connection.execute(update(deliveries).where(deliveries.c.id == delivery.id).values(values))

    def release(self, delivery_id: str) -> None:
        """Put it back."""
        with writing(self._engine) as connection:
            mine = update(deliveries).where(deliveries.c.id == delivery_id)
            connection.execute(mine.values(claimed_at=None))

    def replay(self, delivery_id: str, now: datetime) -> Delivery:
        """Have it tried again."""
        with writing(self._engine) as connection:
            row = _found(connection, delivery_id, locked=True)
            if row.state == "pending" or row.claimed_at is not None:
                raise WrongState(
                    "The delivery is waiting for its first attempt, or being sent.", "Wait a minute."
                )
            again = replayed(_delivery(row), now)
            known = update(deliveries).where(deliveries.c.id == delivery_id)
            connection.execute(known.values(_delivery_row(again)))
        return again

    def recover(self) -> None:
        """Free what an earlier process had claimed. SQLite has one service at a time, so all of it."""
        if self._engine.dialect.name == "sqlite":
            with writing(self._engine) as connection:
                claimed = update(deliveries).where(deliveries.c.claimed_at.is_not(None))
                connection.execute(claimed.values(claimed_at=None))

    def forget_before(self, moment: datetime) -> int:
        """Delete what ended before."""
        old = delete(deliveries).where(deliveries.c.finished_at < stamp(moment))
        with writing(self._engine) as connection:
            return connection.execute(old).rowcount


def put_delivery(connection: Connection, wanted: Delivery) -> None:
    """Write a delivery within the caller's transaction."""
    connection.execute(insert(deliveries).values(_delivery_row(wanted)))


def active_endpoints(connection: Connection) -> list[Endpoint]:
    """Return those who are told, within the caller's transaction."""
    wanted = select(endpoints.c.body).where(endpoints.c.active == 1).order_by(endpoints.c.created_at)
    return [endpoint_of(body) for body in connection.scalars(wanted)]


def endpoint_of(body: str) -> Endpoint:
    """Return a stored endpoint."""
    return _endpoints().validate_json(body)


@lru_cache(maxsize=1)
def _endpoints() -> TypeAdapter[Endpoint]:
    return TypeAdapter(Endpoint)


def _no_endpoint(endpoint_id: str) -> NotFound:
    return NotFound(f"There is no endpoint {endpoint_id!r}.", NO_ENDPOINT)


def _found(connection: Connection, delivery_id: str, *, locked: bool = False) -> AnyRow:
    wanted = select(deliveries).where(deliveries.c.id == delivery_id)
    row = connection.execute(wanted.with_for_update() if locked else wanted).one_or_none()
    if row is None:
        raise NotFound(f"There is no delivery {delivery_id!r}.", NO_DELIVERY)
    return row


def _due(now: datetime) -> Select[tuple[object, ...]]:
    """Select what is due, of active endpoints that nobody is sending to."""
    stale = stamp(now - LEASE)
    busy = select(deliveries.c.endpoint).where(deliveries.c.claimed_at >= stale)
    active = select(endpoints.c.id).where(endpoints.c.active == 1)
    return (
        select(deliveries)
        .where(
            deliveries.c.next_at <= stamp(now),
            or_(deliveries.c.claimed_at.is_(None), deliveries.c.claimed_at < stale),
            deliveries.c.endpoint.in_(active),
            deliveries.c.endpoint.not_in(busy),
        )
        .order_by(deliveries.c.next_at, deliveries.c.created_at, deliveries.c.id)
    )


def _listing(query: DeliveryQuery) -> Select[tuple[object, ...]]:
    wanted = select(deliveries)
    for column, value in (
        (deliveries.c.endpoint, query.endpoint), (deliveries.c.state, query.state),
        (deliveries.c.event, query.event), (deliveries.c.subject, query.subject),
    ):  # fmt: skip
        if value is not None:
            wanted = wanted.where(column == value)
    if query.cursor:
        newest = tuple_(deliveries.c.created_at, deliveries.c.id)
        wanted = wanted.where(newest < tuple_(*position_of(query.cursor)))
    return wanted.order_by(deliveries.c.created_at.desc(), deliveries.c.id.desc()).limit(query.limit + 1)


def _endpoint_row(endpoint: Endpoint) -> Mapping[str, str | int]:
    return {
        "id": endpoint.id,
        "created_at": stamp(endpoint.created_at),
        "active": int(endpoint.active),
        "body": _endpoints().dump_json(endpoint).decode(),
    }


def _delivery_row(one: Delivery) -> Mapping[str, str | int | None]:
    return {
        "id": one.id, "endpoint": one.endpoint, "event": one.event, "subject": one.subject,
        "payload": one.payload, "state": one.state, "attempts": one.attempts,
        "created_at": stamp(one.created_at), "next_at": stamp(one.next_at) if one.next_at else None,
        "finished_at": stamp(one.finished_at) if one.finished_at else None,
        "status": one.status, "last_error": one.last_error,
    }  # fmt: skip


def _delivery(row: AnyRow) -> Delivery:
    return Delivery(
        id=row.id,
        endpoint=row.endpoint,
        event=row.event,
        subject=row.subject,
        payload=row.payload,
        created_at=moment(row.created_at),
        next_at=moment(row.next_at) if row.next_at else None,
        state=row.state,
        attempts=row.attempts,
        status=row.status,
        last_error=row.last_error,
        finished_at=moment(row.finished_at) if row.finished_at else None,
    )
