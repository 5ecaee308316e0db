"""Takes in what content management systems send by themselves; the briefs are written afterwards.

Promises that what was answered with 202 is on the disk, and that a version which comes twice or too late
changes nothing.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from anyio import to_thread
from fastapi import APIRouter, Request, Response

from service.api.body import Body, Limits, read_body
from service.api.cms_parts import CmsParts
from service.api.parts import Parts
from service.api.payloads import read_json
from service.api.security import Gate
from service.api.strict_json import parse
from service.domain.article import Payload
from service.domain.cms import CmsVersion, Mapped, Reception
from service.domain.errors import Forbidden, MalformedInput, NotFound
from service.domain.request import BriefOptions
from service.domain.stores import PendingBrief

JSON = "application/json"
TEXTUAL = ("text", "composite", "preformatted")
WITHDRAWN = ("canceled", "cancelled")
SUPERDESK = "superdesk"
MAX_GUID = 2000


@dataclass(frozen=True)
class CmsRoutes:
    """The handlers. `wake` tells those who write briefs that there is one to write."""

    parts: Parts
    cms: CmsParts
    limits: Limits
    gate: Gate
    wake: Callable[[], None]

    async def superdesk(self, request: Request) -> Response:
        """Take an item as Superdesk's HTTP push sends it."""
        if self.cms.superdesk_secret is None:
            raise Forbidden("Superdesk may not send here.", "The operator sets DIEMNHAN_SUPERDESK_SECRET.")
        body = await read_body(request, self.limits)
        signature = request.headers.get("x-superdesk-signature")
        self.cms.check_superdesk(self.cms.superdesk_secret, body.content, signature)
        answer = await to_thread.run_sync(self._from_superdesk, body)
        self.wake()
        return answer

    async def inbound(self, request: Request, name: str) -> Response:
        """Take an article out of any JSON, by the mapping of that name in the settings."""
        system = self.cms.inbound.get(name)
        if system is None:
            await self._admitted(request)
            raise NotFound(f"There is no mapping {name!r}.", "The operator names it in DIEMNHAN_INBOUND.")
        if system.secret is None:
            await self._admitted(request)
        body = await read_body(request, self.limits)
        if system.secret is not None:
            self.cms.check_standard(system.secret, body.content, request.headers)

        def receive() -> Response:
            options = BriefOptions(deliver=system.deliver)
            return self._received(f"inbound:{name}", body, system.read(read_json(body)), options)

        answer = await to_thread.run_sync(receive)
        self.wake()
        return answer

    async def _admitted(self, request: Request) -> None:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        bearer = token.strip() if scheme.lower() == "bearer" else None
        await self.gate.admit(request, bearer or request.headers.get("x-api-key"))

    def _from_superdesk(self, body: Body) -> Response:
        item = parse(body.content)
        if not isinstance(item, dict):
            raise MalformedInput("The item is no JSON object.", "Send an item in ninjs.")
        guid, kind = item.get("guid"), item.get("type")
        if not isinstance(guid, str) or not guid or len(guid) > MAX_GUID:
            raise MalformedInput("The item has no `guid`.", "Send an item as Superdesk's HTTP push does.")
        if kind not in TEXTUAL:  # pictures, events ...: said so, for Superdesk repeats what is refused
            return _answer("ignored", None)
        evolved = item.get("evolvedfrom")
        version = CmsVersion(
            system=SUPERDESK,
            guid=guid,
            version=_version(item.get("version")),
            sha256=hashlib.sha256(body.content).hexdigest(),
            brief_id=_brief_id(SUPERDESK, guid, body),
            received_at=self.parts.clock(),
            evolved_from=evolved if isinstance(evolved, str) and evolved else None,
            withdrawn=item.get("pubstatus") in WITHDRAWN,
        )
        return self._kept(version, Payload(body.content.decode("utf-8-sig"), "ninjs"), BriefOptions())

    def _received(self, system: str, body: Body, message: Mapped, options: BriefOptions) -> Response:
        now, digest = self.parts.clock(), hashlib.sha256(body.content).hexdigest()
        guid = message.payload.id or digest
        # Without a version what comes later counts as later.
        number = message.version if message.version is not None else int(now.timestamp() * 1000)
        version = CmsVersion(system, guid, number, digest, _brief_id(system, guid, body), now)
        return self._kept(version, message.payload, options)

    def _kept(self, version: CmsVersion, payload: Payload, options: BriefOptions) -> Response:
        promise = PendingBrief(version.brief_id, payload, options, version.received_at)
        reception = self.cms.store.receive(version, None if version.withdrawn else promise)
        return _answer(reception, version.brief_id if reception in ("accepted", "repeated") else None)


def router(routes: CmsRoutes) -> APIRouter:
    """Return the routes; each asks for its own proof of who sends."""
    api = APIRouter(prefix="/v1/cms", tags=["cms"])
    add = api.add_api_route
    add("/superdesk", routes.superdesk, methods=["POST"], status_code=202, summary="Superdesk's HTTP push")
    add("/inbound/{name}", routes.inbound, methods=["POST"], status_code=202, summary="A system's webhook")
    return api


def _version(sent: object) -> int:
    """Return the version of an item; one without is the first."""
    if sent is None:
        return 1
    written = str(sent) if isinstance(sent, int | str) and not isinstance(sent, bool) else ""
    if written.isdecimal() and len(written) <= 18:
        return int(written)
    raise MalformedInput("The `version` of the item is no whole number.", "Send it as Superdesk does.")


def _brief_id(system: str, guid: str, body: Body) -> str:
    """Return an id of its own for every content, so that two versions can be worked at at once."""
    return hashlib.sha256("\n".join((system, guid)).encode() + b"\n" + body.content).hexdigest()[:32]


def _answer(reception: Reception, brief_id: str | None) -> Response:
    said: Mapping[str, str] = {"status": reception}
    headers = {"Cache-Control": "no-store"}
    if brief_id is not None:
        headers["Location"] = f"/v1/briefs/{brief_id}"
        said = {**said, "id": brief_id, "location": headers["Location"]}
    status = 202 if reception == "accepted" else 200
    return Response(json.dumps(said), status, headers=headers, media_type=JSON)
