"""Documents as jobs over HTTP: ordered as files, they come back as files."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Event
from typing import BinaryIO

import pytest
from httpx import AsyncClient

from service.adapters.documents.archives import ERRORS
from service.domain.job import ItemResult
from service.domain.job_ports import ReadOptions
from tests.api.conftest import assert_problem, serving
from tests.api.job_requests import Open, ended, lines, send_file
from tests.documents import member, word_file, zipped
from tests.fakes import FakePipeline, fake_parts
from tests.jobs import jobs_around, settings_in

pytestmark = pytest.mark.anyio


@pytest.fixture
async def client(opened: Open, anyio_backend: str) -> AsyncIterator[AsyncClient]:
    async with opened() as client:
        yield client


def shout(original: BinaryIO, results: Iterator[ItemResult], out: BinaryIO, _options: ReadOptions) -> None:
    """Write a file of the original and its results, as a format of documents does."""
    out.write(original.read())
    for result in results:
        out.write(f"{result.custom_id}={json.loads(result.body or '{}').get('text')}\n".encode())


async def test_a_format_that_writes_gives_the_results_as_a_file(
    tmp_path: Path, pipeline: FakePipeline, anyio_backend: str
) -> None:
    settings = settings_in(tmp_path)
    parts = replace(fake_parts(pipeline), clock=partial(datetime.now, UTC))
    jobs = jobs_around(pipeline, settings, parts.metrics)
    plain = next(one for one in jobs.formats if one.name == "txt")
    loud = replace(plain, name="loud", suffixes=(".loud",), write=shout, media_type="text/loud")
    async with serving(replace(parts, jobs=replace(jobs, formats=(loud,))), settings) as client:
        accepted = await send_file(client, "a.loud", "Một.\n".encode())
        await ended(client, accepted.headers["location"])
        address = f"{accepted.headers['location']}/results"
        assert [one["text"] for one in lines(await client.get(address))] == ["[en] Một."]
        for _ in range(2):
            file = await client.get(address, headers={"Accept": "text/loud"})
            assert file.text == "Một.\n0=[en] Một.\n"
            assert "a.loud" in file.headers["content-disposition"]
    assert list((tmp_path / "uploads").iterdir()) == []


async def test_a_file_is_deleted_whose_client_has_left_while_it_was_made(
    tmp_path: Path, pipeline: FakePipeline, anyio_backend: str
) -> None:
    begun, client_gone = Event(), Event()

    def write(
        _original: BinaryIO, _results: Iterator[ItemResult], out: BinaryIO, _options: ReadOptions
    ) -> None:
        begun.set()
        assert client_gone.wait(60)
        out.write(b"late")

    settings = settings_in(tmp_path)
    parts = replace(fake_parts(pipeline), clock=partial(datetime.now, UTC))
    jobs = jobs_around(pipeline, settings, parts.metrics)
    plain = next(one for one in jobs.formats if one.name == "txt")
    slow = replace(plain, name="slow", suffixes=(".slow",), write=write, media_type="text/slow")
    async with serving(replace(parts, jobs=replace(jobs, formats=(slow,))), settings) as client:
        accepted = await send_file(client, "a.slow", "Một.\n".encode())
        await ended(client, accepted.headers["location"])
        address = f"{accepted.headers['location']}/results"
        asked = asyncio.create_task(client.get(address, headers={"Accept": "text/slow"}))
        assert await asyncio.to_thread(begun.wait, 60)
        asked.cancel()
        await asyncio.wait([asked])
        assert asked.cancelled()
        client_gone.set()
        async with asyncio.timeout(60):
            while list((tmp_path / "uploads").iterdir()):
                await asyncio.sleep(0.05)


async def test_a_document_comes_back_as_a_document(client: AsyncClient) -> None:
    word = word_file("<w:p><w:r><w:t>Hai bên ký kết.</w:t></w:r></w:p>")
    accepted = await send_file(client, "tin.docx", word)
    assert (await ended(client, accepted.headers["location"]))["format"] == "docx"
    address = f"{accepted.headers['location']}/results"
    assert [one["text"] for one in lines(await client.get(address))] == ["[en] Hai bên ký kết."]
    file = await client.get(address, headers={"Accept": "application/octet-stream"})
    assert file.headers["content-type"].endswith("wordprocessingml.document")
    assert "[en] Hai bên ký kết." in member(file.content, "word/document.xml")


async def test_a_file_that_the_client_has_is_not_sent_again_and_a_part_goes_on_where_it_broke_off(
    client: AsyncClient, tmp_path: Path
) -> None:
    accepted = await send_file(client, "tin.srt", "1\n00:00:01,000 --> 00:00:02,000\nHai bên ký.\n".encode())
    await ended(client, accepted.headers["location"])
    address, wanted = f"{accepted.headers['location']}/results", {"Accept": "application/octet-stream"}
    whole = await client.get(address, headers=wanted)
    known = {"etag": whole.headers["etag"], "last-modified": whole.headers["last-modified"]}
    for name in (known["etag"], f'"x", W/{known["etag"]}', "*"):
        again = await client.get(address, headers={**wanted, "If-None-Match": name})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", known["etag"])
    for value in known.values():
        part = await client.get(address, headers={**wanted, "Range": "bytes=10-", "If-Range": value})
        assert (part.status_code, part.content) == (206, whole.content[10:])
    other = {**wanted, "Range": "bytes=10-", "If-Range": '"another"', "If-None-Match": '"another"'}
    assert (await client.get(address, headers=other)).content == whole.content
    beyond = await client.get(address, headers={**wanted, "Range": f"bytes={len(whole.content)}-"})
    assert beyond.status_code == 416
    assert list((tmp_path / "uploads").iterdir()) == []


async def test_an_archive_comes_back_with_what_is_wrong_in_it(client: AsyncClient) -> None:
    archive = zipped({"a.srt": "1\n00:00:01,000 --> 00:00:02,000\nHai bên ký.\n", "b.bin": b"\x00"})
    accepted = await send_file(client, "tin.zip", archive)
    await ended(client, accepted.headers["location"])
    address = f"{accepted.headers['location']}/results"
    good, bad = lines(await client.get(address))
    assert (good["custom_id"], good["status"]) == ("a.srt#0", "done")
    assert (bad["custom_id"], bad["status"]) == ("b.bin", "failed")
    assert "no kind that is opened" in str(bad["error"])
    file = await client.get(address, headers={"Accept": "application/zip"})
    assert "[en] Hai bên ký." in member(file.content, "a.srt")
    assert "b.bin" in member(file.content, ERRORS)


async def test_a_broken_document_is_refused_with_its_cause(client: AsyncClient) -> None:
    assert_problem(await send_file(client, "tin.docx", b"PK nonsense"), 400, "malformed_input")
