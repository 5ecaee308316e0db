"""What the API description says of glossaries: bodies in several formats, versions, problems."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from service.api.desk_glossaries import DeskGlossaries, DeskGlossariesRequest
from service.api.glossary_schemas import (
    EntriesBody,
    GlossaryListing,
    GlossaryOut,
    GlossaryPatch,
    GlossaryRequest,
)

REF = "#/components/schemas/{model}"
JSON = "application/json"
FILES: Mapping[str, str] = {
    "text/csv": 'vi,en,note\r\nViện Năng suất Việt Nam,Vietnam National Productivity Institute,""\r\n',
    "text/tab-separated-values": "vi\ten\r\nnăng suất\tproductivity\r\n",
    "application/x-tbx+xml": '<tbx xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Basic" style="dca">…</tbx>',
}
ONE, ALL, ENTRIES = "/v1/glossaries/{glossary_id}", "/v1/glossaries", "/v1/glossaries/{glossary_id}/entries"
DEFAULTS = "/v1/glossaries/defaults"
# Which problems an operation may answer with, besides 500.
PROBLEMS: Mapping[tuple[str, str], Sequence[int]] = {
    (ALL, "post"): (400, 401, 406, 408, 413, 415, 422, 503),
    (ALL, "get"): (400, 401, 406, 422),
    (ONE, "get"): (401, 404, 406),
    (ONE, "put"): (400, 401, 404, 406, 408, 412, 413, 415, 422),
    (ONE, "patch"): (400, 401, 404, 406, 408, 412, 413, 415, 422),
    (ONE, "delete"): (401, 404, 412),
    (DEFAULTS, "get"): (401, 406),
    (DEFAULTS, "put"): (400, 401, 406, 408, 413, 415, 422),
    (ENTRIES, "get"): (401, 404, 406),
    (ENTRIES, "put"): (400, 401, 404, 406, 408, 412, 413, 415, 422),
}
QUERY = {
    "name": "With a file: what the glossary is called.",
    "direction": "With a file: vi-en, en-vi or both (default); it begins with the first column's language.",
    "default": "With a file: whether it applies to requests that name no glossary.",
}


def describe_glossaries(document: dict[str, Any]) -> None:
    """Add bodies, answers and headers to an OpenAPI document."""
    models: list[type[BaseModel]] = [
        GlossaryRequest,
        GlossaryPatch,
        EntriesBody,
        GlossaryOut,
        GlossaryListing,
        DeskGlossariesRequest,
        DeskGlossaries,
    ]
    _, definitions = models_json_schema([(model, "validation") for model in models], ref_template=REF)
    document["components"]["schemas"].update(definitions["$defs"])
    paths = document["paths"]
    for path, method, status in ((ALL, "post", "201"), (ONE, "get", "200"), (ONE, "put", "200"),
                                 (ONE, "patch", "200"), (ENTRIES, "put", "200")):  # fmt: skip
        paths[path][method]["responses"][status] = _answer("The glossary, without entries.", "GlossaryOut")
    paths[ALL]["get"]["responses"]["200"] = _answer("A page, newest first.", "GlossaryListing")
    paths[ENTRIES]["get"]["responses"]["200"] = {
        "description": "The entries.",
        "content": {JSON: _schema("EntriesBody"), **_files()},
    }
    for method in ("get", "put"):
        paths[DEFAULTS][method]["responses"]["200"] = {
            "description": "What the desk has chosen, and what that comes to.",
            "content": {JSON: _schema("DeskGlossaries")},
        }
    paths[DEFAULTS]["put"]["requestBody"] = _body("DeskGlossariesRequest", files=False)
    for path, method in ((ALL, "post"), (ONE, "put")):
        paths[path][method]["requestBody"] = _body("GlossaryRequest", files=True)
        _parameters(paths[path][method]).extend(map(_query, QUERY))
    paths[ONE]["patch"]["requestBody"] = _body("GlossaryPatch", files=False)
    paths[ENTRIES]["put"]["requestBody"] = _body("EntriesBody", files=True)
    for path, method in ((ONE, "put"), (ONE, "patch"), (ONE, "delete"), (ENTRIES, "put")):
        _parameters(paths[path][method]).append(_header("If-Match", "Change this version (ETag) or none."))
    for path in (ONE, ENTRIES):
        _parameters(paths[path]["get"]).append(_header("If-None-Match", "304 where you have this version."))


def _parameters(operation: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = operation.setdefault("parameters", [])
    return found


def _body(model: str, *, files: bool) -> dict[str, Any]:
    return {"required": True, "content": {JSON: _schema(model), **(_files() if files else {})}}


def _files() -> dict[str, Any]:
    return {media: {"schema": {"type": "string"}, "example": example} for media, example in FILES.items()}


def _schema(model: str) -> dict[str, Any]:
    return {"schema": {"$ref": REF.format(model=model)}}


def _answer(description: str, model: str) -> dict[str, Any]:
    tag = {"ETag": {"schema": {"type": "string"}, "description": "This version, for If-Match."}}
    return {"description": description, "headers": tag, "content": {JSON: _schema(model)}}


def _query(name: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": {"type": "string"}, "description": QUERY[name]}


def _header(name: str, description: str) -> dict[str, Any]:
    return {"name": name, "in": "header", "schema": {"type": "string"}, "description": description}
