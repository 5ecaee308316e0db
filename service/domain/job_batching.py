"""How the items of a job are put into batches: alike in length, equal ones once.

Promises that every item has one batch, shares the result of an earlier equal one, or could not be read; that
batches are within their limits; and that no more than a window of items is held at a time.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from service.domain.job import JobKind, NewItem

WINDOW = 1024  # items: within it batches are of like length, and results keep roughly to the input's order
REMEMBERED = 500_000  # different items that an equal one is looked for among; about 150 bytes each


@dataclass(frozen=True, slots=True)
class BatchLimits:
    """How much is in a batch at most; a single item may hold more characters. A batch takes seconds."""

    items: int
    characters: int


LIMITS: dict[JobKind, BatchLimits] = {
    "translate": BatchLimits(64, 16_000),
    "brief": BatchLimits(4, 16_000),
}


@dataclass(frozen=True, slots=True)
class Placed:
    """An item and its place: a batch, an earlier equal item, or neither where it could not be read."""

    position: int
    item: NewItem
    batch: int | None = None
    same_as: int | None = None


@dataclass(slots=True)
class _Course:
    """How far the placing is."""

    position: int = 0
    batch: int = 0
    seen: dict[bytes, int] = field(default_factory=dict)


def place(items: Iterable[NewItem], kind: JobKind) -> Iterator[tuple[Placed, ...]]:
    """Yield the items window by window, in the order of their positions. No two articles count as equal."""
    course, waiting = _Course(), iter(items)
    while window := list(islice(waiting, WINDOW)):
        yield tuple(_placed(window, kind, course))


def _placed(window: list[NewItem], kind: JobKind, course: _Course) -> list[Placed]:
    first = course.position
    course.position += len(window)
    same = [
        _earlier(item, first + i, course) if kind == "translate" else None for i, item in enumerate(window)
    ]
    new = [i for i, item in enumerate(window) if item.payload and same[i] is None]
    batches = _batches(window, new, LIMITS[kind], course)
    return [Placed(first + i, item, batches.get(i), same[i]) for i, item in enumerate(window)]


def _earlier(item: NewItem, position: int, course: _Course) -> int | None:
    """Return the position of an earlier item that says the same."""
    if item.payload is None:
        return None
    content = item.payload.content
    said = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    kind = f"{item.payload.media} {item.payload.language or ''}\0".encode()
    key = hashlib.blake2b(kind + said, digest_size=16).digest()
    found = course.seen.get(key)
    if found is None and len(course.seen) < REMEMBERED:
        course.seen[key] = position
    return found


def _batches(window: list[NewItem], new: list[int], limits: BatchLimits, course: _Course) -> dict[int, int]:
    """Return the batch of each new item, longer ones first: what a job ends with is then soon done."""
    found: dict[int, int] = {}
    items = characters = 0
    for i in sorted(new, key=lambda i: -window[i].characters):
        length = window[i].characters
        if items and (items == limits.items or characters + length > limits.characters):
            course.batch += 1
            items = characters = 0
        found[i] = course.batch
        items, characters = items + 1, characters + length
    course.batch += bool(items)
    return found
