"""Which names of an act only say where it took place.

Promises that a state in which a deed is done ("dự án tại Lào") is no venue: only a state that opens the
sentence ("Tại Lào, ...") or closes an address ("in Geneva, Switzerland") is. Knows no parties.
"""

import re
from collections.abc import Collection

from service.text.acts.enumerations import enumerations
from service.text.acts.slots import Act
from service.text.entities.model import Entities, Mention

_PREMISES = r"(?:trụ sở(?: chính)?|hội trường|văn phòng|headquarters of|premises of)\s+(?:của\s+)?(?:the\s+)?"
_AT = (
    rf"(?:tại|ở|in|at)\s+(?:(?:the|thủ đô|thành phố|TP\.?|tỉnh|nước|city of|capital)\s+)*(?:the\s+)?"
    rf"(?:{_PREMISES})?"
)
_OPENING = re.compile(
    rf"(?:^|[,;:(]\s*|^(?:sáng|chiều|tối|hôm|ngày|tháng|năm)\s[^,.;]{{0,30}}\s)(?:ngay\s+)?{_AT}$", re.I
)
_INSIDE = re.compile(rf"\b{_AT}$", re.I)
_IN_PREMISES = re.compile(rf"\b(?:tại|ở|in|at)\s+(?:the\s+)?{_PREMISES}$", re.I)
_OF_TOWN = re.compile(r"\s*[,(]\s*")
_CLOSED = re.compile(
    r"\s*(?:[,.;()]|$|(?:vào|ngày|hôm|sáng|chiều|tối|năm|tháng|on|last|this|yesterday|during)\b)", re.I
)
_MEET_ABROAD = frozenset({"country", "person", "international_org"})  # whom they meet may go without saying
_BEFORE = 90  # characters in which the preposition stands


def is_venue(act: Act, party: int, entities: Entities) -> bool:
    """Tell whether the act's sentences name a party nowhere but as the place of the act."""
    stated = {act.sketches[index].index for index in act.evidence}
    named = [
        m
        for m in entities.mentions
        if m.segment in stated and not m.short and entities.party(m.entity) == party
    ]
    standing = [mention for mention in named if not mention.inside] or [_outer(m, entities) for m in named]
    return bool(standing) and all(_where(act, mention, entities) for mention in standing)


def meets_nobody(act: Act, parties: Collection[int], entities: Entities) -> bool:
    """Tell whether a meeting has one body of a country and besides at most where it meets there."""
    standing = [party for party in parties if not is_venue(act, party, entities)]
    found = [entities.entities[party] for party in parties]
    return (
        len(standing) == 1
        and entities.entities[standing[0]].type not in _MEET_ABROAD
        and len({entity.country for entity in found}) == 1
    )


def _outer(inner: Mention, entities: Entities) -> Mention:
    """Return the longer name that a name is part of: "Seoul (Hàn Quốc)"."""
    here = entities.mentions_in(inner.segment)
    return next((m for m in here if not m.inside and m.start <= inner.start and inner.end <= m.end), inner)


def _where(act: Act, mention: Mention, entities: Entities) -> bool:
    """Tell whether a name says where."""
    text, entity, before = act.article.text, entities[mention], _before(act, mention)
    closed = bool(_CLOSED.match(text, mention.end))
    if _OPENING.search(before):
        return closed or entity.type != "country"
    if entity.place and closed and _in_address(act, mention, entities):
        return True
    if not entity.place or entity.type == "country":
        return bool(_IN_PREMISES.search(before))
    return bool(_INSIDE.search(before)) and not _enumerated(act, mention, entities)


def _before(act: Act, mention: Mention) -> str:
    start = next(sketch.start for sketch in act.sketches if sketch.index == mention.segment)
    return act.article.text[max(start, mention.start - _BEFORE) : mention.start]


def _in_address(act: Act, mention: Mention, entities: Entities) -> bool:
    """Tell whether a town of the same country, which says where, stands right before a name."""
    here = entities.mentions_in(mention.segment)
    town = next((one for one in reversed(here) if one.end <= mention.start and not one.inside), None)
    return bool(
        town
        and entities[town].place
        and entities[town].country == entities[mention].country
        and _OF_TOWN.fullmatch(act.article.text, town.end, mention.start)
        and _INSIDE.search(_before(act, town))
    )


def _enumerated(act: Act, mention: Mention, entities: Entities) -> bool:
    """Tell whether a deed is done in a place and others: "tại Hà Tĩnh, Ninh Bình và Cần Thơ"."""
    runs = enumerations(act.article.text, entities.mentions_in(mention.segment))
    return any(mention in run and all(entities[one].place for one in run) for run in runs)
