"""Runs the application on a socket until it is told to stop."""

import socket
import sys

from fastapi import FastAPI

from service.api import logs
from service.domain.errors import ConfigurationError
from service.settings import Settings

# How long a worker thread may hold the interpreter while the event loop waits for it, in seconds; the default
# of 5 ms is taken several times for one answer.
_SWITCH_INTERVAL = 0.0005


def listen(settings: Settings) -> socket.socket:
    """Return a socket that is bound, so that a taken port is known before the models load."""
    host = settings.host.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, settings.port))
    except OSError as error:
        bound.close()
        raise ConfigurationError(
            f"The service cannot listen on {settings.host}:{settings.port}: {error.strerror}.",
            "Choose another with HOST and PORT, or stop what uses it.",
        ) from None
    return bound


def run_until_stopped(app: FastAPI, settings: Settings, bound: socket.socket) -> None:
    """Serve; on SIGTERM or SIGINT finish what runs, within the time that the settings give."""
    import structlog
    import uvicorn

    logs.configure(settings.log_level)
    sys.setswitchinterval(_SWITCH_INTERVAL)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="on",
        timeout_graceful_shutdown=settings.shutdown_seconds,
    )
    host, port = bound.getsockname()[:2]
    structlog.get_logger().info("listening", url=f"http://{host}:{port}/", keys=settings.keys_required)
    server = uvicorn.Server(config)
    app.state.stopping = lambda: server.should_exit  # long answers end then
    server.run(sockets=[bound])
