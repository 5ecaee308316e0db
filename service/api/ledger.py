"""The ledger over HTTP: cooperation records, a partner's timeline, what changed between two briefs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Annotated, TypeVar

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from service.api.ledger_book import LedgerBook
from service.api.negotiation import choose
from service.api.parts import Parts
from service.api.schemas import EDTF_PREFIX, Short, Text
from service.domain.errors import MalformedInput, NotFound
from service.domain.highlight import Field as FieldOfCooperation
from service.domain.highlight import Instrument, Status
from service.domain.ledger import BriefDiff, CooperationRecord, LedgerQuery, RecordPage, Timeline
from service.pipeline.diff import diff
from service.pipeline.ledger_search import find_records, record_by_id, timeline

JSON = "application/json"
Found = TypeVar("Found")


class Paging(BaseModel):
    """Which part of a list."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    limit: int = Field(default=20, ge=1, le=100)
    cursor: Short | None = None


class LedgerSearch(Paging):
    """The filters of the ledger."""

    partner: Text | None = Field(default=None, description="Words of a partner's name, in either language.")
    country: str | None = Field(default=None, pattern="^[A-Z]{2}$", description="Of a partner: JP.")
    instrument: Instrument | None = None
    field: FieldOfCooperation | None = None
    status: Status | None = Field(default=None, description="The latest one.")
    date_from: str | None = Field(
        default=None, pattern=EDTF_PREFIX, description="2019, 2019-08 or 2019-08-05."
    )
    date_to: str | None = Field(default=None, pattern=EDTF_PREFIX)
    conflicts: bool | None = Field(default=None, description="true: only records whose sources disagree.")

    def query(self) -> LedgerQuery:
        """Return the query of the domain."""
        return LedgerQuery(**self.model_dump(exclude={"limit", "cursor"}))


class DiffParameters(BaseModel):
    """What a brief is compared with."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    against: Short = Field(description="Id of the earlier brief.")


@dataclass(frozen=True)
class LedgerRoutes:
    """The handlers. One thread at a time looks into the book; others wait without holding one."""

    parts: Parts
    book: LedgerBook
    one_reader: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(1))

    async def listing(self, request: Request, search: Annotated[LedgerSearch, Query()]) -> Response:
        """Return a page of records, the most recently first seen first."""
        _check(request)

        def find() -> bytes:
            page = find_records(self.book.records(), search.query(), limit=search.limit, cursor=search.cursor)
            return adapter(RecordPage).dump_json(page)

        return await self._answer(find)

    async def read(self, request: Request, record_id: str) -> Response:
        """Return one record."""
        _check(request)
        return await self._answer(
            lambda: adapter(CooperationRecord).dump_json(record_by_id(self.book.records(), record_id))
        )

    async def history(self, request: Request, name: str, paging: Annotated[Paging, Query()]) -> Response:
        """Return the records of a partner in time order; its name in either language, diacritics or not."""
        _check(request)

        def find() -> bytes:
            found = timeline(
                self.book.records(),
                name,
                official=self.parts.official,
                limit=paging.limit,
                cursor=paging.cursor,
            )
            return adapter(Timeline).dump_json(found)

        return await self._answer(find)

    async def compare(
        self, request: Request, brief_id: str, asked: Annotated[DiffParameters, Query()]
    ) -> Response:
        """Return what changed from the brief `against` to this one."""
        _check(request)
        return await self._answer(lambda: self._diff(brief_id, asked.against))

    async def _answer(self, job: Callable[[], bytes]) -> Response:
        return Response(await to_thread.run_sync(job, limiter=self.one_reader), media_type=JSON)

    def _diff(self, brief_id: str, against: str) -> bytes:
        if not brief_id.isprintable():
            raise NotFound("There is no brief with such an id.", "GET /v1/briefs lists what there is.")
        after, before = self.parts.store.get(brief_id), self.parts.store.get(against)
        return adapter(BriefDiff).dump_json(diff(after, before, self.parts.official))


def router(routes: LedgerRoutes) -> APIRouter:
    """Return the routes."""
    api = APIRouter(prefix="/v1", tags=["ledger"])
    add = api.add_api_route
    add("/ledger", routes.listing, methods=["GET"], summary="Search the cooperation records")
    add("/ledger/{record_id}", routes.read, methods=["GET"], summary="Read a cooperation record")
    add("/partners/{name}/timeline", routes.history, methods=["GET"], summary="Read a partner's timeline")
    add("/briefs/{brief_id}/diff", routes.compare, methods=["GET"], summary="Compare two briefs")
    return api


@lru_cache(maxsize=8)
def adapter(kind: type[Found]) -> TypeAdapter[Found]:
    """Return what writes a noun as JSON, field by field."""
    return TypeAdapter(kind)


def _check(request: Request) -> None:
    choose(request.headers.get("accept"), (JSON,))
    if any("\x00" in value for value in request.query_params.values()):
        raise MalformedInput("A query parameter holds a null character.", "Take it out.")
