"""Cooperation records: what many briefs say about one act."""

from typing import Literal, TypedDict

from diemnhan_client.nouns.briefs import ActDate, Amount, Bilingual, Evidence
from diemnhan_client.nouns.vocabulary import ActStatus, Field, Instrument, Language, PartnerType


class RecordPartner(TypedDict):
    """A partner under the fullest name that a source has for it; `also` are the other names."""

    name: Bilingual
    type: PartnerType
    country: str | None
    also: list[str]


class RecordSource(TypedDict):
    """A highlight (brief and rank) that a record rests on, and the article that it comes from."""

    brief: str
    rank: int
    url: str | None
    title: str | None
    language: Language
    published_at: str | None
    status: ActStatus
    date: ActDate
    evidence: list[Evidence]


class StatusChange(TypedDict):
    """The status that a source reported, and when it was first seen there."""

    status: ActStatus
    seen: str
    brief: str


class ConflictValue(TypedDict):
    """What some of the sources say; `briefs` are theirs."""

    value: str
    briefs: list[str]


class Conflict(TypedDict):
    """Sources that cannot all be right."""

    what: Literal["amount", "date", "status", "count", "place"]
    values: list[ConflictValue]


class CooperationRecord(TypedDict):
    """One act of cooperation, from every stored brief that reports it."""

    id: str
    instrument: Instrument
    status: ActStatus
    history: list[StatusChange]
    partners: list[RecordPartner]
    date: ActDate
    place: Bilingual | None
    fields: list[Field]
    amounts: list[Amount]
    gist: Bilingual
    first_seen: str
    sources: list[RecordSource]
    conflicts: list[Conflict]


class RecordPage(TypedDict):
    """Records, and the cursor of the next page (None at the end)."""

    records: list[CooperationRecord]
    next_cursor: str | None


class Timeline(TypedDict):
    """The records of the partners that a name means, in time order; `partners` are the names found."""

    partners: list[Bilingual]
    records: list[CooperationRecord]
    next_cursor: str | None


class LedgerSearch(TypedDict, total=False):
    """The filters of the ledger."""

    partner: str
    country: str
    instrument: Instrument
    field: Field
    status: ActStatus
    date_from: str
    date_to: str
    conflicts: bool
    limit: int
    cursor: str
