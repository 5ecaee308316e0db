"""Answers that a test writes, for both clients: what comes back, and where the connection breaks."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, field

import httpx
from diemnhan_client import AsyncClient, Call, Client, Patience
from diemnhan_client.call import Answer
from diemnhan_client.course import Course, Item

AT_ONCE = Patience(attempts=4, first=0.0)
Broken = type[httpx.TransportError]
Said = httpx.Response | Broken


@dataclass
class Pieces(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body that comes in pieces, and that may break off."""

    pieces: tuple[bytes | Broken, ...]

    def __iter__(self) -> Iterator[bytes]:
        for piece in self.pieces:
            if not isinstance(piece, bytes):
                raise piece("cut")
            yield piece

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self:
            yield piece


@dataclass
class Script:
    """Answers in their order, each made anew. The last one is repeated."""

    answers: list[Said]
    asked: list[httpx.Request] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        said = self.answers[min(len(self.asked), len(self.answers)) - 1]
        if not isinstance(said, httpx.Response):
            raise said("cut", request=request)
        if isinstance(said.stream, Pieces):
            return httpx.Response(said.status_code, headers=said.headers, stream=Pieces(said.stream.pieces))
        return httpx.Response(said.status_code, headers=said.headers, content=said.content)


def streamed(*pieces: bytes | Broken, media: str = "text/event-stream") -> httpx.Response:
    """Return an answer in pieces."""
    return httpx.Response(200, headers={"Content-Type": media}, stream=Pieces(pieces))


def problem(status: int, code: str = "some_code", headers: Mapping[str, str] | None = None) -> httpx.Response:
    """Return a problem as the service writes it."""
    said = {"status": status, "code": code, "detail": "What.", "remedy": "Do this.", "request_id": "r1"}
    sent = {"Content-Type": "application/problem+json", **(headers or {})}
    return httpx.Response(status, headers=sent, json=said)


def sent(call: Call[Answer], script: Script, patience: Patience = AT_ONCE) -> Answer:
    """Send with the client that blocks."""
    with Client("http://desk", transport=httpx.MockTransport(script), patience=patience) as client:
        return client.send(call)


def sent_awaiting(call: Call[Answer], script: Script, patience: Patience = AT_ONCE) -> Answer:
    """Send with the client that is awaited."""

    async def run() -> Answer:
        transport = httpx.MockTransport(script)
        async with AsyncClient("http://desk", transport=transport, patience=patience) as client:
            return await client.send(call)

    return asyncio.run(run())


def collected(course: Course[Item], script: Script, patience: Patience = AT_ONCE) -> list[Item]:
    """Follow with the client that blocks."""
    with Client("http://desk", transport=httpx.MockTransport(script), patience=patience) as client:
        return list(client.follow(course))


def collected_awaiting(course: Course[Item], script: Script, patience: Patience = AT_ONCE) -> list[Item]:
    """Follow with the client that is awaited."""

    async def run() -> list[Item]:
        transport = httpx.MockTransport(script)
        async with AsyncClient("http://desk", transport=transport, patience=patience) as client:
            return [item async for item in client.follow(course)]

    return asyncio.run(run())
