"""A file that somebody sent to have it translated, how to translate it, and where it has got to."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from service.domain.article import Language
from service.domain.request import Formality

Admit = Callable[[int], None]  # told once, before anything is translated, how many characters it is
UploadStatus = Literal["queued", "translating", "done", "error"]


@dataclass(frozen=True, slots=True)
class FileOrder:
    """A file to translate. The ending of its name tells its kind; `glossaries`, `desk` as in BriefOptions."""

    name: str
    content: bytes
    target: Language
    source: Language | None = None
    glossaries: tuple[str, ...] | None = None
    formality: Formality = "default"
    desk: str | None = None


@dataclass(frozen=True, slots=True)
class TranslatedFile:
    """The file in the target language, and how many characters of text the original had.

    `translated` is False where all of it was in the target language already. `faults` say which files of an
    archive could not be translated, and why.
    """

    content: bytes
    characters: int
    translated: bool = True
    faults: tuple[str, ...] = ()


class TranslateFile(Protocol):
    """Translates a file; what `admit` raises ends it before anything is translated."""

    def __call__(self, order: FileOrder, *, admit: Admit = ...) -> TranslatedFile: ...


@dataclass(frozen=True, slots=True)
class Upload:
    """An order that is kept. Who has `id` and the secret (only its sha256 is kept) may read the result."""

    id: str
    secret_sha256: str
    owner: str
    order: FileOrder
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class UploadState:
    """How far an upload is. `ahead` counts those that were sent before it and are not done yet."""

    status: UploadStatus
    name: str
    secret_sha256: str
    characters: int = 0
    ahead: int = 0
    error: str | None = None


class UploadStore(Protocol):
    """Keeps uploads and their results until they are fetched or grow old; they outlive restarts."""

    def put(self, upload: Upload) -> None:
        """Keep it, to be translated in its turn."""
        ...

    def put_done(self, upload: Upload, result: TranslatedFile) -> None:
        """Keep one that is translated already."""
        ...

    def claim(self, now: datetime) -> Upload | None:
        """Take the oldest that nobody works at, or has worked at for long; None where there is none."""
        ...

    def charge(self, upload_id: str, characters: int, *, now: datetime, limit: int | None) -> None:
        """Count a claimed file in its owner's usage, in one step, unless an earlier attempt was counted.

        Raises QuotaExceeded where it would pass the limit, NotFound. What fails is given back.
        """
        ...

    def finish(self, upload_id: str, result: TranslatedFile) -> None:
        """Keep the result in the place of the original."""
        ...

    def fail(self, upload_id: str, error: str) -> None:
        """Keep why there will be no result, and give back what was counted, in one step."""
        ...

    def release(self, upload_id: str) -> None:
        """Put a claimed one back, to be tried again."""
        ...

    def state(self, upload_id: str) -> UploadState:
        """Raise NotFound where there is none."""
        ...

    def result(self, upload_id: str) -> bytes:
        """Return the translated file. Raise NotFound where there is none."""
        ...

    def remove(self, upload_id: str) -> None: ...

    def forget_before(self, moment: datetime) -> None:
        """Delete what was sent earlier."""
        ...

    def recover(self) -> None:
        """Put back, as the service starts, what an earlier process had claimed."""
        ...
