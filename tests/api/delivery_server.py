"""A real server with real stores around a fake pipeline that tells loopback, to be killed by tests."""

import sys
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from service.adapters.database import open_database
from service.adapters.pending import SqlPendingStore
from service.adapters.store import SqlBriefStore
from service.api.app import create_app
from service.api.server import listen, run_until_stopped
from service.bootstrap.deliveries import build_cms, build_deliveries
from service.settings import Settings
from tests.fakes import FakePipeline, fake_parts

if __name__ == "__main__":
    settings = Settings()
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
    with listen(settings) as bound:
        print(bound.getsockname()[1], flush=True)  # noqa: T201  # how the test learns the port
        run_until_stopped(create_app(parts, settings), settings, bound)
    sys.exit(0)
