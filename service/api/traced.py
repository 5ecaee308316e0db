"""A span for every request, within the trace of whoever asks (`traceparent`).

Promises that it tells the route, never the address: what fills a path or a query may be a secret.
"""

from fastapi.telemetry import TelemetryConfig
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api.middleware import PROBED, route_of
from service.domain.tracing import Tracing

# FastAPI would configure itself by OTEL_* and tell addresses and what was sent.
OWN_TELEMETRY: TelemetryConfig = {
    "tracing": False, "metrics": False, "logs": False, "auto_configure": False,
}  # fmt: skip


class Traced:
    """ASGI middleware around the whole app."""

    def __init__(self, app: ASGIApp, tracing: Tracing) -> None:
        self._app = app
        self._tracing = tracing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http" or scope["path"] in PROBED:
            await self._app(scope, receive, send)
            return
        carried = Headers(scope=scope).get("traceparent")
        facts = {"http.request.method": scope["method"]}
        with self._tracing.span("request", role="server", carried=carried, facts=facts) as note:

            async def noted(message: Message) -> None:
                if message["type"] == "http.response.start":
                    status = message["status"]
                    note("http.response.status_code", status)
                    note("failed", status >= 500)
                await send(message)

            await self._app(scope, receive, noted)
            route = route_of(scope)
            note("http.route", route)
            note("name", f"{scope['method']} {route}")
            if "request_id" in scope:
                note("request.id", scope["request_id"])
