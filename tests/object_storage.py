"""A real S3 server on loopback, for as long as a block lasts; and storages of each kind."""

import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from service.adapters.file_storage import FsspecStorage, open_storage

ACCESS = {
    "AWS_ACCESS_KEY_ID": "newsroom",
    "AWS_SECRET_ACCESS_KEY": "no-secret",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_EC2_METADATA_DISABLED": "true",
}


@dataclass(frozen=True)
class ObjectStorage:
    """Where it answers, and the URL of a bucket in it."""

    endpoint: str
    url: str


@contextmanager
def object_storage(patch: pytest.MonkeyPatch) -> Iterator[ObjectStorage]:
    """Start a server with one bucket, and point AWS's own variables to it."""
    pytest.importorskip("s3fs", reason="the extra `s3` is not installed")
    server = pytest.importorskip("moto.server", reason="moto, an S3 server, is not installed")
    import s3fs

    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    for name, value in {**ACCESS, "AWS_ENDPOINT_URL_S3": f"http://{host}:{port}"}.items():
        patch.setenv(name, value)
    s3fs.S3FileSystem.clear_instance_cache()  # it keeps an instance, and with it the address, for ever
    bucket = f"newsroom-{uuid.uuid4()}"  # the server remembers for as long as the process lives
    s3fs.S3FileSystem().mkdir(bucket)
    try:
        yield ObjectStorage(os.environ["AWS_ENDPOINT_URL_S3"], f"s3://{bucket}/diemnhan")
    finally:
        running.stop()
        s3fs.S3FileSystem.clear_instance_cache()


def a_storage(kind: str, folder: Path, server: Callable[[], ObjectStorage]) -> FsspecStorage | None:
    """Open an empty storage: "file", "memory" or "s3"; none under any other name."""
    own = uuid.uuid4()
    if kind == "s3":
        return open_storage(f"{server().url}/{own}")
    if kind in ("file", "memory"):
        return open_storage(f"file://{folder}/files" if kind == "file" else f"memory://{own}/a")
    return None
