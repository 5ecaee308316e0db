"""The real commands `serve` and `work` around a pipeline that only takes its time: to be killed by tests.

`fork` waits for commands on stdin, a JSON object a line, and answers each with the number of a process that
runs it: forked, so that nothing has to be imported again.
"""

import json
import os
import signal
import sys
import time
import traceback
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from typing import NoReturn

from fastapi import APIRouter

from service.adapters.database import obstacles, open_database
from service.adapters.glossary_files import FORMATS
from service.adapters.idempotency import SqlIdempotencyStore
from service.adapters.keys import SqlKeyStore
from service.api.job_parts import JobParts
from service.api.metrics import Metrics
from service.api.parts import Parts
from service.cli import run
from service.cli.console import Commands
from service.domain.request import TranslatedText, TranslationRequest
from service.settings import Settings
from tests.fakes import FakePipeline, fake_parts
from tests.glossary_fakes import FakeGlossaryStore
from tests.jobs import jobs_around


@dataclass
class SlowPipeline:
    """Takes its time for each call, and fails at a text that says so."""

    pipeline: FakePipeline
    seconds: float

    def translate_texts(self, wanted: TranslationRequest) -> list[TranslatedText]:
        time.sleep(self.seconds)
        if any("hỏng" in text for text in wanted.texts):
            raise RuntimeError("a text that cannot be translated")
        return self.pipeline.translate_texts(wanted)


def build(settings: Settings) -> Parts:
    """Return parts with real stores and real jobs."""
    pipeline = FakePipeline()
    slow = SlowPipeline(FakePipeline(), float(os.environ["FAKE_SECONDS"]))
    pipeline.translate_texts = slow.translate_texts  # type: ignore[method-assign]  # slower, else the same
    database = open_database(settings.database)
    parts = fake_parts(pipeline)
    jobs = jobs_around(pipeline, settings, parts.metrics)
    clock = partial(datetime.now, UTC)  # the workers' clock is the real one
    return replace(
        parts,
        idempotency=SqlIdempotencyStore(database),
        keys=SqlKeyStore(database),
        jobs=jobs,
        clock=clock,
        ready=lambda: obstacles(database),
    )


def open_jobs(settings: Settings) -> JobParts:
    """Return the jobs alone."""
    return jobs_around(FakePipeline(), settings, Metrics())


COMMANDS = Commands(
    build=build,
    open_keys=lambda settings: SqlKeyStore(open_database(settings.database)),
    list_models=lambda settings: (),
    verify_models=lambda settings: (),
    page=APIRouter,
    open_glossaries=lambda settings: (FakeGlossaryStore(), FORMATS),
    open_jobs=open_jobs,
)


def fork() -> None:
    """Fork a process for every line."""
    for name in (
        "service.api.app",
        "service.api.security",
        "service.api.server",
        "service.api.worker_health",
    ):
        import_module(name)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead are gone at once
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            become(**json.loads(line))
        print(child, flush=True)  # noqa: T201  # the answer


def become(arguments: list[str], environment: dict[str, str], log: str) -> NoReturn:
    """Be the process of a command, to its end."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    written = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    for number, file in ((0, os.open(os.devnull, os.O_RDONLY)), (1, written), (2, written)):
        os.dup2(file, number)
    os.environ.clear()
    os.environ.update(environment)
    code = 1
    try:
        code = run(COMMANDS, arguments)
    except BaseException:  # noqa: BLE001  # the end of a process
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    if sys.argv[1:] == ["fork"]:
        fork()
    else:
        sys.exit(run(COMMANDS, sys.argv[1:]))
