"""The whole service as it is wired, on a real database, with models that take no time; and a way to call it.

What is real: every route, stage, store and worker. What is not: translations are the text in brackets.
"""

import asyncio
import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import httpx
import requests
from httpx import ASGITransport

from service.adapters.database import open_database
from service.adapters.termbase import load_gazetteer, load_glossary
from service.api.app import create_app
from service.api.metrics import Metrics
from service.bootstrap import TERMBASE, assemble
from service.domain.article import Language
from service.domain.ports import Link, Translator
from service.domain.tracing import NO_TRACES, Tracing
from service.pipeline.highlight import load_acts
from service.pipeline.ingest import Limits
from service.pipeline.write_brief import Engine
from service.settings import Settings
from tests.brief_writing import Brackets, Judged

BASE = "http://localhost"
SECONDS = 180  # after which an answer does not come any more


class First:
    """A ranker that prefers what comes first."""

    version = "first@1"

    def rank(self, sentences: Sequence[str], *, title: str, language: Language) -> Judged:
        return Judged(tuple(1 / (position + 1) for position in range(len(sentences))))


class Unlinked:
    """An aligner that sees no links."""

    def align(
        self, pairs: Sequence[tuple[str, str]], *, source: Language, target: Language
    ) -> Sequence[tuple[Link, ...]]:
        return [() for _ in pairs]


@dataclass(frozen=True)
class Service:
    """The running application. `send` may be called from any thread."""

    client: httpx.AsyncClient
    loop: asyncio.AbstractEventLoop

    def send(self, request: requests.PreparedRequest) -> httpx.Response:
        """Send a request byte for byte."""
        body = request.body.encode() if isinstance(request.body, str) else request.body
        assert body is None or isinstance(body, bytes)
        headers = [(_octets(name), _octets(value)) for name, value in request.headers.items()]
        asked = self.client.build_request(
            request.method or "GET", request.url or BASE, content=body, headers=headers
        )
        return asyncio.run_coroutine_threadsafe(self.client.send(asked), self.loop).result(SECONDS)

    def json(self, method: str, path: str, body: Mapping[str, object] | None = None) -> httpx.Response:
        """Send JSON."""
        content = None if body is None else json.dumps(body)
        headers = {"Content-Type": "application/json"}
        return self.send(requests.Request(method, BASE + path, data=content, headers=headers).prepare())


def _octets(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("latin-1", "replace")


@contextmanager
def whole_service(
    settings: Settings, tracing: Tracing = NO_TRACES, *, translator: Translator | None = None
) -> Iterator[Service]:
    """Run the service on an event loop of its own."""
    database, metrics = open_database(settings.database), Metrics()
    engine = Engine(
        translator=translator or Brackets(),
        ranker=First(),
        glossary=load_glossary(TERMBASE / "institutions.csv"),
        gazetteer=load_gazetteer(TERMBASE),
        acts=load_acts(),
        limits=Limits(settings.max_body_bytes, settings.max_article_characters),
        service_version="test",
        observe=metrics.stage,
    )
    parts = assemble(settings, database, engine, aligner=Unlinked(), metrics=metrics, tracing=tracing)
    app = create_app(parts, settings)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    started, stop = threading.Event(), asyncio.Event()

    async def live() -> None:
        async with app.router.lifespan_context(app):
            started.set()
            await stop.wait()

    living = asyncio.run_coroutine_threadsafe(live(), loop)
    started.wait(SECONDS)
    transport = ASGITransport(app=app, raise_app_exceptions=False)
    try:
        yield Service(httpx.AsyncClient(transport=transport, base_url=BASE), loop)
    finally:
        loop.call_soon_threadsafe(stop.set)
        living.result(SECONDS)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
