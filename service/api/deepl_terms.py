"""How DeepL says things: its languages, its parameters, its errors."""

from collections.abc import Sequence

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from service.api.dialect import Desk
from service.api.parameters import Parameters, read_parameters
from service.api.problems import Problem
from service.domain.article import Language
from service.domain.errors import MalformedInput
from service.domain.request import Formality

# There is one English here: both variants are taken, and give the same.
TARGETS: dict[str, Language] = {"EN-GB": "en", "EN-US": "en", "VI": "vi"}
NAMES = {
    "EN": "English",
    "VI": "Vietnamese",
    "EN-GB": "English (British)",
    "EN-US": "English (American)",
}
FORMALITIES: dict[str, Formality] = {
    "default": "default",
    "more": "more",
    "less": "less",
    "prefer_more": "prefer_more",
    "prefer_less": "prefer_less",
}
_TRUE, _FALSE = frozenset(("1", "true")), frozenset(("0", "false"))
QUOTA_EXCEEDED = 456
# Its clients know these. They repeat 429 and what is from 500 on.
STATUS = {401: 403, 403: 403, 404: 404, 413: 413, 429: 429, 500: 500, 502: 503, 503: 503, 507: 503}


def write_error(problem: Problem) -> Response:
    """Write a problem as DeepL does."""
    if problem.code == "quota_exceeded":
        return JSONResponse({"message": "Quota Exceeded", "detail": problem.detail}, QUOTA_EXCEEDED)
    status = STATUS.get(problem.status, 400)
    message = problem.detail if not problem.remedy else f"{problem.detail} {problem.remedy}"
    wait = {"Retry-After": str(problem.retry_after or 2)}
    return JSONResponse({"message": message}, status, wait if status >= 429 else None)


async def owner_and_parameters(request: Request, desk: Desk) -> tuple[str, Parameters]:
    """Read a request and admit it by the key in its headers, or where older clients have it."""
    sent = await read_parameters(request, desk.limits)
    token = sent.text("auth_key")
    return await desk.admit(request, token.removesuffix(":fx") if token else None), sent


def unsupported(name: str) -> MalformedInput:
    """Return the error for a value that cannot be used; clients look for these words."""
    return MalformedInput(f"Value for '{name}' not supported.", "")


def source_language(sent: Parameters, name: str = "source_lang") -> Language | None:
    """Return the language of the texts, None where it is to be recognised."""
    code = sent.text(name)
    if not code:
        return None
    return language_of(code, name)


def target_language(sent: Parameters, name: str = "target_lang") -> Language:
    """Return the language to translate into. Raises MalformedInput where none is named."""
    code = sent.text(name)
    if not code:
        raise MalformedInput(f"Value for '{name}' not supported.", "It was not sent.")
    return language_of(code, name)


def language_of(code: str, name: str) -> Language:
    """Return the language of a code in any case; plain EN as some clients send it. Raises MalformedInput."""
    upper = code.upper().replace("_", "-")
    if upper == "EN":
        return "en"
    if upper not in TARGETS:
        raise unsupported(name)
    return TARGETS[upper]


def code_of(language: Language) -> str:
    """Return the code of a source language."""
    return language.upper()


def formality(sent: Parameters, target: Language) -> Formality:
    """Return how to address the reader; English has no such difference to ask for."""
    value = (sent.text("formality") or "default").lower()
    if value not in FORMALITIES:
        raise unsupported("formality")
    if target == "en" and value in ("more", "less"):
        raise MalformedInput("Target language does not support 'formality' for the given 'target_lang'.", "")
    return FORMALITIES[value]


def one_of(sent: Parameters, name: str, known: Sequence[str]) -> str | None:
    """Return a value that must be one of some. Raises MalformedInput."""
    value = sent.text(name)
    if value is None or value in known:
        return value
    raise unsupported(name)


def flag(sent: Parameters, name: str, *, default: bool) -> bool:
    """Return a yes or no, as JSON or as a form has it. Raises MalformedInput."""
    value = sent.text(name)
    if not value:
        return default
    if value.lower() in _TRUE | _FALSE:
        return value.lower() in _TRUE
    raise unsupported(name)
