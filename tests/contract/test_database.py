"""The database opens from nothing and from what an earlier start left, and says why when it cannot."""

import importlib
import pkgutil
import time
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from service import adapters
from service.adapters.database import obstacles, open_database, reading, writing
from service.adapters.store import SqlBriefStore
from service.adapters.tables import metadata
from service.domain.errors import ConfigurationError, Overloaded
from tests.contract.conftest import empty_postgres
from tests.samples import a_brief


def test_the_migrations_create_the_tables_that_the_code_uses(tmp_path: Path) -> None:
    for module in pkgutil.iter_modules(adapters.__path__):
        if module.name.endswith("_tables"):
            importlib.import_module(f"service.adapters.{module.name}")
    engine = open_database(f"sqlite:///{tmp_path}/new/folder/db.sqlite3")
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    engine.dispose()
    # The full-text indexes are made by SQL; autogenerate sees their shadow tables as strangers.
    indexes = ("brief_words", "memory_text", "memory_pair")
    strangers = [one for one in differences if not any(name in str(one) for name in indexes)]
    assert strangers == []


def test_an_existing_database_keeps_what_it_holds(tmp_path: Path) -> None:
    for _ in range(2):
        engine = open_database(f"sqlite:///{tmp_path}/db.sqlite3")
        SqlBriefStore(engine).save(a_brief())
        engine.dispose()
    engine = open_database(f"sqlite:///{tmp_path}/db.sqlite3")
    assert SqlBriefStore(engine).get("b1") == a_brief()
    engine.dispose()


def test_sqlite_is_set_to_survive_a_power_cut(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/db.sqlite3")
    with reading(engine) as connection:
        journal = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
        synchronous = connection.exec_driver_sql("PRAGMA synchronous").scalar()
    engine.dispose()
    assert (journal, synchronous) == ("wal", 2)  # 2 is FULL


def test_a_block_that_raises_writes_nothing(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/db.sqlite3")
    insert = text("INSERT INTO api_keys (id, name, sha256, created_at) VALUES ('a', 'b', 'c', 'd')")
    with pytest.raises(IntegrityError), writing(engine) as connection:
        _ = [connection.execute(insert) for _ in range(2)]
    with reading(engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM api_keys")).scalar() == 0
    engine.dispose()


def test_a_schema_from_the_future_is_refused(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/db.sqlite3"
    engine = open_database(url)
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(ConfigurationError, match="schema"):
        open_database(url)


@pytest.mark.parametrize("url", ["nonsense", "oracle://x", "sqlite:////proc/nowhere/db.sqlite3"])
def test_a_database_that_cannot_be_opened_is_a_configuration_error(url: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        open_database(url)
    assert caught.value.remedy


def test_the_password_of_the_database_is_in_no_error() -> None:
    with pytest.raises(ConfigurationError) as caught:
        open_database("postgresql://user:hunter2@127.0.0.1:1/db")
    assert "hunter2" not in str(caught.value)


@pytest.mark.slow
@pytest.mark.postgres
def test_a_process_that_is_stopped_in_a_transaction_holds_nobody_up_for_long() -> None:
    engine, other = open_database(empty_postgres()), open_database(empty_postgres())
    locked = text("LOCK TABLE jobs IN EXCLUSIVE MODE")

    def hold_while_another_wants_it() -> None:
        with writing(engine) as stopped:  # it does nothing, as if it were stopped
            stopped.execute(locked)
            began = time.monotonic()
            with writing(other) as connection:
                connection.execute(locked)
            assert 10 < time.monotonic() - began < 40
            stopped.execute(text("SELECT 1"))

    with pytest.raises(Overloaded):
        hold_while_another_wants_it()
    assert obstacles(engine) == []
    for each in (engine, other):
        each.dispose()


def test_a_database_that_can_no_longer_be_used_is_an_obstacle(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/folder/db.sqlite3")
    assert obstacles(engine) == []
    engine.dispose()
    (tmp_path / "folder").rename(tmp_path / "elsewhere")
    assert obstacles(engine)
    engine.dispose()
