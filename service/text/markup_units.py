"""A marked-up document taken apart into what is translated together and what stays as it is.

Promises that the raw texts of all parts, joined, are the document. Whether a tag parts or stays is said by
the rules of the language (HTML here, XML in xml_markup.py).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from service.text.html_tokens import BLOCK, CUT_OFF, VOID, Token, attributes
from service.text.markup_indices import INDICES, with_indices

_FIXED = frozenset(
    ("code", "pre", "kbd", "samp", "var", "script", "style", "textarea", "svg", "math", "template",
     "noscript", "ruby")
)  # fmt: skip
_INVISIBLE = frozenset(("script", "style", "template", "noscript", "svg", "textarea"))
_LABELLED = re.compile(r"<(input|track|option|optgroup)\b", re.IGNORECASE)
_BUTTONS = frozenset(("submit", "button", "reset"))
_FIXED_CLASS = re.compile(r"(?:^|\s)(?:notranslate|skiptranslate)(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Rules:
    """What tags mean. `splits`: it parts the text around it; `joins_lines`: white space is a space.

    `attributes` are read to people wherever they stand; `label` names one more of a tag, if it has such.
    """

    splits: Callable[[Token], bool]
    is_void: Callable[[Token], bool]
    is_fixed: Callable[[Token], bool]
    attributes: tuple[str, ...] = ()
    label: Callable[[str], str] = lambda _raw: ""
    joins_lines: bool = True
    non_breaking: str = "&#160;"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a unit: text, a tag, or a point, which has no words to translate but a place among them.

    `content` are the words of a point that a reader sees: those of an element that is not translated.
    `visible` is False for a comment. `fixed`: the attributes stay as they are.
    """

    kind: Literal["text", "open", "close", "point"]
    raw: str
    text: str = ""
    name: str = ""
    content: str = ""
    visible: bool = True
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """Text and inline markup between two borders."""

    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Border:
    """Markup between units; `fixed`: its attributes stay as they are too."""

    raw: str
    fixed: bool


@dataclass(slots=True)
class _Fixed:
    """An element that is not translated, while it is read: `depth` of elements with its name are open.

    `inside` is the name of an element in it that asks to be translated, `open` how many of that name are.
    """

    name: str
    splits: bool
    is_marked: bool
    tokens: list[Token]
    depth: int = 1
    inside: str = ""
    open: int = 0

    def follow(self, token: Token, rules: Rules) -> None:
        """Keep the nesting; only tags of its own name open and close it."""
        self.tokens.append(token)
        if token.name == self.name:
            self.depth += _step(token, rules)

    def take(self) -> Border:
        """Return what has been read since the last time, as it is."""
        raw = "".join(one.raw for one in self.tokens)
        self.tokens = []
        return Border(raw, fixed=True)


def _step(token: Token, rules: Rules) -> int:
    """Return by how much a tag changes how many elements of its name are open."""
    if token.kind == "open" and not rules.is_void(token):
        return 1
    return -1 if token.kind == "close" else 0


def parts(tokens: Iterable[Token], rules: Rules) -> Iterator[Unit | Border]:
    """Yield the units and borders of a document in its order."""
    pending: list[Piece] = []
    around: list[_Fixed] = []  # elements that are not translated, around one that is
    fixed: _Fixed | None = None
    for token in with_indices(tokens, rules.splits):
        if fixed is not None and fixed.is_marked and _asks_for_translation(token, rules):
            yield from _flushed(pending)
            fixed.tokens.append(token)
            yield fixed.take()
            fixed.splits, fixed.inside, fixed.open = True, token.name, 1
            around.append(fixed)
            pending, fixed = [], None
        elif fixed is not None:
            fixed.follow(token, rules)
            if not fixed.depth:
                if fixed.splits:
                    yield fixed.take()
                else:
                    pending.append(_point(fixed))
                fixed = None
        elif token.kind == "open" and not rules.is_void(token) and rules.is_fixed(token):
            fixed = _Fixed(token.name, rules.splits(token), is_marked_fixed(token), [token])
            if fixed.splits:
                yield from _flushed(pending)
                pending = []
        elif around and _leaves(around[-1], token, rules):
            yield from _flushed(pending)
            pending, fixed = [], around.pop()
            fixed.tokens.append(token)
        elif token.name == CUT_OFF or (token.kind in ("open", "close") and rules.splits(token)):
            yield from _flushed(pending)
            pending = []
            yield Border(token.raw, fixed=False)
        else:
            pending.append(_piece(token, rules))
    yield from _flushed(pending)
    if fixed is not None:
        yield fixed.take()


def _asks_for_translation(token: Token, rules: Rules) -> bool:
    return token.kind == "open" and not rules.is_void(token) and _said_of_translation(token) == "yes"


def _leaves(fixed: _Fixed, token: Token, rules: Rules) -> bool:
    """Follow the translated element inside of one that is not; whether this token closes it."""
    if token.name == fixed.inside:
        fixed.open += _step(token, rules)
    return not fixed.open


def _flushed(pending: list[Piece]) -> Iterator[Unit | Border]:
    if pending:
        yield Unit(tuple(pending))


def _piece(token: Token, rules: Rules) -> Piece:
    if token.kind == "text":
        return Piece("text", token.raw, text=token.text)
    if token.kind == "other":
        return Piece("point", token.raw, visible=token.name in INDICES, fixed=True)
    if token.kind == "open" and rules.is_void(token):
        return Piece("point", token.raw, name=token.name)
    return Piece(token.kind, token.raw, name=token.name)


def _point(fixed: _Fixed) -> Piece:
    raw = "".join(token.raw for token in fixed.tokens)
    words = "".join(token.text for token in fixed.tokens if token.kind == "text")
    hidden = fixed.name in _INVISIBLE
    content = "" if hidden else " ".join(words.split())
    return Piece("point", raw, name=fixed.name, content=content, fixed=True)


def _is_html_void(token: Token) -> bool:
    return token.name in VOID or token.raw.endswith("/>")


def is_marked_fixed(token: Token) -> bool:
    """Whether an element says of itself that it is not to be translated."""
    if "=" not in token.raw:
        return False
    values = {attribute.name: attribute.value for attribute in reversed(attributes(token.raw))}
    return _said_of_translation(token) == "no" or bool(_FIXED_CLASS.search(values.get("class", "")))


def _said_of_translation(token: Token) -> str:
    """Return the value of `translate` in small letters, "" for none."""
    if "translate" not in token.raw:
        return ""
    values = {attribute.name: attribute.value for attribute in reversed(attributes(token.raw))}
    return (values.get("translate") or values.get("its:translate", "")).lower()


def _is_html_fixed(token: Token) -> bool:
    return token.name in _FIXED or is_marked_fixed(token)


def _label(raw: str) -> str:
    """Return the attribute of a tag that is what it is called on the page."""
    name = _LABELLED.match(raw)
    if name is None:
        return ""
    if name[1].lower() != "input":
        return "label"
    kinds = {attribute.value.lower() for attribute in attributes(raw) if attribute.name == "type"}
    return "" if kinds.isdisjoint(_BUTTONS) else "value"


HTML = Rules(
    splits=lambda token: token.name in BLOCK,
    is_void=_is_html_void,
    is_fixed=_is_html_fixed,
    attributes=("alt", "title", "placeholder", "aria-label"),
    label=_label,
    non_breaking="&nbsp;",
)
