"""DeepL's interface, versions 2 and 3: texts, languages, usage, glossaries, documents, errors."""

import re
import threading
from urllib.parse import urlencode

import anyio
import pytest
from httpx import AsyncClient, Response

from service.api.parts import Parts
from service.domain.errors import MalformedInput
from service.domain.request import XmlOptions
from service.settings import Settings
from tests.api.conftest import serving
from tests.api.deepl_requests import refusal
from tests.fakes import FakePipeline
from tests.samples import NOON

pytestmark = pytest.mark.anyio
TEXT = {"text": ["Xin chào"], "target_lang": "EN-GB"}
NOWHERE = "96ab91fd-e715-41a1-adeb-5d701f84a483"
GLOSSARY = {"name": "Bàn", "source_lang": "EN", "target_lang": "VI", "entries": "desk\tbàn\nday\tngày"}


async def translate(client: AsyncClient, **said: object) -> Response:
    return await client.post("/v2/translate", json={**TEXT, **said})


async def test_texts_come_back_in_order_with_their_languages_and_sizes(client: AsyncClient) -> None:
    answer = await translate(client, text=["Một", "Hai ba"], source_lang="vi")
    assert answer.json()["translations"] == [
        {"detected_source_language": "VI", "text": "[en] Một", "billed_characters": 3},
        {"detected_source_language": "VI", "text": "[en] Hai ba", "billed_characters": 6},
    ]


@pytest.mark.parametrize("prefix", ["", "/deepl"])
async def test_json_forms_and_queries_say_the_same(client: AsyncClient, prefix: str) -> None:
    url = f"{prefix}/v2/translate"
    repeated = [("text", "một & hai"), ("text", "ba"), ("target_lang", "en-us")]
    bracketed = [("text[]", "một & hai"), ("text[]", "ba"), ("target_lang", "EN")]
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    answers = [
        await client.post(url, json={"text": ["một & hai", "ba"], "target_lang": "EN-US"}),
        await client.post(url, content=urlencode(repeated), headers=form),
        await client.post(url, content=urlencode(bracketed), headers=form),
        await client.get(url, params=urlencode(repeated)),
    ]
    for answer in answers:
        assert [one["text"] for one in answer.json()["translations"]] == ["[en] một & hai", "[en] ba"]


async def test_options_that_change_nothing_are_taken(client: AsyncClient) -> None:
    options = {
        "context": "c", "split_sentences": "nonewlines", "preserve_formatting": True,
        "show_billed_characters": True, "formality": "prefer_more", "unheard_of": 1,
    }  # fmt: skip
    answer = await translate(client, **options, model_type="prefer_quality_optimized")
    assert answer.json()["translations"][0]["model_type_used"] == "quality_optimized"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"target_lang": "XX"}, "target_lang.*not supported"),
        ({"target_lang": None}, "target_lang.*not supported"),
        ({"source_lang": "XX"}, "source_lang.*not supported"),
        ({"text": []}, "text"),
        ({"text": [1]}, "text"),
        ({"formality": "invalid"}, "formality"),
        ({"formality": "more"}, "formality.*target_lang"),
        ({"formality": "more"}, "Target language.*formality"),
        ({"split_sentences": "invalid"}, "split_sentences"),
        ({"tag_handling": "json"}, "tag_handling"),
        ({"outline_detection": "maybe"}, "outline_detection"),
        ({"style_id": "x"}, "style_id"),
        ({"glossary_id": NOWHERE}, "source_lang"),
    ],
)
async def test_what_cannot_be_done_is_refused_by_name(
    client: AsyncClient, said: dict[str, object], told: str
) -> None:
    assert re.search(told, await refusal(await translate(client, **said), 400))


async def test_tags_are_told_apart_as_asked_for(client: AsyncClient, pipeline: FakePipeline) -> None:
    tags = {"ignore_tags": ["x", "raw"], "splitting_tags": "title,par", "non_splitting_tags": ["span"]}
    await translate(client, tag_handling="xml", outline_detection=False, split_sentences="nonewlines", **tags)
    form = [
        ("text", "a"),
        ("target_lang", "VI"),
        ("tag_handling", "html"),
        ("ignore_tags", "x"),
        ("ignore_tags", "y"),
    ]
    await client.post("/v2/translate", params=urlencode(form))
    first, second = pipeline.wanted
    assert (first.format, second.format) == ("xml", "html")
    assert first.xml == XmlOptions(("x", "raw"), ("title", "par"), ("span",), False, joins_lines=True)
    assert second.xml.ignore_tags == ("x", "y")


async def test_weblates_check_of_its_settings_passes_and_nothing_else_becomes_german(
    client: AsyncClient,
) -> None:
    probe = {"text": ["test"], "source_lang": "EN", "target_lang": "DE"}
    assert (await translate(client, **probe)).json()["translations"][0]["text"] == "Test"
    await refusal(await translate(client, **{**probe, "text": ["tests"]}), 400)


async def test_formality_is_for_vietnamese(client: AsyncClient) -> None:
    assert (await translate(client, target_lang="VI", formality="More")).status_code == 200


async def test_too_many_texts_and_an_empty_or_broken_body_are_refused(client: AsyncClient) -> None:
    await refusal(await translate(client, text=["a"] * 1001), 413)
    await refusal(await client.post("/v2/translate"), 400)
    await refusal(
        await client.post("/v2/translate", content=b"{", headers={"Content-Type": "application/json"}), 400
    )


async def test_a_request_that_is_sent_again_joins_the_first(
    client: AsyncClient, pipeline: FakePipeline
) -> None:
    pipeline.hold = threading.Event()
    async with anyio.create_task_group() as group:
        for _ in range(3):
            group.start_soon(translate, client)
        while not pipeline.wanted:
            await anyio.sleep(0.01)
        await anyio.wait_all_tasks_blocked()  # the other two behind the first
        pipeline.hold.set()
    assert len(pipeline.wanted) == 1
    assert (await client.get("/v2/usage")).json()["character_count"] == 8


async def test_languages_by_query_or_by_body(client: AsyncClient) -> None:
    sources = (await client.get("/v2/languages")).json()
    assert sources == [
        {"language": "EN", "name": "English"},
        {"language": "VI", "name": "Vietnamese"},
    ]
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    by_body = await client.request("GET", "/v2/languages", content=b"type=target", headers=form)
    by_query = await client.get("/v2/languages", params={"type": "target"})
    assert by_body.json() == by_query.json()
    assert {one["language"]: one["supports_formality"] for one in by_body.json()} == {
        "EN-GB": False,
        "EN-US": False,
        "VI": True,
    }
    assert "type" in await refusal(await client.get("/v2/languages", params={"type": "x"}), 400)


async def test_usage_is_counted_and_ends_at_the_allowance(metered: AsyncClient) -> None:
    assert (await metered.get("/v2/usage")).json() == {"character_count": 0, "character_limit": 20}
    await translate(metered, text=["x" * 12, "y" * 6])
    answer = await translate(metered, text=["x" * 3])
    assert (answer.status_code, answer.json()["message"]) == (456, "Quota Exceeded")
    assert (await metered.get("/v2/usage")).json()["character_count"] == 18
    await translate(metered, target_lang="XX", text=["x"])
    assert (await metered.get("/v2/usage")).json()["character_count"] == 18


async def test_without_an_allowance_the_limit_is_what_accounts_without_one_see(client: AsyncClient) -> None:
    assert (await client.get("/v2/usage")).json()["character_limit"] == 1_000_000_000_000


async def test_what_fails_is_not_counted(client: AsyncClient, pipeline: FakePipeline) -> None:
    pipeline.error_in_text = MalformedInput("The text is odd.", "Send another.")
    assert "odd" in await refusal(await translate(client), 400)
    assert (await client.get("/v2/usage")).json()["character_count"] == 0


async def test_keys_are_taken_from_wherever_clients_have_them(parts: Parts) -> None:
    _, token = parts.keys.create("CMS", NOON)
    _, token2 = parts.keys.create("Other", NOON)
    async with serving(parts, Settings(api_keys="required", shutdown_seconds=1)) as client:
        for value in (f"DeepL-Auth-Key {token}", f"Bearer {token}", f"DeepL-Auth-Key {token}:fx"):
            answer = await client.post("/v2/translate", json=TEXT, headers={"Authorization": value})
            assert answer.status_code == 200
        assert (await translate(client, auth_key=token)).status_code == 200
        refused = await client.get("/v2/usage", headers={"Authorization": "DeepL-Auth-Key invalid"})
        assert "key" in await refusal(refused, 403)
        await refusal(await client.get("/v2/usage"), 403)
        for mine, count in ((token, 32), (token2, 0)):
            usage = await client.get("/v2/usage", headers={"Authorization": f"DeepL-Auth-Key {mine}"})
            assert usage.json()["character_count"] == count


async def test_a_glossary_of_version_2_is_kept_read_and_deleted(client: AsyncClient) -> None:
    made = await client.post("/v2/glossaries", json={**GLOSSARY, "entries_format": "tsv"})
    assert made.status_code == 201
    card = made.json()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", card["creation_time"])
    assert (card["source_lang"], card["target_lang"], card["entry_count"]) == ("en", "vi", 2)
    url = f"/v2/glossaries/{card['glossary_id']}"
    assert (await client.get(url)).json() == card
    entries = await client.get(f"{url}/entries", headers={"Accept": "text/tab-separated-values"})
    assert entries.text == GLOSSARY["entries"]
    assert (await client.get("/v2/glossaries")).json() == {"glossaries": [card]}
    assert (await client.delete(url)).status_code == 204
    await refusal(await client.get(url), 404)


async def test_entries_may_be_csv_and_told_apart_by_case_or_have_no_words(client: AsyncClient) -> None:
    sent = {**GLOSSARY, "entries_format": "csv", "entries": 'IT,CNTT,en,vi\nit,nó\n"a, b","c\td"\n🪨,🪵'}
    made = await client.post("/v2/glossaries", json=sent)
    assert made.json()["entry_count"] == 4, made.text


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"name": ""}, "name"),
        ({"target_lang": "XX"}, "target_lang"),
        ({"target_lang": "EN"}, "source_lang"),
        ({"entries": ""}, "entries"),
        ({"entries": "desk"}, "entries"),
        ({"entries": "desk\tbàn\ndesk\tghế"}, "desk"),
        ({"entries_format": "xml"}, "entries_format"),
    ],
)
async def test_a_glossary_that_cannot_be_kept_is_refused(
    client: AsyncClient, said: dict[str, str], told: str
) -> None:
    assert told in await refusal(await client.post("/v2/glossaries", json={**GLOSSARY, **said}), 400)


async def test_a_malformed_glossary_id_is_a_bad_request_and_an_unknown_one_not_found(
    client: AsyncClient,
) -> None:
    for version in ("v2", "v3"):
        await refusal(await client.get(f"/{version}/glossaries/nonsense"), 400)
        await refusal(await client.get(f"/{version}/glossaries/{NOWHERE}"), 404)
        await refusal(await client.delete(f"/{version}/glossaries/{NOWHERE}"), 404)
    await refusal(await translate(client, glossary_id=NOWHERE, source_lang="VI"), 404)


async def test_a_glossary_of_version_3_has_a_dictionary_for_each_direction(client: AsyncClient) -> None:
    there = {"source_lang": "EN", "target_lang": "VI", "entries": "desk\tbàn", "entries_format": "tsv"}
    back = {"source_lang": "VI", "target_lang": "EN", "entries": "bàn\ttable", "entries_format": "tsv"}
    made = (await client.post("/v3/glossaries", json={"name": "Hai", "dictionaries": [there, back]})).json()
    url = f"/v3/glossaries/{made['glossary_id']}"
    assert [one["entry_count"] for one in made["dictionaries"]] == [1, 1]
    more = {**there, "entries": "desk\tcái bàn\nday\tngày"}
    changed = (await client.patch(url, json={"name": "Ba", "dictionaries": [more]})).json()
    assert (changed["name"], [one["entry_count"] for one in changed["dictionaries"]]) == ("Ba", [2, 1])
    put = await client.put(f"{url}/dictionaries", json={**back, "entries": "ngày\tday"})
    assert put.json() == {"source_lang": "vi", "target_lang": "en", "entry_count": 1}
    pair = {"source_lang": "VI", "target_lang": "EN"}
    (read,) = (await client.get(f"{url}/entries", params=pair)).json()["dictionaries"]
    assert (read["entries"], read["entries_format"]) == ("ngày\tday", "tsv")
    assert (await client.delete(f"{url}/dictionaries", params=pair)).status_code == 204
    await refusal(await client.get(f"{url}/entries", params=pair), 404)
    assert len((await client.get("/v3/glossaries")).json()["glossaries"]) == 1
    assert (await client.delete(url)).status_code == 204
    assert (await client.get("/v1/glossaries")).json()["glossaries"] == []


async def test_without_its_first_dictionary_a_glossary_keeps_its_id(client: AsyncClient) -> None:
    there = {"source_lang": "EN", "target_lang": "VI", "entries": "desk\tbàn"}
    back = {"source_lang": "VI", "target_lang": "EN", "entries": "bàn\ttable"}
    made = (await client.post("/v3/glossaries", json={"name": "Hai", "dictionaries": [there, back]})).json()
    url = f"/v3/glossaries/{made['glossary_id']}"
    await client.delete(f"{url}/dictionaries", params={"source_lang": "EN", "target_lang": "VI"})
    assert [one["source_lang"] for one in (await client.get(url)).json()["dictionaries"]] == ["vi"]
    (read,) = (await client.get(f"{url}/entries")).json()["dictionaries"]
    assert read["entries"] == "bàn\ttable"


async def test_a_glossary_of_the_desks_for_both_directions_is_two_dictionaries(client: AsyncClient) -> None:
    sent = {"name": "Bàn", "direction": "both", "entries": [{"vi": "bàn", "en": "desk"}]}
    made = (await client.post("/v1/glossaries", json=sent)).json()
    url = f"/v3/glossaries/{made['id']}"
    assert len((await client.get(url)).json()["dictionaries"]) == 2
    there = {"source_lang": "EN", "target_lang": "VI", "entries": "desk\tcái bàn\nday\tngày"}
    assert (await client.put(f"{url}/dictionaries", json=there)).json()["entry_count"] == 2
    counts = [one["entry_count"] for one in (await client.get(url)).json()["dictionaries"]]
    assert counts == [1, 2]


async def test_both_dictionaries_of_a_glossary_are_used(client: AsyncClient, pipeline: FakePipeline) -> None:
    there = {"source_lang": "EN", "target_lang": "VI", "entries": "desk\tbàn"}
    back = {"source_lang": "VI", "target_lang": "EN", "entries": "bàn\ttable"}
    made = (await client.post("/v3/glossaries", json={"name": "Hai", "dictionaries": [there, back]})).json()
    await translate(client, glossary_id=made["glossary_id"], source_lang="VI")
    (wanted,) = pipeline.wanted
    assert wanted.glossaries == (made["glossary_id"], f"{made['glossary_id']}.vi-en")
