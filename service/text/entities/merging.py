"""Which names mean the same: countries by code, bodies by term, abbreviation or name."""

from service.domain.highlight import PartnerType
from service.text.entities.line import Named
from service.text.entities.model import Entities, Entity, Mention
from service.text.folding import name_key


def merge(names: tuple[Named, ...]) -> Entities:
    """Give every name its entity."""
    keys: dict[object, int] = {}
    members: list[list[Named]] = []
    mentions: list[Mention] = []
    for name in names:
        own = _keys(name)
        index = next((keys[key] for key in own if key in keys), len(members))
        if index == len(members):
            members.append([])
        members[index].append(name)
        for key in own:
            keys.setdefault(key, index)
        mentions.append(
            Mention(name.line, name.start, name.end, name.text, index, name.inside, speaker=name.speaker)
        )
    return Entities(tuple(map(_entity, members)), tuple(mentions))


def _keys(name: Named) -> tuple[object, ...]:
    if name.kind in {"country", "capital", "pair"}:
        return (("country", name.country),)
    keys: list[object] = [name_key(name.text)]
    if name.term is not None:
        keys.append(("term", name.term.vi))
    if name.abbreviation:
        keys.append(name_key(name.abbreviation))
    return tuple(keys)


def _entity(members: list[Named]) -> Entity:
    best = max(members, key=lambda name: (name.kind != "capital", len(name.text)))
    kind: PartnerType = best.type
    return Entity(
        name=best.text,
        type=kind,
        country=next((name.country for name in members if name.country), None),
        term=next((name.term for name in members if name.term), None),
        place=any(name.kind in {"country", "capital", "pair", "place"} for name in members),
    )
