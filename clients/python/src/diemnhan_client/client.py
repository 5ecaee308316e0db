"""The client that blocks."""

import time
from collections.abc import Generator, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

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

    held: ExitStack
    chunks: Iterator[bytes] = field(default_factory=lambda: iter(()))

    def begin(self, response: httpx.Response) -> httpx.Response:
        self.held.close()
        self.held.callback(response.close)
        self.chunks = response.iter_bytes()
        return response

    def chunk(self) -> bytes | httpx.TransportError | None:
        try:
            return next(self.chunks, None)
        except httpx.TransportError as error:
            return error


class Client:
    """A service, and what can be asked of it: `client.briefs.create({"text": ...})`.

    May be used from several threads. `seconds` is how long it waits for the next octet.
    """

    def __init__(
        self,
        server: str = connection.SERVER,
        *,
        key: str | None = None,
        seconds: float = connection.SECONDS,
        patience: Patience = Patience(),  # noqa: B008  # frozen
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._patience = patience
        self._http = httpx.Client(
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

    def __enter__(self) -> Self:
        """Return the client; its connections are closed at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connections."""
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def send(self, call: Call[Answer]) -> Answer:
        """Send a request, again where that helps and harms nothing, and return its answer."""
        return call.read(self._answered(call, stream=False))

    def follow(self, course: Course[Item]) -> Generator[Item, None, None]:
        """Yield what a course gives."""
        reply: Reply = None
        with closing(course), ExitStack() as held:
            opened = _Opened(held)
            while (step := advance(course, reply)) is not None:
                if isinstance(step, Give):
                    yield step.item
                    reply = None
                else:
                    reply = self._done(step, opened)

    def finish(self, course: Course[Item]) -> Item:
        """Return what a course comes to."""
        with closing(self.follow(course)) as given:
            return next(given)

    def _done(self, step: Step, opened: _Opened) -> Reply:
        match step:
            case Ask(call):
                return self._answered(call, stream=False)
            case Open(call):
                return opened.begin(self._answered(call, stream=True))
            case Chunk():
                return opened.chunk()
            case Rest(seconds):
                time.sleep(seconds)
            case Setback(failures, error):
                if failures >= self._patience.attempts:
                    raise error
                time.sleep(self._patience.pause(failures))
        return None

    def _answered(self, call: Call[Answer], *, stream: bool) -> httpx.Response:
        tries = attempts(call, self._patience)
        pause = next(tries)
        while True:
            time.sleep(pause)
            try:
                pause = tries.send(self._tried(call, stream=stream))
            except StopIteration as done:
                response: httpx.Response = done.value
                return response

    def _tried(self, call: Call[Answer], *, stream: bool) -> Outcome:
        with ExitStack() as files:
            request = prepared(call, self._http, files)
            try:
                response = self._http.send(request, stream=stream)
                if stream and not response.is_success:
                    response.read()
            except httpx.TransportError as error:
                return error
            return response
