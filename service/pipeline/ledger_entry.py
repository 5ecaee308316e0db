"""A highlight as the ledger compares it: who, when and since when it is known, worked out once.

Promises a symmetric answer to whether two entries are one act. Refuses to know of records.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from service.domain.article import Language
from service.domain.brief import Source
from service.domain.highlight import Highlight
from service.domain.ledger import BriefOutline
from service.text.party_names import Identity, OfficialNames, identify, same_party
from service.text.search_text import day_range, fold

REPORTED_TOGETHER = timedelta(days=90)  # where one of two acts has no date
DAYS_APART = 3  # between two exact dates that may be one, misreported: a conflict, not another act
A_MONTH = 31  # days; a wider date alone does not tell one act of two states from another
ALIKE = 0.3  # of the words of two gists; measured on the annotated articles
_VAGUE_FIELDS = frozenset({"other", "diplomacy"})


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A highlight and its article. `days` are the first and last day that its date can mean.

    `seen` is when this version of the article came out, `since` when the first did that reports the act.
    """

    brief: str
    source: Source
    seen: datetime
    since: datetime
    highlight: Highlight
    parties: tuple[Identity, ...]
    days: tuple[date, date] | None

    @property
    def language(self) -> Language:
        """The language of the article."""
        return self.source.language

    @property
    def order(self) -> tuple[int, date, datetime, str, int]:
        """What decides which entry comes first: exact dates, then the earliest."""
        width = (self.days[1] - self.days[0]).days if self.days else 10**7
        first = self.days[0] if self.days else date.max
        return width, first, self.seen, self.brief, self.highlight.rank

    @property
    def time_order(self) -> tuple[datetime, str, int]:
        """The order in which a reader could know of it."""
        return self.seen, self.brief, self.highlight.rank

    def years(self, bounds: tuple[int, int]) -> Iterator[str]:
        """Yield shelves such that two entries of compatible dates share at least one."""
        low, high = bounds
        if self.days:
            first = max(_shifted(self.days[0], -DAYS_APART).year, low)
            last = min(_shifted(self.days[1], DAYS_APART).year, high)
            yield from (f"on {year}" for year in range(min(first, high), max(last, low) + 1))
        around = (self.seen - REPORTED_TOGETHER).year, (self.seen + REPORTED_TOGETHER).year
        yield from (f"seen {year}" for year in range(around[0], around[1] + 1))


def entries_of(outline: BriefOutline, official: OfficialNames) -> Iterator[Entry]:
    """Yield an entry for each highlight of a brief."""
    seen = outline.source.published_at or outline.created_at
    seen = (seen if seen.tzinfo else seen.replace(tzinfo=UTC)).astimezone(UTC)
    for highlight in outline.highlights:
        yield Entry(
            brief=outline.id,
            source=outline.source,
            seen=seen,
            since=seen,
            highlight=highlight,
            parties=tuple(identify(partner, official) for partner in highlight.partners),
            days=days_of(highlight.date.edtf),
        )


def entries_of_versions(versions: Sequence[BriefOutline], official: OfficialNames) -> Iterator[Entry]:
    """Yield an entry for each highlight of the first of the versions, dated by all of them."""
    newest, *older = versions
    earlier = [entry for outline in older for entry in entries_of(outline, official)]
    for entry in entries_of(newest, official):
        since = min([entry.seen, *(e.seen for e in earlier if _same_in_versions(entry, e))])
        yield replace(entry, since=since)


def days_of(edtf: str | None) -> tuple[date, date] | None:
    """Return the first and last day that an EDTF date can mean; None without a date or a year."""
    days = day_range(edtf)
    if days is None:
        return None
    first, last = _day(days[0]), _day(days[1])
    return (first, last) if first <= last else None


def same_act(one: Entry, other: Entry) -> bool:
    """Say whether two highlights report the same act."""
    if one.brief == other.brief or one.highlight.instrument != other.highlight.instrument:
        return False
    apart = days_apart(one, other)
    if apart is None:
        if not _reported_together(one, other):
            return False
    elif apart > DAYS_APART:
        return False
    shared = shared_parties(one, other)
    if len(shared) < 2:
        return False
    if any(not party.is_state for party in shared):
        return not apart or _fields_agree(one, other)
    return not apart and _fields_agree(one, other) and (_is_exact(one, other) or _told_alike(one, other))


def _same_in_versions(one: Entry, other: Entry) -> bool:
    """Say whether highlights of two versions of one article report the same act."""
    if one.highlight.instrument != other.highlight.instrument or not _fields_agree(one, other):
        return False
    wanted = min(2, len(one.parties), len(other.parties))
    return (days_apart(one, other) or 0) <= DAYS_APART and len(shared_parties(one, other)) >= wanted


def days_apart(one: Entry, other: Entry) -> int | None:
    """Return how many days lie between two dates, 0 where they overlap, None where one has none."""
    if one.days is None or other.days is None:
        return None
    return max((max(one.days[0], other.days[0]) - min(one.days[1], other.days[1])).days, 0)


def shared_parties(one: Entry, other: Entry) -> list[Identity]:
    """Return the parties of one that the other has too, each counted once."""
    left = list(other.parties)
    shared = []
    for party in one.parties:
        match = next((i for i, candidate in enumerate(left) if same_party(party, candidate)), None)
        if match is not None:
            del left[match]
            shared.append(party)
    return shared


def affinity(one: Entry, other: Entry) -> tuple[int, int, int, float]:
    """Return how much two reports of one kind are alike; the more, the larger."""
    sums = {(amount.value, amount.currency) for amount in one.highlight.amounts}
    same_sums = sums & {(amount.value, amount.currency) for amount in other.highlight.amounts}
    fields = set(one.highlight.fields) & set(other.highlight.fields)
    alike = _overlap(_words(one), _words(other))
    return len(shared_parties(one, other)), len(same_sums), len(fields), alike


def _words(entry: Entry) -> set[str]:
    gist = entry.highlight.gist
    return set(fold(f"{gist.vi} {gist.en}").split())


def _reported_together(one: Entry, other: Entry) -> bool:
    return abs(one.seen - other.seen) <= REPORTED_TOGETHER


def _is_exact(one: Entry, other: Entry) -> bool:
    days = (entry.days for entry in (one, other))
    return all(pair is not None and (pair[1] - pair[0]).days <= A_MONTH for pair in days)


def _told_alike(one: Entry, other: Entry) -> bool:
    """Whether two reports, published together, say what was done in much the same words."""
    if not _reported_together(one, other):
        return False
    names = {
        word for e in (one, other) for party in e.parties for name in party.names for word in name.split()
    }
    gists = ((e.highlight.gist.vi, e.highlight.gist.en) for e in (one, other))
    return any(
        _overlap(set(fold(a).split()) - names, set(fold(b).split()) - names) >= ALIKE
        for a, b in zip(*gists, strict=True)
    )


def _overlap(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(len(one | other), 1)


def _fields_agree(one: Entry, other: Entry) -> bool:
    a, b = (set(entry.highlight.fields) - _VAGUE_FIELDS for entry in (one, other))
    return not a or not b or bool(a & b)


def _day(stamped: str) -> date:
    """Return a day of `day_range`, which gives every month 31 days and open ends the year 0 or 9999."""
    year, month, day = (int(part) for part in stamped.split("-"))
    for last in range(day, day - 4, -1):
        try:
            return date(max(year, 1), month, last)
        except ValueError:
            continue
    return date(max(year, 1), month, 1)


def _shifted(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day
