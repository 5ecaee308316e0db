"""What the pipeline and the API need from the outside, as Protocols that implementations fit by shape."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from service.domain.article import Language
from service.domain.brief import Brief


class Translator(Protocol):
    """A translation model. Safe to call from several threads at once."""

    @property
    def version(self) -> str:
        """Name and version as in the model's manifest, `vien@1+ct2-int8`."""
        ...

    def translate(
        self, texts: Sequence[str], *, source: Language, target: Language, alternatives: int = 1
    ) -> list[list[tuple[str, float]]]:
        """Translate sentences; for each, its hypotheses, best first.

        A hypothesis is (text, mean log-probability a token). `len(result) == len(texts)` and each holds
        1..alternatives hypotheses. Raises nothing of its own: any text has a translation.
        """
        ...


class SalienceRanker(Protocol):
    """Says how much each sentence belongs into a summary of the article."""

    @property
    def version(self) -> str:
        """Name and version as in the model's manifest."""
        ...

    def rank(self, sentences: Sequence[str], *, title: str, language: Language) -> list[float]:
        """Return a score in 0..1 for each sentence, given in reading order."""
        ...


@dataclass(frozen=True, slots=True)
class BriefQuery:
    """Filters of a listing; None matches everything. `text` and `partner` match without diacritics too.

    `date_from` and `date_to` are EDTF prefixes of a highlight's date (inclusive). `cursor` is opaque.
    """

    text: str | None = None
    partner: str | None = None
    field: str | None = None
    instrument: str | None = None
    date_from: str | None = None
    date_to: str | None = None
    language: Language | None = None
    limit: int = 20
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class BriefPage:
    """Briefs, newest first, and the cursor of the next page (None at the end)."""

    briefs: tuple[Brief, ...]
    next_cursor: str | None


class BriefStore(Protocol):
    """Keeps briefs. A saved brief is on the disk when `save` returns."""

    def save(self, brief: Brief) -> None: ...

    def get(self, brief_id: str) -> Brief:
        """Raise NotFound where there is none."""
        ...

    def find(self, query: BriefQuery) -> BriefPage: ...

    def delete(self, brief_id: str) -> None:
        """Raise NotFound where there is none."""
        ...


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """An answer kept under an Idempotency-Key."""

    status: int
    media_type: str
    body: bytes
    location: str | None = None


class IdempotencyStore(Protocol):
    """Remembers what was answered to an Idempotency-Key; survives restarts."""

    def begin(self, key: str, fingerprint: str, now: datetime) -> StoredAnswer | None:
        """Claim the key, or return the stored answer.

        Raises IdempotencyMismatch (another payload) or InProgress (the first is still running here).
        """
        ...

    def finish(self, key: str, answer: StoredAnswer) -> None: ...

    def forget(self, key: str) -> None:
        """Release a key whose request failed, so that it can be tried again."""
        ...
