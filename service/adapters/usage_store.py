"""Counts what each key has had translated, month by month.

Promises that two requests at the same time cannot pass an allowance together: the limit is a condition of the
update itself. Refuses to know what is counted and who sets the limit.
"""

from sqlalchemy import Connection, Engine, select, update
from sqlalchemy.dialects import postgresql, sqlite

from service.adapters.database import reading, writing
from service.adapters.interface_tables import usage
from service.domain.usage import Usage


class SqlUsageStore:
    """UsageStore on SQLite or PostgreSQL."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def spend(self, owner: str, month: str, spent: Usage, *, limit: int | None) -> bool:
        """Add to the usage of a month, unless its characters would pass the limit."""
        with writing(self._engine) as connection:
            return spend(connection, owner, month, spent, limit=limit)

    def give_back(self, owner: str, month: str, unused: Usage) -> None:
        """Take off what was spent in vain."""
        with writing(self._engine) as connection:
            take_off(connection, owner, month, unused)

    def read(self, owner: str, month: str) -> Usage:
        """Return the usage of a month."""
        wanted = select(usage).where(usage.c.owner == owner, usage.c.month == month)
        with reading(self._engine) as connection:
            row = connection.execute(wanted).one_or_none()
        return Usage() if row is None else Usage(row.characters, row.documents)


def spend(connection: Connection, owner: str, month: str, spent: Usage, *, limit: int | None) -> bool:
    """Do what SqlUsageStore.spend does, as a part of a larger step."""
    _open(connection, owner, month)
    mine = update(usage).where(usage.c.owner == owner, usage.c.month == month)
    if limit is not None:
        mine = mine.where(usage.c.characters + spent.characters <= limit)
    return connection.execute(mine.values(_sums(spent, 1))).rowcount > 0


def take_off(connection: Connection, owner: str, month: str, unused: Usage) -> None:
    """Do what SqlUsageStore.give_back does, as a part of a larger step."""
    mine = update(usage).where(usage.c.owner == owner, usage.c.month == month)
    connection.execute(mine.values(_sums(unused, -1)))


def _open(connection: Connection, owner: str, month: str) -> None:
    """Begin a month at nothing; who comes second finds it begun."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    row = {"owner": owner, "month": month, "characters": 0, "documents": 0}
    connection.execute(insert(usage).values(row).on_conflict_do_nothing())


def _sums(spent: Usage, sign: int) -> dict[str, object]:
    return {
        "characters": usage.c.characters + sign * spent.characters,
        "documents": usage.c.documents + sign * spent.documents,
    }
