"""The composition root: the only place where ports meet their implementations."""

import os
import sys
import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib.metadata import version
from pathlib import Path

from models.chat_server import ChatServer, ServerOptions
from models.ctranslate2_translator import CTranslate2Translator, EngineOptions
from models.micro_batcher import BatchTranslator, MicroBatcher
from models.registry import (
    MANIFESTS,
    WEIGHTS,
    Manifest,
    ModelError,
    list_manifests,
    load_manifest,
    require,
    verify,
)
from models.salience import SalienceModel
from models.seq2seq_summariser import Seq2SeqSummariser
from models.transformers_translator import TransformersTranslator
from service.adapters.brief_json import brief_to_json
from service.adapters.database import obstacles, open_database
from service.adapters.idempotency import SqlIdempotencyStore
from service.adapters.jsonld import brief_to_jsonld
from service.adapters.keys import SqlKeyStore
from service.adapters.markdown import brief_to_markdown
from service.adapters.ninjs import brief_to_ninjs
from service.adapters.page import brief_to_page
from service.adapters.pending import SqlPendingStore
from service.adapters.prompt_files import load_prompts
from service.adapters.store import SqlBriefStore
from service.adapters.termbase import load_gazetteer, load_glossary
from service.api.metrics import Metrics
from service.api.parts import Parts, Renderers
from service.domain.article import Payload, other
from service.domain.brief import Brief
from service.domain.errors import ConfigurationError, ModelUnavailable
from service.domain.model import ModelCard
from service.domain.ports import ChatModel, KeyStore
from service.domain.request import BriefOptions
from service.pipeline.assistant import Assistant
from service.pipeline.highlight import load_acts
from service.pipeline.ingest import Limits
from service.pipeline.plain import translate_texts
from service.pipeline.telling import Writers
from service.pipeline.write_brief import Engine, write_brief
from service.settings import Settings
from service.text.party_names import official_names

TERMBASE = Path(__file__).parent.parent / "termbase"
PROMPTS = Path(__file__).parent.parent / "prompts"
_NICENESS = 5
TRANSLATION_MODEL, SALIENCE_MODEL = "vien", "salience"
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
    database = open_database(settings.database)
    metrics = Metrics()
    try:
        translator = _translator(settings)
        engine = _engine(settings, translator, metrics)
    except ModelError as error:
        raise ModelUnavailable(error.cause, error.remedy) from error
    clock = partial(datetime.now, UTC)

    def close() -> None:
        translator.close()
        database.dispose()

    return Parts(
        write_brief=partial(_write_brief, engine=engine, clock=clock),
        translate_texts=partial(translate_texts, translator=translator, glossary=engine.glossary),
        store=SqlBriefStore(database),
        pending=SqlPendingStore(database),
        idempotency=SqlIdempotencyStore(database, timedelta(hours=settings.idempotency_hours)),
        keys=SqlKeyStore(database),
        renderers=RENDERERS,
        ready=lambda: obstacles(database),
        clock=clock,
        close=close,
        official=official_names(engine.glossary.terms),
        metrics=metrics,
    )


def open_keys(settings: Settings) -> KeyStore:
    """Open the API keys alone, without loading a model."""
    return SqlKeyStore(open_database(settings.database))


def list_models(settings: Settings) -> tuple[ModelCard, ...]:
    """Return the cards of the models that come with the service."""
    return tuple(_card(manifest, settings) for manifest in list_manifests())


def verify_models(settings: Settings) -> tuple[ModelCard, ...]:
    """Return the cards with what a check of each file against its manifest found."""
    return tuple(
        replace(_card(manifest, settings), problems=tuple(verify(manifest, _folder(manifest, settings))))
        for manifest in list_manifests()
    )


def _write_brief(
    payload: Payload, options: BriefOptions, *, engine: Engine, clock: Callable[[], datetime]
) -> Brief:
    return write_brief(payload, options, engine, brief_id=str(uuid.uuid4()), created_at=clock())


def _engine(settings: Settings, translator: MicroBatcher, metrics: Metrics) -> Engine:
    salience = load_manifest(MANIFESTS / f"{SALIENCE_MODEL}.toml")
    return Engine(
        translator=translator,
        ranker=SalienceModel.load(_folder(salience, settings), label=salience.label),
        glossary=load_glossary(TERMBASE / "institutions.csv"),
        gazetteer=load_gazetteer(TERMBASE),
        acts=load_acts(),
        limits=Limits(settings.max_body_bytes, settings.max_article_characters),
        service_version=version("diemnhan"),
        observe=metrics.stage,
        writers=_writers(settings),
    )


def _translator(settings: Settings) -> MicroBatcher:
    manifest = load_manifest(MANIFESTS / f"{TRANSLATION_MODEL}.toml")
    weights = _folder(manifest, settings)
    require(manifest, weights)
    with ThreadPoolExecutor(1, initializer=_step_back) as quiet:  # the engine's threads inherit its niceness
        model = quiet.submit(_translation_model, settings, weights, manifest.label).result()
    return MicroBatcher(
        model,
        limit=settings.batch_sentences,
        window=settings.batch_window_ms / 1000,
        threads=settings.translator_threads,
    )


def _step_back() -> None:
    """Let this thread, and those that it starts, give way to the threads that answer requests (Linux)."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICENESS)


def _translation_model(settings: Settings, weights: Path, label: str) -> BatchTranslator:
    if settings.translator == "transformers":
        return TransformersTranslator.load(weights, label=label, beam_size=settings.beam_size)
    return CTranslate2Translator.load(
        weights,
        label=label,
        cache=settings.data_dir / "converted",
        options=EngineOptions(beam_size=settings.beam_size, threads=settings.translator_threads),
    )


def _writers(settings: Settings) -> Writers:
    folder = settings.summariser_dir
    return Writers(_assistant(settings), Seq2SeqSummariser.load(folder) if folder else None)


def _assistant(settings: Settings) -> Assistant | None:
    """Return the language model that the settings name, a server's or a local one's."""
    if settings.llm_url is None and settings.llm_dir is None:
        return None
    return Assistant(
        chat=_chat_model(settings),
        prompts=load_prompts(PROMPTS),
        context_tokens=settings.llm_context_tokens,
        answer_tokens=settings.llm_answer_tokens,
        price_in=settings.llm_price_in,
        price_out=settings.llm_price_out,
        judge=settings.llm_judge,
    )


def _chat_model(settings: Settings) -> ChatModel:
    if settings.llm_url is None:
        from models.local_chat import LocalChat  # needs the extra `llm`

        return LocalChat.load(settings.llm_dir or Path(), context=settings.llm_context_tokens)
    if settings.llm_model is None:
        raise ConfigurationError(
            "DIEMNHAN_LLM_URL is set without DIEMNHAN_LLM_MODEL.", "Name the model that the server is to use."
        )
    key = settings.llm_key.get_secret_value() if settings.llm_key else None
    return ChatServer(
        ServerOptions(
            url=settings.llm_url,
            model=settings.llm_model,
            key=key,
            seconds=settings.llm_seconds,
            attempts=settings.llm_attempts,
        )
    )


def _folder(manifest: Manifest, settings: Settings) -> Path:
    return (settings.weights_dir or WEIGHTS) / manifest.name


def _card(manifest: Manifest, settings: Settings) -> ModelCard:
    folder = _folder(manifest, settings)
    octets = sum(file.stat().st_size for file in folder.glob("*") if file.is_file())
    return ModelCard(manifest.name, manifest.version, manifest.kind, manifest.licence, octets)
