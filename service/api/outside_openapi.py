"""What the OpenAPI description says of webhooks, feeds and cards beyond what FastAPI sees."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from service.api.delivery_schemas import (
    DeliveryDetail,
    DeliveryList,
    EndpointChange,
    EndpointList,
    EndpointOut,
    EndpointRequest,
    EndpointSecret,
    SecretRequest,
)

REF = "#/components/schemas/{model}"
JSON = "application/json"
HOOKS, HOOK = "/v1/webhooks", "/v1/webhooks/{webhook_id}"
TOLD, ONE = "/v1/deliveries", "/v1/deliveries/{delivery_id}"
FEED, CARD, EMBED = "/v1/feeds/{language}.{ending}", "/v1/briefs/{brief_id}/card", "/oembed"
PUSH, INBOUND = "/v1/cms/superdesk", "/v1/cms/inbound/{name}"
BODY = (400, 408, 413, 415, 422)
PROBLEMS: Mapping[tuple[str, str], Sequence[int]] = {
    (HOOKS, "post"): (*BODY, 401, 403, 406, 429, 503),
    (HOOKS, "get"): (401, 403, 406, 429, 503),
    (HOOK, "get"): (401, 403, 404, 406, 429, 503),
    (HOOK, "patch"): (*BODY, 401, 403, 404, 429, 503),
    (HOOK, "delete"): (401, 403, 404, 429, 503),
    (f"{HOOK}/rotate", "post"): (*BODY, 401, 403, 404, 429, 503),
    (f"{HOOK}/test", "post"): (401, 403, 404, 429, 503),
    (TOLD, "get"): (400, 401, 403, 404, 406, 422, 429, 503),
    (ONE, "get"): (401, 403, 404, 406, 429, 503),
    (f"{ONE}/replay", "post"): (401, 403, 404, 409, 429, 503),
    (FEED, "get"): (400, 401, 403, 422, 429, 503),
    (CARD, "get"): (401, 403, 404, 422, 429, 503),
    (EMBED, "get"): (401, 403, 404, 422, 429, 503),
    (PUSH, "post"): (*BODY, 403, 503),
    (INBOUND, "post"): (*BODY, 401, 403, 404, 429, 503),
}
ANSWERS: Mapping[tuple[str, str], tuple[str, str, type[BaseModel]]] = {
    (HOOKS, "post"): ("201", "The endpoint; its secret is shown this once.", EndpointSecret),
    (HOOKS, "get"): ("200", "All endpoints.", EndpointList),
    (HOOK, "get"): ("200", "The endpoint.", EndpointOut),
    (HOOK, "patch"): ("200", "The endpoint as it is now.", EndpointOut),
    (f"{HOOK}/rotate", "post"): ("200", "The endpoint with its new secret.", EndpointSecret),
    (f"{HOOK}/test", "post"): ("200", "What came of the test.", DeliveryDetail),
    (TOLD, "get"): ("200", "A page of deliveries, newest first.", DeliveryList),
    (ONE, "get"): ("200", "The delivery with its body.", DeliveryDetail),
    (f"{ONE}/replay", "post"): ("202", "The delivery, due at once.", DeliveryDetail),
}
BODIES: Mapping[tuple[str, str], type[BaseModel]] = {
    (HOOKS, "post"): EndpointRequest,
    (HOOK, "patch"): EndpointChange,
    (f"{HOOK}/rotate", "post"): SecretRequest,
}


def describe_outside(document: dict[str, Any]) -> None:
    """Complete those of the paths that are served."""
    paths = document["paths"]
    models = [*BODIES.values(), *(model for *_, model in ANSWERS.values())]
    _, shapes = models_json_schema([(model, "validation") for model in models], ref_template=REF)
    document["components"]["schemas"].update(shapes["$defs"])
    for (path, method), statuses in PROBLEMS.items():
        if path in paths:
            responses = paths[path][method]["responses"]
            responses.pop("422", None)  # FastAPI's own shape of it, which we never send
            responses.update({str(status): _problem() for status in (*statuses, 500)})
    for (path, method), (status, told, model) in ANSWERS.items():
        if path in paths:
            paths[path][method]["responses"][status] = _answer(
                told, {"$ref": REF.format(model=model.__name__)}
            )
    for (path, method), model in BODIES.items():
        if path in paths:
            content = {JSON: {"schema": {"$ref": REF.format(model=model.__name__)}}}
            needed = model is not SecretRequest
            paths[path][method]["requestBody"] = {"required": needed, "content": content}
    if PUSH in paths:
        _describe_cms(paths)
    if FEED in paths:
        _describe_published(paths)


def _describe_cms(paths: dict[str, Any]) -> None:
    reception = {
        "type": "object",
        "properties": {
            "status": {"type": "string"},
            "id": {"type": "string"},
            "location": {"type": "string"},
        },
        "required": ["status"],
    }
    signature = {"name": "x-superdesk-signature", "in": "header", "schema": {"type": "string"}}
    paths[PUSH]["post"].setdefault("parameters", []).append(signature)
    for path, shape in ((PUSH, {"type": "object"}), (INBOUND, {})):
        responses = paths[path]["post"]["responses"]
        responses["202"] = _answer("Accepted: the brief will be at its location.", reception)
        responses["200"] = _answer("Nothing to do: repeated, outdated, withdrawn or ignored.", reception)
        paths[path]["post"]["requestBody"] = {"required": True, "content": {JSON: {"schema": shape}}}


def _describe_published(paths: dict[str, Any]) -> None:
    feeds = ("application/rss+xml", "application/atom+xml", "application/feed+json")
    text = {"schema": {"type": "string"}}
    read = {"schema": {"type": "object"}}
    contents = {
        FEED: {media: read if media.endswith("json") else text for media in feeds},
        CARD: {"text/html": text},
        EMBED: {JSON: read},
    }
    for path, content in contents.items():
        paths[path]["get"]["responses"]["200"] = {"description": "What was asked for.", "content": content}
        paths[path]["get"]["responses"]["304"] = {"description": "The reader has it already."}


def _answer(told: str, schema: Mapping[str, object]) -> dict[str, Any]:
    return {"description": told, "content": {JSON: {"schema": schema}}}


def _problem() -> dict[str, Any]:
    schema = {"$ref": REF.format(model="ProblemDetails")}
    return {"description": "A problem.", "content": {"application/problem+json": {"schema": schema}}}
