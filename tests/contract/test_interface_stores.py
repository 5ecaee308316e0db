"""What the stores of the interfaces of other systems promise, on the fake and on the real ones."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from service.adapters.database import open_database
from service.adapters.file_storage import open_storage
from service.adapters.kept_files import KeptFiles
from service.adapters.suggestion_store import SqlSuggestionStore
from service.adapters.upload_store import SqlUploadStore
from service.adapters.usage_store import SqlUsageStore
from service.domain.errors import NotFound, QuotaExceeded
from service.domain.file_storage import FileStorage
from service.domain.suggestion import Suggestion, SuggestionStore
from service.domain.upload import FileOrder, TranslatedFile, Upload, UploadStore
from service.domain.usage import Usage, UsageStore
from tests.contract.conftest import empty_postgres
from tests.interface_fakes import FakeSuggestionStore, FakeUploadStore, FakeUsageStore
from tests.samples import NOON

ORDER = FileOrder("bài.txt", b"Tin\r\nhai", "en", glossaries=("g", "h"), formality="more")
UPLOAD = Upload("A" * 32, "f" * 64, "key", ORDER, NOON)
DONE = TranslatedFile(b"News\r\ntwo", 8)


@dataclass(frozen=True)
class Kept:
    """The stores on one database. `restarted` opens it again, as a new process would."""

    usage: UsageStore
    uploads: UploadStore
    suggestions: SuggestionStore
    restarted: Callable[[], "Kept"]


def sql(url: str, opened: list[Engine], storage: FileStorage | None) -> Kept:
    engine = open_database(url)
    opened.append(engine)
    uploads = SqlUploadStore(engine, KeptFiles(engine, storage))
    stores = SqlUsageStore(engine), uploads, SqlSuggestionStore(engine)
    return Kept(*stores, lambda: sql(url, opened, storage))


def fakes() -> Kept:
    usage = FakeUsageStore()
    stores = usage, FakeUploadStore(usage), FakeSuggestionStore()
    return Kept(*stores, lambda: Kept(*stores, fakes))


@pytest.fixture(params=["fake", "sqlite", "memory", pytest.param("postgres", marks=pytest.mark.postgres)])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Kept]:
    opened: list[Engine] = []
    if request.param == "fake":
        yield fakes()
        return
    url = empty_postgres() if request.param == "postgres" else f"sqlite:///{tmp_path}/test.sqlite3"
    yield sql(url, opened, open_storage(f"memory:/{tmp_path}") if request.param == "memory" else None)
    for engine in opened:
        engine.dispose()


def test_usage_adds_up_by_owner_and_month(kept: Kept) -> None:
    assert kept.usage.read("a", "2026-11") == Usage()
    for spent in (Usage(5), Usage(7, 1)):
        assert kept.usage.spend("a", "2026-11", spent, limit=None)
    kept.usage.spend("a", "2026-12", Usage(1), limit=None)
    kept.usage.spend("b", "2026-11", Usage(2), limit=None)
    assert kept.restarted().usage.read("a", "2026-11") == Usage(12, 1)


def test_what_would_pass_the_limit_is_not_spent_and_what_reaches_it_is(kept: Kept) -> None:
    assert kept.usage.spend("a", "2026-11", Usage(8), limit=10)
    assert not kept.usage.spend("a", "2026-11", Usage(3), limit=10)
    assert kept.usage.spend("a", "2026-11", Usage(2), limit=10)
    kept.usage.give_back("a", "2026-11", Usage(2))
    assert kept.usage.read("a", "2026-11") == Usage(8)


def test_an_upload_goes_from_queued_to_done(kept: Kept) -> None:
    kept.uploads.put(UPLOAD)
    assert kept.uploads.state(UPLOAD.id).status == "queued"
    assert kept.restarted().uploads.claim(NOON) == UPLOAD
    assert kept.uploads.state(UPLOAD.id).status == "translating"
    assert kept.uploads.claim(NOON) is None
    kept.uploads.finish(UPLOAD.id, DONE)
    state = kept.uploads.state(UPLOAD.id)
    assert (state.status, state.characters, state.name) == ("done", 8, "bài.txt")
    assert state.secret_sha256 == UPLOAD.secret_sha256
    assert kept.uploads.result(UPLOAD.id) == DONE.content
    kept.uploads.remove(UPLOAD.id)
    with pytest.raises(NotFound):
        kept.uploads.state(UPLOAD.id)


def test_there_is_no_result_before_it_is_done(kept: Kept) -> None:
    kept.uploads.put(UPLOAD)
    with pytest.raises(NotFound):
        kept.uploads.result(UPLOAD.id)


def test_the_oldest_goes_first_and_each_knows_how_many_are_ahead(kept: Kept) -> None:
    later = replace(UPLOAD, id="B" * 32, sent_at=NOON + timedelta(seconds=1))
    kept.uploads.put(later)
    kept.uploads.put(UPLOAD)
    assert kept.uploads.state(later.id).ahead == 1
    assert kept.uploads.claim(NOON) == UPLOAD
    kept.uploads.fail(UPLOAD.id, "odd")
    assert kept.uploads.state(UPLOAD.id).error == "odd"
    assert kept.uploads.state(later.id).ahead == 0


def test_what_is_released_does_not_count_as_an_attempt_and_a_third_crash_is_the_last(kept: Kept) -> None:
    kept.uploads.put(UPLOAD)
    for _ in range(4):
        assert kept.uploads.claim(NOON) is not None
        kept.uploads.release(UPLOAD.id)
    for hours in range(3):
        assert kept.uploads.claim(NOON + timedelta(hours=hours)) is not None
    assert kept.uploads.claim(NOON + timedelta(hours=4)) is None
    assert kept.uploads.state(UPLOAD.id).status == "error"


def test_what_has_grown_old_is_forgotten(kept: Kept) -> None:
    kept.uploads.put_done(UPLOAD, DONE)
    kept.uploads.forget_before(NOON)
    assert kept.uploads.result(UPLOAD.id) == DONE.content
    kept.uploads.forget_before(NOON + timedelta(seconds=1))
    with pytest.raises(NotFound):
        kept.uploads.result(UPLOAD.id)


def test_a_file_is_counted_once_whatever_becomes_of_the_process(kept: Kept) -> None:
    kept.uploads.put(UPLOAD)
    for _ in range(2):
        assert kept.uploads.claim(NOON) == UPLOAD
        kept.uploads.charge(UPLOAD.id, 8, now=NOON, limit=10)
        kept = kept if isinstance(kept.uploads, FakeUploadStore) else kept.restarted()
        kept.uploads.release(UPLOAD.id)
    assert kept.usage.read("key", NOON.strftime("%Y-%m")) == Usage(8, 1)
    with pytest.raises(NotFound):
        kept.uploads.charge("C" * 32, 8, now=NOON, limit=None)


def test_a_file_that_would_pass_the_limit_is_not_counted(kept: Kept) -> None:
    for one in (UPLOAD, replace(UPLOAD, id="B" * 32)):
        kept.uploads.put(one)
    kept.uploads.charge(UPLOAD.id, 8, now=NOON, limit=10)
    with pytest.raises(QuotaExceeded):
        kept.uploads.charge("B" * 32, 3, now=NOON, limit=10)
    kept.uploads.fail("B" * 32, "The allowance is used up.")
    assert kept.usage.read("key", NOON.strftime("%Y-%m")) == Usage(8, 1)


def test_a_file_that_fails_or_is_forgotten_undone_is_given_back_once(kept: Kept) -> None:
    old = replace(UPLOAD, id="B" * 32)
    for one in (UPLOAD, old):
        kept.uploads.put(one)
        kept.uploads.charge(one.id, 8, now=NOON, limit=None)
    for _ in range(2):
        kept.uploads.fail(UPLOAD.id, "odd")
    assert kept.usage.read("key", NOON.strftime("%Y-%m")) == Usage(8, 1)
    kept.uploads.forget_before(NOON + timedelta(seconds=1))
    assert kept.usage.read("key", NOON.strftime("%Y-%m")) == Usage()


def test_a_file_that_keeps_killing_the_process_is_given_back_and_one_that_is_done_is_not(kept: Kept) -> None:
    done = replace(UPLOAD, id="B" * 32, sent_at=NOON + timedelta(days=1))
    kept.uploads.put(done)
    kept.uploads.charge(done.id, 5, now=NOON, limit=None)
    kept.uploads.finish(done.id, DONE)
    kept.uploads.put(UPLOAD)
    for hours in range(3):
        assert kept.uploads.claim(NOON + timedelta(hours=hours)) == UPLOAD
        kept.uploads.charge(UPLOAD.id, 8, now=NOON, limit=None)
    assert kept.uploads.claim(NOON + timedelta(hours=4)) is None
    kept.uploads.forget_before(NOON + timedelta(days=9))
    assert kept.usage.read("key", NOON.strftime("%Y-%m")) == Usage(5, 1)


def test_a_suggestion_is_kept_once_until_it_is_dropped(kept: Kept) -> None:
    first = Suggestion("1" * 32, "vi", "Cảm ơn", "Thank you", "-", NOON)
    second = replace(first, id="2" * 32, target="Thanks", sent_at=NOON + timedelta(seconds=1))
    for one in (first, second, first):
        kept.suggestions.add(one)
    assert kept.restarted().suggestions.newest(10) == (second, first)
    assert kept.suggestions.newest(1) == (second,)
    assert kept.suggestions.get(first.id) == first
    kept.suggestions.delete(first.id)
    for look in (kept.suggestions.get, kept.suggestions.delete):
        with pytest.raises(NotFound):
            look(first.id)
