"""What is kept, as Protocols that implementations fit by shape, and what they hand in and out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from service.domain.access import USUAL, Grant
from service.domain.article import Language, Payload
from service.domain.brief import Brief
from service.domain.glossary import DeskDefaults, GlossaryPage, UserGlossary
from service.domain.ledger import BriefOutline
from service.domain.memory import MemoryEntry, MemoryMatch, MemoryPage, MemoryQuery, Passage, SavedEntry
from service.domain.request import BriefOptions
from service.domain.usage import Charge


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

    def save(self, brief: Brief, deliver: Sequence[str] | None = None) -> None:
        """Save, and write down in the same step who is to be told; `deliver` as in BriefOptions."""
        ...

    def exchange(self, seen: Brief, brief: Brief) -> None:
        """Save `brief` in the place of `seen`. Raise Outdated where that is not what is kept any more."""
        ...

    def get(self, brief_id: str) -> Brief:
        """Raise NotFound where there is none."""
        ...

    def find(self, query: BriefQuery) -> BriefPage: ...

    def saved(self) -> tuple[int, ...]:
        """Return a number for each brief, ascending. Every `save` gives a new and higher one."""
        ...

    def outlines(self, *, after: int, limit: int) -> tuple[tuple[int, BriefOutline], ...]:
        """Return the briefs with the next numbers, without their texts."""
        ...

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

    def recover(self, now: datetime) -> None:
        """Release, as the service starts, the keys whose requests died with an earlier process."""
        ...


@dataclass(frozen=True, slots=True)
class PendingBrief:
    """A brief that was promised (`respond-async`) and is still to be written, under the promised `id`.

    `charge` is what was counted for it, if anything.
    """

    id: str
    payload: Payload
    options: BriefOptions
    accepted_at: datetime
    charge: Charge | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a promised brief will not come: the code, cause and remedy of the error that ended it."""

    code: str
    cause: str
    remedy: str


class PendingStore(Protocol):
    """The promised briefs. What `put` took is on the disk when it returns, and outlives restarts.

    The charge of a promise that fails, is withdrawn or gives way to another is given back in the same step.
    """

    def put(self, pending: PendingBrief) -> None: ...

    def claim(self, now: datetime) -> PendingBrief | None:
        """Take the oldest one that nobody works at; None where there is none."""
        ...

    def complete(self, brief: Brief) -> bool:
        """Save the brief and drop the promise in one step; False, with nothing saved, if it was withdrawn."""
        ...

    def fail(self, brief_id: str, failure: Failure) -> None: ...

    def release(self, brief_id: str) -> None:
        """Put a claimed one back, to be tried again."""
        ...

    def look(self, brief_id: str) -> Failure | None:
        """Return the failure, None while it is still to come. Raise NotFound where nothing was promised."""
        ...

    def withdraw(self, brief_id: str) -> None:
        """Raise NotFound where nothing was promised."""
        ...

    def recover(self) -> None:
        """Free, as the service starts, what an earlier process had claimed."""
        ...


@dataclass(frozen=True, slots=True)
class ApiKey:
    """An API key without its secret, of which only a hash is kept."""

    id: str
    name: str
    created_at: datetime
    revoked_at: datetime | None = None
    grant: Grant = USUAL
    used_at: datetime | None = None
    """When it was last used, to the minute."""


class KeyStore(Protocol):
    """Keeps API keys."""

    def create(self, name: str, now: datetime, grant: Grant = USUAL) -> tuple[ApiKey, str]:
        """Return the key and its token, which cannot be read again."""
        ...

    def check(self, token: str, now: datetime) -> ApiKey | None:
        """Return the key that a token belongs to, None where it is unknown, revoked or rotated out."""
        ...

    def find(self, key_id: str) -> ApiKey | None:
        """Return a key, revoked or not."""
        ...

    def note_use(self, key_id: str, now: datetime) -> None:
        """Keep when the key was last used."""
        ...

    def rotate(self, key_id: str, now: datetime, grace: timedelta) -> str:
        """Return a new token; the one before stays valid for `grace`. Raise NotFound where there is none."""
        ...

    def all(self) -> tuple[ApiKey, ...]: ...

    def revoke(self, key_id: str, now: datetime) -> None:
        """Raise NotFound where there is none."""
        ...


class Memory(Protocol):
    """What the pipeline asks of a translation memory. Safe to call from several threads at once."""

    @property
    def version(self) -> str | None:
        """Changes with the content; None where there is no memory."""
        ...

    def recall(self, passages: Sequence[Passage], *, source: Language) -> list[MemoryMatch | None]:
        """Return what may be reused for each passage, None where there is nothing."""
        ...


class MemoryStore(Protocol):
    """Keeps the translation memory: one entry for a source text in a surrounding."""

    @property
    def version(self) -> str:
        """Changes with the content."""
        ...

    def recall(self, passages: Sequence[Passage], *, source: Language) -> list[MemoryMatch | None]:
        """Return for each passage the entry of its text: of its surrounding, else the latest of an editor."""
        ...

    def similar(
        self, texts: Sequence[str], *, source: Language, minimum: float, limit: int
    ) -> list[tuple[MemoryMatch, ...]]:
        """Return for each text the entries of other texts that score `minimum` or more, the best first."""
        ...

    def save(self, entries: Sequence[MemoryEntry]) -> tuple[SavedEntry, ...]:
        """Save entries, each in the place of that of the same source and surrounding unless it has less say.

        An entry that takes another's place takes over its id and its time of creation.
        """
        ...

    def get(self, entry_id: str) -> MemoryEntry:
        """Raise NotFound where there is none."""
        ...

    def find(self, query: MemoryQuery) -> MemoryPage: ...

    def every(self, language: Language | None = None) -> Iterator[MemoryEntry]:
        """Return all entries in the order in which they were first saved, without holding them at once."""
        ...

    def delete(self, entry_id: str) -> None:
        """Raise NotFound where there is none."""
        ...


class GlossaryStore(Protocol):
    """Keeps the desks' glossaries. What was written is on the disk when a method returns."""

    def create(self, glossary: UserGlossary) -> None: ...

    def get(self, glossary_id: str) -> UserGlossary:
        """Raise NotFound where there is none."""
        ...

    def find(self, *, limit: int, cursor: str | None) -> GlossaryPage: ...

    def defaults(self) -> tuple[UserGlossary, ...]:
        """Return those that apply where neither a request nor its desk names one, oldest first."""
        ...

    def desk_defaults(self, desk: str) -> DeskDefaults:
        """Return what a desk (the id of an API key) has chosen; what was deleted since is None."""
        ...

    def choose_for_desk(self, desk: str, chosen: DeskDefaults) -> None:
        """Put a desk's choice in the place of the one before. Raise NotFound for an id that is not there."""
        ...

    def replace(self, glossary: UserGlossary) -> None:
        """Put it in the place of the revision before. Raise NotFound, or Outdated where that is gone."""
        ...

    def delete(self, glossary_id: str, revision: int | None = None) -> None:
        """Delete, given a revision only that one. Raise NotFound or Outdated."""
        ...
