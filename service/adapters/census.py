"""Counts what the database holds, for people who look after the service."""

from typing import Literal, cast

from sqlalchemy import Connection, Engine, Table, func, select, text

from service.adapters.database import reading
from service.adapters.delivery_tables import deliveries
from service.adapters.job_engine import UNFINISHED
from service.adapters.job_tables import job_workers, jobs
from service.adapters.tables import briefs, moment, pending
from service.domain.delivery import DeliveryState
from service.domain.status import Census

_DEAD: DeliveryState = "dead"


def take_census(engine: Engine) -> Census:
    """Count. Raises OperatorError where the database does not answer."""
    waiting = jobs.c.items_total - jobs.c.items_done - jobs.c.items_failed
    since = func.coalesce(jobs.c.queued_at, jobs.c.created_at)  # none: of before there was this column
    unfinished = select(func.count(), func.coalesce(func.sum(waiting), 0), func.min(since))
    with reading(engine) as connection:
        count, items, oldest = connection.execute(unfinished.where(jobs.c.state.in_(UNFINISHED))).one()
        dead = select(func.count()).select_from(deliveries).where(deliveries.c.state == _DEAD)
        return Census(
            kind=cast(Literal["sqlite", "postgresql"], connection.dialect.name),
            octets=_size(connection),
            briefs=_rows(connection, briefs),
            promised=_rows(connection, pending),
            jobs=count,
            job_items=int(items),
            oldest_job=moment(oldest) if oldest else None,
            workers=_rows(connection, job_workers),
            dead_deliveries=connection.scalar(dead) or 0,
        )


def _rows(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0


def _size(connection: Connection) -> int:
    if connection.dialect.name == "postgresql":
        return int(connection.scalar(text("SELECT pg_database_size(current_database())")) or 0)
    pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    return int(pages or 0) * int(connection.exec_driver_sql("PRAGMA page_size").scalar() or 0)
