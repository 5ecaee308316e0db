"""Rewriting a text without losing where each of its characters came from.

Promises linear time and an origin that never runs backwards. Knows nothing of what is rewritten or why.
"""

import re
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A text and, for each of its code points, the offset in the text before it was rewritten.

    `origin` is a `range` where nothing moved, otherwise a compact array: len(origin) == len(text).
    """

    text: str
    origin: Sequence[int]


def untouched(text: str) -> Rewritten:
    """Return a text as its own rewriting."""
    return Rewritten(text, range(len(text)))


def substitute(text: str, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str]) -> Rewritten:
    """Replace every match; a replacement's characters come from the match's, in order.

    Where it is longer than the match, the characters left over come from the match's last.
    """
    pieces: list[str] = []
    origin = array("I")
    done = 0
    for match in pattern.finditer(text):
        start, end = match.span()
        new = replace(match)
        if new == match.group():
            continue
        pieces += (text[done:start], new)
        origin.extend(range(done, min(start + len(new), end)))
        origin.extend([end - 1] * (len(new) - (end - start)))
        done = end
    if not done:
        return untouched(text)
    pieces.append(text[done:])
    origin.extend(range(done, len(text)))
    return Rewritten("".join(pieces), origin)


def chain(first: Rewritten, second: Rewritten) -> Rewritten:
    """Return the second rewriting, made of the first one's text, with origins in the very first text."""
    if isinstance(first.origin, range):
        return second
    if isinstance(second.origin, range):
        return Rewritten(second.text, first.origin)
    return Rewritten(second.text, array("I", map(first.origin.__getitem__, second.origin)))


def span_before(origin: Sequence[int], start: int, end: int, *, size: int) -> tuple[int, int]:
    """Return where a stretch of a rewritten text stood in the text before, which had `size` characters."""
    return origin[start], origin[end] if end < len(origin) else size
