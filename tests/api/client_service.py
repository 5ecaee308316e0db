"""Both clients against the whole service of `whole_service`, without a network.

Their transport hands requests to the event loop of the service. Answers come whole, as ASGITransport gives
them; broken streams are tested with `tests.client_answers`.
"""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import TypeVar

import httpx
from diemnhan_client import AsyncClient, Client, Patience

from tests.api.whole_service import BASE, SECONDS, Service

QUICK = Patience(first=0.01, most=0.05)
Done = TypeVar("Done")


@dataclass
class Across(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Sends what the service's own loop answers, and remembers it."""

    service: Service
    sent: list[httpx.Request] = field(default_factory=list)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        request.read()
        return self._on_loop(self._answer(request))

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await request.aread()
        return await self._answer(request)

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        self.sent.append(request)
        asked = httpx.Request(request.method, request.url, headers=request.headers, content=request.content)
        answer = await self.service.client.send(asked)
        return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)

    def _on_loop(self, work: Coroutine[None, None, Done]) -> Done:
        return asyncio.run_coroutine_threadsafe(work, self.service.loop).result(SECONDS)

    def client(self) -> Client:
        """Return the client that blocks."""
        return Client(BASE, transport=self, patience=QUICK)

    def awaited(self, use: Callable[[AsyncClient], Coroutine[None, None, Done]]) -> Done:
        """Run what uses the client that is awaited."""

        async def run() -> Done:
            async with AsyncClient(BASE, transport=self, patience=QUICK) as client:
                return await use(client)

        return self._on_loop(run())
