"""The translation memory over HTTP, and corrections that it learns."""

import pytest
from httpx import AsyncClient

from service.api.parts import Parts
from service.settings import Settings
from tests.api.conftest import assert_problem, post_text, serving
from tests.fakes import FakePipeline, fake_parts

pytestmark = pytest.mark.anyio

SOURCE, TARGET = "Hai bên ký bản ghi nhớ tại Đà Nẵng.", "The two sides signed a memorandum in Da Nang."
PAIR = {"language": "vi", "source": SOURCE, "target": TARGET}
TMX_TYPE = {"Content-Type": "application/x-tmx+xml"}
TSV_TYPE = {"Content-Type": "text/tab-separated-values"}
TMX = f"""<tmx version="1.4"><header srclang="vi"/><body>
<tu><tuv xml:lang="vi-VN"><seg>{SOURCE}</seg></tuv><tuv xml:lang="en-US"><seg>{TARGET}</seg></tuv></tu>
<tu><tuv xml:lang="vi"><seg>Một</seg></tuv><tuv xml:lang="fr"><seg>Un</seg></tuv></tu>
</body></tmx>"""


async def add(client: AsyncClient, **fields: object) -> dict[str, object]:
    answer = await client.post("/v1/memory", json={"entries": [{**PAIR, **fields}]})
    assert answer.status_code == 200, answer.text
    (saved,) = answer.json()["saved"]
    found: dict[str, object] = saved
    return found


async def test_what_an_editor_approved_is_kept_and_found_without_diacritics(client: AsyncClient) -> None:
    saved = await add(client, author="Lan")
    assert saved["outcome"] == "added"
    listed = (await client.get("/v1/memory", params={"q": "da nang"})).json()
    assert listed == {"entries": [saved["entry"]], "next_cursor": None}
    assert saved["entry"]["origin"] == "editor"  # type: ignore[index]  # an object, as the schema says
    assert (await client.get("/v1/memory", params={"q": "hà nội"})).json()["entries"] == []


async def test_one_entry_is_read_changed_and_deleted(client: AsyncClient) -> None:
    entry = (await add(client))["entry"]
    address = f"/v1/memory/{entry['id']}"  # type: ignore[index]  # an object, as the schema says
    assert (await client.get(address)).json() == entry
    changed = await client.put(address, json={"target": "Both sides signed.", "note": "ngắn hơn"})
    assert changed.json()["target"] == "Both sides signed."
    assert (await client.get(address)).json() == changed.json()
    assert (await client.delete(address)).status_code == 204
    for answer in (await client.get(address), await client.delete(address)):
        assert_problem(answer, 404, "not_found")
    assert_problem(await client.put(address, json={"target": "x"}), 404, "not_found")


async def test_pages_follow_one_another_by_the_link_header(client: AsyncClient) -> None:
    for number in range(3):
        await add(client, source=f"câu {number}")
    first = await client.get("/v1/memory", params={"limit": 2, "q": "cau"})
    following = first.headers["link"].split(">")[0].removeprefix("<")
    second = (await client.get(following)).json()
    seen = [entry["source"] for entry in [*first.json()["entries"], *second["entries"]]]
    assert seen == ["câu 2", "câu 1", "câu 0"]
    assert second["next_cursor"] is None


async def test_matches_say_how_they_match(client: AsyncClient) -> None:
    await add(client)
    await add(client, source="Xong.", target="Done.", previous=SOURCE)
    texts = [SOURCE, "Xong.", SOURCE.replace("Hai bên", "Hai bên đã"), "Trời đẹp."]
    answer = await client.post("/v1/memory/matches", json={"texts": texts[:2], "source": "vi"})
    kinds = [[match["kind"] for match in one] for one in answer.json()["matches"]]
    assert kinds == [["exact"], ["context"]]
    answer = await client.post("/v1/memory/matches", json={"texts": texts[2:], "source": "vi"})
    (alike,), nothing = answer.json()["matches"]
    assert (alike["kind"], alike["entry"]["target"], nothing) == ("fuzzy", TARGET, [])
    assert 0.75 <= alike["score"] < 1


@pytest.mark.parametrize(
    "media_type", ["application/x-tmx+xml", "application/xml", "text/xml; charset=utf-8"]
)
async def test_a_tmx_file_is_taken_in_and_what_is_wrong_with_it_is_told(
    client: AsyncClient, media_type: str
) -> None:
    answer = await client.post(
        "/v1/memory/import", content=TMX.encode(), headers={"Content-Type": media_type}
    )
    assert answer.status_code == 200, answer.text
    report = answer.json()
    assert (report["added"], report["skipped"]) == (1, 1)
    assert report["faults"][0]["line"] == 3
    again = (await client.post("/v1/memory/import", content=TMX.encode(), headers=TMX_TYPE)).json()
    assert (again["added"], again["unchanged"]) == (0, 1)


async def test_a_table_is_taken_in(client: AsyncClient) -> None:
    answer = await client.post(
        "/v1/memory/import?language=en", content=b"Hello\tXin ch\xc3\xa0o\n", headers=TSV_TYPE
    )
    assert answer.json()["added"] == 1
    (entry,) = (await client.get("/v1/memory")).json()["entries"]
    assert (entry["language"], entry["source"], entry["origin"]) == ("en", "Hello", "import")


@pytest.mark.parametrize("media_type", ["application/x-tmx+xml", "text/tab-separated-values"])
async def test_what_is_exported_can_be_imported_elsewhere(client: AsyncClient, media_type: str) -> None:
    await add(client, previous="Trước <&>.", note='ghi\tchú "1"')
    await add(client, source="Hello", target="Xin chào", language="en")
    exported = await client.get("/v1/memory/export", headers={"Accept": media_type})
    assert exported.headers["content-type"].startswith(media_type)
    assert "memory.t" in exported.headers["content-disposition"]
    async with serving(fake_parts()) as elsewhere:
        taken = await elsewhere.post(
            "/v1/memory/import", content=exported.content, headers={"Content-Type": media_type}
        )
        assert (taken.json()["added"], taken.json()["skipped"]) == (2, 0)
        fields = ("language", "source", "target", "previous", "note", "origin")
        here, there = [
            {
                tuple(entry[name] for name in fields)
                for entry in (await one.get("/v1/memory")).json()["entries"]
            }
            for one in (client, elsewhere)
        ]
    assert here == there


async def test_an_export_can_be_of_one_direction(client: AsyncClient) -> None:
    await add(client)
    exported = await client.get("/v1/memory/export", params={"language": "en"})
    assert b"<tu" not in exported.content
    assert exported.headers["content-type"] == "application/x-tmx+xml"


@pytest.mark.parametrize(
    ("content", "headers", "status", "code"),
    [
        (b"", TMX_TYPE, 422, "empty_input"),
        (b"<tmx><body><tu>", TMX_TYPE, 400, "malformed_input"),
        (b"<html/>", TMX_TYPE, 400, "malformed_input"),
        ("một\tone".encode("utf-16"), TSV_TYPE, 422, "undecodable_text"),
        (b"x", {"Content-Type": "application/pdf"}, 415, "unsupported_media"),
        (b"x", {}, 415, "unsupported_media"),
    ],
)
async def test_a_file_that_cannot_be_used_says_why(
    client: AsyncClient, content: bytes, headers: dict[str, str], status: int, code: str
) -> None:
    assert_problem(await client.post("/v1/memory/import", content=content, headers=headers), status, code)


async def test_a_file_past_the_limit_is_refused(parts: Parts) -> None:
    async with serving(parts, Settings(max_upload_bytes=2048, shutdown_seconds=1)) as client:
        answer = await client.post("/v1/memory/import", content=b"x" * 4096, headers=TMX_TYPE)
    assert_problem(answer, 413, "too_large")


@pytest.mark.parametrize(
    "entry",
    [{**PAIR, "source": " "}, {**PAIR, "language": "fr"}, {**PAIR, "extra": 1}, {"source": "x"}, {}],
)
async def test_a_pair_of_the_wrong_shape_is_refused(client: AsyncClient, entry: dict[str, object]) -> None:
    answer = await client.post("/v1/memory", json={"entries": [entry]})
    assert_problem(answer, 422, "invalid_request")


@pytest.mark.parametrize("path", ["/v1/memory", "/v1/memory/matches"])
async def test_bodies_that_are_no_json_are_refused(client: AsyncClient, path: str) -> None:
    assert_problem(await client.post(path), 422, "empty_input")
    assert_problem(
        await client.post(path, content=b"x", headers={"Content-Type": "text/plain"}),
        415,
        "unsupported_media",
    )


async def test_a_cursor_of_somebody_elses_and_an_odd_id_are_refused(client: AsyncClient) -> None:
    assert_problem(await client.get("/v1/memory?cursor=nonsense"), 400, "malformed_input")
    assert_problem(await client.get("/v1/memory?q=%00"), 400, "malformed_input")
    assert_problem(await client.get("/v1/memory/%00"), 404, "not_found")


async def test_a_correction_changes_the_segment_and_the_memory_learns_it(client: AsyncClient) -> None:
    brief = (await post_text(client, SOURCE)).json()
    address = f"/v1/briefs/{brief['id']}"
    answer = await client.put(f"{address}/segments/0", json={"text": TARGET, "author": "Lan"})
    assert answer.status_code == 200, answer.text
    (segment,) = answer.json()["segments"]
    assert (segment["target"], segment["origin"], segment["score"]) == (TARGET, "editor", 0.0)
    again = await client.get(address)
    assert again.content == answer.content
    assert again.headers["etag"] == answer.headers["etag"]
    (entry,) = (await client.get("/v1/memory")).json()["entries"]
    assert (entry["source"], entry["target"], entry["author"]) == (SOURCE, TARGET, "Lan")


async def test_a_correction_need_not_be_remembered(client: AsyncClient) -> None:
    brief = (await post_text(client, SOURCE)).json()
    await client.put(f"/v1/briefs/{brief['id']}/segments/0", json={"text": TARGET, "remember": False})
    assert (await client.get("/v1/memory")).json()["entries"] == []


async def test_a_correction_with_if_match_is_made_to_that_version_alone(client: AsyncClient) -> None:
    brief = (await post_text(client, SOURCE)).json()
    address = f"/v1/briefs/{brief['id']}"
    first = (await client.get(address)).headers["etag"]
    segment = f"{address}/segments/0"
    done = await client.put(segment, json={"text": "One."}, headers={"If-Match": first})
    late = await client.put(segment, json={"text": "Two."}, headers={"If-Match": first})
    assert_problem(late, 412, "outdated")
    following = await client.put(segment, json={"text": "Two."}, headers={"If-Match": done.headers["etag"]})
    assert following.json()["segments"][0]["target"] == "Two."
    assert (await client.put(segment, json={"text": "3"}, headers={"If-Match": "*"})).status_code == 200


@pytest.mark.parametrize(
    ("index", "body", "status", "code"),
    [
        ("7", {"text": "x"}, 404, "not_found"),
        ("-1", {"text": "x"}, 404, "not_found"),
        ("zero", {"text": "x"}, 422, "invalid_request"),
        ("0", {"text": " "}, 422, "invalid_request"),
        ("0", {}, 422, "invalid_request"),
    ],
)
async def test_a_correction_that_cannot_be_made_says_why(
    client: AsyncClient, index: str, body: dict[str, str], status: int, code: str
) -> None:
    brief = (await post_text(client, SOURCE)).json()
    answer = await client.put(f"/v1/briefs/{brief['id']}/segments/{index}", json=body)
    assert_problem(answer, status, code)


async def test_a_request_can_switch_the_memory_off(client: AsyncClient, pipeline: FakePipeline) -> None:
    await client.post("/v1/briefs", json={"text": SOURCE, "options": {"memory": False}})
    await client.post("/v1/briefs?memory=false", content=SOURCE, headers={"Content-Type": "text/plain"})
    await client.post("/v1/briefs", json={"text": SOURCE})
    assert [options.memory for options in pipeline.options] == [False, False, True]
    sent = {"texts": [SOURCE], "target": "en", "memory": False}
    assert (await client.post("/v1/translations", json=sent)).json()["translations"][0]["reused"] == 0


async def test_a_correction_of_an_unknown_brief_is_not_found(client: AsyncClient) -> None:
    assert_problem(await client.put("/v1/briefs/none/segments/0", json={"text": "x"}), 404, "not_found")
