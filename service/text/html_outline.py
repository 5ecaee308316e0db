"""HTML as an outline: its elements with their parents, and its lines of text with the element of each.

Promises linear time and no recursion at any nesting depth, and that every visible character is in some
line. Mends what is unclosed or closed twice. Judges nothing: which lines are the article is not known here.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from service.text.html_tokens import BLOCK, VOID, Token, attributes, tokenise

_INVISIBLE = frozenset(
    ("script", "style", "template", "svg", "math", "iframe", "object", "head", "noframes", "audio", "video")
)
_SPACE = re.compile(r"\s+")
_CLOSES_BEFORE = {
    "li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd"), "option": ("option",), "tr": ("tr", "td", "th"),
    "td": ("td", "th"), "th": ("td", "th"),
}  # fmt: skip
_SCOPES = frozenset(("ul", "ol", "dl", "table", "select", "menu"))
_LOOK_BACK = 64  # open elements looked at for one that is closed implicitly


@dataclass(frozen=True, slots=True)
class Element:
    """An element; `parent` is the index of its parent in the outline, -1 for the root's."""

    name: str
    parent: int
    attributes: dict[str, str]

    def get(self, name: str) -> str:
        """Return an attribute's value, empty where it has none."""
        return self.attributes.get(name, "")


@dataclass(frozen=True, slots=True)
class Line:
    """A run of text between block borders; `linked` of its characters stand in links."""

    element: int
    text: str
    linked: int


@dataclass(frozen=True, slots=True)
class Outline:
    """A document in reading order. `scripts` holds (type attribute, content) of each script."""

    elements: tuple[Element, ...]
    lines: tuple[Line, ...]
    scripts: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class _Builder:
    """The state while reading: the stack of open elements and the pieces of the line under way."""

    elements: list[Element] = field(default_factory=lambda: [Element("", -1, {})])
    lines: list[Line] = field(default_factory=list)
    scripts: list[tuple[str, str]] = field(default_factory=list)
    stack: list[int] = field(default_factory=lambda: [0])
    opened: Counter[str] = field(default_factory=Counter)
    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    invisible: int = 0


def outline(html: str) -> Outline:
    """Return the outline of a page or fragment."""
    builder = _Builder()
    for token in tokenise(html):
        if token.kind == "text":
            _text(builder, token.text)
        elif token.kind == "open":
            _open(builder, token)
        elif token.kind == "close":
            _close(builder, token.name)
        elif token.name == "script":
            kind = builder.elements[builder.stack[-1]].get("type")
            builder.scripts.append((kind.lower(), token.raw))
        elif token.name in ("textarea", "xmp"):
            _text(builder, token.text)
    _end_line(builder)
    return Outline(tuple(builder.elements), tuple(builder.lines), tuple(builder.scripts))


def _text(builder: _Builder, text: str) -> None:
    title = builder.elements[builder.stack[-1]].name == "title"
    if (builder.invisible and not title) or not text:
        return
    builder.pieces.append(text)
    if builder.opened["a"]:
        builder.linked += len(text.strip())


def _end_line(builder: _Builder) -> None:
    if builder.pieces:
        text = _SPACE.sub(" ", "".join(builder.pieces)).strip()
        if text:
            builder.lines.append(Line(_nearest_block(builder), text, min(builder.linked, len(text))))
        builder.pieces = []
    builder.linked = 0


def _nearest_block(builder: _Builder) -> int:
    """Return the innermost open block; one in a chain of many inline elements is not looked for long."""
    for index in reversed(builder.stack[-_LOOK_BACK:]):
        if builder.elements[index].name in BLOCK:
            return index
    return builder.stack[-1]


def _open(builder: _Builder, token: Token) -> None:
    name = token.name
    if name in BLOCK:
        _end_line(builder)
        _close_implied(builder, name)
    if name in BLOCK and name != "title" and builder.opened["head"]:
        _close(builder, "head")
    # Of an attribute given twice the first counts.
    values = {attribute.name: attribute.value for attribute in reversed(attributes(token.raw))}
    builder.elements.append(Element(name, builder.stack[-1], values))
    if name in VOID or (token.raw.endswith("/>") and name in _INVISIBLE):
        return
    builder.stack.append(len(builder.elements) - 1)
    builder.opened[name] += 1
    builder.invisible += name in _INVISIBLE


def _close_implied(builder: _Builder, name: str) -> None:
    """Close what an opening block closes without a tag: a paragraph, the list item or cell before."""
    targets = _CLOSES_BEFORE.get(name, ())
    if not any(builder.opened[target] for target in ("p", *targets)):
        return
    for depth in range(len(builder.stack) - 1, max(0, len(builder.stack) - _LOOK_BACK), -1):
        open_name = builder.elements[builder.stack[depth]].name
        if open_name == "p" or open_name in targets:
            _pop_to(builder, depth)
            if open_name == "p" and targets:
                _close_implied(builder, name)
            return
        if open_name in _SCOPES or (open_name in BLOCK and not targets):
            return


def _close(builder: _Builder, name: str) -> None:
    """Close the innermost open element of this name; a closing tag without one is ignored."""
    if name in BLOCK:
        _end_line(builder)
    if not builder.opened[name]:
        return
    depth, crossed = len(builder.stack) - 1, False
    while (open_name := builder.elements[builder.stack[depth]].name) != name:
        crossed = crossed or open_name in BLOCK
        depth -= 1
        if name not in BLOCK and len(builder.stack) - depth > 4 * _LOOK_BACK:
            return
    if crossed and name not in BLOCK:
        _forget_inline(builder, depth)
    else:
        _pop_to(builder, depth)


def _forget_inline(builder: _Builder, depth: int) -> None:
    """Drop an inline element that was opened outside of the block in which it is closed."""
    name = builder.elements[builder.stack[depth]].name
    del builder.stack[depth]
    builder.opened[name] -= 1
    builder.invisible -= name in _INVISIBLE


def _pop_to(builder: _Builder, depth: int) -> None:
    for index in builder.stack[depth:]:
        name = builder.elements[index].name
        builder.opened[name] -= 1
        builder.invisible -= name in _INVISIBLE
    del builder.stack[depth:]
