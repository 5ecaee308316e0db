"""The composition root: the only place where ports meet their implementations."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib.metadata import version
from pathlib import Path

from sqlalchemy import Engine as Database

from models.registry import ModelError
from service.adapters.audit import SqlAuditLog
from service.adapters.brief_json import brief_to_json
from service.adapters.database import obstacles, open_database
from service.adapters.documents.formats import FORMATS as DOCUMENTS
from service.adapters.glossary_files import FORMATS
from service.adapters.glossary_store import SqlGlossaryStore
from service.adapters.idempotency import SqlIdempotencyStore
from service.adapters.jsonld import brief_to_jsonld
from service.adapters.keys import SqlKeyStore
from service.adapters.markdown import brief_to_markdown
from service.adapters.ninjs import brief_to_ninjs
from service.adapters.page import brief_to_page, content_security_policy
from service.adapters.pending import SqlPendingStore
from service.adapters.phrase_book import PhraseTranslator, load_phrases
from service.adapters.store import SqlBriefStore
from service.adapters.suggestion_store import SqlSuggestionStore
from service.adapters.termbase import load_gazetteer, load_glossary
from service.adapters.upload_store import SqlUploadStore
from service.adapters.usage_store import SqlUsageStore
from service.api.metrics import Metrics
from service.api.parts import Parts, Renderers
from service.bootstrap.chat_models import counted
from service.bootstrap.deliveries import build_cms, build_deliveries, build_publishing
from service.bootstrap.files import open_files
from service.bootstrap.jobs import JobStart, build_jobs, document_limits, open_jobs, without_surprises
from service.bootstrap.measured_memory import MeasuredMemory
from service.bootstrap.memory import build_memory, open_memory
from service.bootstrap.models import (
    list_models,
    load_aligner,
    load_estimator,
    load_ranker,
    load_retranslator,
    load_translator,
    load_writers,
    verify_models,
)
from service.bootstrap.status import build_status
from service.bootstrap.traces import both, open_traces, traced
from service.domain.article import Payload, other
from service.domain.audit import AuditLog
from service.domain.brief import Brief
from service.domain.errors import ModelUnavailable
from service.domain.glossary import GlossaryFormats
from service.domain.ports import Aligner, Translator
from service.domain.request import BriefOptions, TranslatedText, TranslationRequest
from service.domain.stores import GlossaryStore, KeyStore
from service.domain.tracing import NO_TRACES, Tracing
from service.jobs.attention import Attention
from service.jobs.work import Desk
from service.pipeline.documents import document_kinds
from service.pipeline.files import KINDS, translate_file
from service.pipeline.glossaries import chosen_glossaries
from service.pipeline.highlight import load_acts
from service.pipeline.ingest import Limits
from service.pipeline.plain import translate_texts
from service.pipeline.write_brief import Engine, write_brief
from service.settings import Settings
from service.text.party_names import official_names

__all__ = [
    "build", "list_models", "open_audit", "open_glossaries", "open_jobs", "open_keys", "open_memory",
    "verify_models",
]  # fmt: skip

TERMBASE = Path(__file__).parent.parent.parent / "termbase"
RENDERERS: Renderers = {
    "application/json": lambda brief: brief_to_json(brief).encode(),
    "text/markdown": lambda brief: brief_to_markdown(brief).encode(),
    "text/html": lambda brief: brief_to_page(brief).encode(),
    "application/ld+json": brief_to_jsonld,
    "application/vnd.iptc.ninjs+json": lambda brief: brief_to_ninjs(
        brief, language=other(brief.source.language)
    ),
}


def build(settings: Settings) -> Parts:
    """Open the database, load the models, and wire the service. Raises OperatorError."""
    database, tracing = open_database(settings.database), open_traces()
    metrics = Metrics()
    try:
        translator = load_translator(settings, metrics.batch)
        aligner = load_aligner(settings)
        engine = _engine(settings, translator, metrics)
    except ModelError as error:
        raise ModelUnavailable(error.cause, error.remedy) from error

    def close() -> None:
        translator.close()
        database.dispose()
        tracing.close()

    parts = assemble(settings, database, engine, aligner=aligner, metrics=metrics, tracing=tracing)
    return replace(parts, close=close)


def assemble(
    settings: Settings, database: Database, engine: Engine, *, aligner: Aligner, metrics: Metrics,
    tracing: Tracing = NO_TRACES,
) -> Parts:  # fmt: skip
    """Wire the service around models that are there and a database that is open."""
    clock = partial(datetime.now, UTC)
    glossaries, attention = SqlGlossaryStore(database), Attention()
    remembering = build_memory(database, engine.glossary, glossaries)
    measured = MeasuredMemory(remembering.store, metrics.looked_up)
    engine = replace(engine, memory=measured, observe=both(engine.observe, tracing.past))
    writing = partial(_write_brief, engine=engine, clock=clock, glossaries=glossaries)
    telling = partial(_translate_texts, engine=engine, glossaries=glossaries, aligner=aligner)
    write = traced("brief", without_surprises(writing), tracing)
    plain = traced("translate", without_surprises(telling), tracing)
    translate = attention.first(plain)
    kinds = {**document_kinds(DOCUMENTS, document_limits(settings)), ".txt": KINDS[".txt"]}
    desk = Desk(plain, write, RENDERERS["application/json"], settings.max_article_characters)
    return Parts(
        write_brief=attention.first(write),
        translate_texts=translate,
        translate_file=partial(translate_file, translate=translate, kinds=kinds),
        file_types=tuple(kinds),
        store=SqlBriefStore(database),
        pending=SqlPendingStore(database),
        idempotency=SqlIdempotencyStore(database, timedelta(hours=settings.idempotency_hours)),
        keys=SqlKeyStore(database),
        audit=SqlAuditLog(database),
        page_policy=content_security_policy(),
        glossaries=glossaries,
        glossary_formats=FORMATS,
        usage=SqlUsageStore(database),
        uploads=SqlUploadStore(database, open_files(settings, database, probe=True)),
        suggestions=SqlSuggestionStore(database),
        renderers=RENDERERS,
        ready=lambda: obstacles(database),
        clock=clock,
        close=database.dispose,
        official=official_names(engine.glossary.terms),
        metrics=metrics,
        memory=remembering,
        status=build_status(settings, database, clock),
        deliveries=build_deliveries(settings, database, clock),
        cms=build_cms(settings, database),
        publishing=build_publishing(),
        tracing=tracing,
        jobs=build_jobs(settings, JobStart(database, desk, attention, metrics, tracing)),
    )


def open_audit(settings: Settings) -> AuditLog:
    """Open the audit log alone, without loading a model."""
    return SqlAuditLog(open_database(settings.database))


def open_keys(settings: Settings) -> KeyStore:
    """Open the API keys alone, without loading a model."""
    return SqlKeyStore(open_database(settings.database))


def open_glossaries(settings: Settings) -> tuple[GlossaryStore, GlossaryFormats]:
    """Open the glossaries alone, without loading a model, and what reads and writes them."""
    return SqlGlossaryStore(open_database(settings.database)), FORMATS


def _write_brief(
    payload: Payload,
    options: BriefOptions,
    *,
    engine: Engine,
    clock: Callable[[], datetime],
    glossaries: GlossaryStore,
) -> Brief:
    translator, tally = counted(engine.translator)
    brief = write_brief(
        payload,
        options,
        replace(engine, translator=translator),
        brief_id=str(uuid.uuid4()),
        created_at=clock(),
        glossaries=chosen_glossaries(options.glossaries, glossaries, desk=options.desk),
    )
    if tally is None:
        return brief
    provenance = replace(brief.provenance, prompt=tally.told(brief.provenance.prompt))
    return replace(brief, provenance=provenance)


def _translate_texts(
    request: TranslationRequest, *, engine: Engine, glossaries: GlossaryStore, aligner: Aligner
) -> list[TranslatedText]:
    return translate_texts(
        request,
        translator=engine.translator,
        glossary=engine.glossary,
        estimator=engine.estimator,
        glossaries=chosen_glossaries(request.glossaries, glossaries, desk=request.desk),
        memory=engine.memory,
        aligner=aligner,
        gazetteer=engine.gazetteer,
    )


def _engine(settings: Settings, translator: Translator, metrics: Metrics) -> Engine:
    return Engine(
        translator=PhraseTranslator(translator, load_phrases(TERMBASE / "phrases.tsv")),
        ranker=load_ranker(settings),
        glossary=load_glossary(TERMBASE / "institutions.csv"),
        gazetteer=load_gazetteer(TERMBASE),
        acts=load_acts(),
        limits=Limits(settings.max_body_bytes, settings.max_article_characters),
        service_version=version("diemnhan"),
        observe=metrics.stage,
        writers=load_writers(settings),
        estimator=load_estimator(settings),
        retranslator=load_retranslator(settings),
    )
