"""Logins of WordPress sites: a user and an application password, given with an endpoint or by the operator.

Promises that the operator's logins are used for the very addresses they are named for, and that no login is
in an error. Sends nothing.
"""

from collections.abc import Callable, Mapping

from pydantic import TypeAdapter, ValidationError

from service.adapters.webhook_signing import new_secret, refuse_weak
from service.domain.delivery import Endpoint, EndpointKind
from service.domain.errors import ConfigurationError, MalformedInput

FORM = "Write the user's name, a colon and an application password (Users → Profile in WordPress)."
LONGEST = 200
Logins = Mapping[str, str]


def logins_from(setting: str | None) -> Logins:
    """Return the operator's logins by address. Raises ConfigurationError."""
    if setting is None:
        return {}
    try:
        logins = TypeAdapter(dict[str, str]).validate_json(setting)
    except ValidationError:
        raise ConfigurationError(
            "DIEMNHAN_WORDPRESS_LOGINS is no JSON object of addresses and logins.",
            'Write {"https://news.example": "user:xxxx xxxx xxxx xxxx xxxx xxxx"}.',
        ) from None
    for address, login in logins.items():
        if not _is_login(login):
            raise ConfigurationError(f"DIEMNHAN_WORDPRESS_LOGINS has no login for {address}.", FORM)
    return {_site(address): login for address, login in logins.items()}


def secret_for(kind: EndpointKind, url: str, sent: str | None, *, logins: Logins) -> str:
    """Return the secret to keep: what was sent, or a new one; "" where the operator has the login.

    Raises MalformedInput for a secret that cannot be used.
    """
    if kind != "wordpress":
        secret = new_secret() if sent is None else sent
        refuse_weak(secret, kind)
        return secret
    if sent is None and _site(url) in logins:
        return ""
    if sent is None or not _is_login(sent):
        raise MalformedInput("The `secret` is no login of a WordPress site.", FORM)
    return sent


def login_by(logins: Logins) -> Callable[[Endpoint], str | None]:
    """Return what finds the login of an endpoint."""
    return lambda endpoint: endpoint.secret or logins.get(_site(endpoint.url))


def _site(url: str) -> str:
    return url.strip().rstrip("/")


def _is_login(text: str) -> bool:
    user, colon, password = text.partition(":")
    return bool(user and colon and password.strip()) and len(text) <= LONGEST and text.isprintable()
