"""The Ledger: what stored briefs say about one and the same act of cooperation, as one record, and the
differences between two briefs.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from service.domain.article import Language
from service.domain.brief import Source
from service.domain.highlight import (
    ActDate,
    Amount,
    Bilingual,
    Evidence,
    Field,
    Highlight,
    Instrument,
    PartnerType,
    Status,
)

Disputed = Literal["amount", "date", "status", "count", "place"]
Aspect = Literal["who", "what", "when", "where", "how_much"]


@dataclass(frozen=True, slots=True)
class BriefOutline:
    """A brief without its text: what the ledger reads of it."""

    id: str
    created_at: datetime
    source: Source
    highlights: tuple[Highlight, ...]


@dataclass(frozen=True, slots=True)
class RecordPartner:
    """A partner under the fullest name that a source has for it; `also` are the other names."""

    name: Bilingual
    type: PartnerType
    country: str | None
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordSource:
    """A highlight (brief and rank) that a record rests on, and the article that it comes from."""

    brief: str
    rank: int
    url: str | None
    title: str | None
    language: Language
    published_at: datetime | None
    status: Status
    date: ActDate
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class StatusChange:
    """The status that a source reported, and when it was first seen there."""

    status: Status
    seen: datetime
    brief: str


@dataclass(frozen=True, slots=True)
class ConflictValue:
    """What some of the sources say; `briefs` are theirs."""

    value: str
    briefs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Sources that cannot all be right."""

    what: Disputed
    values: tuple[ConflictValue, ...]


@dataclass(frozen=True, slots=True)
class CooperationRecord:
    """One act of cooperation, from every stored brief that reports it.

    `date` is the most exact one that a source gives; `status` is the latest, `history` all in time order.
    `first_seen` is the earliest publication (or arrival, where an article has no date) of a version of a
    source that reports the act.
    """

    id: str
    instrument: Instrument
    status: Status
    history: tuple[StatusChange, ...]
    partners: tuple[RecordPartner, ...]
    date: ActDate
    place: Bilingual | None
    fields: tuple[Field, ...]
    amounts: tuple[Amount, ...]
    gist: Bilingual
    first_seen: datetime
    sources: tuple[RecordSource, ...]
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class LedgerQuery:
    """Filters on records; None matches everything. `partner` matches words of a name, diacritics or not."""

    partner: str | None = None
    country: str | None = None
    instrument: str | None = None
    field: str | None = None
    status: str | None = None
    date_from: str | None = None
    date_to: str | None = None
    conflicts: bool | None = None


@dataclass(frozen=True, slots=True)
class RecordPage:
    """Records, and the cursor of the next page (None at the end)."""

    records: tuple[CooperationRecord, ...]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """The records of the partners that a name means, in time order; `partners` are the names found."""

    partners: tuple[Bilingual, ...]
    records: tuple[CooperationRecord, ...]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class TextChange:
    """A text before and after; None where it was added or removed."""

    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class FactChange:
    """What a highlight no longer says and what it says now of one of its fields."""

    aspect: Aspect
    field: str
    removed: tuple[str, ...]
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HighlightChange:
    """One act in both briefs, with what changed; `before` and `after` are its ranks."""

    before: int
    after: int
    gist: Bilingual
    changes: tuple[FactChange, ...]


@dataclass(frozen=True, slots=True)
class BriefDiff:
    """What changed from brief `against` to brief `id`, in the language of brief `id`.

    `same_article` says whether both are versions of one article, by its id or address.
    """

    id: str
    against: str
    same_article: bool
    headline: TextChange | None
    summary: tuple[TextChange, ...]
    added: tuple[Highlight, ...]
    removed: tuple[Highlight, ...]
    changed: tuple[HighlightChange, ...]
    unchanged: int
    segments: tuple[TextChange, ...]
