"""Signs what is delivered: as Standard Webhooks say, or as Superdesk's HTTP push does; checks what comes in.

Promises that signatures are compared in constant time and that a secret is in no error. Sends nothing.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime

from standardwebhooks import Webhook
from standardwebhooks.webhooks import WebhookVerificationError

from service.domain.delivery import Delivery, Endpoint, EndpointKind
from service.domain.errors import Forbidden, MalformedInput

PREFIX = "whsec_"
SUPERDESK_HEADER = "x-superdesk-signature"
BAD_SIGNATURE = "Sign the raw body with the secret that both sides have."


def sign(endpoint: Endpoint, delivery: Delivery, now: datetime) -> Mapping[str, str]:
    """Return the headers of an attempt. Each secret that is valid signs, so that keys can be changed."""
    secrets_now = endpoint.secrets(now)
    if endpoint.kind == "superdesk":  # has room for one signature
        return {SUPERDESK_HEADER: superdesk_signature(secrets_now[0], delivery.payload.encode())}
    at = now.astimezone(UTC)
    signatures = (Webhook(secret).sign(delivery.id, at, delivery.payload) for secret in secrets_now)
    return {
        "webhook-id": delivery.id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signatures),
    }


def superdesk_signature(secret: str, body: bytes) -> str:
    """Return the value of Superdesk's header for a body."""
    return f"sha1={hmac.new(secret.encode(), body, hashlib.sha1).hexdigest()}"


def check_superdesk(secret: str, body: bytes, sent: str | None) -> None:
    """Raise Forbidden where the header does not fit the body."""
    expected = superdesk_signature(secret, body).encode()
    if not hmac.compare_digest(expected, (sent or "").encode()):
        raise Forbidden(f"The {SUPERDESK_HEADER} is missing or does not fit the body.", BAD_SIGNATURE)


def check_standard(secret: str, body: bytes, headers: Mapping[str, str]) -> None:
    """Raise Forbidden where a body does not have a Standard Webhooks signature of the last minutes."""
    try:
        Webhook(secret).verify(body, dict(headers), json_parse=False)
    except (WebhookVerificationError, ValueError):  # ValueError: base64 or UTF-8 that is none
        raise Forbidden("The webhook-signature is missing, too old or wrong.", BAD_SIGNATURE) from None


def new_secret() -> str:
    """Return a secret of 256 random bits, as Standard Webhooks write them."""
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def refuse_weak(secret: str, kind: EndpointKind) -> None:
    """Raise MalformedInput for a secret that cannot be used."""
    if kind == "superdesk":
        if not (8 <= len(secret) <= 200 and secret.isprintable()):
            raise MalformedInput("The secret has not 8 to 200 printable characters.", "Send another one.")
        return
    try:
        octets = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        octets = b""
    if not (secret.startswith(PREFIX) and 24 <= len(octets) <= 64):
        raise MalformedInput(
            "The secret is not `whsec_` and 24 to 64 bytes as base64.", "Leave it out, and one is made."
        )
