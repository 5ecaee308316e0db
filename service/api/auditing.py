"""Records administrative acts over HTTP in the audit log, before their answers are sent.

Promises that nobody is told that an act succeeded which the log does not have. Only ids are recorded: what a
path names and whose key asked.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from anyio import to_thread
from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api import problems
from service.api.hosts import Refusal
from service.domain.audit import AuditEntry, AuditLog
from service.domain.errors import DiemNhanError

ACTS: Mapping[tuple[str, str], str] = {
    ("DELETE", "/v1/briefs/{brief_id}"): "brief.deleted",
    ("DELETE", "/v1/glossaries/{glossary_id}"): "glossary.deleted",
    ("DELETE", "/v2/glossaries/{glossary_id}"): "glossary.deleted",
    ("DELETE", "/v3/glossaries/{glossary_id}"): "glossary.deleted",
    ("DELETE", "/v3/glossaries/{glossary_id}/dictionaries"): "glossary.dictionary_deleted",
    ("POST", "/v1/memory/import"): "memory.imported",
    ("DELETE", "/v1/memory/{entry_id}"): "memory.entry_deleted",
    ("POST", "/v1/suggestions/{suggestion_id}/accept"): "suggestion.accepted",
    ("DELETE", "/v1/suggestions/{suggestion_id}"): "suggestion.dropped",
}
PREFIX = "/deepl"


class Auditing:
    """ASGI middleware inside the routes' reach: it reads which route answered."""

    def __init__(
        self, app: ASGIApp, log: AuditLog, *, clock: Callable[[], datetime], refusal: Refusal
    ) -> None:
        self._app = app
        self._refusal = refusal
        self._log = log
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        failed: list[DiemNhanError] = []

        async def recorded(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] < 400:
                failed.extend(await self._recorded(scope))
            if not failed:
                await send(message)

        await self._app(scope, receive, recorded)
        for error in failed:
            await self._refusal(problems.of_error(error), Request(scope))(scope, receive, send)

    async def _recorded(self, scope: Scope) -> Sequence[DiemNhanError]:
        """Record what a request did, if it is to be recorded; return what stood in the way."""
        entry = self._entry(scope)
        if entry is not None:
            try:
                await to_thread.run_sync(self._log.record, entry)
            except DiemNhanError as error:
                return [error]
        return []

    def _entry(self, scope: Scope) -> AuditEntry | None:
        template = getattr(scope.get("route"), "path", "").removeprefix(PREFIX)
        act = ACTS.get((scope["method"], template))
        if act is None:
            return None
        key = scope.get("api_key")
        subject = " ".join(map(str, scope.get("path_params", {}).values()))
        return AuditEntry(self._clock(), f"key:{key}" if key else "anybody", act, subject)
