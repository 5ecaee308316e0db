"""Which language the blocks of a marked-up document are in, and the document cut where that changes.

Promises that the raw texts of the parts, joined, are the document. What a block says of itself (`lang`)
counts where its words leave that open; what all of a page says does not: pages often are marked wrongly.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from service.domain.article import Language, other
from service.text.document_languages import language_of
from service.text.html_tokens import VOID, attributes, tokenise
from service.text.language import identify
from service.text.markup_units import HTML, Border, Unit, parts

_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_].*)?", re.IGNORECASE)
_UNTOLD = frozenset(("und", "mul", "mis"))
_WHOLE = frozenset(("html", "body"))
_CLOSED_BY_THE_NEXT = frozenset(("p", "li", "dt", "dd", "tr", "td", "th", "option"))
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
    opened: list[tuple[str, str | None, int]] = []  # name, language, how many of the name are open in it
    marks: list[str | None] = []
    for part in document:
        inside: list[str | None] = []
        for raw, text in _raws(part):
            if any(map(str.isalpha, text)):
                inside.append(opened[-1][1] if opened else None)
            _follow(opened, raw)
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
        return [] if part.fixed else [(part.raw, "")]
    return [(piece.raw if piece.kind in ("open", "close") else "", piece.text) for piece in part.pieces]


def _follow(opened: list[tuple[str, str | None, int]], raw: str) -> None:
    tag = _TAG.match(raw)
    if tag is None or raw.endswith("/>") or tag[2].lower() in VOID | _WHOLE:
        return
    name = tag[2].lower()
    if not tag[1] and (mark := _mark(raw)):
        opened.append((name, mark, 1))
    elif opened and opened[-1][0] == name:
        _, mark, depth = opened.pop()
        depth += -1 if tag[1] or name in _CLOSED_BY_THE_NEXT else 1
        if depth:
            opened.append((name, mark, depth))


def _mark(raw: str) -> str | None:
    if "lang" not in raw:
        return None
    values = {one.name: one.value for one in attributes(raw)}
    found = _LANGUAGE.fullmatch((values.get("lang") or values.get("xml:lang", "")).strip())
    name = found[1].lower() if found else ""
    return name if name and name not in _UNTOLD else None
