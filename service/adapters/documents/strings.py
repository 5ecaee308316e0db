"""Strings of programs and lines of subtitles: tags written in them are codes, and line breaks part them.

Promises that a string is its words, codes and placeholders; `written` puts a translation together again.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from service.adapters.documents.codes import Coder, Event
from service.adapters.documents.placeholders import PLACEHOLDER
from service.domain.document import DocumentUnit

_TAG = re.compile(
    r"(?<!%)<(?P<close>/?)(?P<name>[A-Za-z][\w:.-]{0,60}+)[^<>\n]{0,500}+>|&(?:[A-Za-z]\w{1,30}|#\d{1,7}|#x[0-9A-Fa-f]{1,6});"
)
_NEAR = 20  # open tags among which the one that is closed is looked for
_MARK = re.compile(r"(?:(?<=^)|(?<=\s))_(?=[^\W\d_])")  # before the letter of a shortcut


@dataclass(frozen=True, slots=True)
class CodedString:
    """A string, also as a unit; what its codes are written as, and its placeholders, in their order."""

    unit: DocumentUnit
    codes: Mapping[int, tuple[str, str]]
    placeholders: Mapping[int, str]
    has_words: bool
    text: str


def coded_string(text: str, pattern: re.Pattern[str] = PLACEHOLDER) -> CodedString:
    """Return a string of a program; `pattern` finds its placeholders."""
    coder, codes = Coder(numbered=True, pattern=pattern), dict[int, tuple[str, str]]()
    if text.count("_") == 1:
        text = _MARK.sub("", text)
    for n, line in enumerate(re.split(r"(\r?\n|\t)", text)):
        if n % 2:
            codes[coder.parting()] = line, ""
        else:
            encode_tags(line, _TAG, coder, codes)
    return CodedString(coder.unit(), codes, coder.placeholders, coder.has_words(), text)


def written(string: CodedString, events: Sequence[Event]) -> str:
    """Return a translation with the codes as they were."""
    parts: list[str] = []
    for event in events:
        before, after = string.codes.get(event.id, (string.placeholders.get(event.id, ""), ""))
        parts.append(event.text if event.kind == "text" else after if event.kind == "close" else before)
    return "".join(parts)


def encode_tags(
    text: str,
    tag: re.Pattern[str],
    coder: Coder,
    codes: dict[int, tuple[str, str]],
    unescape: Callable[[str], str] = str,
) -> None:
    """Write a text to the coder, the tags in it as codes; those that nobody closes stand alone."""
    found = list(tag.finditer(text))
    closed_by = _pairs(found)
    closing = frozenset(closed_by.values())
    opened: list[int] = []
    position = 0
    for i, one in enumerate(found):
        coder.text(unescape(text[position : one.start()]))
        position = one.end()
        if i in closed_by:
            opened.append(coder.open())
            codes[opened[-1]] = one[0], found[closed_by[i]][0]
        elif i in closing:
            coder.close()
        else:
            codes[coder.point()] = one[0], ""
    coder.text(unescape(text[position:]))


def _pairs(tags: Sequence[re.Match[str]]) -> dict[int, int]:
    """Return which tag closes which, for those that nest."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for i, tag in enumerate(tags):
        if tag["name"] is None or tag[0].endswith("/>"):
            continue
        name = tag["name"].partition(".")[0].lower()
        if not tag["close"]:
            opened.append(i)
            continue
        at = next(
            (n for n in reversed(opened[-_NEAR:]) if tags[n]["name"].partition(".")[0].lower() == name), None
        )
        if at is not None:
            del opened[opened.index(at) :]
            pairs[at] = i
    return pairs
