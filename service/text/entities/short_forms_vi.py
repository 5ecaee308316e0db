"""Definite short forms in Vietnamese: "Tổng cục", "Tập đoàn này", "hai nước", "hai bên".

Promises only that a short form stands there; what it means is resolved from the names before it.
"""

from dataclasses import replace

from service.text.entities.line import Line, Named, named
from service.text.entities.tails_vi import head_at
from service.text.folding import fold

_BOTH = frozenset(
    tuple(map(fold, words.split()))
    for words in (
        "hai nước", "2 nước", "hai quốc gia", "2 quốc gia", "hai bên", "2 bên", "hai phía", "hai chính phủ",
        "hai thành phố", "hai tỉnh", "hai địa phương", "hai đơn vị", "hai tập đoàn", "hai công ty", "nước này",
        "quốc gia này",
    )
)  # fmt: skip
_TOO_COMMON = frozenset({"ban", "đội", "nhóm", "khối", "phòng", "vụ", "hội", "đoàn", "đảng", "bang", "xã"})


def short_form_at(line: Line, first: int) -> Named | None:
    """Return the definite short form at a word; its head is what it must be resolved to."""
    pair = tuple(word.key for word in line.words[first : first + 2])
    if pair in _BOTH:
        return _short(line, first, first + 2)
    found = head_at(line, first)
    if found is None:
        return None
    _, after = found
    this = after < len(line.words) and line.adjacent(after) and line.words[after].key in {"này", "trên"}
    key = " ".join(word.key for word in line.words[first:after])
    if not this and (not line.words[first].capital or key in _TOO_COMMON):
        return None
    return _short(line, first, after)


def _short(line: Line, first: int, last: int) -> Named:
    key = " ".join(word.key for word in line.words[first:last])
    return replace(named(line, first, last, kind="short", kind_type="other"), head=key)
