"""A filled database of any earlier version is brought up to date; a dump of PostgreSQL brings it back."""

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, make_url, text

from service.adapters import database
from service.adapters.brief_json import brief_to_json
from service.adapters.database import open_database, reading, writing
from service.adapters.keys import SqlKeyStore
from service.adapters.store import SqlBriefStore
from service.domain.stores import BriefQuery
from tests.contract.conftest import POSTGRES_URL
from tests.samples import NOON, a_brief, a_highlight

FOLDER = Path(database.__file__).parent / "migrations"
BRIEF = a_brief("old", text="Việt Nam hợp tác với Nhật Bản.", highlights=(a_highlight(),))
SECRET = "s" * 43
STAMP = "2026-01-01T12:00:00.000000Z"


def configuration() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    return config


def revisions() -> list[str]:
    """Return the revisions, the oldest first."""
    script = ScriptDirectory.from_config(configuration())
    return [one.revision for one in script.walk_revisions()][::-1]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return the URL of a database in which there is nothing at all."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/db.sqlite3"
        return
    with own_database("migrated") as url:
        yield url


@contextmanager
def own_database(name: str) -> Iterator[str]:
    """Make a database of this test's own on the PostgreSQL server, and drop it at the end."""
    server = os.environ.get(POSTGRES_URL)
    if not server:
        pytest.skip(f"{POSTGRES_URL} names no PostgreSQL server")
    url = make_url(server).set(drivername="postgresql+psycopg")
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
        yield url.set(database=name).render_as_string(hide_password=False)
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


def fill(url: str, revision: str) -> None:
    """Make the tables of a revision and put into them what the first version could."""
    engine = database._engine(url)
    with engine.execution_options(writes=True).begin() as connection:
        config = configuration()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        connection.execute(
            text("INSERT INTO briefs (id, created_at, language, body, folded) VALUES (:i, :c, 'vi', :b, :f)"),
            {"i": BRIEF.id, "c": STAMP, "b": brief_to_json(BRIEF), "f": "viet nam hop tac voi nhat ban"},
        )
        connection.execute(
            text(
                "INSERT INTO highlights (brief_seq, rank, instrument, fields, partners, countries, "
                "first_day, last_day) SELECT seq, 1, 'mou', ' health ', ' nhat ban | japan ', ' JP ', "
                "'2019-08-01', '2019-08-31' FROM briefs"
            )
        )
    engine.dispose()


@pytest.mark.parametrize("revision", revisions())
def test_what_an_older_version_wrote_is_found_after_the_upgrade(empty: str, revision: str) -> None:
    fill(empty, revision)
    engine = open_database(empty)
    store = SqlBriefStore(engine)
    assert store.get("old") == BRIEF
    assert [brief.id for brief in store.find(BriefQuery(text="hop tac", instrument="mou")).briefs] == ["old"]
    store.save(a_brief("new"))
    with reading(engine) as connection:
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    assert version == revisions()[-1]
    engine.dispose()


def test_keys_of_the_first_version_still_open(empty: str) -> None:
    fill(empty, "0001")
    engine = database._engine(empty)
    digest = hashlib.sha256(f"dn_{'a' * 16}_{SECRET}".encode()).hexdigest()
    with writing(engine) as connection:
        connection.execute(
            text("INSERT INTO api_keys (id, name, sha256, created_at) VALUES (:i, 'desk', :d, :c)"),
            {"i": "a" * 16, "d": digest, "c": STAMP},
        )
    engine.dispose()
    engine = open_database(empty)
    assert [(key.name, key.revoked_at) for key in SqlKeyStore(engine).all()] == [("desk", None)]
    engine.dispose()


def test_there_is_one_newest_revision() -> None:
    assert len(ScriptDirectory.from_config(configuration()).get_heads()) == 1


@pytest.mark.postgres
def test_a_dump_of_postgresql_brings_back_what_was_there(tmp_path: Path) -> None:
    tools = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    path = os.pathsep.join([*(str(one) for one in reversed(tools)), os.environ["PATH"]])
    dump, restore = (shutil.which(name, path=path) for name in ("pg_dump", "pg_restore"))
    assert dump
    assert restore
    with own_database("dumped") as url:
        engine = open_database(url)
        SqlBriefStore(engine).save(BRIEF)
        plain = url.replace("postgresql+psycopg://", "postgresql://")
        copy = tmp_path / "diemnhan.dump"
        subprocess.run([dump, "--format=custom", f"--file={copy}", plain], check=True)
        SqlBriefStore(engine).delete(BRIEF.id)
        SqlBriefStore(engine).save(a_brief("later", created_at=NOON))
        engine.dispose()
        subprocess.run([restore, "--clean", "--if-exists", f"--dbname={plain}", copy], check=True)
        engine = open_database(url)
        store = SqlBriefStore(engine)
        assert [brief.id for brief in store.find(BriefQuery(text="Nhật Bản")).briefs] == [BRIEF.id]
        assert store.get(BRIEF.id) == BRIEF
        engine.dispose()
