"""A migration only adds, so that processes of the version before work on beside those of the new one."""

from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Engine, create_engine, inspect

from tests.contract.test_migrations import configuration, revisions

Columns = dict[tuple[str, str], bool]  # whether a row can be written without it


def columns_at(engine: Engine, revision: str) -> Columns:
    """Return the columns of every table once the schema is at a revision."""
    with engine.begin() as connection:
        config = configuration()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    seen = inspect(engine)
    return {
        (table, column["name"]): bool(column["nullable"] or column["default"])
        for table in seen.get_table_names()
        for column in seen.get_columns(table)
    }


@pytest.mark.parametrize(("before", "after"), list(zip(revisions(), revisions()[1:], strict=False)))
def test_what_the_version_before_reads_and_writes_is_still_there(
    before: str, after: str, tmp_path: Path
) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/db.sqlite3")
    old, new = columns_at(engine, before), columns_at(engine, after)
    assert old.keys() <= new.keys()
    tables = {table for table, _ in old}
    assert [name for name in new.keys() - old.keys() if name[0] in tables and not new[name]] == []
    engine.dispose()
