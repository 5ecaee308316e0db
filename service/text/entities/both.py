"""Which two "hai nước", "hai bên" and "the two sides" are: the last two of a kind that stand together.

Promises nothing where it is open which two are meant. A state in brackets ("Vienna (Áo)") or in the name of a
land or sea ("bán đảo Triều Tiên") does not act, so it is none of them.
"""

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from service.text.entities.line import Line
from service.text.entities.model import Entity, Mention

_STATES = frozenset({"nước", "quốc", "chính", "countries", "nations", "governments"})
_PLACE_WORDS = frozenset({"thành", "tỉnh", "địa", "cities", "provinces"})
_FIRMS = frozenset({"công", "doanh", "hãng", "tập", "companies", "firms"})
_IN_BRACKETS = re.compile(r"\(\s*$")
_LAND = re.compile(
    r"\b(?:bán đảo|quần đảo|đảo|eo biển|vùng biển|biển|vịnh|vùng trời|không phận|lãnh thổ|miền|"
    r"biên giới(?: với)?|peninsula of|coast of|waters of|border with)\s+(?:the\s+)?$",
    re.I,
)
_LAND_AFTER = re.compile(r"\s+(?:peninsula|straits?|islands?|waters|airspace|border)\b", re.I)
_JOINED = re.compile(
    r"[^,;.:()\"“”]{0,30}?(?:\s[-–]\s|[-–]|\b(?:và|với|cùng|and|with|to)\b)[^,;.:()\"“”]{0,30}", re.I
)


def two_of(
    noun: str, before: Sequence[Mention], entities: Sequence[Entity], lines: Mapping[int, Line], *, just: bool
) -> list[int]:
    """Return the two entities that "two" and a noun stand for, none where that is open.

    `just`: those of the last sentence that names more than one are meant ("hai nước này").
    """
    fitting = _fitting(noun, before, entities, lines)
    several: list[list[Mention]] = []
    for segment in sorted({mention.segment for mention in fitting}, reverse=True):
        here = sorted((m for m in fitting if m.segment == segment), key=lambda m: m.start)
        distinct = list(dict.fromkeys(mention.entity for mention in here))
        if len(distinct) == 2 and not (just and several):
            return distinct
        if len(distinct) > 1:
            several.append(here)
    return _joined(several[0], lines.get(several[0][0].segment)) if several else []


def _fitting(
    noun: str, before: Sequence[Mention], entities: Sequence[Entity], lines: Mapping[int, Line]
) -> list[Mention]:
    acting = [m for m in before if not _aside(m, lines.get(m.segment))]
    if noun in _STATES:
        return [m for m in acting if entities[m.entity].type == "country"]
    if noun in _PLACE_WORDS:
        return [m for m in before if entities[m.entity].place and entities[m.entity].type == "government"]
    parties = [
        replace(m, entity=_party(m.entity, entities))
        for m in acting
        if not m.inside and _able(entities[m.entity])
    ]
    return [m for m in parties if noun not in _FIRMS or _is_no_state(entities[m.entity])]


def _is_no_state(entity: Entity) -> bool:
    return entity.type not in {"country", "government"} and not entity.place


def _aside(mention: Mention, line: Line | None) -> bool:
    """Tell whether a name stands in brackets or in that of a land or sea."""
    if line is None:
        return False
    before = line.text[: mention.start - line.offset]
    after = line.text[mention.end - line.offset :]
    return bool(_IN_BRACKETS.search(before) or _LAND.search(before) or _LAND_AFTER.match(after))


def _joined(here: Sequence[Mention], line: Line | None) -> list[int]:
    """Return the last two of a sentence that a conjunction or a dash joins, apart from a longer list."""
    if line is None:
        return []
    pairs = [
        [one.entity, other.entity]
        for one, other in itertools.pairwise(here)
        if one.entity != other.entity
        and _JOINED.fullmatch(line.text[one.end - line.offset : other.start - line.offset])
    ]
    return pairs[-1] if pairs else []


def _able(entity: Entity) -> bool:
    return not entity.group and (entity.type != "person" or entity.represents is not None)


def _party(index: int, entities: Sequence[Entity]) -> int:
    represented = entities[index].represents
    return index if represented is None else represented
