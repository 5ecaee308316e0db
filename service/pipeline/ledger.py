"""From the highlights of stored briefs to records, one for each act of cooperation.

Promises that the order in which the briefs come makes no difference, that the newest brief of an article
stands for the older ones (which only say since when an act is known), and that no two highlights of one
article end in one record (the guideline makes them two acts). Two highlights are one act where instrument and
dates agree and two partners are the same; where those are but states, the fields must agree too, and the
dates be exact or the wording alike.
Refuses to know where briefs are kept.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import combinations, product

from service.domain.ledger import BriefOutline, CooperationRecord
from service.pipeline.ledger_entry import Entry, affinity, entries_of_versions, same_act
from service.pipeline.ledger_record import record_of
from service.text.party_names import Identity, OfficialNames, fold_name, shorter_names

Cluster = list[Entry]
Place = tuple[str, str, str]  # an instrument and two groups of party names


def build_ledger(outlines: Iterable[BriefOutline], official: OfficialNames) -> tuple[CooperationRecord, ...]:
    """Return the records, the most recently first seen first."""
    articles = versions_of_articles(outlines)
    entries = sorted((e for a in articles for e in entries_of_versions(a, official)), key=lambda e: e.order)
    clusters = [sorted(cluster, key=lambda e: e.time_order) for cluster in _clusters(entries)]
    ids = _record_ids(clusters)
    records = [record_of(record_id, cluster) for record_id, cluster in zip(ids, clusters, strict=True)]
    return tuple(sorted(records, key=lambda r: (r.first_seen, r.id), reverse=True))


def versions_of_articles(outlines: Iterable[BriefOutline]) -> list[list[BriefOutline]]:
    """Return the briefs of each article, told by its id, its address, or else its text; the newest first."""
    newest = sorted(outlines, key=lambda o: (o.created_at, o.id), reverse=True)
    parents: dict[str, str] = {}

    def root(key: str) -> str:
        while parents.setdefault(key, key) != key:
            key = parents[key]
        return key

    for outline in newest:
        first, *others = article_keys(outline)
        for key in others:
            parents[root(key)] = root(first)
    articles: dict[str, list[BriefOutline]] = {}
    for outline in newest:
        articles.setdefault(root(article_keys(outline)[0]), []).append(outline)
    return list(articles.values())


def article_keys(outline: BriefOutline) -> list[str]:
    """Return what an article is told by."""
    source = outline.source
    keys = [f"id {source.id}"] if source.id else []
    if source.url:
        address = source.url.partition("#")[0].partition("://")[2].rstrip("/")
        host, slash, path = address.partition("/")
        keys.append(f"url {host.casefold()}{slash}{path}")
    return keys or [f"sha256 {source.sha256}"]


def _clusters(entries: Sequence[Entry]) -> list[Cluster]:
    """Put each entry, the most exactly dated first, to the acts it fits in every member, or to a new one."""
    groups = _name_groups({party for entry in entries for party in entry.parties})
    years = _years(entries)
    shelves: dict[tuple[Place, str], list[int]] = defaultdict(list)
    clusters: list[Cluster] = []
    for entry in entries:
        keys = list(product(_places(entry, groups), entry.years(years)))
        candidates = sorted({index for key in keys for index in shelves.get(key, ())})
        fitting = [i for i in candidates if all(same_act(entry, member) for member in clusters[i])]
        if fitting:
            best = fitting[0]
            if len(fitting) > 1:
                best = max(fitting, key=lambda i: (affinity(entry, clusters[i][0]), -i))
            clusters[best].append(entry)
        else:
            best = len(clusters)
            clusters.append([entry])
        for key in keys:
            if not shelves[key] or shelves[key][-1] != best:
                shelves[key].append(best)
    return clusters


def _years(entries: Sequence[Entry]) -> tuple[int, int]:
    """Return the years between which publications and closed dates lie; open dates are cut to them."""
    seen = [entry.seen.year for entry in entries]
    return (min(seen, default=2000) - 30, max(seen, default=2000) + 30)


def _places(entry: Entry, groups: dict[Identity, str]) -> set[Place]:
    names = sorted(groups[party] for party in entry.parties)
    return {(entry.highlight.instrument, a, b) for a, b in combinations(names, 2)}


def _name_groups(parties: set[Identity]) -> dict[Identity, str]:
    """Group parties so that two that are the same are in one group; a group may hold others too."""
    whole = {name for party in parties for name in party.names}
    parents: dict[str, str] = {}

    def root(key: str) -> str:
        while parents.setdefault(key, key) != key:
            parents[key] = parents[parents[key]]
            key = parents[key]
        return key

    def keys(party: Identity) -> Iterator[str]:
        yield from party.keys | party.initials
        for name in party.names:
            yield from (part for part in shorter_names(name) if part in whole)

    first = {}
    for party in parties:
        own = sorted(keys(party)) or [""]
        first[party] = own[0]
        for key in own[1:]:
            low, high = sorted((root(own[0]), root(key)))
            parents[high] = low
    return {party: root(key) for party, key in first.items()}


def _record_ids(clusters: Sequence[Cluster]) -> list[str]:
    """Return ids made of what the earliest source says, so that later sources do not change them."""
    numbered: Counter[str] = Counter()
    ids: dict[int, str] = {}
    founders = [min(cluster, key=_founded) for cluster in clusters]
    for index in sorted(range(len(clusters)), key=lambda i: _founded(founders[i])):
        key = _founding_key(founders[index])
        ids[index] = hashlib.sha256(f"{key}|{numbered[key]}".encode()).hexdigest()[:24]
        numbered[key] += 1
    return [ids[index] for index in range(len(clusters))]


def _founded(entry: Entry) -> tuple[datetime, str, int]:
    return entry.since, entry.brief, entry.highlight.rank


def _founding_key(entry: Entry) -> str:
    highlight = entry.highlight
    sides = (
        (p.country or "", "" if p.type == "country" and p.country else fold_name(p.name.side(entry.language)))
        for p in highlight.partners
    )
    when = highlight.date.edtf or f"seen {entry.since.date().isoformat()}"
    return "|".join([highlight.instrument, when, *(" ".join(side) for side in sorted(sides))])
