"""Who may call /v1: everybody on loopback, holders of an API key elsewhere."""

from typing import Annotated

from anyio import to_thread
from fastapi import Depends, Request
from fastapi.security import APIKeyHeader, HTTPAuthorizationCredentials, HTTPBearer

from service.domain.errors import ConfigurationError, Unauthenticated
from service.domain.stores import KeyStore
from service.settings import Settings

Bearer = Annotated[HTTPAuthorizationCredentials | None, Depends(HTTPBearer(auto_error=False))]
KeyHeader = Annotated[str | None, Depends(APIKeyHeader(name="X-API-Key", auto_error=False))]
REMEDY = (
    "Send a key as `Authorization: Bearer KEY` or `X-API-Key: KEY`; `diemnhan keys create NAME` makes one."
)


class Gate:
    """A dependency of every route that needs a key; leaves the key's id in the request's scope."""

    def __init__(self, keys: KeyStore, *, required: bool) -> None:
        self._keys = keys
        self._required = required

    @property
    def required(self) -> bool:
        """Whether requests need a key."""
        return self._required

    async def __call__(self, request: Request, bearer: Bearer, header: KeyHeader) -> None:
        """Let the request through, or raise Unauthenticated. Where keys are off, any key will do."""
        await self.admit(request, bearer.credentials if bearer else header)

    async def admit(self, request: Request, token: str | None) -> None:
        """As above, for the interfaces of other systems, which have the key in other places."""
        if not self._required:
            return
        if not token:
            raise Unauthenticated("The request has no API key.", REMEDY)
        key = await to_thread.run_sync(self._keys.check, token)
        if key is None:
            raise Unauthenticated("The API key is unknown or revoked.", REMEDY)
        request.scope["api_key"] = key.id


def refuse_to_serve_openly(settings: Settings, keys: KeyStore) -> None:
    """Raise ConfigurationError where keys are needed and there are none."""
    if settings.keys_required and not any(key.revoked_at is None for key in keys.all()):
        raise ConfigurationError(
            f"The service would listen on {settings.host}, where others reach it, and there is no API key.",
            "Make one with `diemnhan keys create NAME`, or listen on 127.0.0.1.",
        )
