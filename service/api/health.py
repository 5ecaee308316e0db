"""Is it alive, is it ready, what has it done: for load balancers and Prometheus. No key is asked for."""

from dataclasses import dataclass

from anyio import to_thread
from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from service.api import problems
from service.api.parts import Parts
from service.api.problems import Problem

PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True)
class HealthRoutes:
    """The handlers."""

    parts: Parts

    async def alive(self) -> Response:
        """Answer as long as the event loop turns."""
        return JSONResponse({"status": "ok"})

    async def ready(self, request: Request) -> Response:
        """Say whether the models and the database can be used; 503 says what stands in the way."""
        obstacles = await to_thread.run_sync(self.parts.ready)
        if not obstacles:
            return JSONResponse({"status": "ready"})
        remedy = "Wait if the service has just started; otherwise the log says more."
        return problems.answer(Problem(503, "not_ready", " ".join(obstacles), remedy), request)

    async def metrics(self) -> Response:
        """Return the metrics in Prometheus' text format."""
        content = await to_thread.run_sync(self.parts.metrics.exposition)
        return Response(content, headers={"Content-Type": PROMETHEUS})


def router(routes: HealthRoutes) -> APIRouter:
    """Return the routes."""
    api = APIRouter(tags=["operation"])
    api.add_api_route("/healthz", routes.alive, methods=["GET"], summary="Alive?")
    api.add_api_route("/readyz", routes.ready, methods=["GET"], summary="Ready?")
    api.add_api_route("/metrics", routes.metrics, methods=["GET"], summary="Metrics")
    return api
