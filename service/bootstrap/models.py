"""The models by the settings: what is loaded, from where, and what is wrong with it."""

import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from models.alignment import AttentionAligner
from models.chat_server import ChatServer, ServerOptions
from models.chat_translator import ChatTranslator
from models.confidence import CalibratedConfidence, load_confidence
from models.ctranslate2_translator import CTranslate2Translator, EngineOptions
from models.families_load import PairTranslator, load_added
from models.families_recognise import BOTH
from models.micro_batcher import BatchTranslator, MicroBatcher
from models.registry import MANIFESTS, WEIGHTS, Manifest, list_manifests, load_manifest, require, verify
from models.reranking import RerankingTranslator
from models.salience import SalienceModel
from models.seq2seq_summariser import Seq2SeqSummariser
from models.transformers_translator import TransformersTranslator
from service.adapters.prompt_files import load_prompts
from service.bootstrap.added_models import as_operator_error, card, cards, store_of, translating
from service.bootstrap.chat_models import PROMPTS, open_chat
from service.domain.errors import ConfigurationError
from service.domain.model import ModelCard
from service.domain.ports import Aligner, ChatModel
from service.jobs.attention import in_background
from service.pipeline.assistant import Assistant
from service.pipeline.telling import Writers
from service.settings import Settings

_NICENESS = 5
TRANSLATION_MODEL, SALIENCE_MODEL = "vien", "salience"


def load_ranker(settings: Settings) -> SalienceModel:
    """Load the model that ranks sentences for a summary."""
    manifest = load_manifest(MANIFESTS / f"{SALIENCE_MODEL}.toml")
    return SalienceModel.load(_folder(manifest, settings), label=manifest.label)


def load_translator(
    settings: Settings, observe: Callable[[int, float], None] = lambda _sentences, _seconds: None
) -> MicroBatcher | ChatTranslator:
    """Load the translation model behind one queue for all callers; `observe` is told of its batches.

    A chat model's server has a queue of its own.
    """
    added = translating(settings)
    if added is not None and added.served is not None:
        return open_chat(added, settings, observe)
    with ThreadPoolExecutor(1, initializer=_step_back) as quiet:  # the engine's threads inherit its niceness
        model = quiet.submit(_translation_model, settings).result()
    return MicroBatcher(
        model,
        limit=settings.batch_sentences,
        window=settings.batch_window_ms / 1000,
        threads=settings.translator_threads,
        observe=observe,
        is_patient=in_background,
    )


def load_aligner(settings: Settings) -> Aligner:
    """Load what says which words of a translation stand for which: the embedded model, whoever translates."""
    manifest = load_manifest(MANIFESTS / f"{TRANSLATION_MODEL}.toml")
    with ThreadPoolExecutor(1, initializer=_step_back) as quiet:
        return quiet.submit(
            AttentionAligner.load,
            _folder(manifest, settings),
            cache=_converted(settings),
            threads=settings.translator_threads,
        ).result()


def load_estimator(settings: Settings) -> CalibratedConfidence | None:
    """Load what says how far to believe the translation model, where its folder holds that."""
    if translating(settings) is not None:
        return None  # it was fitted on the embedded model's scores
    manifest = load_manifest(MANIFESTS / f"{TRANSLATION_MODEL}.toml")
    return load_confidence(_folder(manifest, settings), label=manifest.label)


def load_writers(settings: Settings) -> Writers:
    """Load what writes summaries in its own words, where the settings name something."""
    folder = settings.summariser_dir
    return Writers(_assistant(settings), Seq2SeqSummariser.load(folder) if folder else None)


def load_retranslator(settings: Settings) -> Assistant | None:
    """Return the language model that translates, where the settings say that one does."""
    if settings.translator != "chat":
        return None
    assistant = _assistant(settings)
    if assistant is None:
        raise ConfigurationError(
            "DIEMNHAN_TRANSLATOR is chat, and no language model is named.",
            "Set DIEMNHAN_LLM_URL and DIEMNHAN_LLM_MODEL, or DIEMNHAN_LLM_DIR.",
        )
    return assistant


def list_models(settings: Settings) -> tuple[ModelCard, ...]:
    """Return the cards of the models that come with the service, then of those that were added."""
    with as_operator_error():
        added = translating(settings)
        name = added.name if added else TRANSLATION_MODEL
        return tuple(
            replace(card(manifest, folder), in_use=manifest.kind != "translation" or manifest.name == name)
            for manifest, folder in _all(settings)
        )


def verify_models(settings: Settings) -> tuple[ModelCard, ...]:
    """Return the cards with what a check of each file against its manifest found."""
    with as_operator_error():
        return tuple(
            replace(card(manifest, folder), problems=tuple(verify(manifest, folder)))
            for manifest, folder in _all(settings)
        )


def _step_back() -> None:
    """Let this thread, and those that it starts, give way to the threads that answer requests (Linux)."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICENESS)


def _translation_model(settings: Settings) -> BatchTranslator:
    """Return the model that the settings name; a direction that it lacks is the embedded one's."""
    added = translating(settings)
    if added is None:
        return _embedded(settings)
    folder = store_of(settings) / added.name
    require(added, folder)
    ways = load_added(added, folder, _engine_options(settings, settings.added_beam))
    lacking = [way for way in BOTH if way not in ways]
    return PairTranslator({**ways, **dict.fromkeys(lacking, _embedded(settings))} if lacking else ways)


def _embedded(settings: Settings) -> BatchTranslator:
    manifest = load_manifest(MANIFESTS / f"{TRANSLATION_MODEL}.toml")
    weights = _folder(manifest, settings)
    require(manifest, weights)
    if settings.translator == "transformers":
        return TransformersTranslator.load(
            weights, label=manifest.label, beam_size=settings.embedded_beam, device=settings.device
        )
    translator = CTranslate2Translator.load(
        weights,
        label=manifest.label,
        cache=_converted(settings),
        options=_engine_options(settings, settings.embedded_beam),
    )
    return RerankingTranslator(translator, considered=settings.rerank) if settings.rerank else translator


def _engine_options(settings: Settings, beam_size: int) -> EngineOptions:
    return EngineOptions(beam_size=beam_size, threads=settings.translator_threads, device=settings.device)


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


def _converted(settings: Settings) -> Path:
    return settings.converted_dir or settings.data_dir / "converted"


def _all(settings: Settings) -> tuple[tuple[Manifest, Path], ...]:
    embedded = tuple((manifest, _folder(manifest, settings)) for manifest in list_manifests())
    return (*embedded, *cards(settings))
