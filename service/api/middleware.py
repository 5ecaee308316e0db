"""What happens to every request: an id, a line in the log, a count, and an answer even after a defect.

Promises that no article text is logged: the line holds the route, the status, sizes and times.
"""

import re
import time
import uuid
from dataclasses import dataclass

import structlog
from fastapi import Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api import problems
from service.api.metrics import Metrics
from service.api.parts import NOTHING
from service.domain.errors import DiemNhanError

PROBED = frozenset({"/healthz", "/readyz", "/metrics"})  # every few seconds, for ever
REQUEST_ID = re.compile(r"[\w.:-]{1,128}", re.ASCII)


@dataclass
class _Course:
    """How one request went."""

    status: int = 0
    octets: int = 0


class RequestBoundary:
    """ASGI middleware around the whole app."""

    def __init__(self, app: ASGIApp, metrics: Metrics, page_policy: str = NOTHING) -> None:
        self._app = app
        self._metrics = metrics
        self._page_policy = page_policy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        sent = Headers(scope=scope).get("x-request-id", "")
        scope["request_id"] = sent if REQUEST_ID.fullmatch(sent) else uuid.uuid4().hex
        course, started = _Course(), time.perf_counter()
        with (
            structlog.contextvars.bound_contextvars(request_id=scope["request_id"]),
            self._metrics.requests_in_flight.track_inprogress(),
        ):
            # What can be read can be asked about; a server drops the body of an answer to HEAD itself.
            asked = {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope
            await self._answered(asked, receive, self._marked(send, asked, course), course)
            self._record(asked, course, time.perf_counter() - started)

    async def _answered(self, scope: Scope, receive: Receive, send: Send, course: _Course) -> None:
        try:
            await self._app(scope, receive, send)
        except Exception as error:  # noqa: BLE001  # the boundary of a request: a defect is logged and answered
            told = error.__cause__ if course.status else None
            if isinstance(told, DiemNhanError):  # an answer that could not go on to its end is cut off
                structlog.get_logger().warning("answer_broken_off", route=route_of(scope), code=told.code)
                return
            structlog.get_logger().exception("request_crashed", route=route_of(scope))
            if not course.status:
                crash = problems.answer(problems.of_crash(), Request(scope))
                await crash(scope, receive, send)

    def _record(self, scope: Scope, course: _Course, seconds: float) -> None:
        route = route_of(scope)
        method = scope["method"] if route != "unmatched" else "ANY"  # both label values have an end
        self._metrics.requests.labels(method, route, str(course.status)).inc()
        self._metrics.latency.labels(method, route).observe(seconds)
        log = structlog.get_logger()
        (log.debug if route in PROBED else log.info)(
            "request",
            method=scope["method"],
            route=route,
            status=course.status,
            ms=round(seconds * 1000, 1),
            octets_sent=course.octets,
            api_key=scope.get("api_key"),
        )

    def _marked(self, send: Send, scope: Scope, course: _Course) -> Send:
        async def passed_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                course.status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["X-Request-ID"] = scope["request_id"]
                headers.update(scope.get("rate_headers", {}))
                self._protect(headers)
            elif message["type"] == "http.response.body":
                course.octets += len(message.get("body", b""))
            await send(message)

        return passed_on

    def _protect(self, headers: MutableHeaders) -> None:
        """Say what a browser may make of the answer, unless its route said so: of a brief, its look."""
        is_page = headers.get("content-type", "").startswith("text/html")
        headers.setdefault("Content-Security-Policy", self._page_policy if is_page else NOTHING)
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Referrer-Policy", "no-referrer")


def route_of(scope: Scope) -> str:
    """Return the template of the path: what fills it may be a secret, as in LibreTranslate's files."""
    template = getattr(scope.get("route"), "path", "unmatched")
    return template if isinstance(template, str) else "unmatched"
