"""Both clients against the whole service of `whole_service`, without a network.

`Across` is the transport of the client that blocks: it hands requests to the event loop of the service. Answers come
whole, as ASGITransport gives them; how streams that break are gone on with is tested with answers of their own.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from diemnhan_client import AsyncClient, Client, Patience
from service.settings import Settings
from tests.api.whole_service import BASE, SECONDS, Service, whole_service

QUICK = Patience(first=0.01, most=0.05)


class Across(httpx.BaseTransport):
    """Sends from any thread what the service's own loop answers; remembers what was sent."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self.sent: list[httpx.Request] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.sent.append(request)
        return asyncio.run_coroutine_threadsafe(self._answer(request), self._service.loop).result(SECONDS)

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        asked = httpx.Request(request.method, request.url, headers=request.headers, content=request.read())
        answer = await self._service.client.send(asked)
        return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)
