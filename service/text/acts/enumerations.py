"""Which names of a sentence stand in one enumeration: "A, B và C", "A, B and C".

Promises runs of names with nothing but a comma or a conjunction between them. Knows no parties.
"""

import re
from collections.abc import Iterable

from service.text.entities.model import Mention

_COMMA = re.compile(r"\s*[,;]\s*")
_AND = re.compile(r"\s*[,;]?\s*(?:và|cùng|cùng với|and|as well as|&)\s+(?:the\s+|với\s+)?", re.I)


def enumerations(text: str, mentions: Iterable[Mention]) -> list[list[Mention]]:
    """Return the runs of two or more names, in reading order, that a conjunction closes."""
    runs: list[list[Mention]] = []
    closed: set[int] = set()
    for mention in mentions:
        if mention.inside or mention.short:
            continue
        between = text[runs[-1][-1].end : mention.start] if runs else ""
        joined = bool(_AND.fullmatch(between))
        if joined or (runs and _COMMA.fullmatch(between)):
            runs[-1].append(mention)
            closed |= {len(runs) - 1} if joined else set()
        else:
            runs.append([mention])
    return [run for place, run in enumerate(runs) if place in closed]
