"""Records administrative acts over HTTP in the audit log, before their answers are sent.

Promises that nobody is told that an act succeeded which the log does not have. Only ids are recorded: what a
path, or the Location of what was made, names and whose key asked.
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
    ("PUT", "/v1/glossaries/{glossary_id}"): "glossary.replaced",
    ("PUT", "/v1/glossaries/{glossary_id}/entries"): "glossary.replaced",
    ("PATCH", "/v1/glossaries/{glossary_id}"): "glossary.changed",
    ("DELETE", "/v1/glossaries/{glossary_id}"): "glossary.deleted",
    ("PUT", "/v1/glossaries/defaults"): "glossary.defaults_chosen",
    ("DELETE", "/v2/glossaries/{glossary_id}"): "glossary.deleted",
    ("PATCH", "/v3/glossaries/{glossary_id}"): "glossary.changed",
    ("PUT", "/v3/glossaries/{glossary_id}/dictionaries"): "glossary.replaced",
    ("DELETE", "/v3/glossaries/{glossary_id}"): "glossary.deleted",
    ("DELETE", "/v3/glossaries/{glossary_id}/dictionaries"): "glossary.dictionary_deleted",
    ("POST", "/v1/memory/import"): "memory.imported",
    ("PUT", "/v1/memory/{entry_id}"): "memory.entry_changed",
    ("DELETE", "/v1/memory/{entry_id}"): "memory.entry_deleted",
    ("DELETE", "/v1/jobs/{job_id}"): "job.cancelled",
    ("POST", "/v1/suggestions/{suggestion_id}/accept"): "suggestion.accepted",
    ("DELETE", "/v1/suggestions/{suggestion_id}"): "suggestion.dropped",
    ("POST", "/v1/webhooks"): "webhook.created",
    ("PATCH", "/v1/webhooks/{webhook_id}"): "webhook.changed",
    ("DELETE", "/v1/webhooks/{webhook_id}"): "webhook.deleted",
    ("POST", "/v1/webhooks/{webhook_id}/rotate"): "webhook.rotated",
    ("POST", "/v1/webhooks/{webhook_id}/test"): "webhook.tested",
    ("POST", "/v1/deliveries/{delivery_id}/replay"): "delivery.replayed",
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
                failed.extend(await self._recorded(scope, _made(message)))
            if not failed:
                await send(message)

        await self._app(scope, receive, recorded)
        for error in failed:
            await self._refusal(problems.of_error(error), Request(scope))(scope, receive, send)

    async def _recorded(self, scope: Scope, made: str) -> Sequence[DiemNhanError]:
        """Record what a request did, if it is to be recorded; return what stood in the way."""
        entry = self._entry(scope, made)
        if entry is not None:
            try:
                await to_thread.run_sync(self._log.record, entry)
            except DiemNhanError as error:
                return [error]
        return []

    def _entry(self, scope: Scope, made: str) -> AuditEntry | None:
        template = getattr(scope.get("route"), "path", "").removeprefix(PREFIX)
        act = ACTS.get((scope["method"], template))
        act = act and scope.get("state", {}).get("act", act)  # a route of two acts says which it was
        if act is None:
            return None
        key = scope.get("api_key")
        subject = " ".join(map(str, scope.get("path_params", {}).values()))
        return AuditEntry(self._clock(), f"key:{key}" if key else "anybody", act, subject or made)


def _made(message: Message) -> str:
    """Return the id of what a request made: the end of the answer's Location."""
    location = dict(message["headers"]).get(b"location", b"").decode("ascii", "replace")
    return str(location.rpartition("/")[2])
