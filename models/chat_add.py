"""A chat server made into a translation model of ours: named, asked for a sentence each way, written down.

Promises that nothing is added that does not translate. Keeps no key: that is the service's to hold.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from models.chat_translator import ChatTranslator
from models.families_add import SAMPLES, Added, Sample, Tell
from models.families_store import MANIFEST, draft, quoted, refuse_name
from models.registry import Direction, Manifest, ModelError, load_manifest

_WAYS: tuple[Direction, ...] = ("vi-en", "en-vi")


@dataclass(frozen=True, slots=True)
class ChatAddition:
    """What to add: `model` is what the server at `url` calls it."""

    name: str
    url: str
    model: str
    version: str = "1"
    licence: str | None = None


def add_chat(
    addition: ChatAddition, store: Path, *, connect: Callable[[Manifest], ChatTranslator], tell: Tell
) -> Added:
    """Add a chat model to the store; raise ModelError with cause and remedy where it cannot be."""
    refuse_name(store, addition.name)
    with draft(store, addition.name) as folder:
        (folder / MANIFEST).write_text(_manifest(addition), encoding="utf-8")
        manifest = load_manifest(folder / MANIFEST)
        tell("Translating a sentence each way")
        translator = connect(manifest)
        try:
            samples = tuple(_sample(translator, way) for way in _WAYS)
        finally:
            translator.close()
    return Added(manifest, samples)


def _sample(translator: ChatTranslator, way: Direction) -> Sample:
    source, target = way.split("-")
    text = SAMPLES[source]
    ((best, *_),) = translator.translate([text], source=source, target=target)
    if best[0] == text:
        raise ModelError(f"The model gives {text!r} back as it is.", "Check --chat-model.")
    return Sample(way, text, *best)


def _manifest(addition: ChatAddition) -> str:
    licence = addition.licence or "as the server's operator says"
    lines = [
        f"name = {quoted(addition.name)}",
        f"version = {quoted(addition.version)}",
        'kind = "translation"',
        'family = "chat"',
        'languages = ["vi", "en"]',
        f"description = {quoted(f'{addition.model} behind an OpenAI-compatible server')}",
        f"licence = {quoted(licence)}",
        'training_data = ["as the model\'s own card says"]',
        "",
        "[served]",
        f"url = {quoted(addition.url)}",
        f"model = {quoted(addition.model)}",
        "",
        "[files]",
        "",
    ]
    return "\n".join(lines)
