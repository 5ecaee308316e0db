"""Files in S3-compatible storage, in a directory or in memory: what a URL names, through fsspec.

Promises that a file is whole and outlives a crash when `write` returns (S3: the store's own answer; a
directory: flushed, then renamed), and that a storage which does not answer is an OperatorError. Credentials
and endpoint are AWS's own variables; none stands in the URL. Refuses to know whose the files are.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO
from urllib.parse import SplitResult, urlsplit
from uuid import uuid4

import fsspec

from service.domain.errors import ConfigurationError, NotFound, Overloaded

SCHEMES = ("s3", "file", "memory")
PIECE = 5 * 1024 * 1024  # S3 takes no smaller parts
REMEDY = "Set DIEMNHAN_FILES_URL to s3://BUCKET/PREFIX or file:///FOLDER."
S3_OPTIONS = {
    "use_listings_cache": False,  # others write there too
    "default_block_size": PIECE,
    "config_kwargs": {"connect_timeout": 5, "read_timeout": 30, "retries": {"total_max_attempts": 3}},
}


class FsspecStorage:
    """FileStorage on whatever fsspec opens by URL."""

    def __init__(self, scheme: str, root: str) -> None:
        options = S3_OPTIONS if scheme == "s3" else {}
        self._files = fsspec.filesystem(scheme, **options)
        self._root = root
        self._local = scheme == "file"
        self._failures: tuple[type[Exception], ...] = _s3_failures() if scheme == "s3" else (OSError,)

    def write(self, name: str, content: BinaryIO) -> None:
        """Keep a file. One that breaks off is never named by anybody, and so never read."""
        path = f"{self._root}/{name}"
        draft = f"{path}.part" if self._local else path
        with self._answering():
            if self._local:
                Path(path).parent.mkdir(parents=True, exist_ok=True)
            with self._files.open(draft, "wb") as out:
                copyfileobj(content, out, PIECE)
            if self._local:
                _flush(Path(draft))
                os.replace(draft, path)
                _flush(Path(path).parent)

    def read(self, name: str) -> Iterator[bytes]:
        """Yield a file."""
        with self._answering(), self._files.open(f"{self._root}/{name}", "rb") as kept:
            while piece := kept.read(PIECE):
                yield piece

    def remove(self, name: str) -> None:
        """Delete a file."""
        with self._answering():
            try:
                self._files.rm_file(f"{self._root}/{name}")
            except FileNotFoundError:
                return

    def probe(self) -> None:
        """Write, read and delete a small file. Raises ConfigurationError where that is not allowed."""
        name = f"probe/{uuid4().hex}"
        try:
            self.write(name, BytesIO(b"probe"))
            for _piece in self.read(name):
                pass
            self.remove(name)
        except (NotFound, Overloaded) as error:
            if isinstance(error.__cause__, FileNotFoundError | PermissionError):
                raise ConfigurationError(
                    f"The file storage cannot be used: {error.__cause__}.",
                    "Check that the bucket or folder exists and that files may be written and deleted there.",
                ) from None
            raise

    @contextmanager
    def _answering(self) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError as error:
            raise NotFound("The file is not in the file storage.", "Send it again.") from error
        except self._failures as error:
            raise Overloaded(
                f"The file storage did not answer: {error}.", "Try again; if it stays, tell the operator."
            ) from error


def open_storage(url: str) -> FsspecStorage:
    """Return the storage that a URL names, without asking it anything. Raises ConfigurationError."""
    parts = _parsed(url)
    root = parts.path.rstrip("/") if parts.scheme == "file" else f"{parts.netloc}{parts.path}".rstrip("/")
    try:
        return FsspecStorage(parts.scheme, root)
    except ImportError:
        raise ConfigurationError(
            "Files are to be kept in S3, and what speaks to it is not installed.",
            'Install it: pip install "diemnhan[s3]".',
        ) from None


def _parsed(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        has_secret = parts.username is not None or parts.password is not None
    except ValueError:
        raise ConfigurationError("DIEMNHAN_FILES_URL is no URL.", REMEDY) from None
    if has_secret:
        raise ConfigurationError(
            "DIEMNHAN_FILES_URL holds credentials.",
            "Give AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY instead, or AWS_SHARED_CREDENTIALS_FILE.",
        )
    missing = not parts.path.strip("/") if parts.scheme == "file" else not parts.netloc
    if parts.scheme not in SCHEMES or missing or parts.query or parts.fragment:
        raise ConfigurationError("DIEMNHAN_FILES_URL names no storage that is known.", REMEDY)
    if parts.scheme == "file" and parts.netloc not in ("", "localhost"):
        raise ConfigurationError("A file:// URL names another machine.", "Mount it, and name the folder.")
    return parts


def _s3_failures() -> tuple[type[Exception], ...]:
    from aiohttp import ClientError as NoConnection  # of the extra `s3`
    from botocore.exceptions import BotoCoreError, ClientError

    return (OSError, NoConnection, BotoCoreError, ClientError)


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
