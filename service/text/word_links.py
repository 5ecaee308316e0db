"""The words of two texts and the links between them, and where a stretch of one lies in the other.

Promises offsets in code points, `end` exclusive. Does not align: links come from an Aligner.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.domain.ports import Link

Span = tuple[int, int]
WORD = re.compile(r"\w+(?:(?:[.,/%\-]+|['’](?!s\b))\w+)*%?|['’]s\b|[^\w\s]")
_NONE = -1e9  # the weight of a word that may not be taken


@dataclass(frozen=True, slots=True)
class WordLink:
    """A link as the ports have it."""

    source_start: int
    source_end: int
    target_start: int
    target_end: int
    weight: float


@dataclass(frozen=True, slots=True)
class Grid:
    """The words of a text and of its translation; `links` are (source word, target word, weight)."""

    source: tuple[Span, ...]
    target: tuple[Span, ...]
    links: tuple[tuple[int, int, float], ...]


def words(text: str) -> list[Span]:
    """Return the spans of the words and signs of a text."""
    return [match.span() for match in WORD.finditer(text)]


def grid(source: str, target: str, links: Sequence[Link]) -> Grid:
    """Return the grid of two texts; links that meet no word of theirs are left out."""
    rows, columns = words(source), words(target)
    by_start = {start: i for i, (start, _) in enumerate(rows)}
    to_start = {start: i for i, (start, _) in enumerate(columns)}
    found = [
        (by_start[link.source_start], to_start[link.target_start], link.weight)
        for link in links
        if link.source_start in by_start and link.target_start in to_start
    ]
    return Grid(tuple(rows), tuple(columns), tuple(found))


def target_span(source: str, target: str, links: Sequence[Link], within: Span) -> Span | None:
    """Return where the words of a stretch of the source stand in the target; None where they do not."""
    table = grid(source, target, links)
    inside = words_within(table.source, within)
    run = best_run(pulls(table, inside)) or most_linked(table, inside)
    return (table.target[run.start][0], table.target[run.stop - 1][1]) if run else None


def words_within(spans: Sequence[Span], within: Span) -> range:
    """Return the words that share a character with a stretch of their text."""
    found = [i for i, (start, end) in enumerate(spans) if start < within[1] and end > within[0]]
    return range(found[0], found[-1] + 1) if found else range(0)


def pulls(table: Grid, inside: range) -> list[float]:
    """Return for each target word how much more it is linked to the source words inside than to others."""
    found = [0.0] * len(table.target)
    for i, j, weight in table.links:
        found[j] += weight if i in inside else -weight
    return found


def most_linked(table: Grid, inside: range) -> range | None:
    """Return the target word with the strongest link to one of the source words inside."""
    found = [(weight, -j) for i, j, weight in table.links if i in inside]
    return range(-max(found)[1], 1 - max(found)[1]) if found else None


def best_run(
    weights: Sequence[float], allowed: range | None = None, taken: Sequence[bool] = ()
) -> range | None:
    """Return the shortest run with the highest sum above 0, without taken places, if there is one."""
    best, found = 0.0, None
    total, start = 0.0, 0
    for j in allowed if allowed is not None else range(len(weights)):
        if total <= 0:
            total, start = 0.0, j
        total += _NONE if taken and taken[j] else weights[j]
        if total > best + 1e-9:
            best, found = total, range(start, j + 1)
    return found
