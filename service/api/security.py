"""Who may call what, and how often: everybody on loopback, elsewhere holders of an API key with the scope."""

from base64 import b64decode
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Annotated

from anyio import to_thread
from fastapi import Depends, Request
from fastapi.security import APIKeyHeader, HTTPAuthorizationCredentials, HTTPBearer

from service.api.rates import Buckets, headers_of
from service.api.scopes import scope_of
from service.domain.errors import ConfigurationError, Forbidden, Overloaded, RateLimited, Unauthenticated
from service.domain.stores import ApiKey, KeyStore
from service.settings import Settings

Bearer = Annotated[HTTPAuthorizationCredentials | None, Depends(HTTPBearer(auto_error=False))]
KeyHeader = Annotated[str | None, Depends(APIKeyHeader(name="X-API-Key", auto_error=False))]
REMEDY = (
    "Send a key as `Authorization: Bearer KEY` or `X-API-Key: KEY`; `diemnhan keys create NAME` makes one."
)
BASIC = 'Basic realm="diemnhan: the key is the password", charset="UTF-8"'
NOTED_EVERY = timedelta(minutes=1)  # so that a request need not write


class Gate:
    """A dependency of every route that needs a key; leaves the key's id in the request's scope.

    `usual_rate` is how many requests a minute a key without a limit of its own may send; None is any number.
    """

    def __init__(
        self,
        keys: KeyStore,
        *,
        required: bool,
        clock: Callable[[], datetime],
        usual_rate: int | None = None,
    ) -> None:
        self._keys = keys
        self._required = required
        self._clock = clock
        self._usual_rate = usual_rate
        self._buckets = Buckets()

    @property
    def required(self) -> bool:
        """Whether requests need a key."""
        return self._required

    async def __call__(self, request: Request, bearer: Bearer, header: KeyHeader) -> None:
        """Let the request through, or raise AccessError. Where keys are off, any key will do."""
        await self.admit(request, bearer.credentials if bearer else header)

    async def on_page(self, request: Request, bearer: Bearer, header: KeyHeader) -> None:
        """Do the same for a page: a browser is told to ask for the key, and sends it as a password.

        Only for what changes nothing: a browser sends a password whoever made it open the page.
        """
        if "text/html" in request.headers.get("accept", ""):
            request.scope["challenge"] = BASIC
        await self.admit(request, bearer.credentials if bearer else header or _password(request))

    async def admit(self, request: Request, token: str | None) -> None:
        """As above, for the interfaces of other systems, which have the key in other places."""
        if not self._required:
            return
        if not token:
            raise Unauthenticated("The request has no API key.", REMEDY)
        now = self._clock()
        key = await to_thread.run_sync(self._keys.check, token, now)
        if key is None:
            raise Unauthenticated("The API key is unknown or revoked.", REMEDY)
        request.scope["api_key"] = key.id
        self._refuse_too_often(request, key, now)
        _refuse_beyond_scope(request, key)
        if key.used_at is None or now - key.used_at > NOTED_EVERY:
            with suppress(Overloaded):  # no request fails for this
                await to_thread.run_sync(self._keys.note_use, key.id, now)

    def _refuse_too_often(self, request: Request, key: ApiKey, now: datetime) -> None:
        own = key.grant.requests_per_minute
        limit = self._usual_rate if own is None else own
        if limit is None:
            return
        standing = self._buckets.take(key.id, limit, now)
        request.scope["rate_headers"] = headers_of(standing)
        if standing.wait:
            raise RateLimited(
                f"This key may send {limit} requests a minute, and sent more.",
                f"Wait {standing.wait} s; the RateLimit fields of every answer say what is left.",
                retry_after=standing.wait,
            )


def _password(request: Request) -> str | None:
    """Return the password of Basic authentication (RFC 7617), whatever the name of the user is."""
    scheme, _, sent = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        return b64decode(sent.strip(), validate=True).decode().partition(":")[2] or None
    except ValueError:  # neither base64 nor UTF-8
        return None


def _refuse_beyond_scope(request: Request, key: ApiKey) -> None:
    needed = scope_of(request.method, request.scope["route"].path)
    if needed not in key.grant.scopes:
        raise Forbidden(
            f"This needs a key with the scope {needed!r}; this one has {', '.join(key.grant.scopes)}.",
            f"Use another, or ask the operator for one: `diemnhan keys create NAME --scope {needed}`.",
        )


def refuse_to_serve_openly(settings: Settings, keys: KeyStore) -> None:
    """Raise ConfigurationError where keys are needed and there are none."""
    if settings.keys_required and not any(key.revoked_at is None for key in keys.all()):
        raise ConfigurationError(
            f"The service would listen on {settings.host}, where others reach it, and there is no API key.",
            "Make one with `diemnhan keys create NAME`, or listen on 127.0.0.1.",
        )
