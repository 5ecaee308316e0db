"""What every operation of a kind may answer with, and what the routes to other systems take and give.

Promises that an operation of a new route is described as refusing what all of them refuse, in our shape of
problems. What is particular to one route stands beside that route.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from service.api.delivery_schemas import EndpointChange, EndpointRequest, SecretRequest

JSON, PROBLEM = "application/json", "application/problem+json"
REF = "#/components/schemas/{model}"
OF_ALL = (421, 500)
OF_KEYED = (401, 403, 429)
OF_BODIES = (400, 408, 413, 415, 422)
OF_QUERIES = (400, 422)
OF_FOUND = (404,)
OF_WORKING = (406, 503)
OF_TRANSLATING = (502,)
UNFAILING = frozenset({"/healthz", "/metrics"})
CONDITIONAL = (  # GET of these has an ETag
    "/v1/briefs/{brief_id}", "/v1/briefs/{brief_id}/card", "/v1/glossaries/{glossary_id}",
    "/v1/glossaries/{glossary_id}/entries", "/v1/feeds/{language}.{ending}", "/oembed",
)  # fmt: skip
CHANGING = frozenset({"post", "put", "patch"})
TRANSLATING = frozenset(
    {("/v1/briefs", "post"), ("/v1/briefs/{brief_id}", "get"), ("/v1/translations", "post")}
)
BODIES: Mapping[tuple[str, str], type[BaseModel]] = {
    ("/v1/webhooks", "post"): EndpointRequest,
    ("/v1/webhooks/{webhook_id}", "patch"): EndpointChange,
    ("/v1/webhooks/{webhook_id}/rotate", "post"): SecretRequest,
}
FORMS: Mapping[tuple[str, str, str], tuple[str, ...]] = {
    ("/metrics", "get", "200"): ("text/plain",),
    ("/v1/feeds/{language}.{ending}", "get", "200"): (
        "application/rss+xml", "application/atom+xml", "application/feed+json",
    ),
    ("/v1/briefs/{brief_id}/card", "get", "200"): ("text/html",),
    ("/oembed", "get", "501"): ("text/plain", PROBLEM),
    ("/v1/cms/superdesk", "post", "200"): (JSON,),
    ("/v1/cms/inbound/{name}", "post", "200"): (JSON,),
}  # fmt: skip


def describe_refusals(document: dict[str, Any]) -> None:
    """Add problems to every operation of an OpenAPI document, and bodies where a route reads its own."""
    paths, schemas = document["paths"], document["components"]["schemas"]
    for path, operations in paths.items():
        for method, operation in operations.items():
            answers = operation["responses"]
            if "HTTPValidationError" in str(answers.get("422")):  # FastAPI's own shape, which we never send
                del answers["422"]
            for status in _refusals(path, method, operation):
                answers.setdefault(str(status), _problem())
    for path in CONDITIONAL:
        if path in paths:
            paths[path]["get"]["responses"]["304"] = {"description": "What If-None-Match names is still so."}
    _, shapes = models_json_schema([(model, "validation") for model in BODIES.values()], ref_template=REF)
    schemas.update(shapes["$defs"])
    for (path, method), model in BODIES.items():
        if path in paths:
            sent = {JSON: {"schema": {"$ref": REF.format(model=model.__name__)}}}
            paths[path][method]["requestBody"] = {"required": method != "post", "content": sent}
    for (path, method, code), media in FORMS.items():
        if path in paths:
            answer = paths[path][method]["responses"].setdefault(code, {"description": "The answer."})
            answer["content"] = {one: {} for one in media}


def _refusals(path: str, method: str, operation: Mapping[str, Any]) -> Iterator[int]:
    yield from OF_ALL
    if operation.get("security") or path.startswith("/v1/cms/"):
        yield from OF_KEYED
    if method in CHANGING:
        yield from OF_BODIES
    if any(one["in"] == "query" for one in operation.get("parameters", ())):
        yield from OF_QUERIES
    if "{" in path or path == "/oembed":
        yield from (*OF_FOUND, *OF_QUERIES)
    if path not in UNFAILING:
        yield from OF_WORKING
    if (path, method) in TRANSLATING:
        yield from OF_TRANSLATING


def _problem() -> dict[str, Any]:
    content = {PROBLEM: {"schema": {"$ref": REF.format(model="ProblemDetails")}}}
    return {"description": "A problem.", "content": content}
