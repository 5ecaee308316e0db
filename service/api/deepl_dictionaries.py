"""The desks' glossaries as DeepL sees them: under one id, a dictionary for each direction.

A glossary of the desks has one direction, or is for both. What has two different dictionaries is kept as two:
the second under the first's id with the direction behind it. Promises that each stays usable by itself.
"""

import uuid
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from service.domain.article import Language, other
from service.domain.errors import NotFound
from service.domain.glossary import (
    GlossaryCard,
    GlossaryEntry,
    UserGlossary,
    new_glossary,
    next_revision,
    sources_of,
)
from service.domain.stores import GlossaryStore
from service.text.glossary_pairs import direction_from

PAGE = 100
_SECOND = "."  # in no id that anything else gives


@dataclass(frozen=True, slots=True)
class Bundle:
    """What one id of DeepL's names: the glossary that answers for each source language."""

    first: UserGlossary
    members: Mapping[Language, UserGlossary]

    @property
    def card(self) -> GlossaryCard:
        """Name, id and times."""
        return self.first.card

    def dictionary(self, source: Language) -> UserGlossary:
        """Return the glossary of a direction. Raises NotFound."""
        if source not in self.members:
            raise NotFound("Dictionary not found.", "")
        return self.members[source]


def create(
    store: GlossaryStore,
    name: str,
    dictionaries: Sequence[tuple[Language, tuple[GlossaryEntry, ...]]],
    now: datetime,
) -> Bundle:
    """Keep dictionaries, each for another direction, under a new id."""
    glossary_id = str(uuid.uuid4())
    (source, entries), *more = dictionaries
    store.create(_new(glossary_id, name, source, entries, now))
    for source, entries in more:
        store.create(_new(_second_id(glossary_id, source), name, source, entries, now))
    return load(store, glossary_id)


def load(store: GlossaryStore, glossary_id: str) -> Bundle:
    """Return what an id names. Raises NotFound."""
    try:
        first = store.get(glossary_id)
    except NotFound:
        raise NotFound("Glossary not found.", "") from None
    members: dict[Language, UserGlossary] = dict.fromkeys(sources_of(first.card.direction), first)
    if len(members) == 1:
        (source,) = members
        missing = other(source)
        with suppress(NotFound):
            members[missing] = store.get(_second_id(glossary_id, missing))
    return Bundle(first, members)


def every(store: GlossaryStore) -> list[Bundle]:
    """Return all, newest first."""
    ids: list[str] = []
    cursor: str | None = None
    while True:
        page = store.find(limit=PAGE, cursor=cursor)
        ids += [card.id for card in page.cards if _SECOND not in card.id]
        if (cursor := page.next_cursor) is None:
            return [load(store, glossary_id) for glossary_id in ids]


def rename(store: GlossaryStore, bundle: Bundle, name: str, now: datetime) -> None:
    """Give all of it another name."""
    for member in {member.card.id: member for member in bundle.members.values()}.values():
        store.replace(next_revision(member, now=now, name=name))


def put(
    store: GlossaryStore, bundle: Bundle, source: Language, entries: tuple[GlossaryEntry, ...], now: datetime
) -> None:
    """Put a dictionary in the place of that of the same direction, or beside that of the other."""
    member = bundle.members.get(source)
    if member is not None and member.card.direction != "both":
        store.replace(next_revision(member, now=now, entries=entries))
        return
    if member is not None:
        store.replace(next_revision(member, now=now, direction=direction_from(other(source))))
    store.create(_new(_second_id(bundle.card.id, source), bundle.card.name, source, entries, now))


def remove_dictionary(store: GlossaryStore, bundle: Bundle, source: Language, now: datetime) -> None:
    """Take one direction out; with the last one the glossary is gone. Raises NotFound."""
    member, rest = bundle.dictionary(source), bundle.members.get(other(source))
    if member.card.id != bundle.card.id or rest is None:
        store.delete(member.card.id)
        return
    direction = direction_from(other(source))
    store.replace(next_revision(bundle.first, now=now, direction=direction, entries=rest.entries))
    if rest.card.id != bundle.card.id:
        store.delete(rest.card.id)


def remove(store: GlossaryStore, bundle: Bundle) -> None:
    """Delete all of it."""
    for glossary_id in {member.card.id for member in bundle.members.values()}:
        store.delete(glossary_id)


def _second_id(glossary_id: str, source: Language) -> str:
    return f"{glossary_id}{_SECOND}{direction_from(source)}"


def _new(
    glossary_id: str, name: str, source: Language, entries: tuple[GlossaryEntry, ...], now: datetime
) -> UserGlossary:
    direction = direction_from(source)
    return new_glossary(glossary_id, entries, name=name, direction=direction, default=False, now=now)
