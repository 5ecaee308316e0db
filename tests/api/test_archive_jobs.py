"""Archives as jobs over HTTP: a brief an article, what files of items hold translated, causes in place."""

import json
from collections.abc import AsyncIterator

import anyio
import pytest
from httpx import AsyncClient

from tests.api.job_requests import Open
from tests.documents import zipped

pytestmark = pytest.mark.anyio
TEXT = "Hai bên ký kết thỏa thuận hợp tác."


@pytest.fixture
async def client(opened: Open, anyio_backend: str) -> AsyncIterator[AsyncClient]:
    async with opened() as client:
        yield client


async def results(client: AsyncClient, archive: bytes, **fields: str) -> list[dict[str, object]]:
    """Order a job of an archive and return the lines of its results once it has ended."""
    accepted = await client.post("/v1/jobs", data=fields, files={"file": ("bài.zip", archive)})
    assert accepted.status_code == 202, accepted.text
    with anyio.fail_after(60):
        found = await client.get(f"{accepted.headers['location']}/results", params={"follow": "true"})
    return [json.loads(line) for line in found.text.splitlines()]


async def test_a_brief_is_written_of_each_article_and_bad_files_have_their_cause(client: AsyncClient) -> None:
    archive = zipped(
        {
            "phim.mp4": b"\0",
            "a/tin.txt": TEXT,
            "thai.html": "<p>ประเทศ</p>",
            "b.jsonl": f'{{"text": "{TEXT}"}}',
        }
    )
    video, article, foreign, line = await results(client, archive, kind="brief")
    assert (article["custom_id"], article["status"]) == ("a/tin.txt", "done")
    assert article["brief"]["source"]["id"] is None  # type: ignore[index]
    assert (line["custom_id"], line["status"]) == ("b.jsonl#0", "done")
    assert (video["custom_id"], video["error"]["code"]) == ("phim.mp4", "unsupported_media")  # type: ignore[index]
    assert (foreign["custom_id"], foreign["error"]["code"]) == ("thai.html", "unsupported_language")  # type: ignore[index]


async def test_what_a_table_in_an_archive_holds_is_translated(client: AsyncClient) -> None:
    archive = zipped({"bang.csv": f"id,tin\n7,{TEXT}\n", "x.srt": "1\n00:00:01,000 --> 00:00:02,000\nHai.\n"})
    row, cue = await results(
        client, archive, kind="translate", source="vi", target="en", column="tin", id_column="id"
    )
    assert (row["custom_id"], row["text"]) == ("bang.csv#7", f"[en] {TEXT}")
    assert (cue["custom_id"], cue["text"]) == ("x.srt#0", "[en] Hai.")
