"""Real servers with real stores around a fake pipeline that tell loopback, to be killed by tests.

Each line on stdin, a JSON object, asks for a server on the data of a `folder`, which says its process and its
port on stdout: forked, so that nothing has to be imported again. `dies` is the moment of saving its second
brief at which it kills itself, or null.
"""

import json
import os
import signal
import sys
import traceback
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path
from typing import NoReturn

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from service.adapters.database import open_database
from service.adapters.delivery_tables import deliveries
from service.adapters.pending import SqlPendingStore
from service.adapters.store import SqlBriefStore
from service.adapters.tables import briefs
from service.api.app import create_app
from service.api.server import listen, run_until_stopped
from service.bootstrap.deliveries import build_cms, build_deliveries
from service.settings import Settings
from tests.fakes import FakePipeline, fake_parts


def serve(folder: str, dies: str | None) -> None:
    """Be a server until somebody kills it."""
    settings = Settings(data_dir=Path(folder), port=0, outgoing_allow=("127.0.0.0/8",), log_level="error")
    clock = partial(datetime.now, UTC)
    database = open_database(settings.database)
    parts = replace(
        fake_parts(FakePipeline(clock=clock)),
        store=SqlBriefStore(database),
        pending=SqlPendingStore(database),
        deliveries=build_deliveries(settings, database, clock),
        cms=build_cms(settings, database),
        clock=clock,
        close=database.dispose,
    )
    if dies is not None:
        die_at(dies, database)
    with listen(settings) as bound:
        print(os.getpid(), bound.getsockname()[1], flush=True)  # noqa: T201  # how the test learns them
        run_until_stopped(create_app(parts, settings), settings, bound)


def die_at(moment: str, database: Engine) -> None:
    """Kill this process -9 at a moment of saving its second brief: `begun`, `written`, `told` or `kept`.

    That is before its first row, between it and who is to be told of it, before the commit, and behind it.
    """
    numbers = count(1)

    def reach(now: str, number: object) -> None:
        if (now, number) == (moment, 2):
            os.kill(os.getpid(), signal.SIGKILL)

    @event.listens_for(database, "before_cursor_execute")
    def _before(connection: Connection, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith(f"INSERT INTO {briefs.name} "):
            connection.info["brief"] = next(numbers)
            reach("begun", connection.info["brief"])
        elif statement.startswith(f"INSERT INTO {deliveries.name} "):
            reach("written", connection.info.get("brief"))

    @event.listens_for(database, "commit")
    def _commit(connection: Connection) -> None:
        reach("told", connection.info.get("brief"))

    @event.listens_for(database, "checkin")
    def _given_back(_connection: DBAPIConnection | None, record: ConnectionPoolEntry) -> None:
        reach("kept", record.info.pop("brief", None))


def child(folder: str, dies: str | None) -> NoReturn:
    """Be a server in a process that was forked, to its end."""
    try:
        serve(folder, dies)
    except BaseException:  # noqa: BLE001  # the end of a process
        traceback.print_exc()
    finally:
        os._exit(1)


if __name__ == "__main__":
    import uvicorn  # noqa: F401  # before the first server, which imports it late

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead are gone at once
    for line in sys.stdin:
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            child(**json.loads(line))
