"""Glossaries over HTTP, kept in a real database; the translator repeats what it is given."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from httpx import AsyncClient, Response

from service.adapters.database import open_database
from service.adapters.glossary_store import SqlGlossaryStore
from service.adapters.pending import SqlPendingStore
from service.adapters.store import SqlBriefStore
from service.api.parts import Parts
from service.domain.article import Language
from service.domain.glossary import Glossary, Term
from service.domain.request import TranslatedText, TranslationRequest
from service.pipeline.glossaries import chosen_glossaries
from service.pipeline.plain import translate_texts
from service.settings import Settings
from tests.api.conftest import assert_problem, post_text, serving
from tests.fakes import FakePipeline, fake_parts

pytestmark = pytest.mark.anyio

OFFICIAL = Glossary("official", "1", (Term("Toà án", "Tribunal", kind="court_parliament"),))
COURT = {"name": "Ban Pháp luật", "direction": "vi-en", "entries": [{"vi": "Toà án", "en": "Court"}]}
CSV = {"Content-Type": "text/csv; charset=utf-8"}
TBX = "application/x-tbx+xml"


class Repeating:
    """Renders a term that it knows as nobody wants it; everything else stays as it is."""

    version = "repeating@1"
    placeholders: tuple[str, ...] = ()

    def translate(
        self, texts: Sequence[str], *, source: Language, target: Language, alternatives: int = 1
    ) -> list[list[tuple[str, float]]]:
        return [[(text.replace("Toà án", "Law Yard"), -0.5)] for text in texts]


def real_parts(folder: Path, pipeline: FakePipeline) -> Parts:
    database = open_database(f"sqlite:///{folder}/test.sqlite3")
    store = SqlGlossaryStore(database)

    def translate(request: TranslationRequest) -> list[TranslatedText]:
        chosen = chosen_glossaries(request.glossaries, store)
        return translate_texts(request, translator=Repeating(), glossary=OFFICIAL, glossaries=chosen)

    return replace(
        fake_parts(pipeline),
        store=SqlBriefStore(database),
        pending=SqlPendingStore(database),
        glossaries=store,
        translate_texts=translate,
        close=partial(database.dispose),
    )


@pytest.fixture
async def client(tmp_path: Path, pipeline: FakePipeline, anyio_backend: str) -> AsyncIterator[AsyncClient]:
    settings = Settings(shutdown_seconds=1, max_glossary_entries=3)
    async with serving(real_parts(tmp_path, pipeline), settings) as client:
        yield client


async def kept(client: AsyncClient, **changes: object) -> Response:
    answer = await client.post("/v1/glossaries", json={**COURT, **changes})
    assert answer.status_code == 201, answer.text
    return answer


async def translated(client: AsyncClient, **wishes: object) -> dict[str, object]:
    asked = {"texts": ["Ông ấy ra Toà án."], "target": "en", "source": "vi", **wishes}
    answer = await client.post("/v1/translations", json=asked)
    assert answer.status_code == 200, answer.text
    (one,) = answer.json()["translations"]
    found: dict[str, object] = one
    return found


async def test_a_glossary_is_kept_and_described(client: AsyncClient) -> None:
    created = await kept(client)
    described = created.json()
    assert described["entry_count"] == 1
    assert not described["default"]
    read = await client.get(created.headers["location"])
    assert read.json() == described
    assert read.headers["etag"] == created.headers["etag"]
    same = await client.get(read.url, headers={"If-None-Match": read.headers["etag"]})
    assert (same.status_code, same.content) == (304, b"")


async def test_a_file_becomes_a_glossary_whose_description_is_in_the_query(client: AsyncClient) -> None:
    query = {"name": "Từ tệp", "direction": "en-vi", "default": "true"}
    answer = await client.post("/v1/glossaries", params=query, content="Court,Toà án\n".encode(), headers=CSV)
    assert answer.status_code == 201
    assert {**answer.json(), "name": "Từ tệp", "direction": "en-vi", "default": True} == answer.json()
    entries = await client.get(f"{answer.headers['location']}/entries")
    assert [(one["vi"], one["en"]) for one in entries.json()["entries"]] == [("Toà án", "Court")]


@pytest.mark.parametrize("media", ["application/json", "text/csv", "text/tab-separated-values", TBX])
async def test_entries_go_out_and_come_back_in_every_format(client: AsyncClient, media: str) -> None:
    entries = [
        {"vi": "Toà án", "en": "Court", "en_variants": ["the Court"], "note": "“a”, b"},
        {"vi": "KPC", "do_not_translate": True, "case_sensitive": True},
    ]
    address = (await kept(client, entries=entries)).headers["location"]
    sent = await client.get(f"{address}/entries", headers={"Accept": media})
    assert sent.headers["content-type"].startswith(media)
    other = (await kept(client, name="Khác")).headers["location"]
    back = await client.put(
        f"{other}/entries", content=sent.content, headers={"Content-Type": sent.headers["content-type"]}
    )
    assert back.status_code == 200, back.text
    first, second = [(await client.get(f"{one}/entries")).json() for one in (address, other)]
    assert first == second
    assert [entry["do_not_translate"] for entry in second["entries"]] == [False, True]


async def test_the_answer_tells_how_many_concepts_lack_a_language(client: AsyncClient) -> None:
    def concept(language: str) -> bytes:
        sections = (
            f"<langSec xml:lang='{one}'><termSec><term>a</term></termSec></langSec>"
            for one in ("vi", language)
        )
        return f"<conceptEntry>{''.join(sections)}</conceptEntry>".encode()

    file = b"<tbx>" + concept("en") + concept("de") + b"</tbx>"
    sent = await client.post("/v1/glossaries?name=x", content=file, headers={"Content-Type": TBX})
    assert (sent.status_code, sent.json()["entry_count"], sent.json()["passed_over"]) == (201, 1, 1)
    address = sent.headers["location"]
    again = await client.put(f"{address}/entries", content=file, headers={"Content-Type": TBX})
    assert again.json()["passed_over"] == 1
    assert (await client.get(address)).json()["passed_over"] == 0


async def test_a_glossary_may_be_larger_than_an_article(tmp_path: Path, pipeline: FakePipeline) -> None:
    settings = Settings(shutdown_seconds=1, max_body_bytes=1024, max_glossary_bytes=200_000)
    entries = [{"vi": f"thuật ngữ {n}", "en": f"term {n}"} for n in range(200)]
    async with serving(real_parts(tmp_path, pipeline), settings) as client:
        address = (await kept(client, entries=entries)).headers["location"] + "/entries"
        written = await client.get(address, headers={"Accept": TBX})
        assert len(written.content) > 10_000
        back = await client.put(address, content=written.content, headers={"Content-Type": TBX})
        assert (back.status_code, back.json()["entry_count"]) == (200, 200)
        too_long = await client.put(address, content=b"a" * 200_001, headers=CSV)
        problem = assert_problem(too_long, 413, "too_large")
        assert "DIEMNHAN_MAX_GLOSSARY_BYTES" in str(problem["remedy"])


async def test_the_list_has_pages(client: AsyncClient) -> None:
    for number in range(5):
        await kept(client, name=f"Số {number}")
    names: list[str] = []
    address = "/v1/glossaries?limit=2"
    while address:
        page = await client.get(address)
        names += [one["name"] for one in page.json()["glossaries"]]
        link = page.headers.get("link", "")
        address = link.partition(">")[0].removeprefix("<")
    assert names == [f"Số {number}" for number in (4, 3, 2, 1, 0)]
    assert_problem(await client.get("/v1/glossaries?cursor=nonsense"), 400, "malformed_input")
    assert_problem(await client.get("/v1/glossaries?limit=0"), 422, "invalid_request")


async def test_a_change_to_a_version_that_is_gone_is_refused(client: AsyncClient) -> None:
    created = await kept(client)
    address, seen = created.headers["location"], {"If-Match": created.headers["etag"]}
    first = await client.patch(address, json={"name": "Một"}, headers=seen)
    assert first.status_code == 200
    for late in (
        await client.patch(address, json={"name": "Hai"}, headers=seen),
        await client.put(address, json=COURT, headers=seen),
        await client.put(f"{address}/entries", json={"entries": COURT["entries"]}, headers=seen),
        await client.delete(address, headers=seen),
    ):
        assert_problem(late, 412, "outdated")
    assert (await client.get(address)).json()["name"] == "Một"
    entries = await client.get(f"{address}/entries", headers={"Accept": TBX})
    seen = {"If-Match": entries.headers["etag"]}  # of any representation
    assert (await client.delete(address, headers=seen)).status_code == 204
    assert_problem(await client.get(address), 404, "not_found")


async def test_a_change_without_a_version_is_made_to_what_is_there(client: AsyncClient) -> None:
    address = (await kept(client)).headers["location"]
    assert (await client.patch(address, json={"default": True})).json()["default"]
    replaced = await client.put(address, json={**COURT, "name": "Mới", "direction": "both"})
    assert (replaced.json()["name"], replaced.json()["default"]) == ("Mới", False)
    assert (await client.delete(address)).status_code == 204


@pytest.mark.parametrize(
    ("sent", "status", "code", "says"),
    [
        ({**COURT, "entries": []}, 400, "malformed_input", "no entries"),
        ({**COURT, "entries": [{"vi": "a"}]}, 400, "malformed_input", "Entry 1 has no English side"),
        ({**COURT, "entries": [{"vi": str(n), "en": "x"} for n in range(4)]}, 413, "too_large", "3 entries"),
        (
            {**COURT, "entries": [{"vi": "a", "en": "b"}, {"vi": "A", "en": "c"}]},
            400,
            "malformed_input",
            "entry 1",
        ),
        (
            {**COURT, "entries": [{"vi": "a", "en": "b", "do_not_translate": True}]},
            400,
            "malformed_input",
            "1",
        ),
        ({**COURT, "entries": [{"vi": "a", "eng": "b"}]}, 422, "invalid_request", "eng"),
        ({**COURT, "name": " "}, 422, "invalid_request", "name"),
        ({**COURT, "name": "a\u202eb"}, 422, "invalid_request", "name"),
        ({**COURT, "direction": "vi-fr"}, 422, "invalid_request", "direction"),
        ([], 422, "invalid_request", ""),
    ],
)
async def test_a_glossary_that_cannot_be_is_refused(
    client: AsyncClient, sent: object, status: int, code: str, says: str
) -> None:
    problem = assert_problem(await client.post("/v1/glossaries", json=sent), status, code)
    assert says in str(problem["detail"])
    assert (await client.get("/v1/glossaries")).json()["glossaries"] == []


async def test_what_is_wrong_with_a_file_is_told_with_its_row(client: AsyncClient) -> None:
    async def refused(content: bytes, media: str, **query: str) -> Response:
        params = {"name": "x", **query}
        return await client.post(
            "/v1/glossaries", params=params, content=content, headers={"Content-Type": media}
        )

    problem = assert_problem(await refused(b"vi,en\na,\n", "text/csv"), 400, "malformed_input")
    assert problem["detail"] == "Row 2 has no English side."
    assert_problem(await refused(b"", "text/csv"), 422, "empty_input")
    assert_problem(await refused(b"a,b", "text/csv; charset=windows-1258"), 415, "unsupported_media")
    assert_problem(await refused(b"a,b", "application/vnd.ms-excel"), 415, "unsupported_media")
    assert_problem(await refused(b"a,b", "text/csv", nam="y"), 422, "invalid_request")
    assert_problem(await refused(b"a,b", "text/csv", default="maybe"), 422, "invalid_request")
    assert_problem(await refused(b"<a>", TBX), 400, "malformed_input")
    hostile = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><tbx>&b;</tbx>'
    assert_problem(await refused(hostile, "text/xml"), 400, "malformed_input")
    assert_problem(await refused(b'{"name": "a"}', "application/json"), 400, "malformed_input")


async def test_what_is_not_there_is_not_found(client: AsyncClient) -> None:
    for address in ("/v1/glossaries/nowhere", "/v1/glossaries/%00", "/v1/glossaries/nowhere/entries"):
        assert_problem(await client.get(address), 404, "not_found")
    assert_problem(await client.delete("/v1/glossaries/nowhere"), 404, "not_found")
    assert_problem(await client.put("/v1/glossaries/nowhere", json=COURT), 404, "not_found")
    assert_problem(await client.patch("/v1/glossaries/nowhere", json={"name": "a"}), 404, "not_found")


async def test_a_patch_changes_something_and_nothing_unknown(client: AsyncClient) -> None:
    address = (await kept(client)).headers["location"]
    wrong: tuple[dict[str, object], ...] = ({}, {"entries": []}, {"name": ""}, {"default": "perhaps"})
    for sent in wrong:
        assert_problem(await client.patch(address, json=sent), 422, "invalid_request")
    assert_problem(await client.patch(address, content=b"a", headers=CSV), 415, "unsupported_media")


async def test_entries_that_one_direction_allows_another_may_not(client: AsyncClient) -> None:
    entries = [{"vi": "Bộ KHCN", "en": "MOST"}, {"vi": "Bộ Khoa học", "en": "MOST"}]
    address = (await kept(client, entries=entries)).headers["location"]
    assert_problem(await client.patch(address, json={"direction": "en-vi"}), 400, "malformed_input")


async def test_a_named_glossary_goes_before_the_official_names(client: AsyncClient) -> None:
    assert (await translated(client))["text"] == "Ông ấy ra Tribunal."
    created = (await kept(client)).json()
    one = await translated(client, glossaries=[created["id"]])
    assert one["text"] == "Ông ấy ra Court."
    assert one["term_uses"] == [
        {
            "term": "Toà án",
            "rendering": "Court",
            "start": 10,
            "end": 16,
            "glossary": f"Ban Pháp luật@{created['version']}",
        }
    ]


async def test_inline_terms_go_first_then_glossaries_in_their_order(client: AsyncClient) -> None:
    first = (await kept(client, name="Một")).json()["id"]
    second = (await kept(client, entries=[{"vi": "Toà án", "en": "Bench"}])).json()["id"]
    assert (await translated(client, glossaries=[second, first]))["text"] == "Ông ấy ra Bench."
    inline = await translated(client, glossaries=[second, first], glossary={"Toà án": "Panel"})
    assert inline["text"] == "Ông ấy ra Panel."


async def test_inline_terms_are_checked_like_stored_ones(client: AsyncClient) -> None:
    for glossary in ({"Toà án": " "}, {"Toà án": "Court", "tòa án": "Panel"}, {"Toà án": "+++"}):
        texts = {"texts": ["Toà án"], "target": "en", "glossary": glossary}
        assert_problem(await client.post("/v1/translations", json=texts), 400, "malformed_input")
        article = {"text": "Một bài", "glossary": glossary}
        assert_problem(await client.post("/v1/briefs", json=article), 400, "malformed_input")


async def test_a_default_applies_where_none_is_named(client: AsyncClient) -> None:
    await kept(client, default=True)
    other = (await kept(client, entries=[{"vi": "khác", "en": "other"}])).json()["id"]
    assert (await translated(client))["text"] == "Ông ấy ra Court."
    assert (await translated(client, glossaries=[]))["text"] == "Ông ấy ra Tribunal."
    assert (await translated(client, glossaries=[other]))["text"] == "Ông ấy ra Tribunal."


async def test_an_unknown_glossary_is_named(client: AsyncClient) -> None:
    asked = {"texts": ["a"], "target": "en", "glossaries": ["nowhere"]}
    problem = assert_problem(await client.post("/v1/translations", json=asked), 422, "unknown_glossary")
    assert "nowhere" in str(problem["detail"])
    later = {"Prefer": "respond-async", "Content-Type": "application/json"}
    promised = await client.post("/v1/briefs", json={"text": "Bài", "glossaries": ["nowhere"]}, headers=later)
    assert_problem(promised, 422, "unknown_glossary")
    many = {"texts": ["a"], "target": "en", "glossaries": ["a"] * 11}
    assert_problem(await client.post("/v1/translations", json=many), 422, "invalid_request")


async def test_a_brief_is_ordered_with_glossaries(client: AsyncClient, pipeline: FakePipeline) -> None:
    created = (await kept(client)).json()["id"]
    await client.post("/v1/briefs", json={"text": "Một bài", "glossaries": [created]})
    await client.post("/v1/briefs", json={"text": "Một bài", "glossaries": []})
    await post_text(client)
    query = {"glossaries": f"{created}, {created}"}
    await client.post("/v1/briefs", params=query, content=b"Bai", headers={"Content-Type": "text/plain"})
    empty = {"glossaries": ""}
    await client.post("/v1/briefs", params=empty, content=b"Bai", headers={"Content-Type": "text/plain"})
    asked = [options.glossaries for options in pipeline.options]
    assert asked == [(created,), (), None, (created, created), ()]


async def test_a_promised_brief_keeps_its_glossaries(client: AsyncClient, pipeline: FakePipeline) -> None:
    created = (await kept(client)).json()["id"]
    sent = {"text": "Một bài", "glossaries": [created]}
    promised = await client.post("/v1/briefs", json=sent, headers={"Prefer": "respond-async"})
    assert promised.status_code == 202
    while (await client.get(promised.headers["location"])).status_code == 202:
        pass
    assert [options.glossaries for options in pipeline.options] == [(created,)]


async def test_abbreviations_that_a_text_introduces_are_its_own(client: AsyncClient) -> None:
    texts = ["Viện Nghiên cứu Biển Đông (SCSI) họp.", "SCSI họp."]
    asked = {"texts": texts, "target": "en", "source": "vi"}
    first, second = (await client.post("/v1/translations", json=asked)).json()["translations"]
    assert [use["term"] for use in first["term_uses"]] == ["SCSI"]
    assert second["term_uses"] == []
