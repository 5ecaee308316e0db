"""Documents of jobs in a file storage: there before the 202, read from there, and no job without its file."""

import os
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from httpx import AsyncClient, Response

from tests.api.conftest import assert_problem, serving
from tests.api.job_requests import TRANSLATE, ended
from tests.documents import member, word_file
from tests.fakes import FakePipeline, fake_parts
from tests.jobs import jobs_around, settings_in

pytestmark = pytest.mark.anyio
Open = Callable[[str], AbstractAsyncContextManager[AsyncClient]]
WORD = word_file("<w:p><w:r><w:t>Hai bên ký kết.</w:t></w:r></w:p>")


@pytest.fixture
def opened(tmp_path: Path, pipeline: FakePipeline) -> Open:
    """Open a service whose documents are where a URL says."""

    def opened(url: str) -> AbstractAsyncContextManager[AsyncClient]:
        settings = settings_in(tmp_path).model_copy(update={"files_url": url})
        parts = replace(fake_parts(pipeline), clock=partial(datetime.now, UTC))
        return serving(replace(parts, jobs=jobs_around(pipeline, settings, parts.metrics)), settings)

    return opened


async def ordered(client: AsyncClient) -> Response:
    return await client.post("/v1/jobs", data=TRANSLATE, files={"file": ("tin.docx", WORD)})


async def translated(client: AsyncClient, place: str) -> Response:
    await ended(client, place)
    return await client.get(f"{place}/results", headers={"Accept": "application/octet-stream"})


async def test_a_document_is_in_the_storage_when_it_is_accepted_and_made_from_there(
    opened: Open, tmp_path: Path, anyio_backend: str
) -> None:
    async with opened(f"file://{tmp_path}/files") as client:
        accepted = await ordered(client)
        assert accepted.status_code == 202
        (kept,) = (file for file in (tmp_path / "files").rglob("*") if file.is_file())
        assert kept.read_bytes() == WORD
        made = await translated(client, accepted.headers["location"])
        assert "[en] Hai bên ký kết." in member(made.content, "word/document.xml")
        os.truncate(kept, 10)
        assert_problem(await translated(client, accepted.headers["location"]), 410, "expired")


async def test_without_the_storage_there_is_no_job_and_the_same_order_succeeds_later(
    opened: Open, tmp_path: Path, anyio_backend: str
) -> None:
    (tmp_path / "files").write_text("in the way")
    async with opened(f"file://{tmp_path}/files") as client:
        assert_problem(await ordered(client), 503, "overloaded")
        assert (await client.get("/v1/jobs")).json()["jobs"] == []
        (tmp_path / "files").unlink()
        assert (await ordered(client)).status_code == 202
