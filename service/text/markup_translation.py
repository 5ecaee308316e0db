"""Translates the words of an HTML document and leaves its markup as it is.

Promises that every tag comes out once and nested as before, and comments, scripts, code and what is marked
as not to be translated byte for byte. A block is translated as a whole, sentence by sentence; the tags inside
it are put where the words that they mark have gone. Neither translates nor aligns: functions are given to it.
"""

import html as entities
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from service.domain.article import Span
from service.domain.ports import Link
from service.text import sentences
from service.text.html_tokens import Attribute, attributes, tokenise
from service.text.markup_languages import marked_languages
from service.text.markup_tree import Reading, read
from service.text.markup_units import HTML, Border, Piece, Rules, Unit, parts
from service.text.position_alignment import position_links
from service.text.unit_translation import Wholes, draft, write
from service.text.wordless import is_for_translation

Translate = Callable[[list[str]], list[str]]
Align = Callable[[list[tuple[str, str]]], Sequence[Sequence[Link]]]
# Which texts are left as they are; of each the language that it is marked with.
Keeps = Callable[[Sequence[str], Sequence[str | None]], Sequence[bool]]

# Names of bodies that a model copies; they stand for what is not to be translated inside of a sentence.
STAND_INS = ("KPC", "QTC", "ABC", "CSIRO", "VAMM", "NPO")


@dataclass(frozen=True, slots=True)
class Written:
    """A part of a document as it is now, and the sentences that were translated for it."""

    raw: str
    sentences: tuple[str, ...] = ()


@dataclass(slots=True)
class _Book:
    """The sentences that have been translated, each once."""

    translate: Translate
    known: dict[str, str] = field(default_factory=dict)

    def learn(self, texts: Iterable[str]) -> None:
        new = list(dict.fromkeys(s for text in texts for s in _sentences(text) if s not in self.known))
        self.known.update(zip(new, self.translate(new) if new else [], strict=True))

    def sentence(self, text: str) -> str:
        return self.known.get(text, text)

    def text(self, text: str) -> str:
        parts: list[str] = []
        position = 0
        for start, end in sentences.split(text):
            parts += [text[position:start], self.sentence(text[start:end])]
            position = end
        return "".join([*parts, text[position:]])


@dataclass(slots=True)
class _Work:
    """A unit while it is worked on, with the words that stand in for its untranslated points."""

    pieces: tuple[Piece, ...]
    stand_ins: dict[int, str]
    joins_lines: bool

    def reading(self) -> Reading:
        found = read(self.pieces, self.stand_ins, joins_lines=self.joins_lines)
        if found.nodes is None and self.stand_ins:
            self.stand_ins = {}
            return self.reading()
        return found


def keep_none(texts: Sequence[str], _marks: Sequence[str | None]) -> Sequence[bool]:
    """Leave no text as it is."""
    return [False] * len(texts)


def no_wholes(_text: str) -> Sequence[Span]:
    """Find nothing that a tag may not stand inside of."""
    return ()


def translate_html(
    html: str,
    translate: Translate,
    align: Align = position_links,
    *,
    keeps: Keeps = keep_none,
    wholes: Wholes = no_wholes,
) -> str:
    """Return the document with its texts and the attributes that are read to people translated.

    `translate` is given sentences, `align` pairs of a sentence and its translation, `keeps` the blocks,
    `wholes` the translation of one.
    """
    return "".join(part.raw for part in written_html(html, translate, align, keeps=keeps, wholes=wholes))


def written_html(
    html: str, translate: Translate, align: Align, *, keeps: Keeps, wholes: Wholes
) -> list[Written]:
    """Return the same in parts, each with its sentences."""
    document = list(parts(tokenise(html), HTML))
    return translate_parts(document, HTML, translate, align, keeps=keeps, wholes=wholes)


def translate_parts(
    document: Sequence[Unit | Border],
    rules: Rules,
    translate: Translate,
    align: Align,
    *,
    keeps: Keeps,
    wholes: Wholes,
) -> list[Written]:
    """Return the parts of a document translated."""
    book = _Book(translate)
    works = {i: work for i, part in enumerate(document) if (work := _work(part, rules)) is not None}
    values = _attribute_values(document, rules)
    blocks = ["".join(piece.text for piece in work.pieces) for work in works.values()]
    marks = marked_languages(document)
    kept = keeps([*values, *blocks], [*[None] * len(values), *(marks[i] for i in works)])
    works = {
        i: work for (i, work), stays in zip(works.items(), kept[len(values) :], strict=True) if not stays
    }
    told = [value for value, stays in zip(values, kept, strict=False) if not stays]
    book.learn([*told, *(work.reading().text for work in works.values())])
    _settle(list(works.values()), book)
    for work in works.values():
        work.pieces = tuple(_translated(piece, book, rules) for piece in work.pieces)
    drafts = {i: draft(work.reading(), book.sentence) for i, work in works.items()}
    pairs = list(dict.fromkeys(pair for one in drafts.values() for pair in one.pairs()))
    links = dict(zip(pairs, align(pairs) if pairs else [], strict=True))
    written: list[Written] = []
    for i, part in enumerate(document):
        found = [s for value in _attribute_values([part], rules) for s in _sentences(value)]
        if isinstance(part, Border):
            raw = part.raw if part.fixed else _tag(part.raw, book, rules)
        elif i in drafts and not drafts[i].is_unchanged():
            raw = write(drafts[i], links, non_breaking=rules.non_breaking, wholes=wholes)
        else:
            raw = "".join(_translated(piece, book, rules).raw for piece in part.pieces)
        found += drafts[i].sentences() if i in drafts else ()
        written.append(Written(raw, tuple(found)))
    return written


def _work(part: Unit | Border, rules: Rules) -> _Work | None:
    """Return the work at a part, None where it has no words of its own."""
    if isinstance(part, Border):
        return None
    text = "".join(piece.text for piece in part.pieces)
    if not is_for_translation(text):
        return None
    names = [name for name in STAND_INS if name not in text]
    wanted = [i for i, piece in enumerate(part.pieces) if any(map(str.isalnum, piece.content))]
    stand_ins = dict(zip(wanted, names, strict=False)) if len(wanted) <= len(names) else {}
    return _Work(part.pieces, stand_ins, rules.joins_lines)


def _settle(works: Sequence[_Work], book: _Book) -> None:
    """Take out the stand-ins that a translation has not exactly once: first those, then all of a unit."""
    for only_missing in (True, False):
        changed = []
        for work in (work for work in works if work.stand_ins):
            texts = work.reading().text, book.text(work.reading().text)
            kept = {i: name for i, name in work.stand_ins.items() if all(_count(name, t) == 1 for t in texts)}
            if kept != work.stand_ins:
                work.stand_ins = kept if only_missing else {}
                changed.append(work)
        book.learn([work.reading().text for work in changed])


def _count(name: str, text: str) -> int:
    return len(re.findall(rf"(?<!\w){name}(?!\w)", text))


def _sentences(text: str) -> list[str]:
    found = (text[start:end] for start, end in sentences.split(text))
    return [sentence for sentence in found if is_for_translation(sentence)]


def _attribute_values(document: Sequence[Unit | Border], rules: Rules) -> list[str]:
    raws: list[str] = []
    for part in document:
        if isinstance(part, Border):
            raws += [] if part.fixed else [part.raw]
        else:
            raws += [
                piece.raw for piece in part.pieces if piece.kind in ("open", "point") and not piece.fixed
            ]
    return [attribute.value for raw in raws for attribute in _read_to_people(raw, rules)]


def _read_to_people(raw: str, rules: Rules) -> list[Attribute]:
    """Return the attributes of a tag that are translated."""
    if "=" not in raw or raw.startswith("</"):
        return []
    names = (*rules.attributes, rules.label(raw))
    return [attribute for attribute in attributes(raw) if attribute.name in names]


def _translated(piece: Piece, book: _Book, rules: Rules) -> Piece:
    if piece.kind not in ("open", "point") or piece.fixed:
        return piece
    return replace(piece, raw=_tag(piece.raw, book, rules))


def _tag(raw: str, book: _Book, rules: Rules) -> str:
    """Return a tag with its translatable attributes translated."""
    for attribute in reversed(_read_to_people(raw, rules)):
        target = book.text(attribute.value)
        if target != attribute.value:
            raw = _with_value(raw, attribute.start, attribute.end, target)
    return raw


def _with_value(raw: str, start: int, end: int, value: str) -> str:
    escaped = entities.escape(value, quote=False).replace('"', "&quot;").replace("'", "&#39;")
    bare = raw[end : end + 1] not in ("'", '"')
    return raw[:start] + (f'"{escaped}"' if bare else escaped) + raw[end:]
