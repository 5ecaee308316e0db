"""One unit of markup with its translation: the sentences, the links between their words, and the result.

Promises that the result, its tags taken out, is the translation of the text without tags. Calls no model.
"""

import html as entities
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from service.domain.article import Span as Stretch
from service.domain.ports import Link
from service.text import sentences
from service.text.markup_tree import CLOSING, Reading
from service.text.points_behind import behind, place_behind
from service.text.tag_placement import Placed, Sentences, place, place_in_order
from service.text.word_links import Grid, Span, WordLink, grid, words, words_within

Wholes = Callable[[str], Sequence[Stretch]]  # of a translation what no point is to stand inside of

_UNBROKEN = re.compile(r"(?<!\S)(\S++)\xa0(?=(\S++))")
_MOST_UNBROKEN = 200  # different pairs of words that are looked for in a translation
_SIGNS = ".,;:!?)]}\"'”’»"


@dataclass(frozen=True, slots=True)
class Draft:
    """A unit's text with its translation; `spans` are those of the sentences, pair by pair."""

    reading: Reading
    target: str
    spans: Sentences

    def is_unchanged(self) -> bool:
        """Whether the translation is the text again."""
        return self.target.replace("\xa0", " ") == self.reading.text.replace("\xa0", " ")

    def sentences(self) -> Iterator[str]:
        """Yield the sentences of the text."""
        return (self.reading.text[slice(*span)] for span in self.spans.source)

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield the sentences that have tags between their words."""
        borders = self.reading.borders()
        for source, target in zip(self.spans.source, self.spans.target, strict=True):
            if any(source[0] < offset < source[1] for offset in borders):
                yield self.reading.text[slice(*source)], self.target[slice(*target)]


def draft(reading: Reading, translated: Callable[[str], str]) -> Draft:
    """Put the translations of the sentences together, with what stands between them as it is."""
    pieces: list[str] = []
    targets: list[Span] = []
    position = length = 0
    spans = sentences.split(reading.text)
    for start, end in spans:
        gap, words_ = reading.text[position:start], translated(reading.text[start:end])
        targets.append((length + len(gap), length + len(gap) + len(words_)))
        pieces += [gap, words_]
        length, position = targets[-1][1], end
    target = "".join([*pieces, reading.text[position:]])
    return Draft(reading, _unbroken(reading.raw, target), Sentences(tuple(spans), tuple(targets)))


def write(
    one: Draft, links: Mapping[tuple[str, str], Sequence[Link]], *, non_breaking: str, wholes: Wholes
) -> str:
    """Return the translation with the unit's tags in it."""
    table = _table(one, links)
    lengths = (len(one.reading.text), len(one.target))
    pointed = any(piece.kind == "point" for _, piece in one.reading.marks)
    figures = wholes(one.target) if pointed else ()
    out = _Writer(one.target, non_breaking)
    if one.reading.nodes is None:
        marks = one.reading.marks
        places = place_in_order([(at, piece.kind == "close") for at, piece in marks], table, lengths=lengths)
        for (_, piece), at in zip(marks, places, strict=True):
            out.words(place_behind(at, figures, lengths[1]) if piece.kind == "point" else at)
            out.parts.append(piece.raw)
    else:
        placed = place(one.reading.nodes, table, one.spans, lengths=lengths)
        out.nodes(behind(placed, figures, lengths[1]))
    out.words(len(one.target))
    before, after = (out.escaped(edge) for edge in one.reading.edges)
    return "".join([before, *out.parts, after])


@dataclass(slots=True)
class _Writer:
    """Writes a translation from left to right; `position` is how far it came, `last` what it wrote last."""

    target: str
    non_breaking: str
    parts: list[str] = field(default_factory=list)
    position: int = 0
    last: str = ""

    def nodes(self, placed: Iterable[Placed]) -> None:
        for one in placed:
            self.words(one.start)
            apart = one.node.visible and one.node.start == one.node.end
            if apart and not one.node.glued[0] and self.last and not self.last.isspace():
                self._space()
            self.parts.append(one.node.before)
            if one.node.stand_in:
                self.position = one.end
            self.nodes(one.children)
            self.words(one.end)
            self.parts.append(one.node.after)
            if one.node.visible and not one.node.after:
                self.last = "."  # something is there to be seen
            following = self.target[one.end : one.end + 1]
            if apart and not one.node.glued[1] and following and following not in CLOSING:
                self._space()

    def words(self, end: int) -> None:
        if end > self.position:
            self.parts.append(self.escaped(self.target[self.position : end]))
            self.last = self.target[end - 1]
            self.position = end

    def escaped(self, text: str) -> str:
        return entities.escape(text, quote=False).replace("\xa0", self.non_breaking)

    def _space(self) -> None:
        self.parts.append(" ")
        self.last = " "


def _unbroken(raw: str, target: str) -> str:
    """Return the target with the non-breaking spaces of the source between words that it has too."""
    for before, after in list(dict.fromkeys(_UNBROKEN.findall(raw)))[:_MOST_UNBROKEN]:
        left, right = before.lstrip("([{\"'“‘«"), after.rstrip(_SIGNS)
        if left and right:
            pattern = rf"(?<!\w){re.escape(left)} {re.escape(right)}(?!\w)"
            target = re.sub(pattern, lambda found: found[0].replace(" ", "\xa0"), target)
    return target


def _table(one: Draft, links: Mapping[tuple[str, str], Sequence[Link]]) -> Grid:
    """Return the words and links of the whole unit, words cut where a tag stands inside of them."""
    found: list[Link] = []
    for source, target in zip(one.spans.source, one.spans.target, strict=True):
        texts = one.reading.text[slice(*source)], one.target[slice(*target)]
        known = links.get(texts)
        inner = _as_a_whole(*texts) if known is None else known
        found += [
            WordLink(
                link.source_start + source[0],
                link.source_end + source[0],
                link.target_start + target[0],
                link.target_end + target[0],
                link.weight,
            )
            for link in inner
        ]
    table = _with_stand_ins(grid(one.reading.text, one.target, found), one)
    return _cut(table, one, one.reading.borders())


def _with_stand_ins(table: Grid, one: Draft) -> Grid:
    """Link each stand-in with itself alone."""
    found = list(table.links)
    for start, end in one.reading.stand_ins:
        name = re.search(rf"(?<!\w){re.escape(one.reading.text[start:end])}(?!\w)", one.target)
        here = words_within(table.source, (start, end))
        there = words_within(table.target, name.span() if name else (0, 0))
        found = [link for link in found if link[0] not in here and link[1] not in there]
        found += [(i, j, 1.0) for i, j in zip(here, there, strict=False)]
    return replace(table, links=tuple(found))


def _as_a_whole(source: str, target: str) -> list[WordLink]:
    """Link every word of a sentence without inner tags to its first: all of them go the same way."""
    first = words(source)[:1]
    return [WordLink(*first[0], *span, 1.0) for span in words(target)] if first else []


def _cut(table: Grid, one: Draft, offsets: set[int]) -> Grid:
    """Cut words at tags inside of them, and with them the words that are the same in the translation."""
    cuts = [sorted(at for at in offsets if start < at < end) for start, end in table.source]
    if not any(cuts):
        return table
    partners: dict[int, int] = {}
    for i, (start, end) in enumerate(table.source):
        same = [
            j
            for j, (a, b) in enumerate(table.target)
            if cuts[i]
            and one.target[a:b].casefold() == one.reading.text[start:end].casefold()
            and b - a == end - start
        ]
        if len(same) == 1 and same[0] not in partners.values():
            partners[i] = same[0]
    return _with_cuts(table, cuts, partners)


def _with_cuts(table: Grid, cuts: Sequence[Sequence[int]], partners: Mapping[int, int]) -> Grid:
    sources = [_pieces(span, cuts[i]) for i, span in enumerate(table.source)]
    shifted = {
        j: [at - table.source[i][0] + table.target[j][0] for at in cuts[i]] for i, j in partners.items()
    }
    targets = [_pieces(span, shifted.get(j, ())) for j, span in enumerate(table.target)]
    first_source, first_target = _firsts(sources), _firsts(targets)
    links: list[tuple[int, int, float]] = []
    for i, j in partners.items():
        links += [(first_source[i] + k, first_target[j] + k, 1.0) for k in range(len(sources[i]))]
    for i, j, weight in table.links:
        if partners.get(i) != j:
            links += [
                (first_source[i] + k, first_target[j] + m, weight)
                for k in range(len(sources[i]))
                for m in range(len(targets[j]))
            ]
    flat = (
        tuple(span for spans in sources for span in spans),
        tuple(span for spans in targets for span in spans),
    )
    return Grid(*flat, tuple(links))


def _pieces(span: Span, cuts: Sequence[int]) -> list[Span]:
    return list(pairwise([span[0], *cuts, span[1]]))


def _firsts(groups: Sequence[Sequence[Span]]) -> list[int]:
    firsts: list[int] = []
    count = 0
    for group in groups:
        firsts.append(count)
        count += len(group)
    return firsts
