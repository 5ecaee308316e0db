"""Whom "the two sides" are: those who meet in the sentence before, never the town that they meet in.

Promises a town as a side only where the article has it do something, and further sides only where the
sentence before names them, of different countries. Knows no model.
"""

import re
from collections.abc import Collection, Iterator

from service.text.acts.candidates import Candidate
from service.text.acts.denied import names_no_party
from service.text.acts.slots import Act
from service.text.entities.model import Entities, Entity, Mention

_AT = re.compile(
    r"\b(?:tại|ở|in|at)\s+(?:(?:the|thủ đô|thành phố|TP\.?|tỉnh|city of|capital)\s+)*"
    r"(?:[A-ZÀ-ỸĐ][\w-]*,\s*)?$",
    re.I,
)
_SIDES = 2
_BEFORE = 40  # characters


def is_only_place(act: Act, party: int, entities: Entities) -> bool:
    """Tell whether a town that "the two sides" seem to mean is only where they met."""
    entity = entities.entities[party]
    if not entity.place or entity.type == "country":
        return False
    named = [mention for mention in entities.mentions if entities.party(mention.entity) == party]
    full = [mention for mention in named if not mention.short and _near(act, mention)]
    implied = any(mention.short and mention.segment == act.head.index for mention in named)
    return implied and bool(full) and all(_located(act, mention) for mention in full)


def other_sides(act: Act, chosen: Collection[int], entities: Entities) -> list[Candidate]:
    """Return who else the sentence before names where "the two sides" act: two countries in all."""
    head = act.article.text[act.head.start : act.head.end]
    if len(chosen) >= _SIDES or not act.head.index or not names_no_party(head):
        return []
    lands = [entities.entities[party].country for party in chosen]
    found: list[Candidate] = []
    for party, mention in _named_before(act, entities):
        entity = entities.entities[party]
        if len(lands) < _SIDES and all(_is_of_another(entity, land) for land in lands):
            found.append(Candidate(party, mention, {}))
            lands.append(entity.country)
    return found if len(lands) == _SIDES else []


def _is_of_another(entity: Entity, land: str | None) -> bool:
    """Tell whether somebody is of another country; of a person whose country is not known it may be."""
    return entity.country != land and (entity.country is not None or entity.type == "person")


def _named_before(act: Act, entities: Entities) -> Iterator[tuple[int, Mention]]:
    """Yield whom the sentence before names, but for where it happens."""
    for mention in entities.mentions_in(act.head.index - 1):
        entity = entities.entities[entities.party(mention.entity)]
        if not (mention.inside or mention.short or entity.group or _located(act, mention)):
            yield entities.party(mention.entity), mention


def _near(act: Act, mention: Mention) -> bool:
    return mention.segment in {act.head.index - 1, act.head.index}


def _located(act: Act, mention: Mention) -> bool:
    return bool(_AT.search(act.article.text[max(0, mention.start - _BEFORE) : mention.start]))
