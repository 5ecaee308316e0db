"""Entities and mentions from the names of an article: short forms, whom people speak for, home countries.

Promises that a short form is resolved only where a fitting name precedes it; others are dropped.
"""

from dataclasses import replace

from service.domain.article import Language
from service.text.entities.homes import is_vietnamese_person, with_homes
from service.text.entities.line import PERSON, Named
from service.text.entities.merging import entity_of, grouped
from service.text.entities.model import Entities, Entity, Mention
from service.text.folding import name_key

_ONE_STATE = frozenset({("nước", "này"), ("quốc", "gia", "này")})
_KNOWN = frozenset({"country", "pair", "capital", "region", "place", "body", "person", "group", "short"})
_MEMORY = 300  # mentions back which a short form may still refer
_TWO = frozenset({"hai", "2", "two", "both"})
_PARTY_COMMITTEES = frozenset({"tỉnh ủy", "thành ủy"})
_GOVERNMENTS = frozenset({"", "chính phủ", "chính phủ liên bang", "government"})
_STATES = frozenset({"nước", "quốc", "chính", "countries", "nations", "governments"})
_PLACE_WORDS = frozenset({"thành", "tỉnh", "địa", "cities", "provinces"})


def resolve(names: tuple[Named, ...], language: Language) -> Entities:
    """Merge names into entities, resolve short forms, and say whom people and governments stand for."""
    things = frozenset(name_key(name.text) for name in names if name.kind == "thing")
    names = tuple(name for name in names if name.kind in _KNOWN or name_key(name.text) not in things)
    full = tuple(name for name in names if name.kind != "short")
    groups = grouped(full)
    index_of = {id(name): number for number, group in enumerate(groups) for name in group}
    entities = [entity_of(group) for group in groups]
    entities = with_homes(entities, groups, full, language)
    places = {_place(name): number for number, group in enumerate(groups) for name in group}
    acting = [
        _represents(group, entity, entities, places, language)
        for group, entity in zip(groups, entities, strict=True)
    ]
    entities = [
        entity if owner == index else _acting(entity, owner, entities)
        for index, (entity, owner) in enumerate(zip(entities, acting, strict=True))
    ]
    mentions: list[Mention] = []
    for name in names:
        if name.kind == "short":
            mentions.extend(_resolved(name, mentions[-_MEMORY:], groups, entities))
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
    state = any(name.head in {"state", "minister"} for name in group)
    return _state("VN", entities) if state and is_vietnamese_person(entity.name, language) else None


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
    name: Named, before: list[Mention], groups: list[list[Named]], entities: list[Entity]
) -> list[Mention]:
    keys = name_key(name.text)
    if not keys:  # nothing but "Và" or "The"
        return []
    if name.head == PERSON:
        people = {m.entity for m in before if _is_called(entities[m.entity], keys[0])}
        return [_mention(name, people.pop(), short=True)] if len(people) == 1 else []
    if keys in _ONE_STATE:
        states = [m.entity for m in before if entities[m.entity].type == "country" and not m.short]
        return [_mention(name, states[-1], short=True)] if states else []
    if keys[0] in _TWO and len(keys) > 1:
        pair = _pair(keys[1], before, entities)
        return [_mention(name, entity, short=True) for entity in pair]
    for fits in (_same_head, _longer_head):
        for mention in reversed(before):
            if any(fits(member, name.head) for member in groups[mention.entity]):
                return [_mention(name, mention.entity, short=True)]
    return []


def _is_called(entity: Entity, word: str) -> bool:
    """Whether a word is the first or last of a person's name."""
    key = name_key(entity.name)
    return entity.type == "person" and word in {*key[:1], *key[-1:]}


def _same_head(name: Named, head: str) -> bool:
    return name.head == head and name.kind in {"body", "place"}


def _longer_head(name: Named, head: str) -> bool:
    longer = name.head.startswith(f"{head} ") or name.head.endswith(f" {head}")
    return longer and name.kind == "body"


def _pair(noun: str, before: list[Mention], entities: list[Entity]) -> list[int]:
    """Return the last two entities of a kind that occur together in a segment."""
    if noun in _STATES:
        fitting = [m for m in before if entities[m.entity].type == "country"]
    elif noun in _PLACE_WORDS:
        fitting = [m for m in before if entities[m.entity].place and entities[m.entity].type == "government"]
    else:
        fitting = [
            replace(m, entity=_party(m.entity, entities))
            for m in before
            if not m.inside and _able(entities[m.entity])
        ]
    by_segment: dict[int, list[int]] = {}
    for mention in fitting:
        together = by_segment.setdefault(mention.segment, [])
        if mention.entity not in together:
            together.append(mention.entity)
    several = [
        by_segment[segment] for segment in sorted(by_segment, reverse=True) if len(by_segment[segment]) > 1
    ]
    return next((pair for pair in several if len(pair) == 2), several[0][-2:] if several else [])


def _able(entity: Entity) -> bool:
    return not entity.group and (entity.type != "person" or entity.represents is not None)


def _party(index: int, entities: list[Entity]) -> int:
    represented = entities[index].represents
    return index if represented is None else represented
