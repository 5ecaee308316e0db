"""The client that is awaited: it differs from the one that blocks in how a step is done, in nothing else."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import AsyncExitStack, ExitStack, aclosing, closing
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import anyio
import httpx

from diemnhan_client import connection
from diemnhan_client.call import Answer, Call, prepared
from diemnhan_client.course import Ask, Chunk, Course, Give, Item, Open, Reply, Rest, Setback, Step, advance
from diemnhan_client.groups import (
    Briefs,
    Glossaries,
    Jobs,
    Ledger,
    Memory,
    Status,
    Translations,
    Webhooks,
)
from diemnhan_client.patience import Outcome, Patience, attempts


@dataclass(slots=True)
class _Opened:
    """The answer that is being read in chunks, of which there is one at a time."""

    held: AsyncExitStack
    chunks: AsyncIterator[bytes] | None = None

    async def begin(self, response: httpx.Response) -> httpx.Response:
        await self.held.aclose()
        self.held.push_async_callback(response.aclose)
        self.chunks = response.aiter_bytes()
        return response

    async def chunk(self) -> bytes | httpx.TransportError | None:
        try:
            return None if self.chunks is None else await anext(self.chunks, None)
        except httpx.TransportError as error:
            return error


class AsyncClient:
    """A service, and what can be asked of it: `client.briefs.create({"text": ...})`.

    May be used by many tasks of one event loop. `seconds` is how long it waits for the next octet.
    """

    def __init__(
        self,
        server: str = connection.SERVER,
        *,
        key: str | None = None,
        seconds: float = connection.SECONDS,
        patience: Patience = Patience(),  # noqa: B008  # frozen
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._patience = patience
        self._http = httpx.AsyncClient(
            base_url=server,
            headers=connection.headers(key),
            timeout=connection.timeouts(seconds),
            transport=transport,
        )
        self.briefs = Briefs(self)
        self.translations = Translations(self)
        self.jobs = Jobs(self)
        self.glossaries = Glossaries(self)
        self.memory = Memory(self)
        self.ledger = Ledger(self)
        self.webhooks = Webhooks(self)
        self.status = Status(self)

    async def __aenter__(self) -> Self:
        """Return the client; its connections are closed at the end of the block."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connections."""
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def send(self, call: Call[Answer]) -> Answer:
        """Send a request, again where that helps and harms nothing, and return its answer."""
        return call.read(await self._answered(call, stream=False))

    async def follow(self, course: Course[Item]) -> AsyncGenerator[Item, None]:
        """Yield what a course gives."""
        reply: Reply = None
        with closing(course):
            async with AsyncExitStack() as held:
                opened = _Opened(held)
                while (step := advance(course, reply)) is not None:
                    if isinstance(step, Give):
                        yield step.item
                        reply = None
                    else:
                        reply = await self._done(step, opened)

    async def finish(self, course: Course[Item]) -> Item:
        """Return what a course comes to."""
        async with aclosing(self.follow(course)) as given:
            return await anext(given)

    async def _done(self, step: Step, opened: _Opened) -> Reply:
        match step:
            case Ask(call):
                return await self._answered(call, stream=False)
            case Open(call):
                return await opened.begin(await self._answered(call, stream=True))
            case Chunk():
                return await opened.chunk()
            case Rest(seconds):
                await anyio.sleep(seconds)
            case Setback(failures, error):
                if failures >= self._patience.attempts:
                    raise error
                await anyio.sleep(self._patience.pause(failures))
        return None

    async def _answered(self, call: Call[Answer], *, stream: bool) -> httpx.Response:
        tries = attempts(call, self._patience)
        pause = next(tries)
        while True:
            await anyio.sleep(pause)
            try:
                pause = tries.send(await self._tried(call, stream=stream))
            except StopIteration as done:
                response: httpx.Response = done.value
                return response

    async def _tried(self, call: Call[Answer], *, stream: bool) -> Outcome:
        with ExitStack() as files:
            request = prepared(call, self._http, files)
            try:
                response = await self._http.send(request, stream=stream)
                if stream and not response.is_success:
                    await response.aread()
            except httpx.TransportError as error:
                return error
            return response
