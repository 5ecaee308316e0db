"""A record out of the entries that report one act.

Promises that every value in it is one that a source has, and that nothing a source says of partners, fields
and amounts is lost. Refuses to decide which entries belong together.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

from service.domain.article import Language
from service.domain.highlight import ActDate, Amount, Bilingual, Partner
from service.domain.ledger import CooperationRecord, RecordPartner, RecordSource, StatusChange
from service.pipeline.ledger_conflicts import conflicts_of, stage
from service.pipeline.ledger_entry import Entry
from service.text.party_names import Identity, fold_name, same_party

Named = tuple[Partner, Identity, Language]
Value = TypeVar("Value")


def record_of(record_id: str, entries: Sequence[Entry]) -> CooperationRecord:
    """Describe an act by its entries, which come in time order."""
    latest = max(entries, key=lambda e: (e.seen, stage(e.highlight.status), e.brief))
    best = min(entries, key=lambda e: e.order)
    return CooperationRecord(
        id=record_id,
        instrument=best.highlight.instrument,
        status=latest.highlight.status,
        history=tuple(StatusChange(e.highlight.status, e.seen, e.brief) for e in entries),
        partners=_partners(entries),
        date=best.highlight.date if best.days else _undated(entries),
        place=next((e.highlight.place for e in entries if e.highlight.place), None),
        fields=_distinct(f for e in entries for f in e.highlight.fields),
        amounts=_amounts(entries),
        gist=_gist(entries, latest),
        first_seen=min(entry.since for entry in entries),
        sources=tuple(_source(entry) for entry in entries),
        conflicts=conflicts_of(entries),
    )


def _gist(entries: Sequence[Entry], latest: Entry) -> Bilingual:
    """Return the words of the first entry that has the act as far as it is now."""
    as_far = (entry for entry in entries if entry.highlight.status == latest.highlight.status)
    return next(as_far, latest).highlight.gist


def _source(entry: Entry) -> RecordSource:
    return RecordSource(
        brief=entry.brief,
        rank=entry.highlight.rank,
        url=entry.source.url,
        title=entry.source.title,
        language=entry.language,
        published_at=entry.source.published_at,
        status=entry.highlight.status,
        date=entry.highlight.date,
        evidence=entry.highlight.evidence,
    )


def _undated(entries: Sequence[Entry]) -> ActDate:
    texts = (e.highlight.date for e in entries if e.highlight.date.text)
    return next(texts, ActDate(None, None))


def _partners(entries: Sequence[Entry]) -> tuple[RecordPartner, ...]:
    groups: list[list[Named]] = []
    for entry in entries:
        free = list(range(len(groups)))  # two parties of one article are never one
        for partner, identity in zip(entry.highlight.partners, entry.parties, strict=True):
            fits = (i for i in free if any(same_party(identity, member[1]) for member in groups[i]))
            found = next(fits, None)
            if found is None:
                groups.append([(partner, identity, entry.language)])
            else:
                free.remove(found)
                groups[found].append((partner, identity, entry.language))
    return tuple(_merged(group) for group in groups)


def _merged(group: Sequence[Named]) -> RecordPartner:
    name = Bilingual(_fullest(group, "vi"), _fullest(group, "en"))
    types = Counter(partner.type for partner, _, _ in group)
    names = (side for partner, _, _ in group for side in (partner.name.vi, partner.name.en) if side)
    said = {fold_name(name.vi), fold_name(name.en)}
    also = {fold_name(other): other for other in names if fold_name(other) not in said}
    return RecordPartner(
        name=name,
        type=max(types, key=lambda kind: (types[kind], kind)),
        country=next((partner.country for partner, _, _ in group if partner.country), None),
        also=tuple(sorted(also.values())),
    )


def _fullest(group: Sequence[Named], language: Language) -> str:
    """Return the longest name that an article in the language uses itself, else the longest rendering."""
    own = [partner.name.side(language) for partner, _, spoken in group if spoken == language]
    names = [name for name in own if name] or [partner.name.side(language) for partner, _, _ in group]
    return max(names, key=lambda name: (len(name), name))


def _amounts(entries: Sequence[Entry]) -> tuple[Amount, ...]:
    amounts = [amount for entry in entries for amount in entry.highlight.amounts]
    first: dict[tuple[float | str, str | None], Amount] = {}
    for amount in amounts:
        value = amount.value if amount.value is not None else fold_name(amount.text)
        first.setdefault((value, amount.currency), amount)
    return tuple(first.values())


def _distinct(values: Iterable[Value]) -> tuple[Value, ...]:
    return tuple(dict.fromkeys(values))
