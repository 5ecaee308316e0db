"""The HTTP application: the routes on the parts, from first request to orderly stop."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import anyio
import structlog
from anyio import to_thread
from fastapi import APIRouter, Depends, FastAPI
from starlette.middleware.cors import CORSMiddleware

from service.api import (
    briefs,
    corrections,
    desk_glossaries,
    glossaries,
    health,
    hosts,
    interfaces,
    jobs,
    ledger,
    memory,
    openapi,
    outside,
    problems,
    status,
    translations,
)
from service.api.auditing import Auditing
from service.api.backlog import Backlog
from service.api.body import Limits
from service.api.briefs import BriefRoutes
from service.api.corrections import CorrectionRoutes
from service.api.desk_glossaries import DeskGlossaryRoutes
from service.api.glossaries import GlossaryRoutes
from service.api.health import HealthRoutes
from service.api.hosts import HostCheck
from service.api.jobs import JobRoutes
from service.api.ledger import LedgerRoutes
from service.api.ledger_book import LedgerBook
from service.api.memory import MemoryRoutes
from service.api.middleware import RequestBoundary
from service.api.origins import OriginCheck
from service.api.parts import Parts
from service.api.sender import Sender
from service.api.status import StatusRoutes
from service.api.traced import OWN_TELEMETRY, Traced
from service.api.translations import TranslationRoutes
from service.api.troubles import of_this_process
from service.api.upload_backlog import UploadBacklog
from service.api.work import WorkPool
from service.domain.tracing import NO_TRACES
from service.settings import Settings

SENT_HEADERS = (
    "Authorization", "Content-Type", "Idempotency-Key", "If-Match", "If-None-Match", "Prefer", "X-API-Key",
    "X-Request-ID",
)  # fmt: skip
READ_HEADERS = ("ETag", "Idempotency-Replayed", "Link", "Location", "Retry-After", "X-Request-ID")


def create_app(parts: Parts, settings: Settings, *, extra_routers: Sequence[APIRouter] = ()) -> FastAPI:
    """Return the application. `extra_routers` (the page) are mounted without asking for a key."""
    pool = WorkPool(workers=settings.workers, queue_depth=settings.queue_depth, metrics=parts.metrics)
    backlog = Backlog(parts, pool)
    limits = Limits(settings.max_body_bytes, settings.body_seconds)
    desk = interfaces.desk_of(parts, pool, settings)
    uploads = UploadBacklog(desk, settings.upload_hours)
    senders: list[Sender] = []
    app = FastAPI(
        title="Điểm Nhấn",
        version=openapi.version(),
        description=openapi.DESCRIPTION,
        lifespan=lambda app: _lifespan(app, parts, (backlog, uploads, *senders), settings),
        separate_input_output_schemas=False,
        docs_url=None,  # the usual page loads its scripts from another host
        redoc_url=None,
        telemetry=OWN_TELEMETRY,
    )
    problems.install(app)
    keyed = [Depends(desk.gate)]
    ordering = BriefRoutes(parts, pool, backlog, limits, desk.allowance)
    app.include_router(briefs.router(ordering), dependencies=keyed)
    app.include_router(translations.router(TranslationRoutes(desk)), dependencies=keyed)
    book = LedgerBook(parts.store, parts.official)
    app.include_router(ledger.router(LedgerRoutes(parts, book)), dependencies=keyed)
    interfaces.mount(app, desk, uploads, settings)
    app.include_router(desk_glossaries.router(DeskGlossaryRoutes(parts, limits)), dependencies=keyed)
    terms = GlossaryRoutes(parts, _limits_of_glossaries(settings), settings.max_glossary_entries)
    app.include_router(glossaries.router(terms), dependencies=keyed)
    if parts.jobs is not None:
        batching = JobRoutes(parts, parts.jobs, limits, desk.allowance)
        app.include_router(jobs.router(batching), dependencies=keyed)
    if parts.memory is not None:
        remembering = MemoryRoutes(parts, parts.memory, limits, settings.max_upload_bytes)
        app.include_router(memory.router(remembering), dependencies=keyed)
        correcting = CorrectionRoutes(parts, parts.memory, limits)
        app.include_router(corrections.router(correcting), dependencies=keyed)
    senders.append(outside.mount(app, desk, backlog))
    if parts.status is not None:
        standing = StatusRoutes(parts, parts.status, of_this_process())
        app.include_router(status.router(standing), dependencies=[Depends(desk.gate.on_page)])
    app.include_router(health.router(HealthRoutes(parts)))
    for router in extra_routers:
        app.include_router(router)
    _surround(app, parts, settings)
    openapi.describe(app)
    return app


def _limits_of_glossaries(settings: Settings) -> Limits:
    """Return the limits of glossaries: as a file, one of many entries is larger than any article."""
    octets = max(settings.max_glossary_bytes, settings.max_body_bytes)
    return Limits(octets, settings.body_seconds, "Split the glossary", "DIEMNHAN_MAX_GLOSSARY_BYTES")


def _surround(app: FastAPI, parts: Parts, settings: Settings) -> None:
    """Put around the routes what every request passes; what is added last sees it first."""
    app.add_middleware(Auditing, log=parts.audit, clock=parts.clock, refusal=interfaces.refusal)
    if hosts.are_checked(settings):
        app.add_middleware(HostCheck, names=settings.allowed_hosts, refusal=interfaces.refusal)
    if not settings.keys_required:
        app.add_middleware(OriginCheck, origins=settings.cors_origins, refusal=interfaces.refusal)
    app.add_middleware(RequestBoundary, metrics=parts.metrics, page_policy=parts.page_policy)
    if parts.tracing is not NO_TRACES:
        app.add_middleware(Traced, tracing=parts.tracing)
    if settings.cors_origins:
        _allow_origins(app, settings.cors_origins)


def _lifespan(
    _app: FastAPI, parts: Parts, backlogs: Sequence[Backlog | UploadBacklog | Sender], settings: Settings
) -> AbstractAsyncContextManager[None]:
    @asynccontextmanager
    async def running() -> AsyncIterator[None]:
        await to_thread.run_sync(_recover, parts)
        try:
            async with anyio.create_task_group() as group:
                for backlog in backlogs:
                    group.start_soon(backlog.serve)
                if parts.jobs is not None:
                    await to_thread.run_sync(parts.jobs.start)
                yield
                for backlog in backlogs:
                    backlog.stop()
                if parts.jobs is not None:
                    group.start_soon(to_thread.run_sync, parts.jobs.stop, settings.shutdown_seconds)
                group.cancel_scope.deadline = anyio.current_time() + settings.shutdown_seconds
            if group.cancel_scope.cancelled_caught:
                structlog.get_logger().warning("shutdown_cut_short", resumes="at the next start")
        finally:
            if parts.jobs is not None:
                await to_thread.run_sync(parts.jobs.stop, settings.shutdown_seconds)
            await to_thread.run_sync(parts.close)

    return running()


def _recover(parts: Parts) -> None:
    parts.idempotency.recover(parts.clock())
    parts.pending.recover()
    parts.uploads.recover()


def _allow_origins(app: FastAPI, origins: Sequence[str]) -> None:
    app.add_middleware(
        CORSMiddleware,
        allow_origins=list(origins),
        allow_methods=["GET", "POST", "PUT", "PATCH", "DELETE"],
        allow_headers=list(SENT_HEADERS),
        expose_headers=list(READ_HEADERS),
        max_age=600,
    )
