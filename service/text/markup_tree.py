"""The words of a unit as one text, and its tags as a tree of stretches of that text.

Promises one node for each element and point, and offsets into the text. Translates nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.text.markup_units import Piece

CLOSING = " \n\r\t\xa0.,;:!?)]}”’»…"  # what needs no space before it, and holds nothing to its right side
_DEEPEST = 40  # elements in one another; deeper trees are not built
_MOST = 400  # tags of one unit; more are not placed one by one


@dataclass(frozen=True, slots=True)
class Node:
    """An element or a point: the offsets of what it covers, equal for a point, and its raw tags.

    `glued` says whether a word stands directly before and directly after a point. `stand_in` is True where
    the text has a word in the place of the node's own content.
    """

    start: int
    end: int
    before: str
    after: str = ""
    children: tuple["Node", ...] = ()
    glued: tuple[bool, bool] = (False, False)
    visible: bool = True
    stand_in: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A unit as it is translated. `edges` is the white space around all that is seen of it.

    `nodes` is None where the tags do not nest, or are too many: then `marks` has the offset of every tag,
    and their order is all that is kept. `raw` is the text as it was written, white space and all;
    `stand_ins` are the places of the words that stand for nodes.
    """

    text: str
    edges: tuple[str, str]
    raw: str
    nodes: tuple[Node, ...] | None
    marks: tuple[tuple[int, Piece], ...]
    stand_ins: tuple[tuple[int, int], ...]

    def borders(self) -> set[int]:
        """Return the offsets at which tags stand, or words for them begin and end."""
        return {offset for offset, _ in self.marks} | {end for _, end in self.stand_ins}


def read(pieces: Sequence[Piece], stand_ins: dict[int, str], *, joins_lines: bool) -> Reading:
    """Return the reading of a unit, with a word in the place of the points that `stand_ins` names."""
    raw = "".join(stand_ins.get(i, piece.text) for i, piece in enumerate(pieces))
    text, offsets = _joined(raw, "" if joins_lines else "\n")
    lead = len(text) - len(text.lstrip())
    text = text.strip()
    spans = _spans(pieces, stand_ins)
    places = [
        (_clipped(offsets[start] - lead, text), _clipped(offsets[end] - lead, text)) for start, end in spans
    ]
    glued = [_glued(raw, span) for span in spans]
    marks = tuple((places[i][0], piece) for i, piece in enumerate(pieces) if piece.kind != "text")
    nodes = None
    if len(marks) <= _MOST:
        nodes = _tree(pieces, places, glued, stand_ins)
    seen = [
        span for span, piece in zip(spans, pieces, strict=True) if piece.kind == "point" and piece.visible
    ]
    first = min(len(raw) - len(raw.lstrip()), *(start for start, _ in seen), len(raw))
    last = max(len(raw.rstrip()), *(end for _, end in seen), first)
    edges = (raw[:first], raw[last:])
    return Reading(text, edges, raw, nodes, marks, tuple(places[i] for i in sorted(stand_ins)))


def _joined(raw: str, kept_space: str) -> tuple[str, list[int]]:
    """Return the text with runs of other white space made one space, and the new offset of each old one."""
    kept: list[str] = []
    offsets: list[int] = []
    for char in raw:
        offsets.append(len(kept))
        if not char.isspace() or char in kept_space:
            kept.append(char)
        elif not kept or kept[-1] != " ":
            kept.append(" ")
    return "".join(kept), [*offsets, len(kept)]


def _clipped(offset: int, text: str) -> int:
    return min(max(offset, 0), len(text))


def _spans(pieces: Sequence[Piece], stand_ins: dict[int, str]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    position = 0
    for i, piece in enumerate(pieces):
        words = stand_ins.get(i, piece.text)
        spans.append((position, position + len(words)))
        position += len(words)
    return spans


def _glued(raw: str, span: tuple[int, int]) -> tuple[bool, bool]:
    before, after = raw[: span[0]][-1:], raw[span[1] : span[1] + 1]
    return bool(before) and not before.isspace(), bool(after) and after not in CLOSING


def _tree(
    pieces: Sequence[Piece],
    places: Sequence[tuple[int, int]],
    glued: Sequence[tuple[bool, bool]],
    stand_ins: dict[int, str],
) -> tuple[Node, ...] | None:
    """Return the nodes of a unit, None where tags are unpaired or cross."""
    levels: list[list[Node]] = [[]]
    opened: list[int] = []
    for i, piece in enumerate(pieces):
        start, end = places[i]
        if piece.kind == "point":
            standing = i in stand_ins
            node = Node(start, end, piece.raw, visible=piece.visible, glued=glued[i], stand_in=standing)
            levels[-1].append(node)
        elif piece.kind == "open":
            opened.append(i)
            levels.append([])
        elif piece.kind == "close":
            if not opened or pieces[opened[-1]].name != piece.name:
                return None
            first = opened.pop()
            inner = tuple(levels.pop())
            node = Node(places[first][0], start, pieces[first].raw, piece.raw, inner)
            levels[-1].append(replace(node, glued=(glued[first][0], glued[i][1])))
        if len(opened) > _DEEPEST:
            return None
    return None if opened else tuple(levels[0])
