"""What a file storage promises: in a directory, in memory and on a real S3 server."""

import io
from pathlib import Path

import pytest

from service.adapters.file_storage import PIECE, FsspecStorage, open_storage
from service.domain.errors import ConfigurationError, NotFound, Overloaded
from tests.object_storage import ObjectStorage, a_storage, object_storage

LARGE = bytes(range(256)) * (2 * PIECE // 256) + "đuôi".encode()


@pytest.fixture(params=["file", "memory", "s3"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> FsspecStorage:
    opened = a_storage(request.param, tmp_path, lambda: request.getfixturevalue("object_server"))
    assert opened is not None
    return opened


def read(storage: FsspecStorage, name: str) -> bytes:
    return b"".join(storage.read(name))


@pytest.mark.parametrize("content", [b"", b"Tin.", LARGE], ids=["empty", "small", "of several pieces"])
def test_a_file_comes_back_as_it_was(storage: FsspecStorage, content: bytes) -> None:
    storage.write("jobs/a", io.BytesIO(content))
    storage.write("jobs/b", io.BytesIO(b"other"))
    assert read(storage, "jobs/a") == content


def test_a_file_that_is_deleted_is_not_found_and_can_be_deleted_again(storage: FsspecStorage) -> None:
    storage.write("jobs/a", io.BytesIO(b"Tin."))
    for _ in range(2):
        storage.remove("jobs/a")
    with pytest.raises(NotFound):
        read(storage, "jobs/a")


def test_a_storage_that_can_be_used_passes_its_probe(storage: FsspecStorage) -> None:
    storage.write("jobs/a", io.BytesIO(b"Tin."))
    storage.probe()
    assert read(storage, "jobs/a") == b"Tin."


def test_nothing_but_whole_files_is_in_a_directory(tmp_path: Path) -> None:
    open_storage(f"file://{tmp_path}/files").write("jobs/a", io.BytesIO(b"Tin."))
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == ["a"]


def test_a_directory_in_which_nothing_can_be_written_is_named_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(Overloaded, match="Not a directory"):
        open_storage(f"file://{tmp_path}/file/x").probe()


def test_a_bucket_that_is_not_there_is_named_at_the_start(object_server: ObjectStorage) -> None:
    with pytest.raises(ConfigurationError, match="bucket does not exist"):
        open_storage("s3://elsewhere").probe()


def test_an_object_store_that_is_away_is_the_operators_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    with object_storage(monkeypatch) as server:
        storage = open_storage(server.url)
        storage.write("jobs/a", io.BytesIO(b"Tin."))
    with pytest.raises(Overloaded, match="did not answer"):
        read(storage, "jobs/a")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "s3:",
        "s3://",
        "files",
        "/srv/files",
        "http://host/a",
        "file://",
        "file://host/a",
        "s3://b/c?x=1",
        "s3://[",
    ],
)
def test_a_url_that_names_no_storage_is_refused(url: str) -> None:
    with pytest.raises(ConfigurationError):
        open_storage(url)


def test_credentials_in_a_url_are_refused_and_not_repeated() -> None:
    with pytest.raises(ConfigurationError) as refused:
        open_storage("s3://key:secret@bucket")
    assert "secret" not in refused.value.cause
