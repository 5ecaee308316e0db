"""Which of the chosen parties stand: what grammar says about them after the model has chosen.

Promises that a state is no party beside its own body, an organ none beside its organisation, what is opened
none beside those who open it, and that the members of one enumeration stay together.
"""

import re
from collections.abc import Iterable, Sequence

from service.text.acts.candidates import Candidate
from service.text.acts.enumerations import enumerations
from service.text.acts.slots import Act
from service.text.acts.venues import is_venue
from service.text.entities.model import Entities, Mention
from service.text.folding import name_key

Graded = tuple[Candidate, float]
_BODIES = frozenset({"agency", "university", "company"})
_LEAST = 2
_OWNS = re.compile(r"['’]s?\s+")
_CIRCUMSTANCE = re.compile(r"\b(?:tại|ở|sang|đến|tới|của|cho|in|of|to|from|at|for)\s+(?:the\s+)?$", re.I)
_ORGAN = re.compile(
    r"\b(?:ban (?:chấp hành|thư ký|điều hành|lãnh đạo|giám đốc|giám hiệu)|hội đồng quản trị|hội nghị|"
    r"đại hội(?: đồng)?|secretariat|governing body|executive (?:board|committee)|board of directors)\b",
    re.I,
)
_PREMISES = re.compile(
    r"(?:văn phòng|chi nhánh|nhà máy|phân hiệu|trung tâm|phòng thí nghiệm|office|branch|cent(?:re|er)|plant|"
    r"laboratory)\b|.*\b(?:office|branch|cent(?:re|er)|laboratory)$",
    re.I,
)
_OPENED_AFTER = re.compile(
    r"[^,.;:]{0,45}?\b(?:được|was|were|has been)\s+(?:chính thức\s+|officially\s+)?"
    r"(?:khai trương|khánh thành|thành lập|inaugurated|opened|established|launched)\b",
    re.I,
)
_OPENS_BEFORE = re.compile(
    r"\b(?:khai trương|khánh thành|mở|thành lập|inaugurat(?:e|ed|ion of)|"
    r"open(?:ed|s|ing of)?|establish(?:ed)?)\s+(?:the\s+|an?\s+|their\s+|joint\s+)*$",
    re.I,
)


def settle(act: Act, chosen: Sequence[Graded], others: Sequence[Graded], entities: Entities) -> list[Graded]:
    """Return the parties that stand."""
    kept = _with_fellows(act, chosen, others, entities)
    kept = [pair for pair in kept if not _opened(act, pair[0], _parties(kept), entities)]
    kept = [pair for pair in kept if not _organ(pair[0], _parties(kept), entities)]
    kept = [pair for pair in kept if not _state_of_its_body(act, pair[0], _parties(kept), entities)]
    return _without_venues(act, kept, entities)


def _without_venues(act: Act, kept: Sequence[Graded], entities: Entities) -> list[Graded]:
    """Leave out what only says where, while two parties remain."""
    parties = [pair for pair in kept if not is_venue(act, pair[0].entity, entities)]
    return parties if len(parties) >= _LEAST else list(kept)


def _parties(graded: Iterable[Graded]) -> list[Candidate]:
    return [candidate for candidate, _ in graded]


def _with_fellows(
    act: Act, chosen: Sequence[Graded], others: Sequence[Graded], entities: Entities
) -> list[Graded]:
    """Add the rest of an enumeration of the most explicit sentence of which half are chosen."""
    kept = list(chosen)
    left = {candidate.entity: (candidate, chance) for candidate, chance in others}
    for run in enumerations(act.article.text, entities.mentions_in(act.head.index)):
        members = [entities.party(mention.entity) for mention in run]
        known = {one.entity for one, _ in kept} & set(members)
        if not known or 2 * len(known) < len(set(members)) or _address(members, entities):
            continue
        kept += [left.pop(member) for member in members if member in left and _named(member, entities)]
    return kept


def _address(members: Iterable[int], entities: Entities) -> bool:
    """Tell whether a run says where ("Hà Nội, Việt Nam") rather than who."""
    lands = [entities.entities[member].country for member in members if entities.entities[member].place]
    return len(lands) != len(set(lands))


def _named(member: int, entities: Entities) -> bool:
    entity = entities.entities[member]
    return not entity.group and entity.type != "person"


def _opened(act: Act, one: Candidate, chosen: Sequence[Candidate], entities: Entities) -> bool:
    """Tell whether a candidate is what is opened in the act's sentence."""
    text = act.article.text
    return len(chosen) > 1 and any(
        entities.party(mention.entity) == one.entity
        and _PREMISES.match(mention.text)
        and (
            _OPENED_AFTER.match(text, mention.end, act.head.end)
            or _OPENS_BEFORE.search(text[max(act.head.start, mention.start - 40) : mention.start])
        )
        for mention in entities.mentions_in(act.head.index)
    )


def _organ(one: Candidate, chosen: Sequence[Candidate], entities: Entities) -> bool:
    """Tell whether a candidate is an organ of another party ("Ban chấp hành APO" beside APO)."""
    name = entities.entities[one.entity].name
    if not _ORGAN.search(name):
        return False
    rest = f" {' '.join(name_key(_ORGAN.sub(' ', name)))} "
    fellows = {other.entity for other in chosen} - {one.entity}
    called = (m.text for m in entities.mentions if m.entity in fellows and not m.short)
    return any(f" {' '.join(name_key(words))} " in rest for words in called)


def _state_of_its_body(act: Act, one: Candidate, chosen: Sequence[Candidate], entities: Entities) -> bool:
    """Tell whether a candidate is a state that only a body of its own represents in the act's sentence."""
    state = entities.entities[one.entity]
    if state.type != "country":
        return False
    here = entities.mentions_in(act.head.index)
    fellows = {other.entity for other in chosen if _body_of(state.country, other.entity, entities)}
    if not any(entities.party(mention.entity) in fellows for mention in here):
        return False
    owning = {m for m in here if any(_owns(act, m, other) for other in here if other.entity in fellows)}
    return not any(_independent(act, m) for m in here if m.entity == one.entity and m not in owning)


def _owns(act: Act, state: Mention, body: Mention) -> bool:
    """Tell whether a state stands before its body as its owner: "Vietnam's Ministry of Health"."""
    return state.end < body.start and bool(_OWNS.fullmatch(act.article.text[state.end : body.start]))


def _body_of(country: str | None, member: int, entities: Entities) -> bool:
    entity = entities.entities[member]
    return entity.type in _BODIES and entity.country == country and not entity.group


def _independent(act: Act, mention: Mention) -> bool:
    before = act.article.text[max(act.head.start, mention.start - 12) : mention.start]
    return not mention.inside and not mention.short and not _CIRCUMSTANCE.search(before)
