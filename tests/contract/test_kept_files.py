"""The files outside the database come back as they were or are missed aloud, and none stays behind."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

import pytest
from sqlalchemy import Engine

from service.adapters.database import open_database
from service.adapters.file_storage import FsspecStorage, open_storage
from service.adapters.job_originals import SqlOriginalStore
from service.adapters.kept_files import UNCLAIMED, KeptFiles, fetched, keep_bytes
from service.adapters.upload_store import SqlUploadStore
from service.domain.errors import ConfigurationError, Expired, NotFound, Overloaded
from service.domain.upload import FileOrder, TranslatedFile, Upload
from tests.samples import NOON

UPLOAD = Upload("A" * 32, "f" * 64, "key", FileOrder("bài.txt", b"Tin.", "en"), NOON)


@dataclass
class Switchable:
    """A storage that can be switched off."""

    storage: FsspecStorage
    away: bool = False

    def write(self, name: str, content: BinaryIO) -> None:
        self.reached()
        self.storage.write(name, content)

    def read(self, name: str) -> Iterator[bytes]:
        self.reached()
        return self.storage.read(name)

    def remove(self, name: str) -> None:
        self.reached()
        self.storage.remove(name)

    def reached(self) -> None:
        if self.away:
            raise Overloaded("The file storage did not answer: away.", "Try again.")


@dataclass(frozen=True)
class Place:
    """A database, a storage beside it, and what is in that."""

    engine: Engine
    storage: Switchable
    folder: Path

    @property
    def files(self) -> KeptFiles:
        return KeptFiles(self.engine, self.storage)

    @property
    def uploads(self) -> SqlUploadStore:
        return SqlUploadStore(self.engine, self.files)

    def inside(self) -> list[Path]:
        return sorted(file for file in self.folder.rglob("*") if file.is_file())


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    engine = open_database(f"sqlite:///{tmp_path}/db.sqlite3")
    folder = tmp_path / "files"
    yield Place(engine, Switchable(open_storage(f"file://{folder}")), folder)
    engine.dispose()


def test_a_file_that_was_changed_or_lost_is_missed_and_not_handed_out_as_if_it_were_right(
    place: Place,
) -> None:
    keep_bytes(place.files, "job", "mine", b"Tin.")
    (file,) = place.inside()
    for damage, what in ((lambda: file.write_bytes(b"Tit."), "not what was kept"), (file.unlink, "gone")):
        damage()
        with pytest.raises(Expired, match=what):
            fetched(place.files, "job", "mine")


def test_a_file_whose_writing_failed_is_not_there_and_can_be_sent_again(place: Place) -> None:
    place.storage.away = True
    with pytest.raises(Overloaded):
        place.uploads.put(UPLOAD)
    place.storage.away = False
    with pytest.raises(NotFound):
        place.uploads.state(UPLOAD.id)
    place.uploads.put(UPLOAD)
    assert place.uploads.claim(NOON) == UPLOAD


def test_a_file_waits_for_a_storage_that_is_away(place: Place) -> None:
    place.uploads.put(UPLOAD)
    place.storage.away = True
    with pytest.raises(Overloaded):
        place.uploads.claim(NOON)
    place.storage.away = False
    assert place.uploads.claim(NOON) == UPLOAD


def test_a_file_that_the_storage_lost_fails_and_the_next_is_translated(place: Place) -> None:
    place.uploads.put(UPLOAD)
    place.inside()[0].unlink()
    other = Upload("B" * 32, "f" * 64, "key", UPLOAD.order, NOON + timedelta(seconds=1))
    place.uploads.put(other)
    assert place.uploads.claim(NOON) == other
    assert "gone from the file storage" in (place.uploads.state(UPLOAD.id).error or "")


def test_nothing_stays_in_the_storage_of_an_upload_that_was_fetched(place: Place) -> None:
    place.uploads.put(UPLOAD)
    place.uploads.claim(NOON)
    place.uploads.finish(UPLOAD.id, TranslatedFile(b"News.", 4))
    assert [file.parent.name for file in place.inside()] == ["results"]
    place.uploads.remove(UPLOAD.id)
    assert place.inside() == []


def forgotten(place: Place) -> None:
    place.uploads.put(UPLOAD)
    place.uploads.forget_before(NOON + timedelta(days=1))


def removed_while_away(place: Place) -> None:
    place.uploads.put(UPLOAD)
    place.storage.away = True
    place.uploads.remove(UPLOAD.id)
    place.storage.away = False


def of_no_job(place: Place) -> None:
    place.files.keep("job", "nobody", io.BytesIO(b"Tin."), NOON)


def kept_twice(place: Place) -> None:
    for _ in range(2):
        place.files.keep("job", "nobody", io.BytesIO(b"Tin."), NOON)


@pytest.mark.parametrize("left", [forgotten, removed_while_away, of_no_job, kept_twice])
def test_what_nobody_needs_is_swept(place: Place, left: Callable[[Place], None]) -> None:
    left(place)
    assert place.inside()
    place.files.sweep(datetime.now(UTC) + 2 * UNCLAIMED)
    assert place.inside() == []


def test_a_job_of_the_time_before_the_storage_keeps_its_file(place: Place, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"Tin.")
    SqlOriginalStore(place.engine).keep("old", tmp_path / "file", NOON)
    into = io.BytesIO()
    SqlOriginalStore(place.engine, place.files).fetch("old", into)
    assert into.getvalue() == b"Tin."


def test_a_storage_that_is_no_longer_named_is_asked_for(place: Place) -> None:
    keep_bytes(place.files, "job", "mine", b"Tin.")
    with pytest.raises(ConfigurationError, match="DIEMNHAN_FILES_URL"):
        SqlOriginalStore(place.engine).fetch("mine", io.BytesIO())
