"""Jobs, wired: where they are kept, who works at them, and what the work calls."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib.metadata import version
from typing import ParamSpec, TypeVar

from pydantic import JsonValue
from sqlalchemy import Engine

from models.chat_translator import LineLost
from models.registry import ModelError
from service.adapters.database import open_database
from service.adapters.delivery_store import SqlEndpointStore
from service.adapters.disk_room import DiskRoom
from service.adapters.documents.formats import FORMATS as DOCUMENTS
from service.adapters.job_engine import QueueLimits, SqlJobEngine
from service.adapters.job_originals import SqlOriginalStore
from service.adapters.job_queue import SqlJobQueue
from service.adapters.job_store import SqlJobStore
from service.adapters.processes import is_gone, this_worker
from service.adapters.retention import forget_briefs_before
from service.adapters.waiting import take_waiting
from service.api.job_files import forget_leftovers
from service.api.job_metrics import JobMetrics
from service.api.job_parts import JobParts
from service.api.metrics import Metrics
from service.api.queue_metrics import QueueMetrics
from service.api.room import RoomMetrics
from service.bootstrap.files import open_files, watched_folders
from service.domain.document import DocumentLimits
from service.domain.errors import ModelUnavailable, NotTranslated
from service.domain.job import JobKind, NewItem, Outcome
from service.domain.job_ports import Claim
from service.domain.tracing import NO_TRACES, Fact, Tracing
from service.jobs.aside import Aside
from service.jobs.attention import Attention
from service.jobs.documents import document_files
from service.jobs.read_files import file_formats, numbered, read_item
from service.jobs.runner import Duties, JobRunner
from service.jobs.work import Desk, work
from service.settings import Settings

UPLOADS, MB = "uploads", 1_000_000
Asked = ParamSpec("Asked")
Result = TypeVar("Result")


@dataclass(frozen=True)
class JobStart:
    """What the jobs share with the rest of the service."""

    database: Engine
    desk: Desk
    attention: Attention
    metrics: Metrics
    tracing: Tracing = NO_TRACES


def build_jobs(settings: Settings, start: JobStart) -> JobParts:
    """Return the jobs with the worker of this process, which begins at `start`."""
    clock = partial(datetime.now, UTC)
    kept_for = timedelta(days=settings.job_days)
    engine = _engine(
        settings,
        start.database,
        wake=lambda: runner.wake(),
        unread=lambda kind, count: metrics.unread(kind, count),
    )
    store = SqlJobStore(start.database)
    originals = SqlOriginalStore(start.database, open_files(settings, start.database))
    forgetting = Aside("files", originals.sweep)
    metrics = JobMetrics(start.metrics.registry, store.backlog, clock)
    QueueMetrics(start.metrics.registry, partial(take_waiting, start.database), clock)
    room = _room(settings, start.database)
    room.refuse_impossible()
    RoomMetrics(start.metrics.registry, room.margin)

    def at_work(claim: Claim) -> list[Outcome]:
        return _traced_work(claim, start)

    def sweep(now: datetime) -> int:
        if settings.brief_days is not None:
            forget_briefs_before(start.database, now - timedelta(days=settings.brief_days))
        forget_leftovers(settings.data_dir / UPLOADS, now.timestamp())
        swept = engine.sweep(now)
        forgetting.start(now)  # the heartbeat does not wait for a file storage
        return swept

    runner = JobRunner(
        Duties(
            queue=SqlJobQueue(start.database, kept_for=kept_for, per_owner=settings.job_key_batches),
            sweep=sweep,
            work=at_work,
            identify=partial(this_worker, version("diemnhan")),
            is_gone=is_gone,
            clock=clock,
            attention=start.attention,
            observe=metrics.observe,
            took_over=metrics.taken_over.inc,
        ),
        threads=settings.job_workers,
    )
    return _parts(settings, start.database, engine, runner)


def open_jobs(settings: Settings) -> JobParts:
    """Open the jobs alone, without loading a model: they can be ordered and read, and nobody works here."""
    database = open_database(settings.database)
    return _parts(settings, database, _engine(settings, database), None)


def without_surprises(call: Callable[Asked, Result]) -> Callable[Asked, Result]:
    """Return the call with errors that say whose fault they are: a model that is away is the operator's.

    A text that a model does not translate is that text's, which others need not wait for.
    """

    def called(*args: Asked.args, **kwargs: Asked.kwargs) -> Result:
        try:
            return call(*args, **kwargs)
        except LineLost as error:
            raise NotTranslated(error.cause, error.remedy) from error
        except ModelError as error:
            raise ModelUnavailable(error.cause, error.remedy) from error

    return called


def document_limits(settings: Settings) -> DocumentLimits:
    """Return how large documents may be."""
    return DocumentLimits(settings.max_document_bytes, settings.max_unpacked_bytes, settings.max_members)


def _engine(
    settings: Settings,
    database: Engine,
    *,
    wake: Callable[[], None] = lambda: None,
    unread: Callable[[JobKind, int], None] = lambda _kind, _count: None,
) -> SqlJobEngine:
    limits = QueueLimits(
        jobs=settings.job_queue,
        items=settings.job_queue_items,
        owner_jobs=settings.job_key_jobs,
        job_items=settings.job_items,
    )
    kept_for = timedelta(days=settings.job_days)
    return SqlJobEngine(database, limits=limits, kept_for=kept_for, wake=wake, unread=unread)


def _parts(settings: Settings, database: Engine, engine: SqlJobEngine, runner: JobRunner | None) -> JobParts:
    of_items = file_formats(settings.max_body_bytes)
    return JobParts(
        store=SqlJobStore(database),
        engine=engine,
        formats=(*of_items, *document_files(DOCUMENTS, of_items, document_limits(settings))),
        read_items=_read_items,
        uploads=settings.data_dir / UPLOADS,
        originals=SqlOriginalStore(database, open_files(settings, database)),
        endpoints=SqlEndpointStore(database),
        max_upload=settings.max_upload_bytes,
        require_room=_room(settings, database).require,
        start=runner.start if runner else lambda: None,
        stop=runner.stop if runner else _nothing,
    )


def _room(settings: Settings, database: Engine) -> DiskRoom:
    floor = settings.disk_floor_mb
    return DiskRoom(watched_folders(settings, database), floor=None if floor is None else floor * MB)


def _traced_work(claim: Claim, start: JobStart) -> list[Outcome]:
    """Work at a batch, within the trace of the request that ordered it."""
    order = claim.job.order
    facts: dict[str, Fact] = {
        "job.id": order.id,
        "job.kind": order.kind,
        "batch": claim.batch,
        "items": len(claim.items),
    }
    with start.tracing.span("job batch", role="consumer", carried=order.trace, facts=facts) as note:
        outcomes = work(order, claim.items, start.desk)
        note("items.failed", sum(one.error is not None for one in outcomes))
        return outcomes


def _read_items(sent: Iterable[Mapping[str, JsonValue]]) -> Iterator[NewItem]:
    return numbered(map(read_item, sent))


def _nothing(_seconds: float) -> None:
    """End what never began."""
