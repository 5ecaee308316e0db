"""The Python clients against the whole service: each operation is understood, and answers what it says."""

import contextlib
import gc
from collections.abc import Iterator
from pathlib import Path
from typing import assert_type

import httpx
import pytest
from diemnhan_client import (
    AsyncClient,
    BadInput,
    Client,
    Conflict,
    NotFound,
    NotYet,
    Outdated,
)
from diemnhan_client.nouns.briefs import Brief, SegmentCorrection
from diemnhan_client.nouns.jobs import JobForm, JobRequest
from diemnhan_client.nouns.memory import MemoryItem
from standardwebhooks import Webhook

from tests.api.client_service import Across
from tests.api.whole_service import Service
from tests.documents import word_file
from tests.receiver import receiving

ARTICLE = "Ngày 5/8/2019, Việt Nam và Nhật Bản ký bản ghi nhớ về y tế. Lễ ký diễn ra tại Hà Nội."
TWO: JobRequest = {"kind": "translate", "target": "en", "items": [{"text": "Cảm ơn."}, {"text": "Xin chào."}]}


@pytest.fixture(scope="module")
def across(wired: Service) -> Across:
    return Across(wired)


@pytest.fixture(scope="module")
def client(across: Across) -> Iterator[Client]:
    with across.client() as client:
        yield client


def test_a_brief_is_ordered_once_however_often_it_is_sent(client: Client) -> None:
    first = client.briefs.create({"text": ARTICLE, "id": "tin-1"}, idempotency_key="client-1")
    again = client.briefs.create({"text": ARTICLE, "id": "tin-1"}, idempotency_key="client-1")
    assert first == again
    assert first == assert_type(client.briefs.get(first["id"]), Brief)
    assert first["source"]["id"] == "tin-1"
    assert first["highlights"][0]["instrument"] == "mou"


def test_a_file_goes_as_it_lies(client: Client) -> None:
    known = client.briefs.create_from(
        ARTICLE.encode("utf-16"), "text/plain", {"id": "tin-2", "summary_sentences": 1}
    )
    assert known["segments"][0]["source"].startswith("Ngày 5/8/2019")
    assert (known["source"]["id"], len(known["summary"])) == ("tin-2", 1)


def test_a_brief_is_shown_in_every_form(client: Client) -> None:
    brief = client.briefs.create({"text": ARTICLE})
    assert client.briefs.rendered(brief["id"], "text/markdown").startswith("# ")
    assert "schema.org" in client.briefs.rendered(brief["id"], "application/ld+json")
    assert "<article" in client.briefs.card(brief["id"], lang="en")
    assert brief["headline"]["en"] in client.briefs.feed("en", "json", {"partner": "JP"})


def test_a_brief_for_later_is_waited_for(client: Client) -> None:
    promised = client.briefs.order({"text": ARTICLE})
    with contextlib.suppress(NotYet):  # unless it is written already
        client.briefs.get(promised["id"])
    assert client.briefs.wait(promised["id"], seconds=120)["id"] == promised["id"]


def test_briefs_are_searched_and_deleted(client: Client) -> None:
    texts = [f"{ARTICLE} Bài {word} từ." for word in ("một", "hai", "ba")]
    made = [client.briefs.create({"text": text})["id"] for text in texts]
    found = client.briefs.all({"q": '"bài" từ', "instrument": "mou", "limit": 1})
    assert [card["id"] for card in found] == made[::-1]
    assert len(client.briefs.page({"q": "bài từ", "limit": 2})["briefs"]) == 2
    client.briefs.delete(made[0])
    with pytest.raises(NotFound) as raised:
        client.briefs.get(made[0])
    assert raised.value.code == "not_found"
    assert made[0] in raised.value.cause
    assert "GET /v1/briefs" in raised.value.remedy


def test_a_correction_is_made_to_the_version_that_was_read(client: Client) -> None:
    brief = client.briefs.create({"text": ARTICLE})
    read = client.briefs.versioned(brief["id"])
    words: SegmentCorrection = {"text": "The signing took place in Hanoi."}
    corrected = client.briefs.correct(brief["id"], 1, {**words, "author": "Lan"}, if_match=read.etag)
    assert corrected["segments"][1]["target"] == words["text"]
    with pytest.raises(Outdated):
        client.briefs.correct(brief["id"], 1, {"text": "Another."}, if_match=read.etag)
    other = client.briefs.create({"text": f"{ARTICLE} Thêm một câu."})
    assert client.briefs.diff(other["id"], against=brief["id"])["against"] == brief["id"]


def test_what_is_wrong_is_told_with_cause_and_remedy(client: Client) -> None:
    with pytest.raises(BadInput) as raised:
        client.translations.create({"texts": [], "target": "en"})
    assert raised.value.code == "invalid_request"
    assert [one.pointer for one in raised.value.invalid] == ["/texts"]
    assert raised.value.request_id


def test_texts_are_translated_in_order(client: Client) -> None:
    done = client.translations.create({"texts": ["Cảm ơn.", "Xin chào."], "source": "vi", "target": "en"})
    assert [one["text"] for one in done["translations"]] == ["[Cảm ơn.]", "[Xin chào.]"]


def test_a_job_is_watched_and_its_results_are_read(client: Client) -> None:
    job = client.jobs.submit(TWO)
    told: list[int] = []
    ended = client.jobs.wait(job["id"], on_progress=lambda now: told.append(now["counts"]["items"]["done"]))
    assert ended["state"] == "completed"
    assert told[-1] == 2
    texts = [one["text"] for one in client.jobs.results(job["id"], follow=True)]
    assert texts == ["[Cảm ơn.]", "[Xin chào.]"]
    assert [one["position"] for one in client.jobs.results(job["id"], after=0)] == [1]
    (last,) = client.jobs.events(job["id"])
    assert list(client.jobs.events(job["id"], last_id=last.id)) == []
    assert job["id"] in {one["id"] for one in client.jobs.all({"state": "completed", "limit": 1})}
    with pytest.raises(Conflict):
        client.jobs.retry(job["id"])
    assert client.jobs.cancel(job["id"])["state"] == "completed"


def test_files_are_jobs(client: Client, tmp_path: Path) -> None:
    table = tmp_path / "bài.csv"
    table.write_text("id,tin\n7,Cảm ơn.\n8,\n", encoding="utf-8")
    columns: JobForm = {"kind": "translate", "target": "en", "column": "tin", "id_column": "id"}
    job = client.jobs.submit_file(table, {**columns, "glossary": {"a": "b"}, "summary_sentences": 2})
    client.jobs.wait(job["id"], seconds=120)
    first, second = client.jobs.results(job["id"])
    assert (first["custom_id"], first["text"]) == ("7", "[Cảm ơn.]")
    assert second["error"]["remedy"]
    document = tmp_path / "a.docx"
    document.write_bytes(word_file("<w:p><w:r><w:t>Cảm ơn.</w:t></w:r></w:p>"))
    translated = client.jobs.submit_file(document, {"kind": "translate", "target": "en"})
    client.jobs.wait(translated["id"], seconds=120)
    assert client.jobs.document(translated["id"]).startswith(b"PK")


def test_glossaries_go_in_and_out(client: Client) -> None:
    made = client.glossaries.create(
        {"name": "Bàn", "direction": "vi-en", "entries": [{"vi": "năng suất", "en": "productivity"}]}
    )
    name, tag = made.value["id"], made.etag
    assert client.glossaries.get(name) == made
    table = client.glossaries.exported(name, "application/x-tbx+xml")
    other = client.glossaries.create_from(table, "application/x-tbx+xml", {"name": "Bàn khác"}).value["id"]
    assert [one["en"] for one in client.glossaries.entries(other)] == ["productivity"]
    changed = client.glossaries.change(name, {"name": "Bàn mới"}, if_match=tag)
    with pytest.raises(Outdated):
        client.glossaries.replace_entries(name, [], if_match=tag)
    client.glossaries.replace_entries(name, [{"vi": "y tế", "en": "health"}], if_match=changed.etag)
    client.glossaries.replace_entries_from(other, b"vi,en\ny t\xe1\xba\xbf,health\n", "text/csv")
    replaced = client.glossaries.replace(other, {"name": "Bàn", "entries": [{"vi": "mỏ", "en": "mine"}]})
    assert replaced.value["name"] == "Bàn"
    assert {name, other} <= {one["id"] for one in client.glossaries.all()}
    assert len(client.glossaries.page(limit=1)["glossaries"]) == 1
    for one in (name, other):
        client.glossaries.delete(one)
    with pytest.raises(NotFound):
        client.glossaries.get(name)


def test_the_memory_is_kept_searched_and_exported(client: Client) -> None:
    pair: MemoryItem = {"language": "vi", "source": "Hai bên hẹn gặp lại.", "target": "They will meet again."}
    (saved,) = client.memory.remember([pair])
    entry = saved["entry"]["id"]
    assert client.memory.get(entry)["target"] == pair["target"]
    assert client.memory.change(entry, {"target": "They will meet."})["target"] == "They will meet."
    (found,) = client.memory.matches({"texts": [pair["source"]], "source": "vi"})
    assert found[0]["kind"] == "exact"
    assert entry in {one["id"] for one in client.memory.all({"q": "hen gap", "limit": 1})}
    assert client.memory.page()["entries"]
    file = client.memory.exported("application/x-tmx+xml", language="vi")
    assert client.memory.import_from(file, "application/x-tmx+xml")["added"] == 0
    client.memory.forget(entry)
    with pytest.raises(NotFound):
        client.memory.get(entry)


def test_suggestions_are_taken_and_dropped(client: Client, wired: Service) -> None:
    for text in ("Tạm biệt nhé", "Chào nhé"):
        sent = {"q": text, "s": "Bye", "source": "vi", "target": "en"}
        assert wired.json("POST", "/suggest", sent).status_code == 200
    newest, before = client.memory.suggestions(limit=2)
    assert client.memory.accept(newest["id"])["entry"]["source"] == newest["source"]
    client.memory.drop(before["id"])
    assert client.memory.suggestions() == []


def test_the_ledger_tells_who_did_what_when(client: Client) -> None:
    client.briefs.create({"text": ARTICLE})
    records = list(client.ledger.all({"country": "JP", "limit": 1}))
    assert client.ledger.get(records[0]["id"]) == records[0]
    assert client.ledger.page({"instrument": "mou"})["records"]
    assert list(client.ledger.timeline("Nhật Bản"))
    assert client.ledger.timeline_page("nhat ban", limit=1)["partners"]


def test_webhooks_are_registered_tried_and_replayed(client: Client) -> None:
    with receiving() as receiver:
        made = client.webhooks.register({"url": receiver.url, "events": ["job.completed"], "name": "CMS"})
        hook = made["id"]
        tried = client.webhooks.try_out(hook)
        assert (tried["state"], tried["status"]) == ("delivered", 200)
        (message,) = receiver.received
        Webhook(made["secret"]).verify(message.body, dict(message.headers))
        assert client.webhooks.rotate(hook)["secret"] != made["secret"]
        assert client.webhooks.change(hook, {"active": False})["active"] is False
        assert client.webhooks.get(hook) in client.webhooks.registered()
        assert client.webhooks.deliveries_page({"endpoint": hook})["next_cursor"] is None
        (delivery,) = client.webhooks.deliveries({"endpoint": hook})
        assert client.webhooks.delivery(delivery["id"])["payload"] == tried["payload"]
        assert client.webhooks.replay(delivery["id"])["id"] == delivery["id"]
        client.webhooks.delete(hook)
    assert client.status.get()["ready"]


def test_the_client_that_is_awaited_says_the_same(across: Across, client: Client) -> None:
    async def use(service: AsyncClient) -> None:
        brief = await service.briefs.create({"text": ARTICLE})
        assert assert_type(await service.briefs.get(brief["id"]), Brief) == brief
        assert brief["id"] in {card["id"] async for card in service.briefs.all({"q": "y te", "limit": 1})}
        job = await service.jobs.submit(TWO)
        assert (await service.jobs.wait(job["id"]))["state"] == "completed"
        texts = [one["text"] async for one in service.jobs.results(job["id"], follow=True)]
        assert texts == ["[Cảm ơn.]", "[Xin chào.]"]
        with pytest.raises(NotFound):
            await service.briefs.get("nobody")

    across.awaited(use)


class Lines(httpx.SyncByteStream):
    """Two lines of results, and whether they were closed."""

    closed = False

    def __iter__(self) -> Iterator[bytes]:
        for i in range(2):
            yield b'{"position": %d, "custom_id": "%d", "status": "completed", "text": "Tin."}\n' % (i, i)

    def close(self) -> None:
        self.closed = True


def test_an_iteration_that_is_left_early_leaves_nothing_open() -> None:
    lines = Lines()
    with Client(transport=httpx.MockTransport(lambda _: httpx.Response(200, stream=lines))) as client:
        results = client.jobs.results("a")
        assert next(iter(results))["custom_id"] == "0"
        assert not lines.closed
        del results
        gc.collect()
        assert lines.closed
