"""Answers only under the names that the service is known by, against DNS rebinding.

A page of a stranger can give its own name the address 127.0.0.1, and is then same-origin with a service that
listens there and asks for no key. What gives it away is the Host header, which a page cannot set. A request
without that header comes from no browser, and is answered.
"""

import re
from collections.abc import Callable, Iterable
from ipaddress import ip_address

from fastapi import Request, Response
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from service.api.problems import Problem
from service.settings import Settings

HOST = re.compile(r"(?:\[(?P<address>[0-9a-f:.]+)\]|(?P<name>[^\[\]:@/]+))(?::\d*)?", re.ASCII)
Refusal = Callable[[Problem, Request], Response]


class HostCheck:
    """ASGI middleware. `refusal` writes a problem in the protocol of whoever asks."""

    def __init__(self, app: ASGIApp, names: Iterable[str], refusal: Refusal) -> None:
        self._app = app
        self._names = frozenset(name.lower().strip("[]") for name in names)
        self._refusal = refusal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it with 421."""
        hosts = Headers(scope=scope).getlist("host") if scope["type"] == "http" else []
        if all(self._is_known(host) for host in hosts):
            await self._app(scope, receive, send)
            return
        problem = Problem(
            421,
            "unknown_host",
            f"The request was sent to {hosts[0][:200]!a}, which is no name of this service.",
            "Use localhost or 127.0.0.1; if it is a name of yours, add it to DIEMNHAN_ALLOWED_HOSTS.",
        )
        await self._refusal(problem, Request(scope))(scope, receive, send)

    def _is_known(self, host: str) -> bool:
        name = name_of(host)
        return is_loopback(name) or name in self._names


def are_checked(settings: Settings) -> bool:
    """Whether names matter: where no key protects, and where the operator lists some (`*` is every name)."""
    if "*" in settings.allowed_hosts:
        return False
    return bool(settings.allowed_hosts) or not settings.keys_required


def name_of(host: str) -> str:
    """Return the name of a Host header without port, brackets and the root's dot; nothing if it is none."""
    match = HOST.fullmatch(host.strip().lower())
    return (match["address"] or match["name"]).removesuffix(".") if match else ""


def is_loopback(name: str) -> bool:
    """Whether a name without brackets leads to this machine alone."""
    if name == "localhost":
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False
