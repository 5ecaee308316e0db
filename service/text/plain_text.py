"""Plain text to lines with roles, as newsrooms and scrapers send it.

Promises that every word stays, in order. Takes normalised text: one or two line feeds between its lines.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.domain.article import BlockRole
from service.text.newsroom_lines import is_byline, is_dateline, is_title, role_of, words

_PARAGRAPH_GAP = "\n\n"
_ENDS = re.compile(r"[.!?…:;][\"”’»)\]]*$")
_WRAP_WIDTH = range(50, 101)  # columns of hand-wrapped text
_MAX_CAPTIONS = 6  # that close a text
_EDGE = 3  # lines at either end among which a bare name is a byline


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line with its role; `start` is its offset in the given text, None where it was not in it."""

    role: BlockRole
    text: str
    start: int | None = None


def read_plain_text(text: str, *, title: str | None) -> list[TextLine]:
    """Return the lines of a text; a title given beside it goes on top unless the text begins with it."""
    bare = _lines(text)
    if not bare:
        return [TextLine("title", title)] if title else []
    head, rest = _head(bare, title)
    return [*head, *_with_roles(rest)]


def _head(bare: list[TextLine], title: str | None) -> tuple[list[TextLine], list[TextLine]]:
    """Return the title, with a byline or date line above it, and the lines below."""
    if title is not None:
        if _folded(bare[0].text) == _folded(title):
            return [TextLine("title", bare[0].text, bare[0].start)], bare[1:]
        return [TextLine("title", title)], bare
    above: list[TextLine] = []
    for index, line in enumerate(bare[:_EDGE]):
        following = bare[index + 1].text if index + 1 < len(bare) else None
        if is_dateline(line.text) or is_byline(line.text, at_edge=False):
            above.append(TextLine("dateline" if is_dateline(line.text) else "byline", line.text, line.start))
        elif is_title(line.text, following):
            return [*above, TextLine("title", line.text, line.start)], bare[index + 1 :]
        else:
            break
    return [], bare


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(".")


def _with_roles(bare: Sequence[TextLine]) -> list[TextLine]:
    roles: list[TextLine] = []
    for index, line in enumerate(bare):
        following = bare[index + 1].text if index + 1 < len(bare) else None
        at_edge = index < 1 or index >= len(bare) - _EDGE
        role = role_of(line.text, following=following, at_edge=at_edge)
        roles.append(TextLine(role, line.text, line.start))
    return _with_closing_captions(roles)


def _with_closing_captions(lines: list[TextLine]) -> list[TextLine]:
    """Take lines without a stop that close a text of sentences for the captions of its pictures."""
    first = len(lines)
    if first > 2 * _EDGE and lines[-2].role == "heading" and _ENDS.search(lines[-1].text):
        return [*lines[:-2], replace(lines[-2], role="caption"), lines[-1]]
    while first > 0 and _may_be_caption(lines[first - 1]):
        first -= 1
    count = len(lines) - first
    if not 1 <= count <= _MAX_CAPTIONS or first < 2 * count + 1 or not _ENDS.search(lines[first - 1].text):
        return lines
    captions = [line if line.role == "byline" else replace(line, role="caption") for line in lines[first:]]
    return lines[:first] + captions


def _may_be_caption(line: TextLine) -> bool:
    if line.role in ("byline", "caption"):
        return True
    return line.role in ("paragraph", "heading") and not _ENDS.search(line.text) and words(line.text) >= 4


def _lines(text: str) -> list[TextLine]:
    """Return the lines, those of a hand-wrapped paragraph joined to one by spaces in place of line feeds."""
    found: list[TextLine] = []
    position = 0
    for paragraph in text.split(_PARAGRAPH_GAP):
        if _is_wrapped(paragraph.split("\n")):
            paragraph = paragraph.replace("\n", " ")
        start = position
        for line in paragraph.split("\n"):
            stripped = line.strip()
            if stripped:
                found.append(TextLine("paragraph", stripped, start + line.index(stripped)))
            start += len(line) + 1
        position += len(paragraph) + len(_PARAGRAPH_GAP)
    return found


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether the lines of a paragraph were broken to fit a width: alike in length, ending mid-sentence."""
    upper = lines[:-1]
    if len(upper) < 2 or not all(len(line) in _WRAP_WIDTH for line in upper):
        return False
    return 3 * sum(1 for line in upper if _ENDS.search(line)) <= len(upper)
