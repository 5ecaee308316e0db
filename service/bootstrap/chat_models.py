"""Chat servers that translate: one added, one opened, and what they take counted for a brief's provenance."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from models.chat_add import ChatAddition, add_chat
from models.chat_server import ChatServer, ServerOptions
from models.chat_translator import ChatLimits, ChatTranslator, LinePrompt, Spent
from models.registry import Manifest, ModelError
from service.adapters.phrase_book import PhraseTranslator
from service.adapters.prompt_files import load_prompts
from service.bootstrap.added_models import as_operator_error, card, store_of
from service.domain.errors import ConfigurationError
from service.domain.model import ModelAddition, TriedModel
from service.domain.ports import Translator
from service.domain.prompt import Prompt
from service.settings import Settings

PROMPTS = Path(__file__).parent.parent.parent / "prompts"
_PROMPT = "translate-lines"


def open_chat(
    manifest: Manifest,
    settings: Settings,
    observe: Callable[[int, float], None] = lambda _texts, _seconds: None,
) -> ChatTranslator:
    """Return the translator of an added chat model; asks nothing yet."""
    if manifest.served is None:
        raise ModelError(f"{manifest.label} is no chat model.", "Add it again.")
    key = settings.chat_key.get_secret_value() if settings.chat_key else None
    options = ServerOptions(
        url=manifest.served.url,
        model=manifest.served.model,
        key=key,
        seconds=settings.llm_seconds,
        attempts=settings.llm_attempts,
    )
    limits = ChatLimits(
        lines=settings.chat_lines,
        requests=settings.chat_requests,
        answer_tokens=settings.llm_answer_tokens,
    )
    return ChatTranslator(
        chat=ChatServer(options),
        prompt=line_prompt(load_prompts(PROMPTS)[_PROMPT]),
        label=manifest.label,
        limits=limits,
        pool=ThreadPoolExecutor(limits.requests, thread_name_prefix="chat-translator"),
        observe=observe,
    )


def add(addition: ModelAddition, settings: Settings, *, tell: Callable[[str], None]) -> TriedModel:
    """Add a chat model, once it has translated a sentence each way. Raises OperatorError."""
    if addition.chat_url is None or addition.chat_model is None:
        raise ConfigurationError(
            "A chat model needs its server and its name there.", "Say --chat URL --chat-model ID."
        )
    if addition.paths or addition.hub:
        raise ConfigurationError(
            "A model is behind a chat server or comes from files.", "Say --chat, --path or --hub."
        )
    wanted = ChatAddition(
        name=addition.name,
        url=addition.chat_url,
        model=addition.chat_model,
        version=addition.version,
        licence=addition.licence,
    )
    store = store_of(settings)
    with as_operator_error():
        added = add_chat(wanted, store, connect=lambda manifest: open_chat(manifest, settings), tell=tell)
    return TriedModel(
        card=card(added.manifest, store / added.manifest.name),
        family=added.manifest.family,
        engine="http",
        samples=tuple((one.direction, one.text, one.translation, one.score) for one in added.samples),
    )


@dataclass(slots=True)
class Tally:
    """What a chat translator took for one brief; its requests come from several threads."""

    by: str
    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, spent: Spent) -> None:
        """Count a request."""
        with self.lock:
            self.calls += 1
            self.prompt_tokens += spent.prompt_tokens
            self.completion_tokens += spent.completion_tokens

    def told(self, prompt: str | None) -> str | None:
        """Return the provenance's words on prompts with these added, where anything was asked."""
        if not self.calls:
            return prompt
        own = f"{self.by}; {self.calls} calls, {self.prompt_tokens}+{self.completion_tokens} tokens"
        return own if prompt is None else f"{prompt}, {own}"


def counted(translator: Translator) -> tuple[Translator, Tally | None]:
    """Return the translator of one brief, and what counts for it; None where none is a chat model."""
    if not isinstance(translator, PhraseTranslator) or not isinstance(translator.model, ChatTranslator):
        return translator, None
    chat = translator.model
    tally = Tally(f"{chat.prompt.label}; {chat.chat.version}")
    return replace(translator, model=chat.counted(tally.add)), tally


def line_prompt(prompt: Prompt) -> LinePrompt:
    """Return a prompt file as the translator puts it."""

    def render(source: str, lines: str) -> tuple[str, str]:
        wording = prompt.render("vi" if source == "vi" else "en", {"lines": lines})
        return wording.system, wording.user

    return LinePrompt(prompt.label, prompt.schema, render)
