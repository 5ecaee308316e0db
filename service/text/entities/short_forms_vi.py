"""Definite short forms in Vietnamese: "Tổng cục", "Tập đoàn này", "hai nước", "hai bên".

Promises only that a short form stands there; what it means is resolved from the names before it.
"""

from dataclasses import replace

from service.text.entities.line import Line, Named, named
from service.text.entities.tails_vi import head_at
from service.text.folding import fold

_TWO = (
    "nước",
    "quốc gia",
    "bên",
    "phía",
    "chính phủ",
    "thành phố",
    "tỉnh",
    "địa phương",
    "đơn vị",
    "tập đoàn",
)
_BOTH = frozenset(f"{two} {fold_noun}" for two in ("hai", "2") for fold_noun in map(fold, _TWO))
_ONE = frozenset({"nước này", "quốc gia này"})
_FIRST = frozenset(form.split()[0] for form in _BOTH | _ONE)
_TOO_COMMON = frozenset({"ban", "đội", "nhóm", "khối", "phòng", "vụ", "hội", "đoàn", "đảng", "bang", "xã"})


def short_form_at(line: Line, first: int) -> Named | None:
    """Return the definite short form at a word; its head is what it must be resolved to."""
    for length in (3, 2) if line.words[first].key in _FIRST else ():
        if line.key(first, first + length) in _BOTH | _ONE:
            return _short(line, first, first + length)
    found = head_at(line, first)
    if found is None:
        return None
    _, after = found
    this = line.adjacent(after) and line.words[after].key in {"này", "trên"}
    if not this and (not line.words[first].capital or line.key(first, after) in _TOO_COMMON):
        return None
    return _short(line, first, after)


def _short(line: Line, first: int, last: int) -> Named:
    return replace(named(line, first, last, kind="short", kind_type="other"), head=line.key(first, last))
