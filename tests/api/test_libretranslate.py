"""LibreTranslate's interface: what its clients rely on, and what its users wanted better."""

import json
import threading
from dataclasses import replace
from urllib.parse import quote, urlencode, urlsplit

import anyio
import pytest
from httpx import AsyncClient, Response

from service.api.parts import Parts
from service.domain.errors import MalformedInput
from service.domain.request import TranslationRequest
from service.settings import Settings
from tests.api.conftest import assert_problem, serving
from tests.fakes import FakePipeline
from tests.samples import NOON

pytestmark = pytest.mark.anyio
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
TEXT = {"q": "Xin chào", "source": "vi", "target": "en"}


async def translate(client: AsyncClient, **said: object) -> Response:
    return await client.post("/translate", json={**TEXT, **said})


async def test_a_text_comes_back_as_a_string(client: AsyncClient) -> None:
    answer = await translate(client)
    assert answer.json() == {"translatedText": "[en] Xin chào"}


@pytest.mark.parametrize("prefix", ["", "/libretranslate"])
async def test_json_forms_queries_and_uploads_say_the_same(client: AsyncClient, prefix: str) -> None:
    sent = {**TEXT, "q": "một & hai\nba + bốn%"}
    url = f"{prefix}/translate"
    answers = [
        await client.post(url, json=sent),
        await client.post(url, content=urlencode(sent).encode(), headers=FORM),
        await client.post(
            url, content="q=một %26 hai%0Aba %2B bốn%25&source=vi&target=en".encode(), headers=FORM
        ),
        await client.post(url, params=sent),
        await client.post(url, data=sent, files={"unrelated": b""}),
    ]
    assert [answer.json()["translatedText"] for answer in answers] == ["[en] một & hai\nba + bốn%"] * 5


async def test_a_list_is_one_batch_with_a_language_for_each_text(
    parts: Parts, pipeline: FakePipeline
) -> None:
    batches: list[TranslationRequest] = []

    def counting(wanted: TranslationRequest) -> list:  # type: ignore[type-arg]
        batches.append(wanted)
        return pipeline.translate_texts(wanted)

    texts = ["Hai bên ký thỏa thuận.", "a|b", "Cảm ơn."]
    async with serving(replace(parts, translate_texts=counting)) as client:
        answer = (await translate(client, q=texts, source="auto")).json()
    assert [batch.texts for batch in batches] == [tuple(texts)]
    assert answer["translatedText"] == [f"[en] {text}" for text in texts]
    assert [one["language"] for one in answer["detectedLanguage"]] == ["vi"] * 3
    assert all(0 <= one["confidence"] <= 100 for one in answer["detectedLanguage"])


async def test_the_language_is_told_only_where_it_was_asked_for(client: AsyncClient) -> None:
    assert "detectedLanguage" not in (await translate(client)).json()
    found = (await translate(client, source="auto", q="Hai bên ký thỏa thuận hợp tác.")).json()
    assert found["detectedLanguage"]["language"] == "vi"
    assert found["detectedLanguage"]["confidence"] > 50


async def test_alternatives_are_lists_where_they_were_asked_for(client: AsyncClient) -> None:
    assert "alternatives" not in (await translate(client, alternatives=0)).json()
    assert (await translate(client, alternatives=2)).json()["alternatives"] == []
    assert (await translate(client, q=["a", "b"], alternatives="2")).json()["alternatives"] == [[], []]


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"q": ""}, "Invalid request: missing q parameter"),
        ({"q": []}, "Invalid request: missing q parameter"),
        ({"source": ""}, "Invalid request: missing source parameter"),
        ({"target": None}, "Invalid request: missing target parameter"),
        ({"target": "zz"}, "zz is not supported"),
        ({"source": "zz"}, "zz is not supported"),
        ({"format": "xml"}, "xml format is not supported"),
        ({"alternatives": "abc"}, "Invalid request: alternatives parameter is not a number"),
    ],
)
async def test_what_cannot_be_translated_is_refused_in_its_words(
    client: AsyncClient, said: dict[str, object], error: str
) -> None:
    answer = await translate(client, **said)
    assert (answer.status_code, answer.json()) == (400, {"error": error})


@pytest.mark.parametrize(
    "body", [b"[]", b'{"q": 1', b'{"q": ["a", 1], "source": "vi", "target": "en"}', b'"q"', b"\xff"]
)
async def test_a_body_that_cannot_be_read_is_a_bad_request(client: AsyncClient, body: bytes) -> None:
    answer = await client.post("/translate", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400
    assert answer.json()["error"]


async def test_weblates_check_of_its_settings_passes_and_nothing_else_becomes_german(
    client: AsyncClient,
) -> None:
    probe = {"q": ["test"], "source": "en", "target": "de"}
    assert (await translate(client, **probe)).json() == {"translatedText": ["Test"]}
    assert (await translate(client, **{**probe, "q": "tests"})).status_code == 400


async def test_too_many_texts_are_refused(client: AsyncClient) -> None:
    answer = await translate(client, q=["a"] * 1001)
    assert answer.status_code == 400
    assert "1001" in answer.json()["error"]


async def test_a_language_is_detected(client: AsyncClient) -> None:
    for text, code in (("Hai bên ký thỏa thuận.", "vi"), ("The two sides signed a deal.", "en")):
        (found,) = (await client.post("/detect", data={"q": text})).json()
        assert found["language"] == code
        assert found["confidence"] > 50
    assert (await client.post("/detect", json={"q": "日本語です"})).json() == [
        {"confidence": 0.0, "language": "en"}
    ]
    assert (await client.post("/detect", json={})).status_code == 400


async def test_languages_are_told_without_a_key_and_with_a_body(parts: Parts) -> None:
    async with serving(parts, Settings(api_keys="required", shutdown_seconds=1)) as client:
        answer = await client.request("GET", "/languages", content=b"api_key=x", headers=FORM)
    assert answer.json() == [
        {"code": "en", "name": "English", "targets": ["en", "vi"]},
        {"code": "vi", "name": "Vietnamese", "targets": ["en", "vi"]},
    ]


async def test_settings_and_health_answer(client: AsyncClient) -> None:
    settings = (await client.get("/frontend/settings")).json()
    assert settings["keyRequired"] is False
    assert ".html" in settings["supportedFilesFormat"]
    assert (await client.get("/health")).json() == {"status": "ok"}


async def test_a_key_may_be_in_the_body_the_query_or_a_header(parts: Parts) -> None:
    _, token = parts.keys.create("CMS", NOON)
    async with serving(parts, Settings(api_keys="required", shutdown_seconds=1)) as client:
        admitted = [
            await translate(client, api_key=token),
            await client.post("/translate", params={**TEXT, "api_key": token}),
            await client.post("/translate", json=TEXT, headers={"Authorization": f"Bearer {token}"}),
            await client.post("/translate", json=TEXT, headers={"X-API-Key": token}),
        ]
        refused = [await translate(client), await translate(client, api_key="dn_x")]
    assert [answer.status_code for answer in admitted] == [200] * 4
    assert [answer.status_code for answer in refused] == [403] * 2
    assert all("key" in answer.json()["error"] for answer in refused)


async def test_an_allowance_ends_and_what_failed_costs_nothing(parts: Parts) -> None:
    async with serving(parts, Settings(character_limit=10, shutdown_seconds=1)) as client:
        assert (await translate(client, q="x" * 11)).status_code == 429
        assert (await translate(client, q="x" * 6)).status_code == 200
        answer = await translate(client, q="x" * 5)
        assert (answer.status_code, "Retry-After" in answer.headers) == (429, True)
        assert answer.json()["error"].startswith("Slowdown: ")
        assert (await translate(client, q="x" * 4)).status_code == 200


async def test_a_suggestion_is_kept_once_and_changes_nothing(client: AsyncClient, parts: Parts) -> None:
    sent = {"q": "Cảm ơn", "s": "Thank you", "source": "vi", "target": "en"}
    for _ in range(2):
        assert (await client.post("/suggest", data=sent)).json() == {"success": True}
    (kept,) = parts.suggestions.newest(10)
    assert (kept.language, kept.source, kept.target) == ("vi", "Cảm ơn", "Thank you")
    assert (await translate(client, q="Cảm ơn")).json() == {"translatedText": "[en] Cảm ơn"}
    missing = await client.post("/suggest", data={**sent, "s": ""})
    assert missing.json() == {"error": "Invalid request: missing s parameter"}


async def test_a_file_is_translated_and_fetched_at_its_url(client: AsyncClient) -> None:
    sent = {"source": "auto", "target": "en"}
    file = {"file": ("bài viết.txt", "Xin chào".encode())}
    where = (await client.post("/translate_file", data=sent, files=file)).json()["translatedFileUrl"]
    answer = await client.get(urlsplit(where).path)
    assert answer.text == "[en] Xin chào"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert (await client.get("/download_file/0123.txt")).status_code == 404


async def test_of_two_files_at_once_that_fit_alone_one_is_translated(
    metered: AsyncClient, pipeline: FakePipeline
) -> None:
    hold = pipeline.hold = threading.Event()
    answers = list[int]()

    async def send() -> None:
        files = {"file": ("a.txt", b"x" * 15)}
        sent = await metered.post("/translate_file", data={"source": "en", "target": "vi"}, files=files)
        answers.append(sent.status_code)
        hold.set()  # the first answer is the refusal, while the other file is translated

    with anyio.fail_after(20):
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(send)
            tasks.start_soon(send)
    assert (answers, len(pipeline.wanted)) == ([429, 200], 1)
    assert (await metered.get("/v2/usage")).json()["character_count"] == 15


async def test_a_file_whose_translation_fails_costs_nothing(
    metered: AsyncClient, pipeline: FakePipeline
) -> None:
    pipeline.error_in_text = MalformedInput("The text is odd.", "Send another.")
    files = {"file": ("a.txt", b"x" * 15)}
    refused = await metered.post("/translate_file", data={"source": "en", "target": "vi"}, files=files)
    assert refused.status_code == 400
    assert (await metered.get("/v2/usage")).json()["character_count"] == 0


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.exe", b"x", "Invalid request: file format not supported"),
        ("a.txt", b" ", "Invalid file"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0d", "text"),
        (None, None, "Invalid request: missing file parameter"),
    ],
)
async def test_a_file_that_cannot_be_translated_is_refused(
    client: AsyncClient, name: str | None, content: bytes | None, told: str
) -> None:
    files = {"file": (name, content)} if name and content else {"other": ("x.txt", b"x")}
    answer = await client.post("/translate_file", data={"source": "vi", "target": "en"}, files=files)
    assert answer.status_code == 400
    assert told in answer.json()["error"]


async def test_the_declared_charset_of_a_page_becomes_that_of_its_translation(client: AsyncClient) -> None:
    page = '<meta charset="windows-1258"><p>Tin</p>'
    sent = {"source": "vi", "target": "en"}
    answer = await client.post("/translate_file", data=sent, files={"file": ("a.html", page.encode())})
    where = urlsplit(answer.json()["translatedFileUrl"]).path
    assert (await client.get(where)).text == '[en] <meta charset="utf-8"><p>Tin</p>'


async def test_other_origins_are_allowed_by_the_settings_alone(parts: Parts) -> None:
    asked = {"Origin": "https://desk.example"}
    async with serving(parts) as client:
        closed = await client.post("/translate", json=TEXT, headers=asked)
    async with serving(parts, Settings(cors_origins=("*",), shutdown_seconds=1)) as client:
        opened = await client.post("/translate", json=TEXT, headers=asked)
    assert "access-control-allow-origin" not in closed.headers
    assert opened.headers["access-control-allow-origin"] == "*"


async def test_our_own_errors_keep_their_shape(client: AsyncClient) -> None:
    answer = await client.post("/v1/translations", content=json.dumps({}), headers=FORM)
    assert answer.headers["content-type"] == "application/problem+json"


async def test_an_editor_takes_a_suggestion_into_the_memory_or_drops_it(client: AsyncClient) -> None:
    sent = {"q": "Cảm ơn", "s": "Thank you", "source": "vi", "target": "en"}
    await client.post("/suggest", data=sent)
    await client.post("/suggest", data={**sent, "s": "Thx"})
    bad, good = (await client.get("/v1/suggestions")).json()["suggestions"]
    assert (good["language"], good["source"], good["target"]) == ("vi", "Cảm ơn", "Thank you")
    taken = (await client.post(f"/v1/suggestions/{good['id']}/accept")).json()
    assert (taken["outcome"], taken["entry"]["origin"]) == ("added", "editor")
    assert (await client.delete(f"/v1/suggestions/{bad['id']}")).status_code == 204
    assert (await client.get("/v1/suggestions")).json() == {"suggestions": []}
    (entry,) = (await client.get("/v1/memory")).json()["entries"]
    assert entry["target"] == "Thank you"
    for gone in (good["id"], "\x01"):
        assert_problem(await client.post(f"/v1/suggestions/{quote(gone)}/accept"), 404, "not_found")
