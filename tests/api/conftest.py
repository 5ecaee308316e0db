"""A running application on fake parts, and a client that speaks to it without a network."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import httpx
import pytest
from httpx import ASGITransport, AsyncClient, Response

from service.api import logs
from service.api.app import create_app
from service.api.parts import Parts
from service.settings import Settings
from tests.api.job_requests import Open
from tests.api.whole_service import Service, whole_service
from tests.fakes import FakePipeline, fake_parts
from tests.jobs import jobs_around, settings_in

OpenClient = Callable[..., AbstractAsyncContextManager[AsyncClient]]
ARTICLE = "Ngày 5/8/2019, Việt Nam và Nhật Bản ký bản ghi nhớ hợp tác về y tế tại Hà Nội."


@asynccontextmanager
async def serving(parts: Parts, settings: Settings | None = None) -> AsyncIterator[AsyncClient]:
    """Start the application, stop it at the end, as a server would."""
    app = create_app(parts, settings or Settings(shutdown_seconds=1))
    async with app.router.lifespan_context(app):
        transport = ASGITransport(app=app, raise_app_exceptions=False)
        async with AsyncClient(transport=transport, base_url="http://localhost") as client:
            yield client


@pytest.fixture(autouse=True)
def _logging_as_when_serving() -> None:
    logs.configure("info")


@pytest.fixture(scope="session")
def wired(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The whole service, started once for all that only look at it or put things of their own into it."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("wired"), outgoing_allow=("127.0.0.1",))
    with whole_service(settings) as service:
        yield service


@pytest.fixture
def pipeline() -> FakePipeline:
    return FakePipeline()


@pytest.fixture
def parts(pipeline: FakePipeline) -> Parts:
    return fake_parts(pipeline)


@pytest.fixture
async def client(parts: Parts, anyio_backend: str) -> AsyncIterator[AsyncClient]:
    async with serving(parts) as client:
        yield client


def assert_problem(answer: Response, status: int, code: str) -> dict[str, object]:
    """Check that an answer is a complete problem, and return it."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem: dict[str, object] = answer.json()
    assert problem["code"] == code
    assert problem["status"] == status
    assert problem["type"] == f"urn:diemnhan:problem:{code}"
    assert problem["request_id"] == answer.headers["x-request-id"]
    for field in ("title", "detail", "remedy", "instance"):
        assert problem[field], field
    return problem


async def post_text(client: AsyncClient, text: str = ARTICLE, **headers: str) -> httpx.Response:
    sent = {"Content-Type": "text/plain; charset=utf-8", **headers}
    return await client.post("/v1/briefs", content=text.encode(), headers=sent)


@pytest.fixture
async def metered(parts: Parts) -> AsyncIterator[AsyncClient]:
    """A client whose texts together may have 20 characters."""
    async with serving(parts, Settings(character_limit=20, shutdown_seconds=1)) as client:
        yield client


@pytest.fixture
def opened(tmp_path: Path, pipeline: FakePipeline) -> Open:
    """Open a service with jobs; keyword arguments are settings."""

    def opened(**changed: int) -> AbstractAsyncContextManager[AsyncClient]:
        settings = settings_in(tmp_path, **changed)
        parts = replace(fake_parts(pipeline), clock=partial(datetime.now, UTC))  # as the workers' clock
        return serving(replace(parts, jobs=jobs_around(pipeline, settings, parts.metrics)), settings)

    return opened
