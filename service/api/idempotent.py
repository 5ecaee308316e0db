"""Answers a request with an Idempotency-Key once, and repeats that answer to whoever repeats the request."""

import hashlib
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from anyio import CancelScope, to_thread
from fastapi import Request

from service.api.body import Body
from service.api.parts import Parts
from service.domain.errors import MalformedInput
from service.domain.stores import StoredAnswer

KEY = re.compile(r"[\x21-\x7e]{1,255}")


@dataclass(frozen=True, slots=True)
class Claim:
    """A key within its owner's keys, and what identifies the request."""

    key: str
    fingerprint: str

    @property
    def brief_id(self) -> str:
        """The id of the brief that this request writes.

        The same for a repeated request, so that a process which dies between saving the brief and keeping
        the answer leaves no second brief behind.
        """
        return hashlib.sha256(f"{self.key}\n{self.fingerprint}".encode()).hexdigest()[:32]


def claim_of(request: Request, body: Body) -> Claim | None:
    """Return what the Idempotency-Key header claims, None without one. Raises MalformedInput."""
    sent = request.headers.get("idempotency-key")
    if sent is None:
        return None
    key = sent.strip().strip('"')
    if not KEY.fullmatch(key):
        raise MalformedInput(
            "The Idempotency-Key is not 1 to 255 visible ASCII characters.", "Use a UUID, for example."
        )
    owner = request.scope.get("api_key", "-")
    said = (request.url.path, request.url.query, body.media_type, body.charset or "")
    digest = hashlib.sha256("\n".join((*said, request.headers.get("prefer", ""))).encode())
    digest.update(b"\n" + body.content)
    return Claim(f"{owner}:{key}", digest.hexdigest())


async def once(
    claim: Claim | None, parts: Parts, produce: Callable[[], Awaitable[StoredAnswer]]
) -> tuple[StoredAnswer, bool]:
    """Return the answer and whether it is an earlier one. A request that fails releases its key."""
    if claim is None:
        return await produce(), False
    begin = parts.idempotency.begin
    earlier = await to_thread.run_sync(begin, claim.key, claim.fingerprint, parts.clock())
    if earlier is not None:
        return earlier, True
    try:
        answer = await produce()
        await to_thread.run_sync(parts.idempotency.finish, claim.key, answer)
    except BaseException:  # cancellation too: a key must not stay claimed by a request that is gone
        with CancelScope(shield=True):
            await to_thread.run_sync(parts.idempotency.forget, claim.key)
        raise
    return answer, False
