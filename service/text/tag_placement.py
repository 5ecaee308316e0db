"""Where the tags of a text go in its translation, by the links between their words.

Promises a place for every node: an element around the words that its own have become, children inside their
parent, siblings side by side (in another order where their words are), a point between two words. Writes
nothing and changes no text.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from service.text.markup_tree import Node
from service.text.word_links import Grid, Span, best_run, pulls, words_within

_GLUE = 4.0  # how much more the word counts that a point is written up against
_AHEAD = 2.0  # and the one after a point that stands by itself: a number or a name comes before its noun


@dataclass(frozen=True, slots=True)
class Placed:
    """A node with its offsets in the translation."""

    node: Node
    start: int
    end: int
    children: tuple["Placed", ...] = ()


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of the text and of its translation, pair by pair."""

    source: tuple[Span, ...]
    target: tuple[Span, ...]


@dataclass(slots=True)
class _Region:
    """The part of the translation that a parent covers: words (`allowed`) and offsets.

    `owners` says which of the parent's children a word of the translation has gone to, -1 for none.
    """

    table: Grid
    sentences: Sentences
    source: Span
    target: Span
    allowed: range
    owners: list[int]


def place(nodes: Sequence[Node], table: Grid, sentences: Sentences, *, lengths: Span) -> tuple[Placed, ...]:
    """Return the nodes in the order of the translation; `lengths` are those of text and translation."""
    count = len(table.target)
    region = _Region(table, sentences, (0, lengths[0]), (0, lengths[1]), range(count), [-1] * count)
    return _siblings(nodes, region)


def place_in_order(marks: Sequence[tuple[int, bool]], table: Grid, *, lengths: Span) -> list[int]:
    """Return a place for each (offset, closes) of tags that do not nest, never before the last one's."""
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    for i, j, _ in table.links:
        starts[table.source[i][0]] = min(starts.get(table.source[i][0], lengths[1]), table.target[j][0])
        ends[table.source[i][1]] = max(ends.get(table.source[i][1], 0), table.target[j][1])
    places: list[int] = []
    for offset, closes in marks:
        known = ends.get(offset) if closes else starts.get(offset, starts.get(offset + 1))
        place = _edge(offset, lengths) if known is None else known
        places.append(max(place, places[-1] if places else 0))
    return _on_borders(places, table)


def _edge(offset: int, lengths: Span) -> int:
    return offset * lengths[1] // lengths[0] if lengths[0] else 0


def _on_borders(places: Sequence[int], table: Grid) -> list[int]:
    """Move the places inside of words to the word's start."""
    moved: list[int] = []
    word = 0
    for place in places:
        while word < len(table.target) and table.target[word][1] <= place:
            word += 1
        inside = word < len(table.target) and table.target[word][0] < place
        moved.append(table.target[word][0] if inside else place)
    return moved


def _siblings(nodes: Sequence[Node], region: _Region) -> tuple[Placed, ...]:
    """Place the elements that have words, then, between them, the points and the empty ones."""
    placed: list[tuple[int, Placed]] = []
    late: list[tuple[int, Node]] = []
    for order, node in enumerate(nodes):
        inside = words_within(region.table.source, (node.start, node.end))
        run = _run(node, inside, region) if inside else None
        if run is None:
            late.append((order, node))
            continue
        for j in run:
            region.owners[j] = order
        placed.append((order, _element(node, run, region)))
    placed += [(order, _point(node, region)) for order, node in late]
    placed.sort(key=lambda pair: (pair[1].start, pair[1].end, pair[0]))
    return tuple(one for _, one in placed)


def _element(node: Node, run: range, region: _Region) -> Placed:
    target = (region.table.target[run.start][0], region.table.target[run.stop - 1][1])
    if _is_all(node, region):
        target = region.target
    free = [-1] * len(region.table.target)
    inner = replace(region, source=(node.start, node.end), target=target, allowed=run, owners=free)
    return Placed(node, *target, _siblings(node.children, inner))


def _is_all(node: Node, region: _Region) -> bool:
    """Whether an element covers every word of its parent."""
    all_of_it = words_within(region.table.source, region.source)
    return words_within(region.table.source, (node.start, node.end)) == all_of_it


def _run(node: Node, inside: range, region: _Region) -> range | None:
    """Return the words of the translation that an element goes around."""
    allowed, taken = region.allowed, [owner >= 0 for owner in region.owners]
    if _is_all(node, region) and not any(taken[j] for j in allowed):
        return allowed or None
    weights = pulls(region.table, inside)
    run = best_run(weights, allowed, taken)
    if run is None:
        return _nearest_word(node, inside, weights, region)
    return run if node.stand_in else _with_loose_edges(run, inside, region)


def _nearest_word(node: Node, inside: range, weights: Sequence[float], region: _Region) -> range | None:
    """Return the word most linked to those of an element that share it with others, or one at its place."""
    allowed, owners = region.allowed, region.owners
    linked = [
        (weight, -j) for i, j, weight in region.table.links if i in inside and j in allowed and owners[j] < 0
    ]
    if linked:
        j = -max(linked)[1]
        return range(j, j + 1)
    at = _border(node, region)
    free = [j for j in (at, at - 1) if j in allowed and owners[j] < 0 and weights[j] >= 0]
    return range(free[0], free[0] + 1) if free else None


def _with_loose_edges(run: range, inside: range, region: _Region) -> range:
    """Extend a run to the edge of its sentence over words that no source word is linked to."""
    linked = {j for _, j, _ in region.table.links}
    start, end = run.start, run.stop
    begins, ends = _reaches(inside, region)
    while begins and start > region.allowed.start and _is_loose(start - 1, linked, region, begins):
        start -= 1
    while ends and end < region.allowed.stop and _is_loose(end, linked, region, ends):
        end += 1
    return range(start, end)


def _reaches(inside: range, region: _Region) -> tuple[Span | None, Span | None]:
    """Return the sentences of the translation whose first and last source words are inside an element."""
    first = last = None
    source = region.table.source
    for spans in zip(region.sentences.source, region.sentences.target, strict=True):
        within = words_within(source, spans[0])
        first = spans[1] if within and within.start == inside.start else first
        last = spans[1] if within and within.stop == inside.stop else last
    return first, last


def _is_loose(j: int, linked: set[int], region: _Region, sentence: Span) -> bool:
    start, end = region.table.target[j]
    return j not in linked and region.owners[j] < 0 and sentence[0] <= start and end <= sentence[1]


def _point(node: Node, region: _Region) -> Placed:
    """Place a node without words of its own where the words on either side of it are."""
    target, allowed = region.table.target, region.allowed
    q = _border(node, region)
    place = region.target[0]
    if q >= allowed.stop and allowed:
        place = region.target[1]
    elif q > allowed.start:
        place = target[q - 1][1] if node.glued[0] else target[q][0]
    inner = replace(region, target=(place, place), allowed=range(0))
    return Placed(node, place, place, tuple(_point(child, inner) for child in node.children))


def _border(node: Node, region: _Region) -> int:
    """Return the border (before the word of that index) that has the fewest links on the wrong side."""
    allowed = region.allowed
    inside = words_within(region.table.source, region.source)
    place = sum(1 for _, end in region.table.source if end <= node.start)
    if not allowed or not inside or place <= inside.start:
        return allowed.start
    if place >= inside.stop:
        return allowed.stop
    free = [q for q in range(allowed.start, allowed.stop + 1) if not _is_between(q, region)]
    at = _sentence_border(node, region)
    if at is not None:
        return min(free, key=lambda q: abs(q - at))
    beside = [q for q in free if q in _beside(node, place, region)]
    before, after = _sides(node, place, region)
    left = list(accumulate(after, initial=0.0))
    right = list(accumulate(reversed(before), initial=0.0))[::-1]
    sign = (
        1 if node.glued[0] else -1
    )  # of equal borders the first where a word is glued before, else the last
    return min(beside or free, key=lambda q: (round(left[q] + right[q], 6), sign * q))


def _beside(node: Node, place: int, region: _Region) -> set[int]:
    """Return the borders at the words on either side of a point, or at the one that it is written up to."""
    on_left, on_right = node.glued if node.glued[0] != node.glued[1] else (True, True)
    found: set[int] = set()
    for word, shift in ((place - 1, 1), (place, 0)):
        linked = [(weight, j) for i, j, weight in region.table.links if i == word]
        if linked and (on_left if shift else on_right):
            found.add(max(linked)[1] + shift)
    return found


def _is_between(q: int, region: _Region) -> bool:
    """Whether a border is inside of a sibling."""
    allowed, owners = region.allowed, region.owners
    return allowed.start < q < allowed.stop and 0 <= owners[q - 1] == owners[q]


def _sides(node: Node, place: int, region: _Region) -> tuple[list[float], list[float]]:
    """Return for each target word how strongly it belongs before, and after, a point before a source word."""
    before, after = [0.0] * len(region.table.target), [0.0] * len(region.table.target)
    for i, j, weight in region.table.links:
        ahead = i >= place
        distance = i - place + 1 if ahead else place - i
        factor = 1.0
        if distance == 1:
            factor = _GLUE if node.glued[ahead] else _AHEAD if ahead else 1.0
        (after if ahead else before)[j] += weight * factor / distance**3
    return before, after


def _sentence_border(node: Node, region: _Region) -> int | None:
    """Return the border of a point that stands at the edge of a sentence."""
    target = region.table.target
    for source_span, target_span in zip(region.sentences.source, region.sentences.target, strict=True):
        if node.start <= source_span[0]:
            return sum(1 for start, _ in target if start < target_span[0])
        if node.start < source_span[1]:
            return None
        if node.start == source_span[1]:
            return sum(1 for start, _ in target if start < target_span[1])
    return None
