"""Where the sources of one act contradict each other: sums, dates, status, numbers of documents, places.

Promises that a source which merely says less, or says it less exactly, is no conflict. Refuses to decide who
is right.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from service.domain.highlight import Bilingual, Status
from service.domain.ledger import Conflict, ConflictValue, Disputed
from service.pipeline.ledger_entry import Entry, days_apart
from service.text.document_counts import document_counts
from service.text.party_names import fold_name

Clash = Callable[[Entry, Entry], bool]
Show = Callable[[Entry], str]

_STAGES: dict[Status, int] = {
    "proposed": 0, "planned": 1, "signed": 2, "ongoing": 2, "completed": 2, "ended": 3,
}  # fmt: skip
_ROUGHLY = re.compile(
    r"^(?:hơn|gần|trên|khoảng|ít nhất|tối thiểu|xấp xỉ|more than|over|nearly|almost|about|around|some|"
    r"at least|up to|approximately)\b",
    re.IGNORECASE,
)
ROUGH, EXACT = 0.1, 0.001  # by how much of the larger sum two sums may differ


def stage(status: Status) -> int:
    """Return how far an act is: wished for, planned, done, ended."""
    return _STAGES[status]


def conflicts_of(entries: Sequence[Entry]) -> tuple[Conflict, ...]:
    """Return the conflicts between entries, which come in time order."""
    counts = {entry: _counted(entry) for entry in entries}

    def counts_clash(one: Entry, other: Entry) -> bool:
        return bool(counts[one]) and bool(counts[other]) and not counts[one] & counts[other]

    def show_counts(entry: Entry) -> str:
        return ", ".join(str(count) for count in sorted(counts[entry]))

    found = (
        _conflict("amount", entries, clash=_sums_clash, show=_sums),
        _conflict("date", entries, clash=lambda a, b: bool(days_apart(a, b)), show=_date),
        _conflict("status", entries, clash=_goes_back, show=lambda e: e.highlight.status),
        _conflict("count", entries, clash=counts_clash, show=show_counts),
        _conflict("place", entries, clash=_places_clash, show=_place),
    )
    return tuple(conflict for conflict in found if conflict)


def _conflict(what: Disputed, entries: Sequence[Entry], *, clash: Clash, show: Show) -> Conflict | None:
    involved = {e for pair in combinations(entries, 2) if clash(*pair) for e in pair}
    values: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        if entry in involved:
            values[show(entry)].append(entry.brief)
    if not values:
        return None
    return Conflict(what, tuple(ConflictValue(v, tuple(briefs)) for v, briefs in values.items()))


def _sums_clash(one: Entry, other: Entry) -> bool:
    mine, theirs = _by_currency(one), _by_currency(other)
    return any(
        not any(_close(a, b) for a in mine[currency] for b in theirs[currency])
        for currency in mine.keys() & theirs.keys()
    )


def _by_currency(entry: Entry) -> dict[str, list[tuple[float, bool]]]:
    sums: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for amount in entry.highlight.amounts:
        if amount.value is not None and amount.currency is not None:
            sums[amount.currency].append((amount.value, bool(_ROUGHLY.match(amount.text))))
    return sums


def _close(one: tuple[float, bool], other: tuple[float, bool]) -> bool:
    (a, a_rough), (b, b_rough) = one, other
    return abs(a - b) <= max(a, b) * (ROUGH if a_rough or b_rough else EXACT)


def _sums(entry: Entry) -> str:
    return ", ".join(amount.text for amount in entry.highlight.amounts)


def _date(entry: Entry) -> str:
    return entry.highlight.date.edtf or ""


def _goes_back(earlier: Entry, later: Entry) -> bool:
    """A later report of an earlier stage; on one moment nobody can say."""
    return earlier.seen < later.seen and stage(earlier.highlight.status) > stage(later.highlight.status)


def _counted(entry: Entry) -> frozenset[int]:
    texts = (evidence.text for evidence in entry.highlight.evidence)
    counts = (document_counts(text, entry.language, entry.highlight.instrument) for text in texts)
    return frozenset(count for found in counts for count in found)


def _places_clash(one: Entry, other: Entry) -> bool:
    a, b = one.highlight.place, other.highlight.place
    if a is None or b is None:
        return False
    countries = set(_country_names((one, other)))
    mine, theirs = _sides(a), _sides(b)
    if (mine | theirs) & countries:  # "in Japan" is less exact than "in Tokyo", no contradiction
        return False
    return not any(f" {x} " in f" {y} " or f" {y} " in f" {x} " for x in mine for y in theirs)


def _country_names(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        for partner in entry.highlight.partners:
            if partner.type == "country":
                yield from _sides(partner.name)


def _sides(name: Bilingual) -> set[str]:
    return {fold_name(side).replace("ha noi", "hanoi") for side in (name.vi, name.en) if side}


def _place(entry: Entry) -> str:
    place = entry.highlight.place
    return place.side(entry.language) if place else ""
