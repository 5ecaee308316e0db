"""Batch jobs over HTTP: ordered, watched, read, cancelled, tried again."""

import hashlib
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from httpx import AsyncClient

from service.api.job_files import forget_leftovers
from tests.api.conftest import assert_problem
from tests.api.job_requests import TRANSLATE, Open, ended, lines, send_file
from tests.fakes import FakePipeline

pytestmark = pytest.mark.anyio


@pytest.fixture
async def client(opened: Open, anyio_backend: str) -> AsyncIterator[AsyncClient]:
    async with opened() as client:
        yield client


async def test_a_job_is_accepted_and_its_results_come_in_order(client: AsyncClient) -> None:
    sent = [{"custom_id": f"tin-{i}", "text": f"Câu {i % 40}."} for i in range(100)]
    accepted = await client.post("/v1/jobs", json={**TRANSLATE, "items": sent, "name": "tối"})
    assert accepted.status_code == 202
    assert accepted.headers["retry-after"]
    location = accepted.headers["location"]
    assert accepted.json()["counts"]["items"] == {"total": 100, "done": 0, "failed": 0}
    job = await ended(client, location)
    assert (job["state"], job["name"]) == ("completed", "tối")
    found = lines(await client.get(f"{location}/results"))
    assert [one["custom_id"] for one in found] == [one["custom_id"] for one in sent]
    assert [one["text"] for one in found] == [f"[en] {one['text']}" for one in sent]


async def test_one_bad_item_is_an_error_in_its_place(client: AsyncClient) -> None:
    sent = [{"text": "Tốt."}, {"text": " "}, {"nothing": 1}, {"custom_id": "x", "html": "<p>Tốt</p>"}]
    accepted = await client.post("/v1/jobs", json={**TRANSLATE, "items": sent})
    job = await ended(client, accepted.headers["location"])
    assert job["counts"]["items"] == {"total": 4, "done": 2, "failed": 2}  # type: ignore[index]
    found = lines(await client.get(f"{accepted.headers['location']}/results"))
    assert [one["status"] for one in found] == ["done", "failed", "failed", "done"]
    assert [one["custom_id"] for one in found] == ["0", "1", "2", "x"]
    assert found[1]["error"]["code"] == "empty_input"  # type: ignore[index]
    assert "nothing" in found[2]["error"]["cause"]  # type: ignore[index]


async def test_briefs_come_as_briefs_and_are_kept_where_wanted(opened: Open, pipeline: FakePipeline) -> None:
    article = {"custom_id": "a", "id": "tin-1", "text": "Việt Nam và Nhật Bản hợp tác.", "language": "vi"}
    sent = [{**article, "published_at": "2019-08-06T09:30:00+07:00"}, {"text": "ประเทศ"}]
    async with opened() as client:
        accepted = await client.post("/v1/jobs", json={"kind": "brief", "items": sent})
        await ended(client, accepted.headers["location"])
        found = lines(await client.get(f"{accepted.headers['location']}/results"))
    assert (found[0]["custom_id"], found[0]["brief"]["source"]["id"]) == ("a", "tin-1")  # type: ignore[index]
    assert pipeline.written[0].published_at == datetime(2019, 8, 6, 2, 30, tzinfo=UTC)
    assert found[1]["error"]["code"] == "unsupported_language"  # type: ignore[index]


async def test_a_file_of_json_lines_is_a_job(client: AsyncClient) -> None:
    content = b'{"custom_id": "a", "text": "C\xc3\xa2u."}\n\nnonsense\n{"custom_id": 7, "text": "Hai."}'
    accepted = await send_file(client, "bài.jsonl", content, sha256=hashlib.sha256(content).hexdigest())
    assert accepted.status_code == 202, accepted.text
    assert accepted.json()["name"] == "bài.jsonl"
    await ended(client, accepted.headers["location"])
    found = lines(await client.get(f"{accepted.headers['location']}/results"))
    assert [(one["custom_id"], one["status"]) for one in found] == [
        ("a", "done"),
        ("1", "failed"),
        ("7", "done"),
    ]


async def test_a_table_is_read_by_its_columns(client: AsyncClient) -> None:
    content = "id;tin\n".replace(";", ",") + '1,"Một, hai"\n2,"Ba\nbốn"\n'
    accepted = await send_file(client, "tin.csv", content.encode(), column="tin", id_column="id")
    await ended(client, accepted.headers["location"])
    found = lines(await client.get(f"{accepted.headers['location']}/results"))
    assert [(one["custom_id"], one["text"]) for one in found] == [
        ("1", "[en] Một, hai"),
        ("2", "[en] Ba\nbốn"),
    ]
    address = f"{accepted.headers['location']}/results"
    for accept in ("text/csv", "application/octet-stream"):
        as_table = await client.get(address, headers={"Accept": accept})
        assert as_table.headers["content-type"].startswith("text/csv")
        assert as_table.text == 'id,tin\n1,"[en] Một, hai"\n2,"[en] Ba\nbốn"\n'


async def test_lines_of_a_text_come_back_as_a_text(client: AsyncClient) -> None:
    accepted = await send_file(client, "tin.txt", "Một.\r\n\r\nHai.\r\n".encode())
    await ended(client, accepted.headers["location"])
    address = f"{accepted.headers['location']}/results"
    as_text = await client.get(address, headers={"Accept": "application/octet-stream"})
    assert as_text.content.decode() == "[en] Một.\r\n\r\n[en] Hai.\r\n"
    assert len(lines(await client.get(address))) == 2


async def test_results_are_lines_for_whoever_asks_for_json(client: AsyncClient) -> None:
    accepted = await client.post("/v1/jobs", json={**TRANSLATE, "items": [{"text": "Câu."}]})
    await ended(client, accepted.headers["location"])
    address = f"{accepted.headers['location']}/results"
    (found,) = lines(await client.get(address, headers={"Accept": "application/json"}))
    assert found["text"] == "[en] Câu."
    assert_problem(await client.get(address, headers={"Accept": "text/csv"}), 406, "not_acceptable")


async def test_a_text_file_comes_back_as_one_where_its_format_is_text(client: AsyncClient) -> None:
    accepted = await send_file(client, "tin.txt", "Một.\n\nHai.\n".encode(), format="text")
    await ended(client, accepted.headers["location"])
    made = await client.get(f"{accepted.headers['location']}/results", headers={"Accept": "text/plain"})
    assert made.text == "[en] Một.\n\n[en] Hai.\n"


async def test_a_text_file_is_an_item_a_line_or_one_in_all(client: AsyncClient) -> None:
    for whole, count in (("false", 2), ("true", 1)):
        accepted = await send_file(client, "tin.txt", "Một.\nHai.\n".encode(), whole=whole)
        assert accepted.json()["counts"]["items"]["total"] == count


@pytest.mark.parametrize(
    ("name", "content", "fields", "status", "code"),
    [
        ("a.pdf", b"x", {}, 415, "unsupported_media"),
        ("a.csv", b"a,b\n1,2\n", {}, 400, "malformed_input"),
        ("a.csv", b"a,b\n1,2\n", {"column": "c"}, 400, "malformed_input"),
        ("a.csv", b'a,"x', {}, 400, "malformed_input"),
        ("a.jsonl", b"", {}, 422, "empty_input"),
        ("a.jsonl", b"{}", {"sha256": "0" * 64}, 400, "malformed_input"),
        ("a.jsonl", b"{}", {"target": ""}, 422, "invalid_request"),
        ("a.jsonl", b"{}", {"unknown": "1"}, 422, "invalid_request"),
        ("a.jsonl", b"{}", {"glossary": "{"}, 422, "invalid_request"),
        ("a.jsonl", b"{}", {"glossaries": "nowhere"}, 422, "unknown_glossary"),
    ],
)
async def test_a_file_that_cannot_be_a_job_is_refused(
    client: AsyncClient, name: str, content: bytes, fields: dict[str, str], status: int, code: str
) -> None:
    assert_problem(await send_file(client, name, content, **fields), status, code)
    assert (await client.get("/v1/jobs")).json()["jobs"] == []


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "translate", "items": [{"text": "x"}]},
        {"kind": "brief", "source": "en", "target": "en", "items": [{"text": "x"}]},
        {"kind": "translate", "target": "en", "items": []},
        {"kind": "translate", "target": "en", "items": [{"text": "x"}], "priority": 10},
        {"kind": "other", "target": "en", "items": [{"text": "x"}]},
    ],
)
async def test_a_request_of_the_wrong_shape_is_refused(client: AsyncClient, body: dict[str, object]) -> None:
    assert_problem(await client.post("/v1/jobs", json=body), 422, "invalid_request")


@pytest.mark.parametrize("way", ["json", "form"])
async def test_a_job_is_kept_for_the_hours_that_it_was_ordered_with(client: AsyncClient, way: str) -> None:
    hours = timedelta(hours=3)
    if way == "json":
        wanted = {**TRANSLATE, "expires_in_hours": 3, "items": [{"text": "Câu."}]}
        accepted = await client.post("/v1/jobs", json=wanted)
    else:
        accepted = await send_file(client, "tin.txt", "Câu.".encode(), expires_in_hours="3")
    assert accepted.status_code == 202, accepted.text
    assert span(accepted.json(), "created_at") == hours
    assert span(await ended(client, accepted.headers["location"]), "finished_at") == hours


def span(job: dict[str, object], since: str) -> timedelta:
    """Return how long a job is kept from a moment on."""
    return datetime.fromisoformat(str(job["expires_at"])) - datetime.fromisoformat(str(job[since]))


@pytest.mark.parametrize(
    ("hours", "status", "code"),
    [("49", 400, "malformed_input"), ("0", 422, "invalid_request"), ("1.5", 422, "invalid_request"),
     ("9" * 30, 422, "invalid_request"), ("sớm", 422, "invalid_request")],
)  # fmt: skip
async def test_an_expiry_beyond_what_is_allowed_is_refused(
    opened: Open, hours: str, status: int, code: str
) -> None:
    async with opened(job_days=2) as client:
        refused = await send_file(client, "tin.txt", "Câu.".encode(), expires_in_hours=hours)
        assert_problem(refused, status, code)
        assert "expires_in_hours" in refused.text
        assert (await client.get("/v1/jobs")).json()["jobs"] == []
        assert "48" in refused.text or status == 422


async def test_a_form_that_is_cut_off_or_has_no_file_is_refused(client: AsyncClient) -> None:
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    for content in (
        b"",
        b"--x\r\n",
        b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n',
    ):
        assert_problem(
            await client.post("/v1/jobs", content=content, headers=headers), 400, "malformed_input"
        )


async def test_a_file_over_the_limit_is_refused_and_nothing_of_it_stays(opened: Open, tmp_path: Path) -> None:
    async with opened(max_upload_bytes=2000) as client:
        assert_problem(await send_file(client, "a.txt", b"a\n" * 1500), 413, "too_large")
    assert list((tmp_path / "uploads").iterdir()) == []


async def test_the_same_request_with_the_same_key_is_one_job(client: AsyncClient) -> None:
    body = {**TRANSLATE, "items": [{"text": "Câu."}]}
    headers = {"Idempotency-Key": "k"}
    first, again = [await client.post("/v1/jobs", json=body, headers=headers) for _ in range(2)]
    assert again.headers["location"] == first.headers["location"]
    assert again.headers["idempotency-replayed"] == "true"
    other = await client.post("/v1/jobs", json={**body, "priority": 1}, headers=headers)
    assert_problem(other, 422, "idempotency_mismatch")
    files = {"file": ("a.txt", b"x", "text/plain")}
    uploads = [
        await client.post("/v1/jobs", data=TRANSLATE, files=files, headers={"Idempotency-Key": "f"})
        for _ in range(2)
    ]
    assert uploads[0].headers["location"] == uploads[1].headers["location"]
    assert len((await client.get("/v1/jobs")).json()["jobs"]) == 2


async def test_a_full_queue_says_when_to_come_back(opened: Open) -> None:
    async with opened(job_workers=0, job_queue=1) as client:
        body = {**TRANSLATE, "items": [{"text": "Câu."}]}
        assert (await client.post("/v1/jobs", json=body)).status_code == 202
        refused = await client.post("/v1/jobs", json=body)
        assert_problem(refused, 429, "queue_full")
        assert refused.headers["retry-after"]


async def test_a_cancelled_job_keeps_what_is_done(opened: Open) -> None:
    async with opened(job_workers=0) as client:
        accepted = await client.post("/v1/jobs", json={**TRANSLATE, "items": [{"text": "Câu."}]})
        location = accepted.headers["location"]
        assert (await client.delete(location)).json()["state"] == "cancelled"
        assert [one["status"] for one in lines(await client.get(f"{location}/results"))] == ["cancelled"]
        assert_problem(await client.post(f"{location}/retry"), 409, "wrong_state")


async def test_failed_items_are_tried_again(opened: Open, pipeline: FakePipeline) -> None:
    async with opened() as client:
        pipeline.error = RuntimeError("defect")
        accepted = await client.post("/v1/jobs", json={"kind": "brief", "items": [{"text": "Việt Nam."}]})
        location = accepted.headers["location"]
        assert (await ended(client, location))["state"] == "failed"
        pipeline.error = None
        assert (await client.post(f"{location}/retry")).status_code == 202
        assert (await ended(client, location))["state"] == "completed"


async def test_events_tell_every_change_to_the_end_and_resume(client: AsyncClient) -> None:
    accepted = await client.post(
        "/v1/jobs", json={**TRANSLATE, "items": [{"text": f"Câu {i}"} for i in range(99)]}
    )
    location = accepted.headers["location"]
    told = (await client.get(f"{location}/events")).text.strip().split("\n\n")
    names = [event.split("event: ")[1].split("\n")[0] for event in told]
    assert names[-1] == "end"
    assert set(names[:-1]) <= {"progress"}
    last = told[-1].split("id: ")[1].split("\n")[0]
    assert json.loads(told[-1].split("data: ")[1])["state"] == "completed"
    assert (await client.get(f"{location}/events", headers={"Last-Event-ID": last})).status_code == 204
    again = await client.get(f"{location}/events", headers={"Last-Event-ID": "0"})
    assert again.text.count("event: end") == 1


async def test_results_can_be_followed_while_the_job_runs(client: AsyncClient) -> None:
    sent = [{"text": f"Câu {i}"} for i in range(200)]
    accepted = await client.post("/v1/jobs", json={**TRANSLATE, "items": sent})
    answer = await client.get(f"{accepted.headers['location']}/results", params={"follow": True, "after": 9})
    assert [one["position"] for one in lines(answer)] == list(range(10, 200))
    assert {one["status"] for one in lines(answer)} == {"done"}


async def test_jobs_are_listed_by_pages_and_state(opened: Open) -> None:
    async with opened(job_workers=0) as client:
        for _ in range(3):
            await client.post("/v1/jobs", json={**TRANSLATE, "items": [{"text": "Câu."}]})
        first = await client.get("/v1/jobs", params={"limit": 2, "state": "queued"})
        assert len(first.json()["jobs"]) == 2
        rest = await client.get("/v1/jobs", params={"limit": 2, "cursor": first.json()["next_cursor"]})
        assert len(rest.json()["jobs"]) == 1
        assert (await client.get("/v1/jobs", params={"state": "failed"})).json()["jobs"] == []
        assert "next" in first.headers["link"]


@pytest.mark.parametrize("path", ["", "/results", "/events"])
async def test_an_unknown_job_is_not_found(client: AsyncClient, path: str) -> None:
    assert_problem(await client.get(f"/v1/jobs/nowhere{path}"), 404, "not_found")
    assert_problem(await client.get(f"/v1/jobs/a%00b{path}"), 404, "not_found")


async def test_metrics_say_what_waits_and_what_was_done(client: AsyncClient) -> None:
    accepted = await client.post("/v1/jobs", json={**TRANSLATE, "items": [{"text": "Câu."}]})
    await ended(client, accepted.headers["location"])
    told = (await client.get("/metrics")).text
    assert 'diemnhan_job_items_total{kind="translate",outcome="done"} 1.0' in told
    assert "diemnhan_jobs_unfinished 0.0" in told


async def test_the_description_covers_every_answer(client: AsyncClient) -> None:
    document = (await client.get("/openapi.json")).json()
    create = document["paths"]["/v1/jobs"]["post"]
    assert set(create["requestBody"]["content"]) == {"application/json", "multipart/form-data"}
    assert {"202", "429"} <= create["responses"].keys()


def test_files_of_uploads_that_broke_off_are_deleted_after_a_day(tmp_path: Path) -> None:
    (tmp_path / "x.part").write_bytes(b"x")
    now = datetime.now(UTC).timestamp()
    forget_leftovers(tmp_path, now)
    assert [file.name for file in tmp_path.iterdir()] == ["x.part"]
    forget_leftovers(tmp_path, now + 90_000)
    assert list(tmp_path.iterdir()) == []


async def test_every_route_of_jobs_is_in_the_documentation(client: AsyncClient) -> None:
    told = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
    paths = (await client.get("/openapi.json")).json()["paths"]
    routes = [f"{method.upper()} {path}" for path in paths for method in paths[path] if "/jobs" in path]
    assert len(routes) == 7
    assert [route for route in routes if f"`{route}`" not in told] == []
