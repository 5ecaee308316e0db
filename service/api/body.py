"""Reads a request's body, within its limits of size and time, and says what it claims to be.

Promises that no more than the limit is ever held in memory, with or without a Content-Length.
"""

from dataclasses import dataclass
from email.message import Message

import anyio
from fastapi import Request
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from service.domain.errors import MalformedInput, TooLarge, UnsupportedMedia

# A client that is still sending when we answer and close sees a broken connection instead of the answer, so
# what is too large is read on and thrown away, up to this many times the limit.
DRAINED = 8


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a body may hold, and how long it may take.

    `remedy` says how to send less, `setting` is what the operator can raise.
    """

    octets: int
    seconds: float
    remedy: str = "Send a shorter text or several requests"
    setting: str = "DIEMNHAN_MAX_BODY_BYTES"


@dataclass(frozen=True, slots=True)
class Body:
    """The bytes, and the media type and charset that the sender declared (lower case; empty if none)."""

    content: bytes
    media_type: str
    charset: str | None


def refuse_encoded(request: Request) -> None:
    """Refuse a body that is compressed. Raises UnsupportedMedia (415)."""
    encoding = request.headers.get("content-encoding", "identity").lower()
    if encoding != "identity":
        raise UnsupportedMedia(
            f"The body is encoded as {encoding!a}, which is not read here.",
            "Send it without Content-Encoding.",
        )


async def read_body(request: Request, limits: Limits) -> Body:
    """Return the body. Raises TooLarge (413), UnsupportedMedia (415) or HTTP 408."""
    refuse_encoded(request)
    try:
        with anyio.fail_after(limits.seconds):
            content = await _octets(request, limits)
    except TimeoutError:
        raise HTTPException(408, f"The body did not arrive within {limits.seconds:g} s.") from None
    except ClientDisconnect:
        raise MalformedInput("The connection ended before the body did.", "Send it again.") from None
    return Body(content, *_declared(request.headers.get("content-type", "")))


def _declared(content_type: str) -> tuple[str, str | None]:
    """Return the media type and the charset that a Content-Type header names."""
    header = Message()
    header["content-type"] = content_type
    charset = header.get_param("charset")
    media_type = content_type.partition(";")[0].strip().lower()
    return media_type, charset.strip().lower() if isinstance(charset, str) else None


async def _octets(request: Request, limits: Limits) -> bytes:
    received, kept, limit = 0, bytearray(), limits.octets
    async for chunk in request.stream():
        received += len(chunk)
        if received <= limit:
            kept += chunk
        elif received > limit * DRAINED:
            break
    if received > limit:
        raise TooLarge(
            f"The body is larger than {limit} bytes.",
            f"{limits.remedy}; the operator can raise {limits.setting}.",
        )
    return bytes(kept)
