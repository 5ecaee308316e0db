"""Jobs that are purged over HTTP: their results and file are gone, and the audit log says who did it."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from tests.api.conftest import assert_problem, serving
from tests.api.job_requests import TRANSLATE, Open, ended, send_file
from tests.documents import word_file
from tests.fakes import FakePipeline, fake_parts
from tests.jobs import jobs_around, settings_in

pytestmark = pytest.mark.anyio
WORD = word_file("<w:p><w:r><w:t>Hai bên ký kết</w:t></w:r></w:p>")
AS_FILE = {"Accept": "application/octet-stream"}


async def test_a_purged_job_has_neither_results_nor_a_file_and_is_still_known(opened: Open) -> None:
    async with opened() as client:
        accepted = await send_file(client, "a.docx", WORD)
        location = accepted.headers["location"]
        await ended(client, location)
        assert (await client.get(f"{location}/results", headers=AS_FILE)).status_code == 200
        assert (await client.delete(location)).json()["state"] == "completed"  # by itself it deletes nothing
        assert (await client.get(f"{location}/results")).status_code == 200
        for _ in range(2):
            purged = await client.delete(location, params={"purge": True})
            assert (purged.status_code, purged.json()["state"]) == (200, "expired")
        assert_problem(await client.get(f"{location}/results"), 410, "expired")
        assert_problem(await client.get(f"{location}/results", headers=AS_FILE), 410, "expired")
        assert_problem(await client.post(f"{location}/retry"), 410, "expired")
        assert (await client.get(location)).json()["counts"]["items"]["done"] == 1


async def test_a_job_that_waits_is_purged_too(opened: Open) -> None:
    async with opened(job_workers=0) as client:
        accepted = await client.post("/v1/jobs", json={**TRANSLATE, "items": [{"text": "Câu."}]})
        purged = await client.delete(accepted.headers["location"], params={"purge": "true"})
        assert purged.json()["state"] == "expired"
        assert "diemnhan_jobs_unfinished 0.0" in (await client.get("/metrics")).text


async def test_what_cannot_be_purged_says_why(opened: Open) -> None:
    async with opened(job_workers=0) as client:
        assert_problem(await client.delete("/v1/jobs/nowhere?purge=true"), 404, "not_found")
        assert_problem(await client.delete("/v1/jobs/nowhere?purge=perhaps"), 422, "invalid_request")


async def test_the_audit_log_tells_a_purge_from_a_cancellation(tmp_path: Path) -> None:
    pipeline, settings = FakePipeline(), settings_in(tmp_path, job_workers=0)
    parts = replace(fake_parts(pipeline), clock=partial(datetime.now, UTC))
    parts = replace(parts, jobs=jobs_around(pipeline, settings, parts.metrics))
    async with serving(parts, settings) as client:
        accepted = await client.post("/v1/jobs", json={**TRANSLATE, "items": [{"text": "Câu."}]})
        location = accepted.headers["location"]
        await client.delete(location)
        await client.delete(location, params={"purge": True})
    told = [(entry.act, entry.subject) for entry in parts.audit.entries()]
    job_id = location.rpartition("/")[2]
    assert told == [("job.cancelled", job_id), ("job.purged", job_id)]
