"""States that a sentence names only to say whose a body is: "Belgium's Rent-A-Port", "the Danish fund X".

Promises to put the body where its state was chosen, and never a body that the act's first sentence does not
name. Knows no model.
"""

import re
from collections.abc import Mapping, Sequence

from service.text.acts.candidates import Candidate
from service.text.acts.settling import Graded
from service.text.acts.slots import Act
from service.text.entities.model import Entities, Mention

_BODIES = frozenset({"agency", "company", "university", "other"})
_OWNS = re.compile(
    r"(?:['’]s?\s+(?:(?!and\b|or\b|with\b|to\b|by\b|in\b|for\b)[a-z-]+\s+){0,3}|"
    r"\s+(?:(?!and\b|or\b|with\b|to\b|by\b|in\b|for\b|from\b|of\b|on\b|at\b|as\b)[a-z-]+\s+){0,2}"
    r"(?:firm|company|group|fund|bank|giant|maker|[a-z]*maker|[a-z]*builder|carrier|airline|university|"
    r"developer|conglomerate|operator|producer|retailer|manufacturer|start-?up|lender|agency|authority|"
    r"institute|supplier|utility|contractor|exporter|importer|consultancy|partner)\s+)"
)

_NUMBERED = re.compile(r"\s\d+$")  # a ship, a mission
_SPEAKS = re.compile(
    r"\s+(?:has\s+|have\s+)?(?:said|says|told|announced|expressed|confirmed|denied|affirmed)\b|"
    r"(?: of [A-Z]\w+)?\s+said\b"
)


def with_bodies(
    act: Act, chosen: Sequence[Graded], known: Mapping[int, Candidate], entities: Entities
) -> list[Graded]:
    """Return the parties, for each state that only owns a body of the first sentence that body.

    `known` are the candidates by entity; a body that is none stays out, and its state stands.
    """
    if act.article.language != "en":
        return list(chosen)
    found: dict[int, Graded] = {}
    for one, grade in chosen:
        for body in _bodies_of(act, one, entities):
            if body in known:
                found.setdefault(body, (known[body], grade))
        if not any(body in known for body in _bodies_of(act, one, entities)):
            found.setdefault(one.entity, (one, grade))
    return list(found.values())


def _bodies_of(act: Act, one: Candidate, entities: Entities) -> list[int]:
    """Return the bodies that a state owns, if the first sentence names it nowhere by itself."""
    if entities.entities[one.entity].type != "country":
        return []
    here = [mention for mention in entities.mentions_in(act.head.index) if not mention.inside]
    own = [_body_after(act, m, here, entities) for m in here if m.entity == one.entity and not m.short]
    return [entities.party(body.entity) for body in own if body] if own and all(own) else []


def _body_after(act: Act, state: Mention, here: Sequence[Mention], entities: Entities) -> Mention | None:
    behind = next((mention for mention in here if mention.start >= state.end), None)
    if behind is None or behind.short or entities[behind].type not in _BODIES or entities[behind].place:
        return None
    text = act.article.text
    if _NUMBERED.search(behind.text) or _SPEAKS.match(text, behind.end):
        return None
    return behind if _OWNS.fullmatch(text, state.end, behind.start) else None
