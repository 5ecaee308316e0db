"""GET /v1/status: how the service stands, for people (HTML) and for their scripts (JSON)."""

from dataclasses import dataclass
from datetime import datetime

from anyio import to_thread
from fastapi import APIRouter, Request, Response
from prometheus_client.process_collector import ProcessCollector
from pydantic import BaseModel, ConfigDict

from service.api import openapi
from service.api.negotiation import choose
from service.api.parts import Parts
from service.api.status_page import POLICY, page_of
from service.api.status_parts import StatusParts
from service.api.troubles import Troubles
from service.domain.errors import OperatorError
from service.domain.model import ModelCard
from service.domain.status import Census, Room, Trouble

JSON, HTML = "application/json", "text/html"


class StatusOut(BaseModel):
    """How the service stands.

    `ready` is what /readyz says, `obstacles` are why not. `database` is null where the database does not
    answer. `requests` and `memory_octets` are those of the process that answers, `troubles` its last warnings
    and errors, the newest first; the rest is the same from every server.
    """

    model_config = ConfigDict(frozen=True)

    version: str
    now: datetime
    started_at: datetime
    ready: bool
    obstacles: list[str]
    models: list[ModelCard]
    database: Census | None
    disk: Room
    memory_octets: int | None
    requests: dict[str, int]
    troubles: list[Trouble]


@dataclass(frozen=True)
class StatusRoutes:
    """The handler."""

    parts: Parts
    status: StatusParts
    troubles: Troubles

    async def read(self, request: Request) -> Response:
        """Say how the service stands."""
        media_type = choose(request.headers.get("accept"), (JSON, HTML))
        found = await to_thread.run_sync(self._look)
        if media_type == HTML:
            return Response(page_of(found.model_dump(mode="json")), media_type=HTML, headers=POLICY)
        return Response(found.model_dump_json(), media_type=JSON, headers={"Cache-Control": "no-store"})

    def _look(self) -> StatusOut:
        obstacles = self.parts.ready()
        return StatusOut(
            version=openapi.version(),
            now=self.parts.clock(),
            started_at=self.status.started_at,
            ready=not obstacles,
            obstacles=obstacles,
            models=list(self.status.models),
            database=self._census(),
            disk=self.status.room(),
            memory_octets=_memory(),
            requests=_requests(self.parts),
            troubles=list(self.troubles.latest()),
        )

    def _census(self) -> Census | None:
        try:
            return self.status.census()
        except OperatorError:
            return None


def router(routes: StatusRoutes) -> APIRouter:
    """Return the route."""
    api = APIRouter(tags=["operation"])
    api.add_api_route(
        "/v1/status",
        routes.read,
        methods=["GET"],
        summary="How the service stands",
        responses={200: {"model": StatusOut, "content": {HTML: {}}}},
    )
    return api


def _memory() -> int | None:
    """Return the resident memory of this process, as Prometheus gets it; None where that is unknown."""
    for family in ProcessCollector(registry=None).collect():
        if family.name == "process_resident_memory_bytes":
            return int(family.samples[0].value)
    return None


def _requests(parts: Parts) -> dict[str, int]:
    named = {
        "in_flight": "diemnhan_requests_in_flight",
        "running": "diemnhan_work_running",
        "waiting": "diemnhan_work_waiting",
        "refused": "diemnhan_work_refused_total",
    }
    values = {name: parts.metrics.registry.get_sample_value(metric) for name, metric in named.items()}
    return {name: int(value or 0) for name, value in values.items()}
