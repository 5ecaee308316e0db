"""DeepL's document flow over HTTP: sent, asked after, fetched once; kept through a restart."""

import hashlib
import re
import threading

import anyio
import pytest
from httpx import AsyncClient, Response

from service.api.parts import Parts
from service.domain.errors import MalformedInput
from service.domain.request import TranslatedText
from service.domain.upload import FileOrder, Upload
from tests.api.conftest import serving
from tests.api.deepl_requests import refusal
from tests.fakes import FakePipeline
from tests.samples import NOON

pytestmark = pytest.mark.anyio


async def send(
    client: AsyncClient, name: str = "bài.txt", content: str = "Xin chào", **said: str
) -> Response:
    form = {"target_lang": "EN-GB", **said}
    return await client.post("/v2/document", data=form, files={"file": (name, content.encode())})


async def settled(client: AsyncClient, handle: dict[str, str]) -> dict[str, object]:
    url, key = f"/v2/document/{handle['document_id']}", {"document_key": handle["document_key"]}
    with anyio.fail_after(60):
        while True:
            state: dict[str, object] = (await client.post(url, json=key)).json()
            if state["status"] in ("done", "error"):
                return state
            assert isinstance(state["seconds_remaining"], int)
            await anyio.sleep(0.02)


async def test_a_document_is_sent_asked_after_and_fetched_once(client: AsyncClient) -> None:
    handle = (await send(client)).json()
    assert re.fullmatch("[0-9A-F]{32}", handle["document_id"])
    assert re.fullmatch("[0-9A-F]{64}", handle["document_key"])
    state = await settled(client, handle)
    assert (state["status"], state["billed_characters"]) == ("done", 8)
    url, key = f"/v2/document/{handle['document_id']}/result", {"document_key": handle["document_key"]}
    assert (await client.post(url, json=key)).text == "[en] Xin chào"
    await refusal(await client.post(url, json=key), 404)
    assert (await client.get("/v2/usage")).json()["character_count"] == 8


async def test_a_document_is_seen_by_who_has_its_key_alone(client: AsyncClient) -> None:
    handle = (await send(client)).json()
    url = f"/v2/document/{handle['document_id']}"
    unknown = await client.post(f"/v2/document/{'0' * 32}", json={"document_key": "0" * 64})
    for key in ("", "0" * 64, "ä"):
        answer = await client.post(url, json={"document_key": key})
        assert (answer.status_code, answer.text) == (404, unknown.text)


async def test_a_document_that_is_not_done_is_not_ready(client: AsyncClient, pipeline: FakePipeline) -> None:
    pipeline.hold = threading.Event()
    handle = (await send(client)).json()
    url, key = f"/v2/document/{handle['document_id']}", {"document_key": handle["document_key"]}
    assert (await client.post(url, json=key)).json()["status"] in ("queued", "translating")
    assert (await client.post(f"{url}/result", json=key)).status_code == 503
    pipeline.hold.set()
    assert (await settled(client, handle))["status"] == "done"


async def test_a_document_that_fails_says_why(client: AsyncClient, pipeline: FakePipeline) -> None:
    pipeline.error_in_text = MalformedInput("The text is odd.", "Send another.")
    handle = (await send(client)).json()
    assert "odd" in str((await settled(client, handle))["error_message"])
    url, key = f"/v2/document/{handle['document_id']}/result", {"document_key": handle["document_key"]}
    await refusal(await client.post(url, json=key), 400)


async def test_a_document_in_the_target_language_is_refused_and_not_counted(
    client: AsyncClient, pipeline: FakePipeline
) -> None:
    pipeline.translation = TranslatedText("Hello", "en", ())
    handle = (await send(client, content="Hello")).json()
    told = (await settled(client, handle))["error_message"]
    assert told == "Source and target language are equal."
    assert (await client.get("/v2/usage")).json()["character_count"] == 0


async def test_a_crash_fails_that_document_alone(client: AsyncClient, pipeline: FakePipeline) -> None:
    pipeline.error_in_text = RuntimeError("defect")
    handle = (await send(client)).json()
    assert (await settled(client, handle))["status"] == "error"
    pipeline.error_in_text = None
    assert (await settled(client, (await send(client)).json()))["status"] == "done"


@pytest.mark.parametrize(
    ("name", "said", "told"),
    [
        ("a.invalid", {}, "Invalid file.*file extension"),
        ("a.txt", {"target_lang": "XX"}, "target_lang"),
        ("a.txt", {"output_format": "pdf"}, "output_format"),
        ("a.txt", {"glossary_id": "96ab91fd-e715-41a1-adeb-5d701f84a483"}, "source_lang"),
    ],
)
async def test_a_document_that_cannot_be_translated_is_refused(
    client: AsyncClient, name: str, said: dict[str, str], told: str
) -> None:
    assert re.search(told, await refusal(await send(client, name, **said), 400))


async def test_a_document_past_the_allowance_is_refused(metered: AsyncClient) -> None:
    await settled(metered, (await send(metered, content="x" * 20)).json())
    assert (await metered.get("/v2/usage")).json()["character_count"] == 20
    await refusal(await send(metered), 456)


async def test_of_two_documents_that_fit_alone_one_is_translated(
    metered: AsyncClient, pipeline: FakePipeline
) -> None:
    pipeline.hold = threading.Event()
    first, second = [(await send(metered, content=letter * 15)).json() for letter in "xy"]
    pipeline.hold.set()
    states = [await settled(metered, one) for one in (first, second)]
    assert sorted(str(one["status"]) for one in states) == ["done", "error"]
    assert any("allowance" in str(one.get("error_message")) for one in states)
    assert len(pipeline.wanted) == 1
    assert (await metered.get("/v2/usage")).json()["character_count"] == 15


async def test_documents_that_were_taken_are_translated_after_a_restart(parts: Parts) -> None:
    digest = hashlib.sha256(b"K").hexdigest()
    parts.uploads.put(Upload("A" * 32, digest, "-", FileOrder("a.txt", b"Tin", "en"), NOON))
    assert parts.uploads.claim(NOON) is not None  # by a process that died
    async with serving(parts) as client:
        state = await settled(client, {"document_id": "A" * 32, "document_key": "K"})
    assert state["status"] == "done"
