"""What the OpenAPI description says beyond what FastAPI sees: bodies in several media types, and problems."""

from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import models_json_schema

from service.api.examples import brief_example
from service.api.glossaries_openapi import PROBLEMS as GLOSSARY_PROBLEMS
from service.api.glossaries_openapi import describe_glossaries
from service.api.job_openapi import describe_jobs
from service.api.ledger_openapi import describe_ledger
from service.api.memory_openapi import describe_memory
from service.api.outside_openapi import describe_outside
from service.api.payloads import RAW
from service.api.refusals_openapi import describe_refusals
from service.api.schemas import (
    Accepted,
    BriefList,
    BriefRequest,
    ProblemDetails,
    TranslationsAnswer,
    TranslationsRequest,
)
from service.api.suggestions import describe_suggestions
from service.domain.brief import Brief

DESCRIPTION = (
    "Bilingual, evidence-bound briefs on the cooperation that Vietnamese and English news reports. "
    "Errors are RFC 9457 problem details with a stable `code` and a `remedy`."
)
REF = "#/components/schemas/{model}"
JSON = "application/json"
BRIEF_MEDIA = ("text/markdown", "text/html", "application/ld+json", "application/vnd.iptc.ninjs+json")
# Which problems an operation may answer with, besides 500.
PROBLEMS: Mapping[tuple[str, str], Sequence[int]] = {
    ("/v1/briefs", "post"): (400, 401, 406, 408, 409, 413, 415, 422, 503),
    ("/v1/briefs", "get"): (400, 401, 406, 422),
    ("/v1/briefs/{brief_id}", "get"): (401, 404, 406, 422),
    ("/v1/briefs/{brief_id}", "delete"): (401, 404),
    ("/v1/translations", "post"): (400, 401, 406, 408, 413, 415, 422, 503),
    ("/v1/briefs/{brief_id}/diff", "get"): (400, 401, 404, 406, 422),
    ("/v1/ledger", "get"): (400, 401, 406, 422),
    ("/v1/ledger/{record_id}", "get"): (401, 404, 406),
    ("/v1/partners/{name}/timeline", "get"): (400, 401, 404, 406, 422),
    ("/readyz", "get"): (503,),
}
HEADERS = {
    "Idempotency-Key": "Repeating a request with the same key repeats its answer instead of its work.",
    "Prefer": "`respond-async` answers 202 at once; the brief is then read at its Location.",
    "Accept": f"The media type of the brief: {', '.join((JSON, *BRIEF_MEDIA))}.",
}


def version() -> str:
    """Return the version of the service."""
    try:
        return installed_version("diemnhan")
    except PackageNotFoundError:  # run from a checkout that was never installed
        return "0"


def describe(app: FastAPI) -> None:
    """Make the app serve the full description."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _document(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's documented way to extend OpenAPI


def _document(app: FastAPI) -> dict[str, Any]:
    document = get_openapi(
        title=app.title, version=app.version, description=app.description, routes=app.routes
    )
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    schemas.update(_schemas())
    for leftover in ("HTTPValidationError", "ValidationError"):
        schemas.pop(leftover, None)
    paths = document["paths"]
    for (path, method), statuses in {**PROBLEMS, **GLOSSARY_PROBLEMS}.items():
        answers = paths[path][method]["responses"]
        answers.pop("422", None)  # FastAPI's own shape of it, which we never send
        for status in (*statuses, 500):
            answers[str(status)] = _problem()
    _describe_briefs(paths)
    describe_ledger(document)
    describe_memory(document)
    describe_jobs(document)
    describe_glossaries(document)
    describe_suggestions(document)
    describe_outside(document)
    describe_refusals(document)
    translate = paths["/v1/translations"]["post"]
    translate["requestBody"] = {"required": True, "content": {JSON: _schema("TranslationsRequest")}}
    translate["responses"]["200"] = _answer("The translations, in order.", "TranslationsAnswer")
    return document


def _describe_briefs(paths: dict[str, Any]) -> None:
    create, listing = paths["/v1/briefs"]["post"], paths["/v1/briefs"]["get"]
    read = paths["/v1/briefs/{brief_id}"]["get"]
    raw = {media: {"schema": {"type": "string"}} for media in RAW}
    create["requestBody"] = {"required": True, "content": {JSON: _schema("BriefRequest"), **raw}}
    create["parameters"] = [_header(name) for name in HEADERS]
    create["responses"]["201"] = _brief("The brief.")
    create["responses"]["202"] = _answer("Promised; read it at its Location.", "Accepted")
    listing["responses"]["200"] = _answer("A page of briefs, newest first.", "BriefList")
    read.setdefault("parameters", []).append(_header("Accept"))
    read["responses"]["200"] = _brief("The brief.")
    read["responses"]["202"] = _answer("Still being written; ask again after Retry-After.", "Accepted")


def _schemas() -> dict[str, Any]:
    models: list[type[BaseModel]] = [
        BriefRequest, BriefList, TranslationsRequest, TranslationsAnswer, Accepted, ProblemDetails,
    ]  # fmt: skip
    _, definitions = models_json_schema([(model, "validation") for model in models], ref_template=REF)
    brief = TypeAdapter(Brief).json_schema(ref_template=REF)
    return {**definitions["$defs"], **brief.pop("$defs"), "Brief": brief}


def _schema(model: str) -> dict[str, Any]:
    return {"schema": {"$ref": REF.format(model=model)}}


def _answer(description: str, model: str) -> dict[str, Any]:
    return {"description": description, "content": {JSON: _schema(model)}}


def _brief(description: str) -> dict[str, Any]:
    texts = {media: {"schema": {"type": "string"}} for media in BRIEF_MEDIA}
    example = TypeAdapter(Brief).dump_python(brief_example(), mode="json")
    shown = {**_schema("Brief"), "example": example}
    return {"description": description, "content": {JSON: shown, **texts}}


def _problem() -> dict[str, Any]:
    return {
        "description": "A problem.",
        "content": {"application/problem+json": _schema("ProblemDetails")},
    }


def _header(name: str) -> dict[str, Any]:
    return {"name": name, "in": "header", "schema": {"type": "string"}, "description": HEADERS[name]}
