"""Jobs around a fake pipeline: the real stores and real workers, that translate nothing."""

from pathlib import Path

from service.adapters.brief_json import brief_to_json
from service.adapters.database import open_database
from service.api.job_parts import JobParts
from service.api.metrics import Metrics
from service.bootstrap.jobs import JobStart, build_jobs
from service.domain.tracing import NO_TRACES, Tracing
from service.jobs.attention import Attention
from service.jobs.work import Desk
from service.settings import Settings
from tests.fakes import FakePipeline


def desk_of(pipeline: FakePipeline, *, max_characters: int = 500_000) -> Desk:
    """Return what a worker calls, with nothing real behind it."""
    return Desk(
        pipeline.translate_texts,
        pipeline.write_brief,
        lambda brief: brief_to_json(brief).encode(),
        max_characters,
    )


def jobs_around(
    pipeline: FakePipeline, settings: Settings, metrics: Metrics, tracing: Tracing = NO_TRACES
) -> JobParts:
    """Return jobs on the database of the settings."""
    database = open_database(settings.database)
    return build_jobs(settings, JobStart(database, desk_of(pipeline), Attention(), metrics, tracing))


def settings_in(folder: Path, **changed: int) -> Settings:
    """Return settings with their data in a folder."""
    return Settings(data_dir=folder, shutdown_seconds=5).model_copy(update=changed)
