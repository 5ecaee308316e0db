"""Countries joined by a dash: "Việt - Hàn", "Mỹ - Nhật - Hàn", "Vietnam - Japan"."""

import re

from service.text.entities.line import Line
from service.text.gazetteer import Entry

_HYPHEN = re.compile(r"\s?[-–—]\s?")


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
