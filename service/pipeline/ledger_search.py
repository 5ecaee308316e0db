"""Finding records: by filters, page by page, and the timeline of one partner.

Promises that names match with and without diacritics in both languages, and that a cursor keeps its place
while records come and go. Refuses to build records.
"""

import base64
import binascii
from collections.abc import Callable, Sequence

from service.domain.errors import MalformedInput, NotFound
from service.domain.highlight import Bilingual
from service.domain.ledger import CooperationRecord, LedgerQuery, RecordPage, RecordPartner, Timeline
from service.pipeline.ledger_entry import days_of
from service.text.party_names import OfficialNames, fold_name, plain_name

Key = Callable[[CooperationRecord], str]


def find_records(
    records: Sequence[CooperationRecord], query: LedgerQuery, *, limit: int, cursor: str | None
) -> RecordPage:
    """Return a page of the records that match, the most recently first seen first."""
    matching = [record for record in records if _matches(record, query)]
    return _page(matching, key=_seen, limit=limit, cursor=cursor, descending=True)


def timeline(
    records: Sequence[CooperationRecord],
    name: str,
    *,
    official: OfficialNames,
    limit: int,
    cursor: str | None,
) -> Timeline:
    """Return the records of a partner, the oldest act first. Raises NotFound.

    The name is taken for a whole name, an abbreviation or an official name; only where there is no such
    partner, for words of a name.
    """
    wanted = plain_name(name)
    keys = {wanted} | official.get(wanted, frozenset())
    chosen = _with_partner(records, lambda p: bool(_keys(p, official) & keys))
    if not chosen and wanted:
        chosen = _with_partner(records, lambda p: _named(p, wanted))
    if not chosen:
        raise NotFound(
            f"No record has a partner {name!r}.",
            "Shorten the name, or look for it with GET /v1/ledger?partner=.",
        )
    found = {fold_name(partner.name.vi + partner.name.en): partner.name for _, partner in chosen}
    distinct = {record.id: record for record, _ in chosen}
    page = _page(list(distinct.values()), key=_happened, limit=limit, cursor=cursor, descending=False)
    names: tuple[Bilingual, ...] = tuple(found[key] for key in sorted(found))
    return Timeline(names, page.records, page.next_cursor)


def record_by_id(records: Sequence[CooperationRecord], record_id: str) -> CooperationRecord:
    """Return a record. Raises NotFound."""
    for record in records:
        if record.id == record_id:
            return record
    raise NotFound(
        "There is no record with such an id.",
        "Its briefs may have been deleted; GET /v1/ledger lists what there is.",
    )


def _with_partner(
    records: Sequence[CooperationRecord], fits: Callable[[RecordPartner], bool]
) -> list[tuple[CooperationRecord, RecordPartner]]:
    return [(record, partner) for record in records for partner in record.partners if fits(partner)]


def _keys(partner: RecordPartner, official: OfficialNames) -> frozenset[str]:
    names = {plain_name(name) for name in _names(partner)} | {fold_name(name) for name in _names(partner)}
    names |= {fold_name(inner) for name in _names(partner) for inner in _in_brackets(name)}
    return frozenset(names - {""}).union(*(official.get(name, frozenset()) for name in names))


def _in_brackets(name: str) -> list[str]:
    return [part.partition(")")[0] for part in name.split("(")[1:]]


def _names(partner: RecordPartner) -> tuple[str, ...]:
    return (partner.name.vi, partner.name.en, *partner.also)


def _named(partner: RecordPartner, words: str) -> bool:
    return any(f" {words} " in f" {plain_name(name)} | {fold_name(name)} " for name in _names(partner))


def _matches(record: CooperationRecord, query: LedgerQuery) -> bool:
    if query.instrument not in (None, record.instrument) or query.status not in (None, record.status):
        return False
    if query.field is not None and query.field not in record.fields:
        return False
    if query.country is not None and all(p.country != query.country for p in record.partners):
        return False
    if query.conflicts is not None and bool(record.conflicts) != query.conflicts:
        return False
    if query.partner is not None and not any(_named(p, fold_name(query.partner)) for p in record.partners):
        return False
    return _in_time(record, query)


def _in_time(record: CooperationRecord, query: LedgerQuery) -> bool:
    since, until = days_of(query.date_from), days_of(query.date_to)
    if since is None and until is None:
        return True
    days = days_of(record.date.edtf)
    if days is None:
        return False
    return (since is None or days[1] >= since[0]) and (until is None or days[0] <= until[1])


def _seen(record: CooperationRecord) -> str:
    return f"{record.first_seen.isoformat(timespec='microseconds')} {record.id}"


def _happened(record: CooperationRecord) -> str:
    days = days_of(record.date.edtf)
    return f"{(days[0] if days else record.first_seen.date()).isoformat()} {_seen(record)}"


def _page(
    records: list[CooperationRecord], *, key: Key, limit: int, cursor: str | None, descending: bool
) -> RecordPage:
    ordered = sorted(records, key=key, reverse=descending)
    if cursor is not None:
        after = _position(cursor)
        ordered = [r for r in ordered if (key(r) < after if descending else key(r) > after)]
    page = tuple(ordered[:limit])
    return RecordPage(page, _cursor(key(page[-1])) if len(ordered) > limit else None)


def _cursor(key: str) -> str:
    return base64.urlsafe_b64encode(key.encode()).decode().rstrip("=")


def _position(cursor: str) -> str:
    try:
        position = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except (binascii.Error, ValueError):
        position = ""
    if " " not in position:
        raise MalformedInput("The cursor is none that this service gave.", "Start again without a cursor.")
    return position
