"""The content of an XML element as a unit: its words, and its inner elements as codes.

Promises that inner elements come back as they were written; what they mean is told by the format's rules.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from service.adapters.documents.codes import Coder, Event
from service.adapters.documents.markup_files import MarkupFile, Node, as_text
from service.domain.document import DocumentUnit

_NEAR = 20  # unfinished pairs among which the start of one is looked for
Role = Literal["pair", "through", "point", "keep", "parting", "start", "finish"]


@dataclass(frozen=True, slots=True)
class InlineRules:
    """What the inner elements of a format are.

    `role`: a pair around words, one that is looked through, a point among words, words that are kept, a line
    break; the start or the finish of a pair that is two elements, which `key` tells. `words` is what an
    element stands for instead (several spaces, say), `collapsed` how text is read. Neighbours of the same
    `look` are one. `kept` are the words that a reader sees of one that is kept. With `numbered` it is known
    which placeholder went where.
    """

    role: Callable[[MarkupFile, Node], Role]
    key: Callable[[MarkupFile, Node], str] = lambda _file, _node: ""
    words: Callable[[MarkupFile, Node], str | None] = lambda _file, _node: None
    collapsed: Callable[[str], str] = str
    look: Callable[[MarkupFile, Node], str | None] = lambda _file, _node: None
    kept: Callable[[MarkupFile, Node], str] = MarkupFile.text
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """The tokens of a code: before and after what it holds."""

    before: tuple[int, int]
    after: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """The content of an element: its unit and codes; `place` is the first and last token of it.

    `placeholders` are those of its words that have numbers. `is_for_translation`: it has words, or figures
    that the other language may write otherwise.
    """

    unit: DocumentUnit
    place: tuple[int, int]
    codes: Mapping[int, Code]
    has_words: bool
    placeholders: Mapping[int, str]
    is_for_translation: bool


@dataclass(slots=True)
class _Writing:
    file: MarkupFile
    rules: InlineRules
    coder: Coder
    codes: dict[int, Code] = field(default_factory=dict)


def read_content(file: MarkupFile, node: Node, rules: InlineRules) -> Content:
    """Return what is in an element; it must not be an empty tag."""
    writing = _Writing(file, rules, Coder(numbered=rules.numbered))
    _inside(writing, node)
    coder, place = writing.coder, (node.first + 1, node.last - 1)
    return Content(
        coder.unit(),
        place,
        writing.codes,
        coder.has_words(),
        coder.placeholders,
        coder.is_for_translation(),
    )


def write_content(
    file: MarkupFile,
    content: Content,
    events: Sequence[Event],
    *,
    instead: Mapping[int, tuple[int, str]] | None = None,
    write_words: Callable[[str], str] = as_text,
) -> str:
    """Return the content as XML; `instead` has what was written in the place of inner stretches."""
    parts: list[str] = []
    for event in events:
        code = content.codes.get(event.id)
        if event.kind == "text" or code is None:
            parts.append(write_words(content.placeholders.get(event.id, event.text)))
        elif event.kind == "close":
            parts.append("" if code.after is None else file.raw(*code.after, instead))
        else:
            parts.append(file.raw(*code.before, instead))
    return "".join(parts)


def _inside(writing: _Writing, node: Node) -> None:
    children = {child.first: n for n, child in enumerate(node.children)}
    roles = [writing.rules.role(writing.file, child) for child in node.children]
    ranges = _ranges(writing, node.children, roles)
    opened: list[int] = []
    i = node.first + 1
    while i < node.last:
        n = children.get(i)
        if n is None:
            _token(writing, i)
            i += 1
        elif n in ranges:
            opened.append(writing.coder.open())
            finish = node.children[ranges[n]]
            first = node.children[n]
            writing.codes[opened[-1]] = Code((first.first, first.last), (finish.first, finish.last))
            i = first.last + 1
        elif n in ranges.values():
            writing.coder.close()
            opened.pop()
            i = node.children[n].last + 1
        else:
            i = _child(writing, node.children, n, roles[n])


def _token(writing: _Writing, i: int) -> None:
    token = writing.file.tokens[i]
    if token.kind == "text":
        writing.coder.text(writing.rules.collapsed(token.text))
    elif token.raw.startswith("<![CDATA["):
        writing.coder.text(writing.rules.collapsed(token.raw[9:-3]))
    else:
        writing.codes[writing.coder.point()] = Code((i, i))


def _child(writing: _Writing, siblings: Sequence[Node], n: int, role: Role) -> int:
    """Write an inner element; return the token to go on with."""
    file, rules, coder, node = writing.file, writing.rules, writing.coder, siblings[n]
    words = rules.words(file, node)
    if words is not None:
        coder.text(words)
    elif role in ("pair", "through") and node.first < node.last:
        if role == "through":
            _inside(writing, node)
            return node.last + 1
        number = coder.open()
        _inside(writing, node)
        last = node
        look = rules.look(file, node)
        while look is not None and n + 1 < len(siblings) and _goes_on(writing, siblings[n + 1], last, look):
            n += 1
            last = siblings[n]
            _inside(writing, last)
        coder.close()
        writing.codes[number] = Code((node.first, node.first), (last.last, last.last))
        return last.last + 1
    else:
        number = (
            coder.parting()
            if role == "parting"
            else coder.point(rules.kept(file, node) if role == "keep" else "")
        )
        writing.codes[number] = Code((node.first, node.last))
    return node.last + 1


def _goes_on(writing: _Writing, following: Node, last: Node, look: str) -> bool:
    is_next = following.first == last.last + 1 and following.first < following.last
    return is_next and following.name == last.name and writing.rules.look(writing.file, following) == look


def _ranges(writing: _Writing, children: Sequence[Node], roles: Sequence[Role]) -> dict[int, int]:
    """Return which child finishes what another starts, for those that nest."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    halves = (n for n, role in enumerate(roles) if role in ("start", "finish"))
    keys = {n: writing.rules.key(writing.file, children[n]) for n in halves}
    for n, role in enumerate(roles):
        if role == "start":
            opened.append(n)
        elif role == "finish":
            at = next((s for s in reversed(opened[-_NEAR:]) if keys[s] == keys[n]), None)
            if at is not None:
                del opened[opened.index(at) :]
                pairs[at] = n
    return pairs
