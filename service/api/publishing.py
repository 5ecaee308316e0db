"""Briefs for readers elsewhere: feeds, a card to put into a page, and oEmbed to find it by."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal
from urllib.parse import unquote, urlsplit

from anyio import to_thread
from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from service.api.parts import Parts
from service.api.publishing_parts import PublishingParts, Written
from service.api.schemas import Short, Text
from service.domain.article import Language
from service.domain.brief import Brief
from service.domain.errors import MalformedInput, NotFound
from service.domain.highlight import Field as FieldOfCooperation
from service.domain.stores import BriefQuery

JSON = "application/json"
WIDTH = 600
CACHE_SECONDS = 300
CARD_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"


class FeedSearch(BaseModel):
    """Which briefs are in a feed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    partner: Text | None = Field(default=None, description="Words of a partner's name, or a country code.")
    field: FieldOfCooperation | None = None
    limit: int = Field(default=30, ge=1, le=100)


class Embedding(BaseModel):
    """What oEmbed asks."""

    model_config = ConfigDict(extra="ignore", frozen=True)  # its consumers send what they like

    url: Short
    format: Literal["json"] = "json"
    maxwidth: int | None = Field(default=None, ge=1)
    maxheight: int | None = Field(default=None, ge=1)
    lang: Language | None = None


@dataclass(frozen=True)
class PublishingRoutes:
    """The handlers."""

    parts: Parts
    writing: PublishingParts

    async def feed(
        self,
        request: Request,
        language: Language,
        ending: Literal["rss", "atom", "json"],
        search: Annotated[FeedSearch, Query()],
    ) -> Response:
        """Return the newest briefs as a feed; 304 where the reader has it already."""
        query = BriefQuery(partner=search.partner, field=search.field, limit=search.limit)
        if any("\x00" in value for value in request.query_params.values()):
            raise MalformedInput("A query parameter holds a null character.", "Take it out.")
        home, own = str(request.base_url), str(request.url)

        def write() -> Written:
            return self.writing.feed(ending, self.parts.store.find(query).briefs, language, home, own)

        media_type, content = await to_thread.run_sync(write)
        return _conditional(request, content, media_type)

    async def card(self, request: Request, brief_id: str, lang: Language | None = None) -> Response:
        """Return a brief as HTML to put into a page, in its article's language unless another is named."""
        brief = await to_thread.run_sync(self._brief, brief_id)
        content = self.writing.card(brief, lang or brief.source.language).encode()
        return _conditional(request, content, "text/html", {"Content-Security-Policy": CARD_POLICY})

    async def oembed(self, request: Request, asked: Annotated[Embedding, Query()]) -> Response:
        """Return the card of the brief at an address, as oEmbed 1.0 has it."""
        brief = await to_thread.run_sync(self._brief, _brief_of(asked.url, str(request.base_url)))
        language = asked.lang or brief.source.language
        told: Mapping[str, str | int | None] = {
            "version": "1.0",
            "type": "rich",
            "title": brief.headline.side(language),
            "provider_name": "Điểm Nhấn",
            "provider_url": str(request.base_url),
            "cache_age": CACHE_SECONDS,
            "html": self.writing.card(brief, language),
            "width": min(asked.maxwidth or WIDTH, WIDTH),
            "height": None,
        }
        return _conditional(request, json.dumps(told, ensure_ascii=False).encode(), JSON)

    def _brief(self, brief_id: str) -> Brief:
        if not brief_id.isprintable():
            raise NotFound("There is no brief with such an id.", "GET /v1/briefs lists what there is.")
        return self.parts.store.get(brief_id)


def router(routes: PublishingRoutes) -> APIRouter:
    """Return the routes."""
    api = APIRouter(tags=["publishing"])
    add = api.add_api_route
    add("/v1/feeds/{language}.{ending}", routes.feed, methods=["GET"], summary="A feed of briefs")
    add("/v1/briefs/{brief_id}/card", routes.card, methods=["GET"], summary="A brief as a card")
    add("/oembed", routes.oembed, methods=["GET"], summary="oEmbed of a brief")
    return api


def _brief_of(url: str, home: str) -> str:
    """Return the id in the address of one of our briefs. Raises NotFound for any other address."""
    try:
        asked, ours = urlsplit(url), urlsplit(home)
    except ValueError:
        asked = ours = urlsplit("")
    parts = asked.path.removesuffix("/card").split("/")
    if asked.netloc != ours.netloc or parts[:3] != ["", "v1", "briefs"] or len(parts) != 4 or not parts[3]:
        raise NotFound("The address is none of a brief of this service.", f"Send {home}v1/briefs/ID.")
    return unquote(parts[3])


def _conditional(
    request: Request, content: bytes, media_type: str, more: Mapping[str, str] | None = None
) -> Response:
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    cache = {"ETag": tag, "Cache-Control": f"max-age={CACHE_SECONDS}"}
    seen = {one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")}
    if tag in seen or "*" in seen:
        return Response(status_code=304, headers=cache)
    return Response(content, media_type=media_type, headers={**cache, **(more or {})})
