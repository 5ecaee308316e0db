"""The composition root: the only place where ports meet their implementations."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path

from models.ctranslate2_translator import CTranslate2Translator, EngineOptions
from models.micro_batcher import MicroBatcher
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
from service.adapters.brief_json import brief_to_json
from service.adapters.database import open_database
from service.adapters.idempotency import SqlIdempotencyStore
from service.adapters.jsonld import brief_to_jsonld
from service.adapters.keys import SqlKeyStore
from service.adapters.markdown import brief_to_markdown
from service.adapters.ninjs import brief_to_ninjs
from service.adapters.page import brief_to_page
from service.adapters.pending import SqlPendingStore
from service.adapters.store import SqlBriefStore
from service.adapters.termbase import load_gazetteer, load_glossary
from service.api.metrics import Metrics
from service.api.parts import Parts, Renderers
from service.domain.article import Payload, other
from service.domain.brief import Brief
from service.domain.errors import ModelUnavailable
from service.domain.model import ModelCard
from service.domain.ports import KeyStore
from service.domain.request import BriefOptions
from service.pipeline.write_brief import Engine, write_brief
from service.pipeline.highlight import load_acts
from service.pipeline.ingest import Limits
from service.pipeline.plain import translate_texts
from service.settings import Settings
from service.text.party_names import official_names

TERMBASE = Path(__file__).parent.parent / "termbase"
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
    translator = _translator(settings)
    engine = _engine(settings, translator, metrics)
    clock = partial(datetime.now, UTC)

    def close() -> None:
        translator.close()
        database.dispose()

    return Parts(
        write_brief=partial(_write_brief, engine=engine, clock=clock),
        translate_texts=partial(translate_texts, translator=translator, glossary=engine.glossary),
        store=SqlBriefStore(database),
        pending=SqlPendingStore(database),
        idempotency=SqlIdempotencyStore(database),
        keys=SqlKeyStore(database),
        renderers=RENDERERS,
        ready=list,
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
    )


def _translator(settings: Settings) -> MicroBatcher:
    try:
        manifest = load_manifest(MANIFESTS / f"{TRANSLATION_MODEL}.toml")
        weights = _folder(manifest, settings)
        require(manifest, weights)
        model = CTranslate2Translator.load(
            weights,
            label=manifest.label,
            cache=settings.data_dir / "converted",
            options=EngineOptions(beam_size=settings.beam_size, threads=settings.translator_threads),
        )
    except ModelError as error:
        raise ModelUnavailable(error.cause, error.remedy) from error
    return MicroBatcher(
        model,
        limit=settings.batch_sentences,
        window=settings.batch_window_ms / 1000,
        threads=settings.translator_threads,
    )


def _folder(manifest: Manifest, settings: Settings) -> Path:
    return (settings.weights_dir or WEIGHTS) / manifest.name


def _card(manifest: Manifest, settings: Settings) -> ModelCard:
    folder = _folder(manifest, settings)
    octets = sum(file.stat().st_size for file in folder.glob("*") if file.is_file())
    return ModelCard(manifest.name, manifest.version, manifest.kind, manifest.licence, octets)
