"""Points that have come to stand inside of a figure, moved behind it: $<sup>1</sup> 25 million says 125.

Promises that a point stays in its parent, comes to stand in no other element and keeps its order among them.
"""

from collections.abc import Sequence
from dataclasses import replace

from service.domain.article import Span
from service.text.tag_placement import Placed


def behind(placed: Sequence[Placed], wholes: Sequence[Span], end: int) -> tuple[Placed, ...]:
    """Return nodes whose parent reaches to `end`, with their points at the ends of what is whole."""
    elements = [one for one in placed if one.start < one.end]
    moved: list[Placed] = []
    for one in placed:
        if one.start < one.end:
            moved.append(replace(one, children=behind(one.children, wholes, one.end)))
            continue
        at = place_behind(one.start, wholes, end)
        while around := next((el for el in elements if at != one.start and el.start < at < el.end), None):
            at = around.end
        moved.append(_shifted(one, at))
    return tuple(sorted(moved, key=lambda one: (one.start, one.end)))


def place_behind(place: int, wholes: Sequence[Span], end: int) -> int:
    """Return a place, or where the stretch ends that it is inside of, `end` at most."""
    whole = next((span for span in wholes if span.start < place < span.end), None)
    return place if whole is None else max(place, min(whole.end, end))


def _shifted(one: Placed, at: int) -> Placed:
    if one.start == at:
        return one
    return replace(one, start=at, end=at, children=tuple(_shifted(child, at) for child in one.children))
