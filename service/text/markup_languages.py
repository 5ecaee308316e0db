"""Which language the blocks of a marked-up document are in, and the document cut where that changes.

Promises that the raw texts of the parts, joined, are the document. What a block says of itself (`lang`)
counts where its words leave that open; what all of a page says does not: pages often are marked wrongly.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from service.domain.article import Language, other
from service.text.document_languages import language_of
from service.text.html_tokens import BLOCK, VOID, attributes, tokenise
from service.text.language import identify
from service.text.markup_units import HTML, Border, Unit, parts

_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_].*)?", re.IGNORECASE)
_UNTOLD = frozenset(("und", "mul", "mis"))
_WHOLE = frozenset(("html", "body"))
_GROUPS = frozenset(("tbody", "thead", "tfoot"))
_CELLS = frozenset(("td", "th", "tr")) | _GROUPS
_CLOSED_BY: Mapping[str, frozenset[str]] = {  # whose end may be left out, and before which tags
    "p": BLOCK - VOID,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))),
    "li": frozenset(("li",)),
    **dict.fromkeys(("dt", "dd"), frozenset(("dt", "dd"))),
    **dict.fromkeys(("td", "th"), _CELLS),
    "tr": frozenset(("tr",)) | _GROUPS,
    **dict.fromkeys(_GROUPS, _GROUPS),
    "option": frozenset(("option", "optgroup")),
    "optgroup": frozenset(("optgroup",)),
}
_CUT_BEHIND = frozenset(
    ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "table", "tr", "head")
)


@dataclass(frozen=True, slots=True)
class PagePart:
    """A stretch of a page. `is_marked`: it says that it is in another language, and is not translated."""

    raw: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class _Block:
    """A unit or border: `spoken` is the language of its words, "" where they are translated, None without."""

    raw: str
    spoken: str | None = None
    is_marked: bool = False
    closes: str = ""


@dataclass(frozen=True, slots=True)
class _Element:
    """An open element: `block` is the name of the block that it is or is in, `mark` the language in it."""

    name: str
    block: str
    mark: str | None


def page_parts(page: str, target: Language, *, longest: int) -> list[PagePart]:
    """Cut a page where its language changes, and behind so many characters at a border of its text."""
    document = list(parts(tokenise(page), HTML))
    row: list[_Block] = []
    found: list[PagePart] = []
    spoken: str | None = None
    marked = False
    for block in _blocks(document, target):
        if block.spoken is not None and (block.spoken, block.is_marked) != (spoken, marked):
            if spoken is not None:
                end = _end_of_part(row)
                found += [_part(row[:end], is_marked=marked)] if end else []
                row = row[end:]
            spoken, marked = block.spoken, block.is_marked
        row.append(block)
        if block.closes in _CUT_BEHIND and sum(len(one.raw) for one in row) > longest:
            found.append(_part(row, is_marked=marked))
            row = []
    return [*found, _part(row, is_marked=marked)] if row else found


def marked_languages(document: Sequence[Unit | Border]) -> list[str | None]:
    """Return for each part the language that it is marked with inside of the document, in small letters."""
    opened = _Opened()
    marks: list[str | None] = []
    for part in document:
        inside: list[str | None] = []
        for raw, text in _raws(part):
            if any(map(str.isalpha, text)):
                inside.append(opened.mark)
            opened.follow(raw)
        same = len(set(inside)) == 1
        marks.append(inside[0] if same else None)
    return marks


def spoken_in_row(texts: Sequence[str], marks: Sequence[str | None]) -> list[str | None]:
    """Return what language each text surely is in; those too short to tell, and marked alike, together."""
    spoken = [language_of(text) for text in texts]
    told = [i for i, text in enumerate(texts) if any(map(str.isalpha, text))]
    for (unsure, _), group in groupby(told, key=lambda i: (spoken[i] is None, marks[i])):
        run = list(group)
        if unsure and len(run) > 1:
            language = language_of("\n".join(texts[i] for i in run))
            for i in run:
                spoken[i] = language
    return spoken


def is_other(text: str, mark: str | None, source: Language) -> bool:
    """Tell whether the mark of a text names another language, and its letters do not speak against that."""
    if mark is None or mark == source:
        return False
    found = identify(text)
    return not (found.language == source and found.diacritics)


def _blocks(document: Sequence[Unit | Border], target: Language) -> Iterator[_Block]:
    source = other(target)
    texts = ["" if isinstance(part, Border) else _text(part) for part in document]
    marks = marked_languages(document)
    languages = spoken_in_row(texts, marks)
    for part, text, mark, language in zip(document, texts, marks, languages, strict=True):
        if isinstance(part, Border):
            tag = _TAG.match(part.raw)
            yield _Block(part.raw, closes=tag[2].lower() if tag and tag[1] else "")
            continue
        raw = "".join(piece.raw for piece in part.pieces)
        is_marked = language is None and is_other(text, mark, source)
        spoken = "" if language in (None, source) and not is_marked else language or ""
        yield _Block(raw, spoken if any(map(str.isalpha, text)) else None, is_marked)


def _text(unit: Unit) -> str:
    return "".join(piece.text for piece in unit.pieces)


def _end_of_part(row: Sequence[_Block]) -> int:
    """Return where a part ends that another language follows: behind its words, and what closes there."""
    last = max((i for i, block in enumerate(row) if block.spoken is not None), default=-1)
    closing = (i for i in range(last + 1, len(row)) if row[i].closes)
    return max(closing, default=last) + 1


def _part(row: Sequence[_Block], *, is_marked: bool) -> PagePart:
    return PagePart("".join(block.raw for block in row), is_marked)


def _raws(part: Unit | Border) -> list[tuple[str, str]]:
    if isinstance(part, Border):
        tag = _TAG.match(part.raw) if part.fixed else None
        return [(f"<{tag[2]}>", ""), (f"</{tag[2]}>", "")] if tag else [(part.raw, "")]
    return [(piece.raw if piece.kind in ("open", "close") else "", piece.text) for piece in part.pieces]


class _Opened:
    """The elements that are open, with the language that counts in each; ends of tags may be left out."""

    def __init__(self) -> None:
        self._row: list[_Element] = []
        self._names: Counter[str] = Counter()

    @property
    def mark(self) -> str | None:
        return self._row[-1].mark if self._row else None

    def follow(self, raw: str) -> None:
        """Go past a tag."""
        tag = _TAG.match(raw)
        if tag is None or raw.endswith("/>") or tag[2].lower() in VOID | _WHOLE:
            return
        name = tag[2].lower()
        if tag[1]:
            if self._names[name]:  # else it closes nothing
                self._close(name)
            return
        while (block := self._block) and name in _CLOSED_BY.get(block, ()):
            self._close(block)
        self._names[name] += 1
        self._row.append(_Element(name, name if name in BLOCK else self._block, _mark(raw) or self.mark))

    @property
    def _block(self) -> str:
        return self._row[-1].block if self._row else ""

    def _close(self, name: str) -> None:
        """Close the innermost element of a name, and what is open inside of it."""
        while True:
            closed = self._row.pop().name
            self._names[closed] -= 1
            if closed == name:
                return


def _mark(raw: str) -> str | None:
    if "lang" not in raw:
        return None
    values = {one.name: one.value for one in attributes(raw)}
    found = _LANGUAGE.fullmatch((values.get("lang") or values.get("xml:lang", "")).strip())
    name = found[1].lower() if found else ""
    return name if name and name not in _UNTOLD else None
