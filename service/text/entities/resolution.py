"""Entities and mentions from the names of an article: short forms, whom people speak for, home countries.

Promises that a short form is resolved only where a fitting name precedes it; others are dropped.
"""

from dataclasses import replace

from service.domain.article import Language
from service.text.entities.lexicon import surnames_vi
from service.text.entities.line import Named
from service.text.entities.merging import entity_of, grouped
from service.text.entities.model import Entities, Entity, Mention
from service.text.folding import name_key
from service.text.syllables import is_syllable

_ONE_STATE = frozenset({("nước", "này"), ("quốc", "gia", "này")})
_TWO = frozenset({"hai", "2", "two", "both"})
_LEGAL = frozenset({"tnhh", "cp", "tmcp", "mtv", "ctcp"})
_STATES = frozenset({"nước", "quốc", "chính", "countries", "nations", "governments"})
_PLACE_WORDS = frozenset({"thành", "tỉnh", "địa", "cities", "provinces"})


def resolve(names: tuple[Named, ...], language: Language) -> Entities:
    """Merge names into entities, resolve short forms, and say whom people and governments stand for."""
    full = tuple(name for name in names if name.kind != "short")
    groups = grouped(full)
    index_of = {id(name): number for number, group in enumerate(groups) for name in group}
    entities = [entity_of(group) for group in groups]
    entities = [_at_home(entity, groups[i], entities, language) for i, entity in enumerate(entities)]
    acting = [_represents(i, groups, entities) for i in range(len(groups))]
    entities = [replace(entity, represents=state) for entity, state in zip(entities, acting, strict=True)]
    mentions: list[Mention] = []
    for name in names:
        if name.kind == "short":
            mentions.extend(_resolved(name, mentions, groups, entities))
        else:
            mentions.append(_mention(name, index_of[id(name)]))
    return Entities(tuple(entities), tuple(mentions))


def _mention(name: Named, entity: int, *, short: bool = False) -> Mention:
    return Mention(
        name.line, name.start, name.end, name.text, entity, name.inside, short=short, speaker=name.speaker
    )


def _at_home(entity: Entity, group: list[Named], entities: list[Entity], language: Language) -> Entity:
    """Give a body in a Vietnamese article that states no country its home, where the article allows it."""
    if language != "vi" or entity.country or entity.group or entity.type in {"international_org", "country"}:
        return entity
    first = next((name for name in group if name.head), group[0])
    if entity.type == "person":
        return replace(entity, country="VN") if _vietnamese(entity.name) else entity
    if first.kind == "region" or not first.head:
        return entity
    states = {other.country for other in entities if other.type == "country"}
    words = name_key(first.plain)[len(name_key(first.head)) :]
    native = all(is_syllable(word) or word.isdigit() for word in words)
    home = not states - {"VN"} or (native and "VN" in states) or _legal(first)
    return replace(entity, country="VN") if home else entity


def _legal(name: Named) -> bool:
    """Whether a firm has a Vietnamese legal form: "công ty TNHH", "ngân hàng TMCP"."""
    return any(form in name_key(name.plain) for form in _LEGAL) or name.head.endswith("cổ phần")


def _represents(
    index: int,
    groups: list[list[Named]],
    entities: list[Entity],
) -> int | None:
    group, entity = groups[index], entities[index]
    if entity.type == "government" and not entity.place and group[0].head in {"", "chính phủ"}:
        return _state(entity.country, entities)
    if entity.type != "person":
        return None
    for name in group:
        if name.acts_for is not None and name.head not in {"courtesy", "other"}:
            owner = _index_at(name.acts_for, groups)
            if owner is not None:
                return owner
    state = any(name.head == "state" for name in group)
    return _state("VN", entities) if state and _vietnamese(entity.name) else None


def _index_at(name: Named, groups: list[list[Named]]) -> int | None:
    for number, group in enumerate(groups):
        if any(other.start == name.start and other.line == name.line for other in group):
            return number
    return None


def _state(code: str | None, entities: list[Entity]) -> int | None:
    return next(
        (i for i, entity in enumerate(entities) if entity.type == "country" and entity.country == code), None
    ) if code else None  # fmt: skip


def _vietnamese(name: str) -> bool:
    key = name_key(name)
    return len(key) > 2 and key[0] in surnames_vi() and all(is_syllable(word) for word in key)


def _resolved(
    name: Named, before: list[Mention], groups: list[list[Named]], entities: list[Entity]
) -> list[Mention]:
    keys = name_key(name.text)
    if keys in _ONE_STATE:
        states = [m.entity for m in before if entities[m.entity].type == "country" and not m.short]
        return [_mention(name, states[-1], short=True)] if states else []
    if keys[0] in _TWO:
        pair = _pair(keys[1], before, entities)
        return [_mention(name, entity, short=True) for entity in pair]
    head = name.head
    for mention in reversed(before):
        if any(_headed(member, head) for member in groups[mention.entity]):
            return [_mention(name, mention.entity, short=True)]
    return []


def _headed(name: Named, head: str) -> bool:
    return name.head == head or (name.head.startswith(head + " ") and name.kind == "body")


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
    for segment in sorted(by_segment, reverse=True):
        if len(by_segment[segment]) > 1:
            return by_segment[segment][-2:] if len(by_segment[segment]) > 2 else by_segment[segment]
    return []


def _able(entity: Entity) -> bool:
    return not entity.group and (entity.type != "person" or entity.represents is not None)


def _party(index: int, entities: list[Entity]) -> int:
    represented = entities[index].represents
    return index if represented is None else represented
