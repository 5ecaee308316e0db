"""Two capitals that act together stand for their states or neither does: "Manila and Hanoi agreed".

Promises one reading for both. Knows nothing of what they agree on.
"""

import re
from dataclasses import replace
from itertools import pairwise

from service.text.entities.line import Line, Named

_JOINED = re.compile(r",?\s+(?:and|with|và|với|cùng)\s+|\s?[-–]\s?", re.I)
_CITIES = re.compile(
    r"\b(?:cit(?:y|ies)|capitals?|mayors?|twin|sister|municipal|flights?|routes?|thành phố|thủ đô|thị trưởng|"
    r"UBND|đường bay|chuyến bay|kết nghĩa)\b",
    re.I,
)


def alike(line: Line, names: list[Named]) -> list[Named]:
    """Return the names of a line with capitals that stand side by side read alike."""
    cities = bool(_CITIES.search(line.text))
    read = list(names)
    for place, (left, right) in enumerate(pairwise(names)):
        pair = (left, right)
        between = line.text[left.end - line.offset : right.start - line.offset]
        if not _JOINED.fullmatch(between) or {_reading(line, name) for name in pair} != {"city", "state"}:
            continue
        for offset, name in enumerate(pair):
            read[place + offset] = _as_city(name) if cities else _as_state(name)
    return read


def _reading(line: Line, name: Named) -> str:
    """Return what a capital is read as, "" for other names and for one with a level ("TP. Hà Nội")."""
    known = line.known[name.first]
    if known is None or known[0].kind != "capital" or known[1] != name.last or name.inside:
        return ""
    return "state" if name.kind == "capital" else "city" if name.kind == "place" else ""


def _as_state(name: Named) -> Named:
    return replace(name, kind="capital", type="country", term=None)


def _as_city(name: Named) -> Named:
    return replace(name, kind="place", type="government")
