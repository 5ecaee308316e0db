"""Entities and mentions from the names of an article: short forms, whom people speak for, home countries.

Promises that a short form is resolved only where a fitting name precedes it; others are dropped.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from service.domain.article import Language
from service.text.entities.both import two_of
from service.text.entities.homes import is_vietnamese_person, with_homes
from service.text.entities.line import PERSON, Line, Named
from service.text.entities.merging import entity_of, grouped
from service.text.entities.model import Entities, Entity, Mention
from service.text.folding import name_key

_ONE_STATE = frozenset({("nước", "này"), ("quốc", "gia", "này")})
_KNOWN = frozenset({"country", "pair", "capital", "region", "place", "body", "person", "group", "short"})
_MEMORY = 300  # mentions back which a short form may still refer
_THIS = re.compile(r"\s(?:này|trên|đó|nói trên)\b", re.I)
_TWO = frozenset({"hai", "2", "two", "both"})
_PARTY_COMMITTEES = frozenset({"tỉnh ủy", "thành ủy"})
_GOVERNMENTS = frozenset({"", "chính phủ", "chính phủ liên bang", "government"})


def resolve(names: tuple[Named, ...], language: Language, lines: Mapping[int, Line]) -> Entities:
    """Merge names into entities, resolve short forms, and say whom people and governments stand for.

    `lines` are the segments by index: which two "hai bên" are is told by what stands between their names.
    """
    things = frozenset(name_key(name.text) for name in names if name.kind == "thing")
    names = tuple(name for name in names if name.kind in _KNOWN or name_key(name.text) not in things)
    full = tuple(name for name in names if name.kind != "short")
    groups = grouped(full)
    index_of = {id(name): number for number, group in enumerate(groups) for name in group}
    entities = [entity_of(group) for group in groups]
    entities = with_homes(entities, groups, full, language)
    entities += _home_of_leaders(entities, groups, language)
    places = {_place(name): number for number, group in enumerate(groups) for name in group}
    acting = [
        _represents(group, entity, entities, places, language)
        for group, entity in zip(groups, entities, strict=False)  # Vietnam may have been added
    ]
    entities[: len(acting)] = [
        entity if owner == index else _acting(entity, owner, entities)
        for index, (entity, owner) in enumerate(zip(entities, acting, strict=False))
    ]
    mentions: list[Mention] = []
    for name in names:
        if name.kind == "short":
            mentions.extend(_resolved(name, mentions[-_MEMORY:], groups, entities, lines=lines))
        else:
            mentions.append(_mention(name, index_of[id(name)]))
    return Entities(tuple(entities), tuple(mentions))


def _mention(name: Named, entity: int, *, short: bool = False) -> Mention:
    return Mention(
        name.line, name.start, name.end, name.text, entity, name.inside, short=short, speaker=name.speaker
    )


def _place(name: Named) -> tuple[int, int, int]:
    return name.line, name.start, name.end


def _represents(
    group: list[Named],
    entity: Entity,
    entities: list[Entity],
    places: dict[tuple[int, int, int], int],
    language: Language,
) -> int | None:
    """Return whom a person speaks for, or the state of a government."""
    if group[0].head in _PARTY_COMMITTEES:
        return _province(group[0], entities)
    if entity.type == "government" and not entity.place and group[0].head in _GOVERNMENTS:
        return _state(entity.country, entities)
    if entity.type != "person":
        return None
    for name in group:
        if name.acts_for is not None and name.head not in {"courtesy", "other"}:
            return places.get(_place(name.acts_for))
    return _state("VN", entities) if _leads_vietnam(group, entity, language) else None


def _leads_vietnam(group: list[Named], entity: Entity, language: Language) -> bool:
    """Whether a Vietnamese has an office of state with which no other state or body is named."""
    office = any(name.head in {"state", "minister"} for name in group)
    alone = all(name.acts_for is None for name in group)
    return entity.type == "person" and office and alone and is_vietnamese_person(entity.name, language)


def _home_of_leaders(entities: list[Entity], groups: list[list[Named]], language: Language) -> list[Entity]:
    """Return Vietnam where somebody stands for it in an article that does not name it."""
    led = any(_leads_vietnam(group, entity, language) for group, entity in zip(groups, entities, strict=True))
    if not led or _state("VN", entities) is not None:
        return []
    return [Entity("Việt Nam" if language == "vi" else "Vietnam", "country", "VN", place=True)]


def _province(committee: Named, entities: list[Entity]) -> int | None:
    """Return the province or city of a Party committee: "Tỉnh ủy Gia Lai" is tỉnh Gia Lai."""
    core = name_key(committee.plain)[len(name_key(committee.head)) :]
    places = (
        i for i, entity in enumerate(entities) if entity.place and name_key(entity.name)[-len(core) :] == core
    )
    return next(places, None) if core else None


def _acting(entity: Entity, owner: int | None, entities: list[Entity]) -> Entity:
    """Return an entity with whom it represents; a person is of the country that it speaks for."""
    if owner is None:
        return entity
    country = entities[owner].country if entity.type == "person" else None
    return replace(entity, represents=owner, country=country or entity.country)


def _state(code: str | None, entities: list[Entity]) -> int | None:
    states = (i for i, entity in enumerate(entities) if entity.type == "country" and entity.country == code)
    return next(states, None) if code else None


def _resolved(
    name: Named,
    before: list[Mention],
    groups: list[list[Named]],
    entities: list[Entity],
    *,
    lines: Mapping[int, Line],
) -> list[Mention]:
    keys = name_key(name.text)
    if not keys:  # nothing but "Và" or "The"
        return []
    if name.head == PERSON:
        people = [place for place, entity in enumerate(entities) if _is_called(entity, keys[0])]
        return [_mention(name, people[0], short=True)] if len(people) == 1 else []
    if keys in _ONE_STATE:
        states = [m.entity for m in before if entities[m.entity].type == "country" and not m.short]
        return [_mention(name, states[-1], short=True)] if states else []
    if keys[0] in _TWO and len(keys) > 1:
        two = two_of(keys[1], before, entities, lines, just=_just_named(name, lines[name.line]))
        return [_mention(name, entity, short=True) for entity in two]
    for fits in (_same_head, _longer_head):
        for mention in reversed(before):
            if any(fits(member, name.head) for member in groups[mention.entity]):
                return [_mention(name, mention.entity, short=True)]
    return []


def _just_named(name: Named, line: Line) -> bool:
    """Whether a short form points at what was just named: "hai nước này", "these two countries"."""
    after, before = line.text[name.end - line.offset :], line.text[: name.start - line.offset]
    return bool(_THIS.match(after)) or before.lower().endswith("these ")


def _is_called(entity: Entity, word: str) -> bool:
    """Whether a word is the first or last of a person's name."""
    key = name_key(entity.name)
    return entity.type == "person" and word in {*key[:1], *key[-1:]}


def _same_head(name: Named, head: str) -> bool:
    return name.head == head and name.kind in {"body", "place"}


def _longer_head(name: Named, head: str) -> bool:
    longer = name.head.startswith(f"{head} ") or name.head.endswith(f" {head}")
    return longer and name.kind == "body"
