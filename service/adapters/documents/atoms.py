"""A paragraph of Office Open XML as a flat row of atoms: words with their format, and what stands among them.

Promises that a field comes as one atom, or as a pair where it is a link; that a range (a bookmark, a comment)
is a pair where it nests, and otherwise goes to the edges of the paragraph.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from service.adapters.documents.markup_files import MarkupFile, Node

Part = str | tuple[int, int]  # raw XML, or a stretch of tokens
Kind = Literal[
    "text", "open", "close", "point", "keep", "parting",
    "begin", "separate", "end", "code",  # of fields
    "start", "finish",  # of ranges
]  # fmt: skip
_OUTSIDE = frozenset(("pPr", "endParaRPr"))
_DROPPED = frozenset(("proofErr", "lastRenderedPageBreak", "softHyphen"))  # found anew by whoever shows it
_PAIRS = frozenset(("hyperlink", "ins", "moveTo", "smartTag", "customXml", "dir", "bdo"))
_PARTING = frozenset(("tab", "br", "cr", "ptab"))
_LONGEST_FIELD, _DEEPEST = 2000, 20  # atoms of a field; links in one another
_STARTS = frozenset(("bookmarkStart", "commentRangeStart", "permStart"))
_ENDS = frozenset(("bookmarkEnd", "commentRangeEnd", "permEnd"))


@dataclass(frozen=True, slots=True)
class Atom:
    """One piece of a paragraph. `format` has its run's properties as XML; `parts` is how it is written."""

    kind: Kind
    parts: tuple[Part, ...]
    text: str = ""
    format: str = ""


def atoms_of(file: MarkupFile, paragraph: Node) -> list[Atom]:
    """Return what is in a paragraph."""
    return _ranges(_fields(list(_inside(file, paragraph))))


def _inside(file: MarkupFile, node: Node) -> Iterator[Atom]:
    for child in node.children:
        local, stretch = child.local, ((child.first, child.last),)
        if local in _OUTSIDE or local in _DROPPED:
            continue
        if local == "r":
            yield from _run(file, child)
        elif local == "t":  # of a cell: words without a run
            yield Atom("text", stretch, file.text(child))
        elif local in _PAIRS and child.first < child.last:
            yield from _pair(file, child, child)
        elif local == "sdt" and (content := child.find("sdtContent")) and content.first < content.last:
            yield from _pair(file, child, content)
        elif local == "fldSimple" and child.first < child.last:
            yield from _simple_field(file, child)
        elif local == "fld":
            yield Atom("keep", stretch, _shown(file, child))
        elif local in _STARTS or local in _ENDS:
            kind: Kind = "start" if local in _STARTS else "finish"
            group = local.removesuffix("Start").removesuffix("End")
            number = file.attribute(child, f"{child.prefix}id") or ""
            yield Atom(kind, stretch, f"{group} {number}")
        else:
            yield Atom("parting" if local == "br" else "point", stretch)


def _pair(file: MarkupFile, outer: Node, inner: Node) -> Iterator[Atom]:
    yield Atom("open", ((outer.first, inner.first),))
    yield from _inside(file, inner)
    yield Atom("close", ((inner.last, outer.last),))


def _simple_field(file: MarkupFile, field: Node) -> Iterator[Atom]:
    instruction = file.attribute(field, f"{field.prefix}instr") or ""
    if instruction.strip().upper().startswith("HYPERLINK"):
        yield from _pair(file, field, field)
    else:
        yield Atom("keep", ((field.first, field.last),), _shown(file, field))


def _run(file: MarkupFile, run: Node) -> Iterator[Atom]:
    properties = run.find("rPr")
    format = file.raw(properties.first, properties.last) if properties else ""
    for child in run.children:
        local = child.local
        if local == "rPr" or local in _DROPPED:
            continue
        parts = (f"<{run.name}>{format}", (child.first, child.last), f"</{run.name}>")
        if local == "t":
            yield Atom("text", parts, file.text(child), format)
        elif local == "noBreakHyphen":
            yield Atom("text", parts, "\u2011", format)
        elif local == "fldChar":
            yield Atom(_field_mark(file, child), parts, format=format)
        elif local in ("instrText", "delInstrText"):
            yield Atom("code", parts, file.text(child), format)
        else:
            yield Atom("parting" if local in _PARTING else "point", parts, format=format)


def _field_mark(file: MarkupFile, mark: Node) -> Kind:
    kinds: dict[str, Kind] = {"begin": "begin", "separate": "separate", "end": "end"}
    return kinds.get(file.attribute(mark, f"{mark.prefix}fldchartype") or "", "point")


def _shown(file: MarkupFile, node: Node) -> str:
    return "".join(file.text(one) for one in node.walk() if one.local == "t")


def _fields(atoms: list[Atom], depth: int = 0) -> list[Atom]:
    ends = _ends_of_fields(atoms)
    done: list[Atom] = []
    i = 0
    while i < len(atoms):
        end = ends.get(i, -1)
        whole = atoms[i : end + 1] if 0 < end - i < _LONGEST_FIELD and depth < _DEEPEST else []
        if whole and _nests(whole):
            done += _field(whole, depth)
            i = end
        elif atoms[i].kind in ("begin", "separate", "end", "code"):
            done.append(replace(atoms[i], kind="point", text=""))
        else:
            done.append(atoms[i])
        i += 1
    return done


def _ends_of_fields(atoms: Sequence[Atom]) -> dict[int, int]:
    ends: dict[int, int] = {}
    begun: list[int] = []
    for i, atom in enumerate(atoms):
        if atom.kind == "begin":
            begun.append(i)
        elif atom.kind == "end" and begun:
            ends[begun.pop()] = i
    return ends


def _field(atoms: list[Atom], level: int) -> list[Atom]:
    """Return a whole field: a link has words to translate, of others the result stays."""
    depth, middle, code = 0, -1, ""
    for i, atom in enumerate(atoms):
        depth += (atom.kind == "begin") - (atom.kind == "end")
        if depth == 1 and atom.kind == "code" and middle < 0:
            code += atom.text
        if depth == 1 and atom.kind == "separate" and middle < 0:
            middle = i
    if middle > 0 and code.strip().upper().startswith("HYPERLINK"):
        inner = _fields(atoms[middle + 1 : -1], level + 1)
        return [Atom("open", _parts(atoms[: middle + 1])), *inner, Atom("close", atoms[-1].parts)]
    shown = "".join(atom.text for atom in atoms[middle:] if atom.kind == "text") if middle > 0 else ""
    return [Atom("keep" if shown.strip() else "point", _parts(atoms), shown)]


def _ranges(atoms: list[Atom]) -> list[Atom]:
    """Make pairs of ranges that nest; of others the start goes to the front and the end to the back."""
    pairs = _nesting(atoms)
    closing = frozenset(pairs.values())
    front: list[Atom] = []
    middle: list[Atom] = []
    back: list[Atom] = []
    for i, atom in enumerate(atoms):
        if i in pairs or i in closing:
            middle.append(replace(atom, kind="open" if i in pairs else "close"))
        elif atom.kind in ("start", "finish"):
            (front if atom.kind == "start" else back).append(replace(atom, kind="point", text=""))
        else:
            middle.append(atom)
    return [*front, *middle, *back]


def _nesting(atoms: Sequence[Atom]) -> dict[int, int]:
    """Return which finish belongs to which start, for those that cross nothing."""
    pairs: dict[int, int] = {}
    waiting: list[int] = []
    for i, atom in enumerate(atoms):
        if atom.kind in ("open", "start"):
            waiting.append(i)
        elif atom.kind == "close":
            while waiting and atoms[waiting.pop()].kind != "open":
                pass
        elif atom.kind == "finish" and waiting and _starts(atoms[waiting[-1]], atom):
            pairs[waiting.pop()] = i
    return pairs


def _starts(atom: Atom, finish: Atom) -> bool:
    return atom.kind == "start" and atom.text == finish.text


def _nests(atoms: Sequence[Atom]) -> bool:
    depth = 0
    for atom in atoms:
        depth += (atom.kind == "open") - (atom.kind == "close")
        if depth < 0:
            return False
    return depth == 0


def _parts(atoms: Sequence[Atom]) -> tuple[Part, ...]:
    return tuple(part for atom in atoms for part in atom.parts)
