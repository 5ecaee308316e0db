"""Records administrative acts over HTTP in the audit log, before their answers are sent.

Promises that nobody is told that an act succeeded which the log does not have. Only ids are recorded: what a
path names and whose key asked.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from anyio import to_thread
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.domain.audit import AuditEntry, AuditLog

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

    def __init__(self, app: ASGIApp, log: AuditLog, clock: Callable[[], datetime]) -> None:
        self._app = app
        self._log = log
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def recorded(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] < 400:
                entry = self._entry(scope)
                if entry is not None:
                    await to_thread.run_sync(self._log.record, entry)
            await send(message)

        await self._app(scope, receive, recorded)

    def _entry(self, scope: Scope) -> AuditEntry | None:
        template = getattr(scope.get("route"), "path", "").removeprefix(PREFIX)
        act = ACTS.get((scope["method"], template))
        if act is None:
            return None
        key = scope.get("api_key")
        subject = " ".join(map(str, scope.get("path_params", {}).values()))
        return AuditEntry(self._clock(), f"key:{key}" if key else "anybody", act, subject)
