"""DeepL's translation of texts, its languages and its usage.

Promises that what is asked for and cannot be done is refused by name. `context`, `model_type` and
`preserve_formatting` are checked and change nothing: formatting is always kept, and there is one model;
`split_sentences` matters in XML alone, elsewhere sentences and lines are always taken apart.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from anyio import to_thread
from fastapi import Request, Response
from fastapi.responses import JSONResponse

from service.api.deepl_glossaries import members_of
from service.api.deepl_terms import (
    NAMES,
    TARGETS,
    code_of,
    flag,
    formality,
    one_of,
    owner_and_parameters,
    source_language,
    target_language,
    unsupported,
)
from service.api.dialect import Desk, is_settings_probe
from service.api.parameters import Parameters
from service.domain.errors import MalformedInput, TooLarge
from service.domain.glossary import NO_GLOSSARY
from service.domain.request import TextFormat, TranslatedText, TranslationRequest, XmlOptions

MARKUP: tuple[TextFormat, ...] = ("html", "xml")
PROBED: Mapping[str, str | int] = {
    "detected_source_language": "EN",
    "text": "Test",
    "billed_characters": 0,
}
UNLIMITED = 1_000_000_000_000  # what DeepL tells accounts without a limit
MODELS = ("quality_optimized", "prefer_quality_optimized", "latency_optimized")
FOREIGN = ("style_id", "translation_memory_id", "custom_instructions")  # kept at DeepL, if anywhere


@dataclass(frozen=True)
class TextRoutes:
    """The handlers."""

    desk: Desk

    async def translate(self, request: Request) -> Response:
        """Translate texts, in their order."""
        owner, sent = await owner_and_parameters(request, self.desk)
        if is_settings_probe(sent.texts("text"), sent.text("source_lang"), sent.text("target_lang")):
            return JSONResponse({"translations": [PROBED]})
        wanted = read_order(sent, self.desk.max_texts)
        if wanted.glossaries:
            members = await to_thread.run_sync(members_of, self.desk, wanted.glossaries)
            wanted = replace(wanted, glossaries=members)
        done = await self.desk.translate(wanted, owner)
        model = (sent.text("model_type") or "").removeprefix("prefer_")
        pairs = zip(wanted.texts, done, strict=True)
        return JSONResponse({"translations": [_translation(text, one, model) for text, one in pairs]})

    async def languages(self, request: Request) -> Response:
        """List the languages that can be translated from, or into."""
        _, sent = await owner_and_parameters(request, self.desk)
        if one_of(sent, "type", ("source", "target")) == "target":
            return JSONResponse([_target(code) for code in TARGETS])
        return JSONResponse([{"language": code, "name": NAMES[code]} for code in ("EN", "VI")])

    async def usage(self, request: Request) -> Response:
        """Tell how much was translated this month."""
        owner, _ = await owner_and_parameters(request, self.desk)
        used = await to_thread.run_sync(self.desk.allowance.used, owner)
        limit = await to_thread.run_sync(self.desk.allowance.limit_of, owner) or UNLIMITED
        return JSONResponse({"character_count": used.characters, "character_limit": limit})


def read_order(sent: Parameters, max_texts: int) -> TranslationRequest:
    """Return what /translate is asked for. Raises MalformedInput, TooLarge."""
    texts = sent.texts("text")
    if not texts:
        raise MalformedInput("Parameter 'text' not specified.", "")
    if len(texts) > max_texts:
        raise TooLarge(f"{len(texts)} texts were sent; {max_texts} are taken at once.", "Send fewer.")
    _refuse_foreign(sent)
    target = target_language(sent)
    source = source_language(sent)
    return TranslationRequest(
        texts=texts,
        target=target,
        source=source,
        format=_format(sent),
        xml=_xml(sent),
        glossaries=glossaries(sent, known=source is not None),
        formality=formality(sent, target),
    )


def glossaries(sent: Parameters, *, known: bool) -> tuple[str, ...] | None:
    """Return the glossary that is asked for; only with a source language, as DeepL has it. `none` is ours."""
    wanted = sent.text("glossary_id")
    if not wanted:
        return None
    if wanted == NO_GLOSSARY:
        return ()
    if not known:
        raise MalformedInput("Value for 'source_lang' required when using 'glossary_id'.", "")
    return (wanted,)


def _refuse_foreign(sent: Parameters) -> None:
    for name in FOREIGN:
        if sent.values.get(name):
            raise unsupported(name)
    one_of(sent, "split_sentences", ("0", "1", "nonewlines"))
    one_of(sent, "model_type", MODELS)
    one_of(sent, "tag_handling_version", ("v1", "v2"))
    for name in ("preserve_formatting", "show_billed_characters", "outline_detection"):
        flag(sent, name, default=True)


def _format(sent: Parameters) -> TextFormat:
    wanted = sent.text("tag_handling")
    for known in MARKUP:
        if wanted == known:
            return known
    if wanted:
        raise unsupported("tag_handling")
    return "text"


def _xml(sent: Parameters) -> XmlOptions:
    return XmlOptions(
        ignore_tags=_tags(sent, "ignore_tags"),
        splitting_tags=_tags(sent, "splitting_tags"),
        non_splitting_tags=_tags(sent, "non_splitting_tags"),
        outline_detection=flag(sent, "outline_detection", default=True),
        joins_lines=sent.text("split_sentences") in ("0", "nonewlines"),
    )


def _tags(sent: Parameters, name: str) -> tuple[str, ...]:
    """Return names of tags, sent one by one or between commas."""
    several = (tag.strip() for text in sent.texts(name) for tag in text.split(","))
    return tuple(tag for tag in several if tag)


def _translation(text: str, done: TranslatedText, model: str) -> Mapping[str, str | int]:
    said: dict[str, str | int] = {
        "detected_source_language": code_of(done.source),
        "text": done.text,
        "billed_characters": len(text),
    }
    return {**said, "model_type_used": model} if model else said


def _target(code: str) -> Mapping[str, str | bool]:
    return {"language": code, "name": NAMES[code], "supports_formality": TARGETS[code] == "vi"}
