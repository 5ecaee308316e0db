"""/metrics, /healthz and /readyz of a process that answers nothing else: a worker's."""

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager

import structlog
import uvicorn
from fastapi import FastAPI

from service.api import health
from service.api.health import HealthRoutes
from service.api.parts import Parts
from service.api.server import listen
from service.api.traced import OWN_TELEMETRY
from service.settings import Settings


@contextmanager
def health_answered(parts: Parts, settings: Settings) -> Iterator[int | None]:
    """Answer on the port of the settings, which is yielded, in a thread; without one, do nothing."""
    if settings.metrics_port is None:
        yield None
        return
    app = FastAPI(openapi_url=None, telemetry=OWN_TELEMETRY)
    app.include_router(health.router(HealthRoutes(parts)))
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, server_header=False))
    with closing(listen(settings.model_copy(update={"port": settings.metrics_port}))) as bound:
        bound.listen()  # who asks before the thread accepts waits for it
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, name="health", daemon=True)
        thread.start()
        port = bound.getsockname()[1]
        structlog.get_logger().info("health_listening", port=port)
        try:
            yield port
        finally:
            server.should_exit = True
            thread.join(5)
