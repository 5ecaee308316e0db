"""Lets no page of a stranger change anything, where no key is asked for.

A page may send simple requests (a form, plain text) to 127.0.0.1 without being asked, and needs no key where
none is asked for: it cannot read the answer, but the brief, the glossary or the suggestion would be there.
What gives it away is the Origin header, which browsers send with every such request and pages cannot set. A
request without it comes from no browser, and is answered.
"""

from collections.abc import Iterable
from urllib.parse import urlsplit

from fastapi import Request
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from service.api.hosts import Refusal, is_loopback, name_of
from service.api.problems import Problem

HARMLESS = frozenset(("GET", "HEAD", "OPTIONS"))
ANY = "*"


class OriginCheck:
    """ASGI middleware. `origins` may call besides the service's own pages; `*` is every one."""

    def __init__(self, app: ASGIApp, origins: Iterable[str], refusal: Refusal) -> None:
        self._app = app
        self._origins = frozenset(origin.lower() for origin in origins)
        self._refusal = refusal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it with 403."""
        headers = (
            Headers(scope=scope) if scope["type"] == "http" and scope["method"] not in HARMLESS else None
        )
        origin = headers.get("origin") if headers is not None else None
        if headers is None or origin is None or self._is_known(origin.lower(), headers.get("host", "")):
            await self._app(scope, receive, send)
            return
        problem = Problem(
            403,
            "foreign_origin",
            f"A page of {origin[:200]!a} sent the request, and no key is asked for here.",
            "If that page may, add its origin to DIEMNHAN_CORS_ORIGINS, or have keys asked for.",
        )
        await self._refusal(problem, Request(scope))(scope, receive, send)

    def _is_known(self, origin: str, host: str) -> bool:
        if ANY in self._origins or origin in self._origins:
            return True
        try:
            place = urlsplit(origin).netloc
        except ValueError:
            return False
        return bool(place) and (place == host.lower() or is_loopback(name_of(place)))
