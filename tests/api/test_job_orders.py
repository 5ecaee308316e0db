"""What an order of a job may say, in JSON and in a form: its direction, who is told, and what it must not."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import anyio
import pytest
from httpx import AsyncClient, Response

from service.adapters.database import open_database
from service.adapters.usage_store import SqlUsageStore
from service.api.job_lines import result_lines
from service.bootstrap.deliveries import build_deliveries
from service.domain.errors import Overloaded, UnsupportedLanguage
from tests.api.conftest import assert_problem, serving
from tests.api.job_requests import TRANSLATE, Open, ended, lines, send_file
from tests.fakes import FakePipeline, fake_parts
from tests.jobs import jobs_around, settings_in

pytestmark = pytest.mark.anyio
WAYS = pytest.mark.parametrize("way", ["json", "form"])
HOOK = "http://127.0.0.1:9/hook"


@dataclass(frozen=True)
class Newsroom:
    """A service with jobs and webhooks on one database."""

    client: AsyncClient

    async def order(self, way: str, **fields: object) -> Response:
        if way == "json":
            options = {name: fields.pop(name) for name in ("deliver",) if name in fields}
            sent = {"kind": "translate", "items": [{"text": "Câu."}], "options": options, **fields}
            return await self.client.post("/v1/jobs", json=sent)
        files = {"file": ("tin.txt", "Câu.".encode(), "text/plain")}
        return await self.client.post("/v1/jobs", data={"kind": "translate", **fields}, files=files)

    async def registered(self, url: str, **fields: object) -> str:
        answer = await self.client.post("/v1/webhooks", json={"url": url, **fields})
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    async def told(self, ordered: Response) -> list[str]:
        """Return the endpoints that are told of the end of a job."""
        assert ordered.status_code == 202, ordered.text
        await ended(self.client, ordered.headers["location"])
        found = await self.client.get("/v1/deliveries", params={"subject": ordered.json()["id"]})
        return [one["endpoint"] for one in found.json()["deliveries"]]


@pytest.fixture
async def newsroom(tmp_path: Path, anyio_backend: str) -> AsyncIterator[Newsroom]:
    pipeline, clock = FakePipeline(), partial(datetime.now, UTC)
    settings = settings_in(tmp_path).model_copy(update={"outgoing_allow": ("127.0.0.0/8",)})
    database = open_database(settings.database)
    parts = replace(fake_parts(pipeline), clock=clock)
    parts = replace(
        parts,
        jobs=jobs_around(pipeline, settings, parts.metrics),
        deliveries=replace(build_deliveries(settings, database, clock), send_next=lambda _: None),
        close=database.dispose,
    )
    async with serving(parts, settings) as client:
        yield Newsroom(client)


@WAYS
@pytest.mark.parametrize(("direction", "source", "target"), [("vi-en", "vi", "en"), ("en-vi", "en", "vi")])
async def test_a_direction_stands_for_source_and_target(
    newsroom: Newsroom, way: str, direction: str, source: str, target: str
) -> None:
    for more in ({}, {"source": source, "target": target}):
        job = (await newsroom.order(way, direction=direction, **more)).json()
        assert (job["source"], job["target"]) == (source, target)


@WAYS
@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"direction": "vi-en", "target": "vi"}, "`direction` is vi-en, but `target` is 'vi'"),
        ({"direction": "vi-en", "source": "auto"}, "but `source` is 'auto'"),
        ({"direction": "vi-fr"}, "/direction: Input should be 'vi-en' or 'en-vi'"),
        ({"source": "vi"}, "`target` or `direction` is needed for `translate`"),
        ({"source": "vi", "target": "vi", "kind": "brief"}, "are its two languages, and here they are one"),
        (
            {"direction": "en-vi", "source": "vi", "kind": "brief"},
            "`direction` is en-vi, but `source` is 'vi'",
        ),
        ({"target": "en", "source": "fr"}, "/source: Input should be 'vi', 'en' or 'auto'."),
    ],
)
async def test_languages_that_cannot_be_meant_are_refused_by_name(
    newsroom: Newsroom, way: str, fields: Mapping[str, object], told: str
) -> None:
    problem = assert_problem(await newsroom.order(way, **fields), 422, "invalid_request")
    assert told in str(problem["detail"])


@WAYS
@pytest.mark.parametrize(
    ("fields", "source"),
    [
        ({"direction": "vi-en"}, "vi"),
        ({"direction": "en-vi", "source": "en", "target": "vi"}, "en"),
        ({"source": "vi", "target": "en"}, "vi"),
        ({"target": "en"}, "auto"),
    ],
)
async def test_a_brief_takes_a_direction_for_the_language_of_its_articles(
    newsroom: Newsroom, way: str, fields: Mapping[str, object], source: str
) -> None:
    ordered = await newsroom.order(way, kind="brief", **fields)
    assert ordered.status_code == 202, ordered.text
    assert (ordered.json()["source"], ordered.json()["target"]) == (source, None)


async def test_a_form_takes_options_as_json_or_as_fields_but_none_twice(
    opened: Open, pipeline: FakePipeline
) -> None:
    async def order(client: AsyncClient, **fields: str) -> Response:
        files = {"file": ("tin.txt", "Câu.".encode(), "text/plain")}
        return await client.post("/v1/jobs", data={"kind": "brief", **fields}, files=files)

    async with opened() as client:
        together = await order(client, options='{"summary_words": 40, "deliver": []}', focus="cooperation")
        await ended(client, together.headers["location"])
        twice = await order(client, options='{"focus": "general"}', focus="cooperation")
        two_lengths = await order(client, options='{"summary_words": 40}', summary_sentences="2")
        no_json = await order(client, options="{")
        no_object = await order(client, options="[1]")
        deep = await order(client, options="[" * 100_000)
        unknown = await order(client, options='{"lang": "vi"}')
    (options,) = pipeline.options
    assert (options.summary_words, options.focus, options.deliver) == (40, "cooperation", ())
    assert "`focus`" in str(assert_problem(twice, 400, "malformed_input")["detail"])
    for refused in (two_lengths, no_json, no_object, deep, unknown):
        assert_problem(refused, 422, "invalid_request")


@WAYS
async def test_a_webhook_is_the_url_of_a_registered_endpoint(newsroom: Newsroom, way: str) -> None:
    mine = await newsroom.registered(HOOK, events=["brief.created"])
    other = await newsroom.registered("http://127.0.0.1:9/other")
    assert await newsroom.told(await newsroom.order(way, target="en", webhook=HOOK)) == [mine]
    both = await newsroom.order(way, target="en", webhook=HOOK, priority=1, deliver=other)
    assert sorted(await newsroom.told(both)) == sorted([mine, other])


@WAYS
async def test_a_url_that_is_not_registered_says_how_to_register_it(newsroom: Newsroom, way: str) -> None:
    problem = assert_problem(await newsroom.order(way, target="en", webhook=HOOK), 422, "unknown_endpoint")
    assert HOOK in str(problem["detail"])
    assert "POST /v1/webhooks" in str(problem["remedy"])
    not_one = await newsroom.order(way, target="en", webhook="somewhere")
    assert_problem(not_one, 422, "invalid_request")
    assert (await newsroom.client.get("/v1/jobs")).json()["jobs"] == []


async def test_an_endpoint_that_would_not_be_told_is_refused(newsroom: Newsroom) -> None:
    off = await newsroom.registered(HOOK)
    await newsroom.client.patch(f"/v1/webhooks/{off}", json={"active": False})
    problem = assert_problem(await newsroom.order("json", target="en", webhook=HOOK), 400, "malformed_input")
    assert f"PATCH /v1/webhooks/{off}" in str(problem["remedy"])


@WAYS
async def test_nobody_can_be_told_and_to_say_nothing_tells_those_who_asked(
    newsroom: Newsroom, way: str
) -> None:
    everybody = await newsroom.registered(HOOK)
    nobody: tuple[object, ...] = ("none", "") if way == "form" else ([], "none")
    for priority, deliver in enumerate(nobody):
        ordered = await newsroom.order(way, target="en", priority=priority, deliver=deliver)
        assert await newsroom.told(ordered) == []
    assert await newsroom.told(await newsroom.order(way, target="en")) == [everybody]


async def test_a_glossary_that_there_is_not_is_the_error_of_every_interface(opened: Open) -> None:
    sent = {**TRANSLATE, "items": [{"text": "Câu."}], "glossaries": ["nope"]}
    async with opened() as client:
        assert_problem(await client.post("/v1/jobs", json=sent), 422, "unknown_glossary")


async def test_a_compressed_order_is_refused_alike_as_json_and_as_a_form(opened: Open) -> None:
    packed = {"Content-Encoding": "gzip"}
    async with opened() as client:
        text = {**TRANSLATE, "items": [{"text": "Câu."}]}
        assert_problem(await client.post("/v1/jobs", json=text, headers=packed), 415, "unsupported_media")
        files = {"file": ("tin.txt", "Câu.".encode(), "text/plain")}
        form = await client.post("/v1/jobs", data=TRANSLATE, files=files, headers=packed)
        problem = assert_problem(form, 415, "unsupported_media")
        assert problem["remedy"] == "Send it without Content-Encoding."


@pytest.mark.parametrize("after", [2**31, 2**63, -2])
async def test_a_position_that_cannot_be_is_refused_before_the_answer_begins(
    opened: Open, after: int
) -> None:
    async with opened() as client:
        location = (await send_file(client, "a.txt", "Câu.".encode())).headers["location"]
        await ended(client, location)
        refused = await client.get(f"{location}/results", params={"after": after})
        assert_problem(refused, 422, "invalid_request")
        assert lines(await client.get(f"{location}/results", params={"after": 2**31 - 1})) == []


async def test_only_a_conflict_that_passes_by_itself_says_when_to_come_back(opened: Open) -> None:
    async with opened() as client:
        location = (await send_file(client, "a.txt", "Câu.".encode())).headers["location"]
        await ended(client, location)
        refused = await client.post(f"{location}/retry")
        assert_problem(refused, 409, "wrong_state")
        assert "retry-after" not in refused.headers
    async with opened(job_workers=0) as client:
        location = (await send_file(client, "b.txt", "Câu.".encode())).headers["location"]
        waiting = await client.post(f"{location}/retry")
        assert_problem(waiting, 409, "wrong_state")
        assert waiting.headers["retry-after"] == "2"


async def test_items_that_could_not_be_read_are_counted_as_failed_once(opened: Open) -> None:
    sent = {**TRANSLATE, "items": [{"text": "Câu."}, {"nothing": 1}, {"text": ""}]}
    async with opened() as client:
        for _ in range(2):
            accepted = await client.post("/v1/jobs", json=sent, headers={"Idempotency-Key": "k"})
        await ended(client, accepted.headers["location"])
        told = (await client.get("/metrics")).text
    assert 'diemnhan_job_items_total{kind="translate",outcome="failed"} 2.0' in told
    assert 'diemnhan_job_items_total{kind="translate",outcome="done"} 1.0' in told


async def test_a_full_queue_says_how_much_waits_and_how_much_may(opened: Open) -> None:
    sent = {**TRANSLATE, "items": [{"text": f"Câu {i}."} for i in range(13)]}
    async with opened(job_workers=0, job_queue_items=10) as client:
        assert (await client.post("/v1/jobs", json=sent)).status_code == 202
        full = assert_problem(await client.post("/v1/jobs", json=sent), 429, "queue_full")
        assert full["detail"] == "13 items are waiting; a job is taken while there are fewer than 10."


async def test_lines_that_are_followed_break_off_when_the_server_stops(tmp_path: Path) -> None:
    parts = fake_parts()
    jobs = jobs_around(FakePipeline(), settings_in(tmp_path, job_workers=0), parts.metrics)
    async with serving(replace(parts, jobs=jobs)) as client:
        accepted = await send_file(client, "a.txt", "Câu.".encode())
        job = jobs.store.get(accepted.json()["id"])
        stream = result_lines(jobs, job, after=-1, follow=True, stopping=lambda: True)
        with pytest.raises(Overloaded, match="stopping"):
            _ = [piece async for piece in stream]
        told = result_lines(jobs, job, after=-1, follow=False, stopping=lambda: True)
        assert [piece async for piece in told] == []


async def test_orders_at_once_do_not_pass_an_allowance_and_failed_items_cost_nothing(tmp_path: Path) -> None:
    pipeline = FakePipeline()
    settings = settings_in(tmp_path, character_limit=40)
    database = open_database(settings.database)
    parts = replace(fake_parts(pipeline), clock=partial(datetime.now, UTC), usage=SqlUsageStore(database))
    parts = replace(parts, jobs=jobs_around(pipeline, settings, parts.metrics), close=database.dispose)
    order = {**TRANSLATE, "items": [{"text": "Hai bên ký thỏa thuận!."}]}
    async with serving(parts, settings) as client:
        answers = list[Response]()

        async def send() -> None:
            answers.append(await client.post("/v1/jobs", json=order))

        async with anyio.create_task_group() as tasks:
            for _ in range(10):
                tasks.start_soon(send)
        assert sorted(answer.status_code for answer in answers) == [202, *[429] * 9]
        assert {one.json()["code"] for one in answers if one.status_code == 429} == {"quota_exceeded"}
        await ended(client, next(one.headers["location"] for one in answers if one.status_code == 202))
        assert (await client.get("/v2/usage")).json()["character_count"] == 23
        pipeline.error_in_text = UnsupportedLanguage("The text is in Thai.", "Send Vietnamese.")
        failing = await client.post("/v1/jobs", json={**TRANSLATE, "items": [{"text": "ba chữ"}]})
        await ended(client, failing.headers["location"])
        assert (await client.get("/v2/usage")).json()["character_count"] == 23
