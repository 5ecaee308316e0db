"""One database for everything that is kept: SQLite as it comes, PostgreSQL by its URL.

Promises that the schema is current when `open_database` returns, that what `writing` wrote is on the disk
when it ends (SQLite: WAL with synchronous=FULL, as a brief must outlive a power cut), and that a database
which cannot be reached, or is damaged, is an OperatorError. Refuses to know what the tables mean.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    DBAPIError,
    NoSuchModuleError,
    OperationalError,
    SQLAlchemyError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import ConnectionPoolEntry

from service.domain.errors import ConfigurationError, OperatorError, Overloaded

SQLITE_SETTINGS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=10000",
)
# A host that is cut off, or a process that is stopped, holds nobody up for longer: both ends of a connection
# notice it within 15 s, where the operating system by itself takes up to 2 h.
POSTGRES_CONNECTION = {
    "connect_timeout": "5",
    "keepalives_idle": "5",
    "keepalives_interval": "3",
    "keepalives_count": "3",
    "tcp_user_timeout": "15000",  # milliseconds
}
POSTGRES_SETTINGS = (
    "SET tcp_keepalives_idle = 5",
    "SET tcp_keepalives_interval = 3",
    "SET tcp_keepalives_count = 3",
    "SET tcp_user_timeout = 15000",
    "SET idle_in_transaction_session_timeout = 15000",
)
MIGRATION_LOCK = 5_134_227_001  # any number that no other program locks in this database
DAMAGED = "Stop the service and put the last copy back: `diemnhan restore PATH` (docs/operations.md)."


def open_database(url: str) -> Engine:
    """Connect, and bring the schema up to date. Raises ConfigurationError where that cannot be done."""
    try:
        engine = _engine(url)
        _migrate(engine)
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise ConfigurationError(
            f"The database URL cannot be used: {error}.",
            "Set DIEMNHAN_DATABASE_URL to sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME"
            " (PostgreSQL needs the extra `postgres`).",
        ) from None
    except (OperationalError, OSError) as error:
        raise ConfigurationError(
            f"The database cannot be opened: {getattr(error, 'orig', None) or error}.",
            "Check that it runs, that the address is right and that the folder can be written to.",
        ) from None
    except DatabaseError as error:
        if not _is_damage(error):
            raise
        raise _damaged(error) from None
    except CommandError as error:
        raise ConfigurationError(
            f"The schema of the database is not one that this version knows: {error}.",
            "Run the version of the service that wrote it, or a newer one.",
        ) from None
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that writes; it commits at the end of the block, and not where that raises."""
    with _reachable(), engine.execution_options(writes=True).begin() as connection:
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that only reads."""
    with _reachable(), engine.connect() as connection:
        yield connection


def obstacles(engine: Engine) -> list[str]:
    """Return what stands in the way of using the database; nothing means it can be used."""
    try:
        with reading(engine) as connection:
            connection.execute(text("SELECT 1"))
    except OperatorError as error:
        return [error.cause]
    return []


@contextmanager
def _reachable() -> Iterator[None]:
    try:
        yield
    except (OperationalError, PoolTimeout) as error:
        raise _unreachable(error) from error
    except DBAPIError as error:
        if error.connection_invalidated:  # ended by the server, for being idle for example
            raise _unreachable(error) from error
        if _is_damage(error):
            raise _damaged(error) from error
        raise


def _unreachable(error: SQLAlchemyError) -> Overloaded:
    return Overloaded(
        f"The database did not answer: {getattr(error, 'orig', None) or error}.",
        "Try again; if it stays, tell the operator.",
    )


def _is_damage(error: DBAPIError) -> bool:
    """Tell damage from mistakes of ours: sqlite3 has a class of its own for each of those."""
    return type(error) is DatabaseError and type(error.orig) is sqlite3.DatabaseError


def _damaged(error: DBAPIError) -> ConfigurationError:
    return ConfigurationError(f"The database is damaged: {error.orig}.", DAMAGED)


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url.replace("postgres://", "postgresql://", 1))
    except ValueError:  # its message would repeat a part of the URL, and with it maybe of the password
        raise ArgumentError("the port is no number") from None
    if parsed.get_backend_name() == "postgresql":
        own = {name: value for name, value in POSTGRES_CONNECTION.items() if name not in parsed.query}
        parsed = parsed.set(drivername="postgresql+psycopg").update_query_dict(own)
        engine = create_engine(parsed, pool_pre_ping=True)
        event.listen(engine, "connect", _prepare_postgres)
        return engine
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # sqlite3's own: we say BEGIN ourselves
    cursor = connection.cursor()
    for setting in SQLITE_SETTINGS:
        cursor.execute(setting)
    cursor.close()


def _prepare_postgres(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for setting in POSTGRES_SETTINGS:
        cursor.execute(setting)
    cursor.close()
    connection.commit()


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later fails at once when another wrote in between, whatever
    # the busy timeout: those that write take the lock from the start.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _migrate(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.execution_options(writes=True).begin() as connection:
        if connection.dialect.name == "postgresql":  # two instances that start together take turns
            connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
