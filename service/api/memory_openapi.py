"""What the API description says of the translation memory and of corrections: bodies, answers, problems."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from service.api.memory_schemas import (
    ImportOut,
    MatchesAnswer,
    MatchesRequest,
    MemoryAnswer,
    MemoryChange,
    MemoryEntryOut,
    MemoryListing,
    MemoryRequest,
    SegmentCorrection,
)

REF = "#/components/schemas/{model}"
JSON = "application/json"
ALL, ONE = "/v1/memory", "/v1/memory/{entry_id}"
MATCHES, IMPORT, EXPORT = "/v1/memory/matches", "/v1/memory/import", "/v1/memory/export"
SEGMENT = "/v1/briefs/{brief_id}/segments/{index}"
FILES: Mapping[str, str] = {
    "application/x-tmx+xml": '<tmx version="1.4"><header srclang="vi" …/><body><tu>…</tu></body></tmx>',
    "text/tab-separated-values": "source\ttarget\nHai bên ký kết.\tThe two sides signed it.\n",
}
# Which problems an operation may answer with, besides 500.
PROBLEMS: Mapping[tuple[str, str], Sequence[int]] = {
    (ALL, "get"): (400, 401, 406, 422),
    (ALL, "post"): (400, 401, 406, 408, 413, 415, 422, 503),
    (ONE, "get"): (401, 404, 406),
    (ONE, "put"): (400, 401, 404, 406, 408, 413, 415, 422, 503),
    (ONE, "delete"): (401, 404, 503),
    (MATCHES, "post"): (400, 401, 406, 408, 413, 415, 422),
    (IMPORT, "post"): (400, 401, 406, 408, 413, 415, 422, 503),
    (EXPORT, "get"): (401, 406, 422),
    (SEGMENT, "put"): (400, 401, 404, 406, 408, 412, 413, 415, 422, 503),
}
BODIES: Mapping[tuple[str, str], type[BaseModel]] = {
    (ALL, "post"): MemoryRequest,
    (ONE, "put"): MemoryChange,
    (MATCHES, "post"): MatchesRequest,
    (SEGMENT, "put"): SegmentCorrection,
}
ANSWERS: Mapping[tuple[str, str], tuple[str, type[BaseModel]]] = {
    (ALL, "get"): ("A page, the latest changed first.", MemoryListing),
    (ALL, "post"): ("What became of each pair.", MemoryAnswer),
    (ONE, "get"): ("The entry.", MemoryEntryOut),
    (ONE, "put"): ("The entry as it is now.", MemoryEntryOut),
    (MATCHES, "post"): ("The matches of each text.", MatchesAnswer),
    (IMPORT, "post"): ("What became of the units.", ImportOut),
}


def describe_memory(document: dict[str, Any]) -> None:
    """Add bodies, answers and problems to an OpenAPI document, where there is a memory."""
    if ALL not in document["paths"]:
        return
    models = [*BODIES.values(), *(model for _, model in ANSWERS.values())]
    _, definitions = models_json_schema(
        [(model, "validation") for model in dict.fromkeys(models)], ref_template=REF
    )
    document["components"]["schemas"].update(definitions["$defs"])
    paths = document["paths"]
    for (path, method), statuses in PROBLEMS.items():
        answers = paths[path][method]["responses"]
        answers.pop("422", None)  # FastAPI's own shape of it, which we never send
        answers.update({str(status): _problem() for status in (*statuses, 500)})
    for (path, method), model in BODIES.items():
        paths[path][method]["requestBody"] = {"required": True, "content": {JSON: _schema(model.__name__)}}
    for (path, method), (description, model) in ANSWERS.items():
        answer = {"description": description, "content": {JSON: _schema(model.__name__)}}
        paths[path][method]["responses"]["200"] = answer
    files = {media: {"schema": {"type": "string"}, "example": shown} for media, shown in FILES.items()}
    paths[IMPORT]["post"]["requestBody"] = {"required": True, "content": files}
    paths[EXPORT]["get"]["responses"]["200"] = {"description": "The file, as it is read.", "content": files}
    _describe_correction(paths[SEGMENT]["put"])


def _describe_correction(operation: dict[str, Any]) -> None:
    tag = {"ETag": {"schema": {"type": "string"}, "description": "This version, for If-Match."}}
    answer = {"description": "The brief.", "headers": tag, "content": {JSON: _schema("Brief")}}
    operation["responses"]["200"] = answer
    operation.setdefault("parameters", []).append(
        {
            "name": "If-Match",
            "in": "header",
            "schema": {"type": "string"},
            "description": "The ETag of the brief as application/json: correct this version or none.",
        }
    )


def _schema(model: str) -> dict[str, Any]:
    return {"schema": {"$ref": REF.format(model=model)}}


def _problem() -> dict[str, Any]:
    return {"description": "A problem.", "content": {"application/problem+json": _schema("ProblemDetails")}}
