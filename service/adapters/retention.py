"""Lets old briefs go, and gives the room back that was theirs."""

import sqlite3
from contextlib import closing
from datetime import datetime

from sqlalchemy import Engine, delete, select

from service.adapters.database import writing
from service.adapters.tables import briefs, stamp
from service.domain.errors import ConfigurationError

AT_ONCE = 500  # in one transaction: others write in between


def forget_briefs_before(engine: Engine, moment: datetime) -> int:
    """Delete the briefs that were written earlier; returns how many."""
    forgotten = 0
    while found := _forget_some(engine, moment):
        forgotten += found
    return forgotten


def vacuum(engine: Engine) -> None:
    """Give the room of what was deleted back to the disk (SQLite), or to new rows (PostgreSQL).

    Raises ConfigurationError where SQLite cannot.
    """
    if engine.dialect.name == "sqlite":
        try:
            with closing(engine.raw_connection()) as connection:  # VACUUM runs in no transaction
                connection.cursor().execute("VACUUM")
        except sqlite3.Error as error:
            raise ConfigurationError(
                f"The database could not be made smaller: {error}.",
                "Try again while nobody writes; it needs as much free room as the database has content.",
            ) from None
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM (ANALYZE)")


def _forget_some(engine: Engine, moment: datetime) -> int:
    old = (
        select(briefs.c.seq).where(briefs.c.created_at < stamp(moment)).order_by(briefs.c.seq).limit(AT_ONCE)
    )
    with writing(engine) as connection:
        numbers = list(connection.scalars(old))
        connection.execute(delete(briefs).where(briefs.c.seq.in_(numbers)))
    return len(numbers)
