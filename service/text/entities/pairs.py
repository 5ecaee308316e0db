"""Countries joined by a dash: "Việt - Hàn", "Mỹ - Nhật - Hàn", "Vietnam - Japan", "Hải quân Việt - Ấn"."""

import re

from service.text.entities.line import Line, Named
from service.text.gazetteer import Entry

_HYPHEN = re.compile(r"\s?[-–—]\s?")
# Bodies that no two states have in common: "Hải quân Việt - Ấn" are two.
_EACH_ITS_OWN = frozenset(
    {"hải quân", "không quân", "lục quân", "quân đội", "cảnh sát", "cảnh sát biển", "chính phủ", "quốc hội",
     "bộ ngoại giao", "bộ quốc phòng", "hải quan", "biên phòng"}
)  # fmt: skip


def pair_at(line: Line, first: int) -> list[tuple[int, int, Entry]]:
    """Return the members of a pair (or more) that starts at a word, as (first, last, entry)."""
    members: list[tuple[int, int, Entry]] = []
    index = first
    while index < len(line.words):
        member = _member(line, index)
        if member is None or (members and _same(members[-1][2], member[0])):
            break
        members.append((index, member[1], member[0]))
        index = member[1]
        if index >= len(line.words) or not _HYPHEN.fullmatch(line.gaps[index - 1]):
            break
    return members if len(members) > 1 else []


def shared_by(line: Line, body: Named) -> int | None:
    """Return where the countries begin whose bodies a name tells together, None for one body's name."""
    for first in range(body.first + 1, body.last):
        members = pair_at(line, first)
        if members and members[-1][1] == body.last and line.key(body.first, first) in _EACH_ITS_OWN:
            return first
    return None


def _same(left: Entry, right: Entry) -> bool:
    """Whether the dash joins a name and its own abbreviation: "Tổ chức Năng suất Châu Á – APO"."""
    return left.term is not None and left.term == right.term


def _member(line: Line, index: int) -> tuple[Entry, int] | None:
    known = line.known[index]
    if known is not None and (known[0].kind == "country" or known[0].type == "international_org"):
        return known
    if not line.words[index].capital:
        return None
    entries = line.gazetteer.named(line.words[index].text, line.language)
    short = next((entry for entry in entries if entry.kind in {"country", "pair"}), None)
    return (short, index + 1) if short is not None else None
