"""`diemnhan work`: a process that works at batch jobs and answers no requests."""

import signal
import threading
from types import FrameType

import typer

from service.cli.console import Commands
from service.domain.errors import ConfigurationError
from service.settings import read_settings


def work(context: typer.Context) -> None:
    """Work at the jobs of the database until it is stopped; start as many as there are machines."""
    import structlog

    from service.api import logs
    from service.api.worker_health import health_answered

    settings = read_settings()
    if settings.job_workers == 0:
        raise ConfigurationError(
            "DIEMNHAN_JOB_WORKERS is 0, so there is nothing to run.", "Set it to 1 or more."
        )
    logs.configure(settings.log_level)
    stop = threading.Event()

    def asked(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, asked)
    commands: Commands = context.obj
    parts = commands.build(settings)
    try:
        if parts.jobs is not None:
            with health_answered(parts, settings):
                parts.jobs.start()
                structlog.get_logger().info("working", threads=settings.job_workers)
                stop.wait()
                parts.jobs.stop(settings.shutdown_seconds)
    finally:
        parts.close()
