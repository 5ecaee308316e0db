"""Mounts the interfaces of other systems: DeepL's under /v2 and /v3, LibreTranslate's at the root."""

from fastapi import Depends, FastAPI, Request, Response

from service.api import deepl, deepl_terms, libretranslate, libretranslate_terms, problems, suggestions
from service.api.allowance import Allowance
from service.api.body import Limits
from service.api.dialect import Desk
from service.api.parts import Parts
from service.api.problems import Problem
from service.api.security import Gate
from service.api.upload_backlog import UploadBacklog
from service.api.work import WorkPool
from service.settings import Settings

DEEPL = frozenset(("deepl", "v2", "v3"))  # the first part of a path says whose protocol it is
LIBRETRANSLATE = frozenset(
    ("libretranslate", "translate", "detect", "languages", "suggest", "translate_file", "download_file",
     "frontend", "health")
)  # fmt: skip


def refusal(problem: Problem, request: Request) -> Response:
    """Write a problem, which no handler has seen, as whoever asks has it."""
    first = request.url.path.strip("/").partition("/")[0]
    if first in DEEPL:
        return deepl_terms.write_error(problem)
    if first in LIBRETRANSLATE:
        return libretranslate_terms.write_error(problem)
    return problems.answer(problem, request)


def desk_of(parts: Parts, pool: WorkPool, settings: Settings) -> Desk:
    """Return what their handlers work with."""
    return Desk(
        parts=parts,
        pool=pool,
        limits=Limits(settings.max_body_bytes, settings.body_seconds),
        gate=Gate(
            parts.keys,
            required=settings.keys_required,
            clock=parts.clock,
            usual_rate=settings.request_limit,
        ),
        max_texts=settings.max_texts,
        allowance=Allowance(parts.usage, parts.keys, parts.clock, settings.character_limit),
    )


def mount(app: FastAPI, desk: Desk, uploads: UploadBacklog, settings: Settings) -> None:
    """Add the routes; each asks for keys in its own protocol's way, the editor's in ours."""
    if desk.parts.memory is not None:
        routes = suggestions.SuggestionRoutes(desk.parts, desk.parts.memory)
        app.include_router(suggestions.router(routes), dependencies=[Depends(desk.gate)])
    app.include_router(deepl.router(desk, uploads, settings.max_glossary_entries))
    app.include_router(libretranslate.router(desk, settings.upload_hours))
