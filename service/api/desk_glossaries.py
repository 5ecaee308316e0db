"""Which glossaries a desk's requests use where they name none: the desk is whoever holds the API key."""

from dataclasses import dataclass

from anyio import to_thread
from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from service.api.body import Limits, read_body
from service.api.dialect import owner_of
from service.api.glossary_bodies import JSON, read_model
from service.api.negotiation import choose
from service.api.parts import Parts
from service.api.schemas import Text
from service.domain.glossary import DeskDefaults, Direction
from service.pipeline.glossaries import choose_for_desk, default_glossaries

CHOICE = "Id of a glossary, `none`, or null for those that are default for everybody."


class DeskGlossariesRequest(BaseModel):
    """A desk's choice for each direction."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={"examples": [{"vi_en": "2f6c0c1e5f7b4f0b9f0e6a3d8c1b2a49", "en_vi": "none"}]},
    )

    vi_en: Text | None = Field(default=None, description=CHOICE)
    en_vi: Text | None = Field(default=None, description=CHOICE)


class AppliedGlossary(BaseModel):
    """A glossary that a request without one is translated with, in one direction."""

    direction: Direction
    id: str
    name: str
    version: str


class DeskGlossaries(BaseModel):
    """A desk's choice, and what its requests that name no glossary are translated with."""

    vi_en: str | None
    en_vi: str | None
    applied: tuple[AppliedGlossary, ...]


@dataclass(frozen=True)
class DeskGlossaryRoutes:
    """The handlers."""

    parts: Parts
    limits: Limits

    async def read(self, request: Request) -> Response:
        """Return what this desk has chosen, and what that comes to."""
        choose(request.headers.get("accept"), (JSON,))
        return await to_thread.run_sync(self._told, owner_of(request))

    async def replace(self, request: Request) -> Response:
        """Choose for this desk; what is left out is as for everybody."""
        choose(request.headers.get("accept"), (JSON,))
        body = await read_body(request, self.limits)
        sent = await to_thread.run_sync(read_model, body, DeskGlossariesRequest)
        return await to_thread.run_sync(self._choose, owner_of(request), sent)

    def _choose(self, desk: str, sent: DeskGlossariesRequest) -> Response:
        choose_for_desk(desk, DeskDefaults(sent.vi_en, sent.en_vi), self.parts.glossaries)
        return self._told(desk)

    def _told(self, desk: str) -> Response:
        chosen = self.parts.glossaries.desk_defaults(desk)
        applied = tuple(
            AppliedGlossary(
                direction="vi-en" if source == "vi" else "en-vi",
                id=one.card.id,
                name=one.card.name,
                version=one.card.version,
            )
            for source, several in default_glossaries(desk, self.parts.glossaries).items()
            for one in several
        )
        told = DeskGlossaries(vi_en=chosen.vi_en, en_vi=chosen.en_vi, applied=applied)
        return Response(told.model_dump_json(), media_type=JSON, headers={"Cache-Control": "no-store"})


def router(routes: DeskGlossaryRoutes) -> APIRouter:
    """Return the routes; they go before those of one glossary, whose id is no word."""
    api = APIRouter(prefix="/v1/glossaries/defaults", tags=["glossaries"])
    api.add_api_route("", routes.read, methods=["GET"], summary="Read this desk's default glossaries")
    api.add_api_route("", routes.replace, methods=["PUT"], summary="Choose this desk's default glossaries")
    return api
