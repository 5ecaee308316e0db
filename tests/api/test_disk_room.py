"""A disk with too little room: nothing new is taken, by any protocol, and everything else works."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from httpx import AsyncClient, Response

from service.adapters.disk_room import DiskRoom
from service.domain.status import Room
from tests.api.conftest import assert_problem, serving
from tests.fakes import FakePipeline, fake_parts
from tests.jobs import jobs_around, settings_in

pytestmark = pytest.mark.anyio
TRANSLATE = {"kind": "translate", "source": "vi", "target": "en"}
MB = 1_000_000


@dataclass
class Disk:
    """A disk of 100 GB."""

    free: int = 50_000 * MB

    def look(self, folder: Path) -> Room:
        return Room(total=100_000 * MB, free=self.free)


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
async def client(
    disk: Disk, tmp_path: Path, pipeline: FakePipeline, anyio_backend: str
) -> AsyncIterator[AsyncClient]:
    settings, parts = settings_in(tmp_path, job_workers=0), fake_parts(pipeline)
    room = DiskRoom((tmp_path,), look=disk.look)
    jobs = replace(jobs_around(pipeline, settings, parts.metrics), require_room=room.require)
    async with serving(replace(parts, jobs=jobs), settings) as client:
        yield client


async def order(client: AsyncClient, key: str) -> Response:
    body = {**TRANSLATE, "items": [{"custom_id": "a", "text": "Xin chào."}]}
    return await client.post("/v1/jobs", json=body, headers={"Idempotency-Key": key})


async def send(
    client: AsyncClient, path: str, fields: Mapping[str, str], content: bytes = b"Xin."
) -> Response:
    return await client.post(path, data=fields, files={"file": ("a.txt", content, "text/plain")})


async def test_below_the_floor_no_job_is_taken_and_the_remedy_is_named(
    client: AsyncClient, disk: Disk
) -> None:
    disk.free = 400 * MB
    refused = await order(client, "one")
    assert_problem(refused, 507, "storage_full")
    assert "400 MB" in refused.json()["detail"]
    assert "operator" in refused.json()["remedy"]
    assert_problem(await send(client, "/v1/jobs", TRANSLATE), 507, "storage_full")
    disk.free = 600 * MB
    assert (await order(client, "one")).status_code == 202
    assert (await send(client, "/v1/jobs", TRANSLATE)).status_code == 202


async def test_a_file_that_would_go_below_the_floor_is_refused_by_its_length(
    client: AsyncClient, disk: Disk
) -> None:
    disk.free = 500 * MB + 100_000
    assert_problem(await send(client, "/v1/jobs", TRANSLATE, b"x\n" * 60_000), 507, "storage_full")
    assert (await send(client, "/v1/jobs", TRANSLATE)).status_code == 202


async def test_what_was_accepted_can_be_read_and_cancelled_and_is_answered_again(
    client: AsyncClient, disk: Disk
) -> None:
    location = (await order(client, "one")).headers["location"]
    disk.free = 0
    again = await order(client, "one")
    assert (again.status_code, again.headers["location"]) == (202, location)
    assert (await client.get(location)).json()["state"] == "queued"
    assert (await client.get(f"{location}/results")).status_code == 200
    assert (await client.delete(location)).json()["state"] == "cancelled"


async def test_the_other_protocols_refuse_files_as_a_fault_of_the_service(
    client: AsyncClient, disk: Disk
) -> None:
    disk.free = 0
    deepl = await send(client, "/v2/document", {"target_lang": "EN-GB"})
    assert (deepl.status_code, "disk left" in deepl.json()["message"]) == (503, True)
    libre = await send(client, "/translate_file", {"source": "vi", "target": "en"})
    assert (libre.status_code, "disk left" in libre.json()["error"]) == (500, True)
    disk.free = 600 * MB
    assert (await send(client, "/v2/document", {"target_lang": "EN-GB"})).status_code == 200


async def test_the_metrics_have_the_free_room_and_the_floor(client: AsyncClient) -> None:
    told = (await client.get("/metrics")).text
    assert "diemnhan_disk_free_bytes " in told
    assert "diemnhan_disk_floor_bytes " in told
