"""Paragraphs of Office Open XML (Word, PowerPoint, cells of Excel) as units, and written again.

Promises that runs of equal format are one; that what stands among the words comes back once; that the most
used format of a paragraph is that of its plain words.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from service.adapters.documents.atoms import Atom, Part, atoms_of
from service.adapters.documents.codes import Coder, Event, decoded
from service.adapters.documents.markup_files import MarkupFile, Node, as_text
from service.domain.document import DocumentUnit
from service.text.markup_indices import is_index

_NO_MATTER = re.compile(
    r"<(?:\w+:)?(?:lang|noProof|bCs|iCs|szCs)\b[^>]*/>"
    r"|\s(?:\w+:)?(?:hint|rsid\w*|dirty|err|lang|altLang|smtClean)=\"[^\"]*\""
)
_EMPTY = re.compile(r"<(?:\w+:)?rFonts\s*/>|<((?:\w+:)?rPr)\s*>\s*</\1>|<(?:\w+:)?rPr\s*/>")
_RAISED = re.compile(
    r"vertAlign\b[^>]*\bval=\"(su[bp])(?:er)?script\""
    r"|\bbaseline=\"(-?)[1-9]|<(?:\w+:)?rStyle\b[^>]*\bval=\"(?:Foot|End)noteReference\""
)
_OUTSIDE = ("pPr", "endParaRPr")


@dataclass(frozen=True, slots=True)
class Code:
    """How a code is written: its parts before and after what it holds, or the format of words."""

    before: tuple[Part, ...] = ()
    after: tuple[Part, ...] = ()
    format: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that has words: its unit, and how to write it in the place of some tokens."""

    unit: DocumentUnit
    place: tuple[int, int]
    name: str  # of the paragraph's element
    lead: tuple[Atom, ...]
    tail: tuple[Atom, ...]
    format: str
    codes: Mapping[int, Code] = field(default_factory=dict)
    in_runs: bool = True


def read_paragraphs(file: MarkupFile, names: Sequence[str]) -> list[Paragraph]:
    """Return the paragraphs that have words, in reading order; `names` are those of their elements."""
    found = (_read(file, node) for node in file.root.walk() if node.local in names)
    return [one for one in found if one is not None]


def replacements(
    file: MarkupFile, paragraphs: Sequence[Paragraph], texts: Sequence[str | None]
) -> dict[int, tuple[int, str]]:
    """Return what is to be written in the place of which tokens."""
    instead: dict[int, tuple[int, str]] = {}
    # From the last to the first: a text box stands inside of a paragraph and comes after it.
    for paragraph, text in zip(reversed(paragraphs), reversed(texts), strict=True):
        events = decoded(paragraph.unit, text)
        if events is not None:
            first, last = paragraph.place
            instead[first] = last, "".join(_written(file, paragraph, events, instead))
    return instead


def _read(file: MarkupFile, node: Node) -> Paragraph | None:
    inner = [child for child in node.children if child.local not in _OUTSIDE]
    if not inner:
        return None
    lead, atoms, tail = _peeled(atoms_of(file, node))
    in_runs = any(child.local == "r" for child in inner) or node.local == "p"
    atoms = list(_with_indices(_merged(atoms), node.name)) if in_runs else _merged(atoms)
    weights = Counter[str]()
    for atom in atoms:
        if atom.kind == "text":
            weights[_key(atom.format)] += len(atom.text)
    base = weights.most_common(1)[0][0] if weights else ""
    coder = Coder()
    codes: dict[int, Code] = {}
    for number, code in _coded(atoms, coder, base):
        codes[number] = replace(codes[number], after=code.after) if number in codes else code
    if not coder.is_for_translation():
        return None
    format = next((a.format for a in atoms if a.kind == "text" and _key(a.format) == base), "")
    place = (inner[0].first, inner[-1].last)
    return Paragraph(coder.unit(), place, node.name, lead, tail, format, codes, in_runs)


def _peeled(atoms: list[Atom]) -> tuple[tuple[Atom, ...], list[Atom], tuple[Atom, ...]]:
    """Take off what stands around the words."""
    first, last = 0, len(atoms) - 1
    closed_by = _closings(atoms)
    while first <= last:
        if atoms[first].kind in ("point", "parting"):
            first += 1
        elif atoms[last].kind in ("point", "parting"):
            last -= 1
        elif closed_by.get(first) == last:
            first, last = first + 1, last - 1
        else:
            break
    return tuple(atoms[:first]), atoms[first : last + 1], tuple(atoms[last + 1 :])


def _closings(atoms: Sequence[Atom]) -> dict[int, int]:
    """Return which atom closes what another opens."""
    closings: dict[int, int] = {}
    opened: list[int] = []
    for i, atom in enumerate(atoms):
        if atom.kind == "open":
            opened.append(i)
        elif atom.kind == "close":
            closings[opened.pop()] = i
    return closings


def _merged(atoms: Sequence[Atom]) -> list[Atom]:
    """Join words of the same format; the format of a space is that of what is before it."""
    merged: list[Atom] = []
    for atom in atoms:
        last = merged[-1] if merged else None
        if (
            atom.kind == "text"
            and last is not None
            and last.kind == "text"
            and (_key(last.format) == _key(atom.format) or not atom.text.strip())
        ):
            merged[-1] = replace(last, text=last.text + atom.text)
        else:
            merged.append(atom)
    return merged


def _with_indices(atoms: Sequence[Atom], name: str) -> Iterator[Atom]:
    """Yield the atoms, those that are the mark of a note or another index as points that keep their words."""
    before = ""
    for i, atom in enumerate(atoms):
        raised = _RAISED.search(atom.format) if atom.kind == "text" else None
        index = atom.text.strip()
        following = atoms[i + 1].text[:1] if i + 1 < len(atoms) and atoms[i + 1].kind == "text" else ""
        lowered = bool(raised and (raised[1] == "sub" or raised[2] == "-"))
        if raised and is_index(index, before=before, following=following, lowered=lowered):
            space, _, rest = atom.text.partition(index)
            yield replace(atom, text=space)
            yield Atom("point", (_run(name, index, atom.format),))
            yield replace(atom, text=rest)
        else:
            yield atom
        before = atom.text if atom.kind == "text" else before


def _coded(atoms: Sequence[Atom], coder: Coder, base: str) -> Iterator[tuple[int, Code]]:
    """Write the atoms to the coder and yield the codes, a pair once at its beginning and once at its end."""
    opened: list[int] = []
    for atom in atoms:
        if atom.kind == "text":
            if _key(atom.format) == base or not atom.text.strip():
                coder.text(atom.text)
            else:
                number = coder.open()
                coder.text(atom.text)
                coder.close()
                yield number, Code(format=atom.format)
        elif atom.kind == "open":
            opened.append(coder.open())
            yield opened[-1], Code(before=atom.parts)
        elif atom.kind == "close":
            coder.close()
            yield opened.pop(), Code(after=atom.parts)
        else:
            number = coder.parting() if atom.kind == "parting" else coder.point(atom.text)
            yield number, Code(before=atom.parts)


def _key(format: str) -> str:
    """Return a format without what does not show."""
    if not format:
        return ""
    return _EMPTY.sub("", _EMPTY.sub("", _NO_MATTER.sub("", format)))


def _written(
    file: MarkupFile, one: Paragraph, events: Sequence[Event], instead: Mapping[int, tuple[int, str]]
) -> Iterator[str]:
    def raw(parts: Sequence[Part]) -> str:
        return "".join(part if isinstance(part, str) else file.raw(*part, instead) for part in parts)

    yield from (raw(atom.parts) for atom in one.lead)
    formats = [one.format]
    for event in events:
        code = one.codes.get(event.id, Code())
        if event.kind == "text":
            yield _words(one, event.text, formats[-1])
        elif event.kind == "open":
            formats.append(formats[-1] if code.format is None else code.format)
            yield raw(code.before)
        elif event.kind == "close":
            formats.pop()
            yield raw(code.after)
        else:
            yield raw(code.before)
    yield from (raw(atom.parts) for atom in one.tail)


def _words(one: Paragraph, words: str, format: str) -> str:
    if not words:
        return ""
    return _run(one.name, words, format) if one.in_runs else _text(one.name, words)


def _run(name: str, words: str, format: str) -> str:
    """Return words as a run in an element of a name."""
    colon = name[: -len(name.rpartition(":")[2])]
    return f"<{colon}r>{format}{_text(name, words)}</{colon}r>"


def _text(name: str, words: str) -> str:
    colon = name[: -len(name.rpartition(":")[2])]
    space = "" if colon == "a:" else ' xml:space="preserve"'  # DrawingML keeps spaces anyway
    return f"<{colon}t{space}>{as_text(words)}</{colon}t>"
