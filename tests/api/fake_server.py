"""A real server with a real database around a fake pipeline, to be started, stopped and killed by tests."""

import os
import sys
import time
from dataclasses import replace

from service.adapters.database import open_database
from service.adapters.idempotency import SqlIdempotencyStore
from service.adapters.keys import SqlKeyStore
from service.adapters.pending import SqlPendingStore
from service.adapters.store import SqlBriefStore
from service.api.app import create_app
from service.api.parts import Parts
from service.api.server import listen, run_until_stopped
from service.domain.article import Payload
from service.domain.brief import Brief
from service.domain.request import BriefOptions
from service.settings import Settings
from tests.fakes import FakePipeline, fake_parts


def slow_parts(settings: Settings, seconds: float) -> Parts:
    """Return parts whose pipeline keeps one core busy for some time, as the real one does.

    Each brief that is begun is a letter in the file `begun` of the data; none is worked at longer once there
    is a file `enough`.
    """
    pipeline = FakePipeline()
    engine = open_database(settings.database)
    begun, enough = settings.data_dir / "begun", settings.data_dir / "enough"

    def write_brief(payload: Payload, options: BriefOptions) -> Brief:
        with begun.open("a") as file:
            file.write("x")
        end = time.thread_time() + seconds
        while time.thread_time() < end and not enough.exists():
            for _ in range(500):  # some 50 ms, in which the interpreter is not let go of by itself
                sum(range(10_000))
        return pipeline.write_brief(payload, options)

    return replace(
        fake_parts(pipeline),
        write_brief=write_brief,
        store=SqlBriefStore(engine),
        pending=SqlPendingStore(engine),
        idempotency=SqlIdempotencyStore(engine),
        keys=SqlKeyStore(engine),
        close=engine.dispose,
    )


if __name__ == "__main__":
    settings = Settings()
    with listen(settings) as bound:
        print(bound.getsockname()[1], flush=True)  # noqa: T201  # how the test learns the port
        parts = slow_parts(settings, float(os.environ["FAKE_SECONDS"]))
        run_until_stopped(create_app(parts, settings), settings, bound)
    sys.exit(0)
