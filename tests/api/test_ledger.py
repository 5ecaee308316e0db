"""The ledger, timelines and diffs over HTTP."""

from dataclasses import replace
from datetime import timedelta

import pytest
from httpx import AsyncClient

from service.api.parts import Parts
from service.domain.brief import Brief
from service.domain.highlight import Bilingual, Highlight, Partner
from service.settings import Settings
from tests.api.conftest import assert_problem, serving
from tests.samples import NOON, a_brief, a_highlight

pytestmark = pytest.mark.anyio


def signed(**changes: object) -> Highlight:
    highlight = a_highlight()
    vietnam = Partner(Bilingual("Việt Nam", "Vietnam"), "country", "VN", highlight.evidence[0])
    highlight = replace(highlight, partners=(*highlight.partners, vietnam))
    return replace(highlight, **changes)  # type: ignore[arg-type]  # each test names real fields


def reported(name: str, *highlights: Highlight, hours: int = 0) -> Brief:
    return a_brief(name, text=name, created_at=NOON + timedelta(hours=hours), highlights=highlights)


async def test_two_briefs_on_one_act_are_one_record_that_can_be_read(
    client: AsyncClient, parts: Parts
) -> None:
    parts.store.save(reported("b1", signed(status="planned")))
    parts.store.save(reported("b2", signed(), hours=1))
    (record,) = (await client.get("/v1/ledger")).json()["records"]
    assert [source["brief"] for source in record["sources"]] == ["b1", "b2"]
    assert record["status"] == "signed"
    assert record["sources"][0]["evidence"][0]["text"] == "Việt Nam"
    again = await client.get(f"/v1/ledger/{record['id']}")
    assert (again.status_code, again.json()) == (200, record)


async def test_the_ledger_follows_what_is_saved_replaced_and_deleted(
    client: AsyncClient, parts: Parts
) -> None:
    async def sources() -> list[str]:
        records = (await client.get("/v1/ledger")).json()["records"]
        return sorted(source["brief"] for record in records for source in record["sources"])

    assert await sources() == []
    for name in ("b1", "b2"):
        parts.store.save(reported(name, signed()))
    assert await sources() == ["b1", "b2"]
    await client.delete("/v1/briefs/b1")
    assert await sources() == ["b2"]
    parts.store.save(reported("b2"))
    assert await sources() == []


async def test_pages_of_the_ledger_meet(client: AsyncClient, parts: Parts) -> None:
    for number in range(5):
        parts.store.save(
            reported(f"b{number}", signed(date=a_highlight(edtf=f"201{number}").date), hours=number)
        )
    seen: list[str] = []
    query = {"limit": "2"}
    while True:
        page = (await client.get("/v1/ledger", params=query)).json()
        seen += [record["sources"][0]["brief"] for record in page["records"]]
        if page["next_cursor"] is None:
            break
        query["cursor"] = page["next_cursor"]
    assert seen == ["b4", "b3", "b2", "b1", "b0"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"partner": "nhat ban", "country": "VN", "instrument": "mou", "field": "health"}, 1),
        ({"date_from": "2019", "date_to": "2019-08-15", "status": "signed", "conflicts": "false"}, 1),
        ({"partner": "Atlantis"}, 0),
        ({"conflicts": "true"}, 0),
        ({"date_from": "2020"}, 0),
    ],
)
async def test_records_are_filtered(
    client: AsyncClient, parts: Parts, query: dict[str, str], found: int
) -> None:
    parts.store.save(reported("b1", signed()))
    assert len((await client.get("/v1/ledger", params=query)).json()["records"]) == found


@pytest.mark.parametrize("name", ["Nhật Bản", "nhat ban", "Japan"])
async def test_a_partner_has_a_timeline(client: AsyncClient, parts: Parts, name: str) -> None:
    parts.store.save(reported("late", signed(date=a_highlight(edtf="2020").date)))
    parts.store.save(reported("early", signed(date=a_highlight(edtf="2018").date)))
    answer = (await client.get(f"/v1/partners/{name}/timeline")).json()
    assert [record["date"]["edtf"] for record in answer["records"]] == ["2018", "2020"]
    assert answer["partners"] == [{"vi": "Nhật Bản", "en": "Japan"}]


async def test_two_briefs_are_compared(client: AsyncClient, parts: Parts) -> None:
    parts.store.save(reported("b1", signed()))
    parts.store.save(reported("b2", signed(status="ended")))
    found = (await client.get("/v1/briefs/b2/diff", params={"against": "b1"})).json()
    assert (found["id"], found["against"]) == ("b2", "b1")
    (change,) = found["changed"]
    assert change["changes"] == [
        {"aspect": "what", "field": "status", "removed": ["signed"], "added": ["ended"]}
    ]


@pytest.mark.parametrize(
    "path",
    [
        "/v1/ledger/nowhere", "/v1/partners/Atlantis/timeline", "/v1/partners/%00/timeline",
        "/v1/briefs/nowhere/diff?against=b1", "/v1/briefs/b1/diff?against=nowhere",
        "/v1/briefs/%00/diff?against=b1",
    ],
)  # fmt: skip
async def test_what_is_not_there_is_not_found(client: AsyncClient, parts: Parts, path: str) -> None:
    parts.store.save(reported("b1", signed()))
    assert_problem(await client.get(path), 404, "not_found")


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/v1/ledger?country=Japan", "country"), ("/v1/ledger?status=done", "status"),
        ("/v1/ledger?limit=0", "limit"), ("/v1/ledger?date_from=soon", "date_from"),
        ("/v1/ledger?color=red", "color"), ("/v1/ledger?conflicts=maybe", "conflicts"),
        ("/v1/briefs/b1/diff", "against"), ("/v1/partners/x/timeline?limit=101", "limit"),
    ],
)  # fmt: skip
async def test_a_parameter_that_cannot_be_read_is_named(client: AsyncClient, path: str, field: str) -> None:
    problem = assert_problem(await client.get(path), 422, "invalid_request")
    assert problem["errors"][0]["pointer"] == f"/{field}"  # type: ignore[index]  # a list here


@pytest.mark.parametrize("path", ["/v1/ledger?cursor=nonsense", "/v1/ledger?partner=a%00"])
async def test_a_cursor_or_name_that_means_nothing_is_refused(client: AsyncClient, path: str) -> None:
    assert_problem(await client.get(path), 400, "malformed_input")


async def test_the_ledger_is_json_only(client: AsyncClient) -> None:
    assert_problem(await client.get("/v1/ledger", headers={"Accept": "text/html"}), 406, "not_acceptable")


async def test_the_ledger_asks_for_a_key_where_one_is_needed(parts: Parts) -> None:
    async with serving(parts, Settings(api_keys="required")) as closed:
        for path in ("/v1/ledger", "/v1/ledger/x", "/v1/partners/x/timeline", "/v1/briefs/x/diff?against=y"):
            assert_problem(await closed.get(path), 401, "unauthenticated")


async def test_the_description_has_a_true_example_of_each_answer(client: AsyncClient) -> None:
    document = (await client.get("/openapi.json")).json()

    def shown(path: str) -> dict[str, list[dict[str, object]]]:
        content = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
        assert content["schema"]["$ref"].rpartition("/")[2] in document["components"]["schemas"]
        example: dict[str, list[dict[str, object]]] = content["example"]
        return example

    assert shown("/v1/ledger")["records"][0] == shown("/v1/ledger/{record_id}")
    assert shown("/v1/partners/{name}/timeline")["records"][0]["instrument"] == "mou"
    assert shown("/v1/briefs/{brief_id}/diff")["changed"][0]["after"] == 1
