"""No secret reaches the log, an answer of somebody else or the audit log, whichever way it was sent."""

import io
import json
import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import replace

import pytest
from httpx import AsyncClient

from service.adapters.database import open_database
from service.api import logs
from service.api.parts import Parts
from service.domain.errors import ConfigurationError
from service.settings import Settings
from tests.api.conftest import ARTICLE, post_text, serving
from tests.samples import NOON

pytestmark = pytest.mark.anyio
Logged = Callable[[], str]
FILE = {"file": ("a.txt", b"Hello there.", "text/plain")}


@pytest.fixture
def logged() -> Logged:
    """Log everything from here on; call it for what was logged."""
    logs.configure("debug")
    stream = io.StringIO()
    (handler,) = logging.getLogger().handlers
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(stream)
    return stream.getvalue


async def every_way_to_send(client: AsyncClient, token: str) -> AsyncIterator[int]:
    """Send a token wherever one of the protocols has it, and yield the statuses of the answers."""
    text = {"text": ["x"], "target_lang": "VI"}
    libre = {"q": "x", "source": "en", "target": "vi"}
    for headers in (
        {"Authorization": f"Bearer {token}"},
        {"Authorization": f"DeepL-Auth-Key {token}:fx"},
        {"Authorization": token},
        {"X-API-Key": token},
    ):
        yield (await client.get("/v1/briefs", headers=headers)).status_code
        yield (await client.post("/v2/translate", json=text, headers=headers)).status_code
        yield (await client.delete("/v1/briefs/none", headers=headers)).status_code
    yield (await client.post("/v2/translate", json={**text, "auth_key": token})).status_code
    yield (await client.get("/v2/usage", params={"auth_key": token})).status_code
    yield (await client.post("/translate", json={**libre, "api_key": token})).status_code
    yield (await client.post("/translate", data={**libre, "api_key": token})).status_code
    yield (await client.post("/translate", params={**libre, "api_key": token})).status_code
    yield (await client.get(f"/v1/briefs/{token}")).status_code
    yield (await client.get(f"/{token}")).status_code


async def test_no_token_is_logged_whether_it_opens_or_not(parts: Parts, logged: Logged) -> None:
    _, good = parts.keys.create("desk", NOON)
    bad = good[:-1] + ("a" if good[-1] != "a" else "b")
    _, revoked = parts.keys.create("gone", NOON)
    parts.keys.revoke(parts.keys.all()[1].id, NOON)
    async with serving(parts, Settings(api_keys="required", log_level="debug")) as client:
        statuses = [
            status for token in (good, bad, revoked) async for status in every_way_to_send(client, token)
        ]
    lines = logged()
    assert {200, 401, 403} <= set(statuses)
    assert lines.count('"event": "request"') == len(statuses)
    assert not any(token.split("_")[2][:-1] in lines for token in (good, bad, revoked))


async def test_a_crash_tells_the_log_neither_token_nor_text(parts: Parts, logged: Logged) -> None:
    def crash(*_: object) -> list[str]:
        raise RuntimeError("a defect")

    broken = replace(parts, translate_texts=crash)  # type: ignore[arg-type]  # never returns
    _, token = parts.keys.create("desk", NOON)
    sent = {"q": ARTICLE, "source": "vi", "target": "en", "api_key": token}
    async with serving(broken, Settings(api_keys="required")) as client:
        assert (await client.post("/translate", params=sent)).status_code == 500
    lines = logged()
    assert "a defect" in lines
    assert token not in lines
    assert not any(word in lines for word in ("Nhật", "bản ghi nhớ"))


async def test_the_address_of_a_translated_file_is_a_secret_too(client: AsyncClient, logged: Logged) -> None:
    sent = await client.post("/translate_file", data={"source": "en", "target": "vi"}, files=FILE)
    address: str = sent.json()["translatedFileUrl"]
    assert (await client.get(address)).status_code == 200
    secret = address.rpartition("/")[2].partition(".")[0]
    assert len(secret) == 32
    lines = logged()
    assert "/download_file/{name}" in lines
    assert secret not in lines


async def test_deepls_document_keys_are_not_logged(client: AsyncClient, logged: Logged) -> None:
    sent = (await client.post("/v2/document", data={"target_lang": "VI"}, files=FILE)).json()
    asked = {"document_key": sent["document_key"]}
    assert (await client.post(f"/v2/document/{sent['document_id']}", json=asked)).status_code == 200
    lines = logged()
    assert "/v2/document/{document_id}" in lines
    assert sent["document_key"] not in lines


async def test_acts_are_audited_with_the_key_that_did_them_and_no_more(parts: Parts) -> None:
    key, token = parts.keys.create("desk", NOON)
    _, admin = parts.keys.create("admin", NOON, replace(key.grant, scopes=("admin",)))
    terms = {"name": "Tên kín", "entries": [{"vi": "Toà án", "en": "Court"}]}
    async with serving(parts, Settings(api_keys="required")) as client:
        mine, theirs = {"X-API-Key": token}, {"X-API-Key": admin}
        brief = (await post_text(client, **mine)).json()["id"]
        glossary = (await client.post("/v1/glossaries", json=terms, headers=mine)).json()["id"]
        assert (await client.delete(f"/v1/briefs/{brief}", headers=mine)).status_code == 403
        assert (await client.delete(f"/v1/briefs/{brief}", headers=theirs)).status_code == 204
        assert (await client.delete(f"/v1/briefs/{brief}", headers=theirs)).status_code == 404
        assert (await client.delete(f"/deepl/v2/glossaries/{glossary}", headers=mine)).status_code in (
            204,
            404,
        )
        assert (await client.delete(f"/v1/glossaries/{glossary}", headers=mine)).status_code in (204, 404)
        tsv = {"Content-Type": "text/tab-separated-values", **mine}
        taken = await client.post(
            "/v1/memory/import?language=vi", content="Kín\tSecret\n".encode(), headers=tsv
        )
        assert taken.status_code == 200, taken.text
    told = list(parts.audit.entries())
    assert [entry.act for entry in told] == ["brief.deleted", "glossary.deleted", "memory.imported"]
    assert told[0].subject == brief
    assert told[0].actor != told[1].actor == f"key:{key.id}"
    assert not any(word in str(told) for word in (token, admin, "Kín", "Tên kín"))


async def test_what_is_done_to_webhooks_is_audited_by_id(parts: Parts) -> None:
    wanted = {"url": "http://127.0.0.1:9/hook", "events": ["brief.created"], "name": "Kín"}
    async with serving(parts) as client:
        made = (await client.post("/v1/webhooks", json=wanted)).json()
        url = f"/v1/webhooks/{made['id']}"
        assert (await client.patch(url, json={"active": False})).status_code == 200
        rotated = await client.post(f"{url}/rotate", json={})
        assert rotated.status_code == 200
        assert (await client.delete(url)).status_code == 204
    told = list(parts.audit.entries())
    acts = ["webhook.created", "webhook.changed", "webhook.rotated", "webhook.deleted"]
    assert [(entry.act, entry.subject) for entry in told] == [(act, made["id"]) for act in acts]
    assert not any(
        word in str(told) for word in (made["secret"], rotated.json()["secret"], "Kín", "127.0.0.1")
    )


async def test_what_cannot_be_audited_is_not_told_as_done(parts: Parts) -> None:
    async with serving(parts) as client:
        brief = (await post_text(client)).json()["id"]
        parts.audit.full = True  # type: ignore[attr-defined]  # of the fake
        answer = await client.delete(f"/v1/briefs/{brief}")
    assert answer.status_code == 503
    assert json.loads(answer.content)["code"] == "overloaded"


@pytest.mark.parametrize(
    "url",
    ["postgresql//u:s3cr3t@host/db", "postgresql://u:s3cr3t@host:s3cr3t/db", "nothing://u:s3cr3t@host/db"],
)
def test_a_database_url_that_cannot_be_used_is_not_repeated(url: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        open_database(url)
    assert "s3cr3t" not in str(caught.value)
