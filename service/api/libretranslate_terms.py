"""How LibreTranslate says things: its parameters, its languages, its errors."""

from dataclasses import dataclass

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from service.api.dialect import Desk
from service.api.parameters import Parameters, read_parameters
from service.api.problems import Problem
from service.domain.article import Language
from service.domain.errors import MalformedInput
from service.domain.request import TextFormat, TranslatedText, TranslationRequest
from service.text.html_tokens import tokenise
from service.text.language import identify

LANGUAGES: dict[Language, str] = {"en": "English", "vi": "Vietnamese"}
FORMATS: tuple[TextFormat, ...] = ("text", "html")
MAX_ALTERNATIVES = 3
# Its clients know these; 429 makes them wait, 403 says that the key is no good.
STATUS = {401: 403, 403: 403, 404: 404, 429: 429, 503: 429, 500: 500, 502: 500, 507: 500}
Json = str | float | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True, slots=True)
class TextOrder:
    """What /translate is to do, and how its answer is shaped."""

    request: TranslationRequest
    listed: bool
    wants_alternatives: bool


def write_error(problem: Problem) -> Response:
    """Write a problem as LibreTranslate does."""
    told = " ".join(filter(None, (problem.detail, problem.remedy)))
    status = STATUS.get(problem.status, 400)
    if status == 429:
        wait = {"Retry-After": str(problem.retry_after or 5)}
        return JSONResponse({"error": f"Slowdown: {told}"}, status, wait)
    return JSONResponse({"error": told}, status)


async def owner_and_parameters(request: Request, desk: Desk) -> tuple[str, Parameters]:
    """Read a request and admit it by the key in its body, its query or its headers."""
    sent = await read_parameters(request, desk.limits)
    return await desk.admit(request, sent.text("api_key")), sent


def read_order(sent: Parameters, max_texts: int) -> TextOrder:
    """Return what /translate is asked for. Raises MalformedInput in LibreTranslate's words."""
    texts = sent.texts("q")
    if not texts or texts == ("",):
        raise MalformedInput("Invalid request: missing q parameter", "")
    source, target = required(sent, "source"), supported(required(sent, "target"))
    if len(texts) > max_texts:
        raise MalformedInput(f"Invalid request: request ({len(texts)}) exceeds text limit ({max_texts})", "")
    alternatives = _alternatives(sent)
    wanted = TranslationRequest(
        texts=texts,
        target=target,
        source=None if source == "auto" else supported(source),
        format=_format(sent),
        alternatives=alternatives,
    )
    return TextOrder(wanted, isinstance(sent.values["q"], list), alternatives > 0)


def answer(order: TextOrder, done: list[TranslatedText]) -> dict[str, Json]:
    """Return the answer: with a language, and alternatives, for each text of a list."""
    said: dict[str, list[Json]] = {"translatedText": [one.text for one in done]}
    if order.request.source is None:
        said["detectedLanguage"] = [
            {**detected(_words(text, order.request.format)), "language": one.source}
            for text, one in zip(order.request.texts, done, strict=True)
        ]
    if order.wants_alternatives:
        said["alternatives"] = [[other.text for other in one.alternatives] for one in done]
    if order.listed:
        return dict(said)
    return {name: values[0] for name, values in said.items()}


def detected(text: str) -> dict[str, Json]:
    """Return a language with a confidence of 0 to 100; English and 0 for what is neither of ours."""
    found = identify(text)
    if found.language is None:
        return {"confidence": 0.0, "language": "en"}
    return {"confidence": round(100 * found.confidence, 1), "language": found.language}


def required(sent: Parameters, name: str) -> str:
    """Return a parameter. Raises MalformedInput where it is missing or empty."""
    value = sent.text(name)
    if not value:
        raise MalformedInput(f"Invalid request: missing {name} parameter", "")
    return value


def supported(code: str) -> Language:
    """Return the language of a code (`en`, `en-GB`). Raises MalformedInput."""
    bare = code.replace("_", "-").partition("-")[0].lower()
    for language in LANGUAGES:
        if bare == language:
            return language
    raise MalformedInput(f"{code} is not supported", "")


def _format(sent: Parameters) -> TextFormat:
    wanted = sent.text("format") or "text"
    for known in FORMATS:
        if wanted == known:
            return known
    raise MalformedInput(f"{wanted} format is not supported", "")


def _alternatives(sent: Parameters) -> int:
    value = sent.text("alternatives") or "0"
    if not (value.isascii() and value.isdigit()):
        raise MalformedInput("Invalid request: alternatives parameter is not a number", "")
    return min(int(value[:9]), MAX_ALTERNATIVES)


def _words(text: str, markup: TextFormat) -> str:
    if markup == "text":
        return text
    return " ".join(token.text for token in tokenise(text) if token.kind == "text")
