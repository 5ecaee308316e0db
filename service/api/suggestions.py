"""What readers proposed through LibreTranslate's /suggest: listed for an editor, who takes or drops each.

Promises that a suggestion changes no translation before somebody has taken it; taken, it is an entry of the
translation memory that an editor approved.
"""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, TypeVar

from anyio import to_thread
from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import models_json_schema

from service.api.memory_parts import MemoryParts
from service.api.memory_schemas import MemorySaved
from service.api.negotiation import choose
from service.api.parts import Parts
from service.domain.article import Language
from service.domain.errors import NotFound
from service.domain.memory import MemoryEntry

JSON = "application/json"
REF = "#/components/schemas/{model}"
ALL, ONE = "/v1/suggestions", "/v1/suggestions/{suggestion_id}"
ACCEPT = f"{ONE}/accept"
Done = TypeVar("Done")


class SuggestionOut(BaseModel):
    """A source text in `language` and what somebody would have it be in the other language."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    language: Language
    source: str
    target: str
    sent_at: datetime


class SuggestionListing(BaseModel):
    """The newest suggestions."""

    suggestions: list[SuggestionOut]


class SuggestionPaging(BaseModel):
    """How many are listed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    limit: int = Field(default=20, ge=1, le=100)


ANSWERS: Mapping[tuple[str, str], tuple[str, type[BaseModel]]] = {
    (ALL, "get"): ("The newest suggestions.", SuggestionListing),
    (ACCEPT, "post"): ("What became of it in the memory.", MemorySaved),
}
PROBLEMS: Mapping[tuple[str, str], tuple[int, ...]] = {
    (ALL, "get"): (401, 406, 422, 500),
    (ONE, "delete"): (401, 404, 500),
    (ACCEPT, "post"): (401, 404, 406, 500, 503),
}


@dataclass(frozen=True)
class SuggestionRoutes:
    """The handlers."""

    parts: Parts
    memory: MemoryParts

    async def listing(self, request: Request, paging: Annotated[SuggestionPaging, Query()]) -> Response:
        """List what was proposed and not yet taken or dropped, newest first."""
        choose(request.headers.get("accept"), (JSON,))
        found = await to_thread.run_sync(self.parts.suggestions.newest, paging.limit)
        listed = SuggestionListing(suggestions=[SuggestionOut.model_validate(one) for one in found])
        return Response(listed.model_dump_json(), media_type=JSON)

    async def accept(self, request: Request, suggestion_id: str) -> Response:
        """Put a suggestion into the translation memory, as approved by an editor."""
        choose(request.headers.get("accept"), (JSON,))
        saved = await _of(suggestion_id, self._accept)
        return Response(saved.model_dump_json(), media_type=JSON)

    async def drop(self, suggestion_id: str) -> Response:
        """Delete a suggestion."""
        await _of(suggestion_id, self.parts.suggestions.delete)
        return Response(status_code=204)

    def _accept(self, suggestion_id: str) -> MemorySaved:
        kept, now = self.parts.suggestions.get(suggestion_id), self.parts.clock()
        entry = MemoryEntry(uuid.uuid4().hex, kept.language, kept.source, kept.target, "editor", now, now)
        (saved,) = self.memory.store.save([entry])
        self.parts.suggestions.delete(suggestion_id)
        return MemorySaved.model_validate(saved)


async def _of(suggestion_id: str, job: Callable[[str], Done]) -> Done:
    if not suggestion_id.isprintable():
        raise NotFound("There is no suggestion with such an id.", "GET /v1/suggestions lists what there is.")
    return await to_thread.run_sync(job, suggestion_id)


def router(routes: SuggestionRoutes) -> APIRouter:
    """Return the routes."""
    api = APIRouter(tags=["memory"])
    api.add_api_route(ALL, routes.listing, methods=["GET"], summary="List suggested translations")
    api.add_api_route(ACCEPT, routes.accept, methods=["POST"], summary="Take a suggested translation")
    api.add_api_route(ONE, routes.drop, methods=["DELETE"], status_code=204, summary="Drop one")
    return api


def describe_suggestions(document: dict[str, Any]) -> None:
    """Add answers and problems to an OpenAPI document, where there is a memory."""
    paths = document["paths"]
    if ALL not in paths:
        return
    models = [(model, "serialization") for _, model in ANSWERS.values()]
    _, shapes = models_json_schema(models, ref_template=REF)  # type: ignore[arg-type]  # literals of a list
    document["components"]["schemas"].update(shapes["$defs"])
    for (path, method), statuses in PROBLEMS.items():
        responses = paths[path][method]["responses"]
        responses.pop("422", None)
        for status in statuses:
            problem = {"schema": {"$ref": REF.format(model="ProblemDetails")}}
            responses[str(status)] = {
                "description": "A problem.",
                "content": {"application/problem+json": problem},
            }
    for (path, method), (told, model) in ANSWERS.items():
        content = {JSON: {"schema": {"$ref": REF.format(model=model.__name__)}}}
        paths[path][method]["responses"]["200"] = {"description": told, "content": content}
