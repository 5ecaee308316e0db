"""An XML file as its tokens and the tree over them, so that all that is not translated stays as it was.

Promises that the raw texts of the tokens, joined, are the file; that no entity, DTD or address outside it is
followed; and MalformedInput for what is no XML.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from service.domain.errors import MalformedInput, TooLarge
from service.text.html_tokens import Token, attributes
from service.text.xml_markup import xml_tokens

LONGEST = 48 * 1024 * 1024  # bytes of XML; taken apart, it has some times as many in memory
REMEDY = "Open the file in the program that it comes from and save it again."


@dataclass(frozen=True, slots=True)
class Node:
    """An element: its name with and without prefix, its first and last token (one for an empty element)."""

    name: str
    first: int
    last: int
    children: tuple["Node", ...]

    @property
    def local(self) -> str:
        """The name without its prefix."""
        return self.name.rpartition(":")[2]

    @property
    def prefix(self) -> str:
        """The prefix with its colon, or nothing."""
        return self.name[: len(self.name) - len(self.local)]

    def walk(self) -> Iterator["Node"]:
        """Yield the element and all in it, in reading order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))

    def find(self, local: str) -> "Node | None":
        """Return the first child of a name."""
        return next((child for child in self.children if child.local == local), None)


@dataclass(frozen=True, slots=True)
class MarkupFile:
    """A file taken apart. `encoding` and `mark` say how it is written."""

    tokens: tuple[Token, ...]
    root: Node
    encoding: str
    mark: bytes

    def attribute(self, node: Node, name: str) -> str | None:
        """Return the value of an attribute, named in lower case."""
        raw = self.tokens[node.first].raw
        return next((one.value for one in attributes(raw) if one.name == name), None)

    def text(self, node: Node) -> str:
        """Return all words in an element."""
        inner = self.tokens[node.first : node.last + 1]
        return "".join(token.text if token.kind == "text" else _section(token) for token in inner)

    def raw(self, first: int, last: int, instead: Mapping[int, tuple[int, str]] | None = None) -> str:
        """Return the tokens from `first` up to and with `last`.

        `instead` has, by the first token of a stretch, its last one and what to write in its place.
        """
        if not instead:
            return "".join(token.raw for token in self.tokens[first : last + 1])
        written: list[str] = []
        i = first
        while i <= last:
            if i in instead and instead[i][0] <= last:
                i, raw = instead[i]
                written.append(raw)
            else:
                written.append(self.tokens[i].raw)
            i += 1
        return "".join(written)

    def write(self, instead: Mapping[int, tuple[int, str]]) -> bytes:
        """Return the file with stretches replaced."""
        text = self.raw(0, len(self.tokens) - 1, instead)
        return self.mark + text.encode(self.encoding, "xmlcharrefreplace")


def read_markup(content: bytes, name: str) -> MarkupFile:
    """Take a file apart; `name` is what errors call it. Raises MalformedInput."""
    if len(content) > LONGEST:
        raise TooLarge(f"{name} is longer than {LONGEST:,} bytes.", "Send the document in parts.")
    encoding = _checked(content, name)
    mark = next((m for m in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff") if content.startswith(m)), b"")
    if mark and mark != b"\xef\xbb\xbf":
        encoding = "utf-16-le" if mark == b"\xff\xfe" else "utf-16-be"
    try:
        text = content[len(mark) :].decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise MalformedInput(f"{name} cannot be read: {error}.", REMEDY) from None
    tokens = tuple(xml_tokens(text))
    return MarkupFile(tokens, _tree(tokens, name), encoding, mark)


def with_attribute(raw: str, name: str, value: str) -> str:
    """Return an opening tag with an attribute set."""
    found = next((one for one in attributes(raw) if one.name == name.lower()), None)
    if found is None:
        end = len(raw) - (2 if raw.endswith("/>") else 1)
        return f"{raw[:end].rstrip()} {name}={quoteattr(value)}{raw[end:]}"
    return f"{raw[: found.start]}{quoteattr(value)[1:-1]}{raw[found.end :]}"


def as_text(words: str) -> str:
    """Return words as XML writes them."""
    return escape(words, {"\r": "&#13;"})


def parser() -> etree.XMLParser:
    """Return a parser that follows nothing and refuses what is out of proportion."""
    return etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)


def _checked(content: bytes, name: str) -> str:
    """Return the encoding of a well-formed file."""
    try:
        tree = etree.fromstring(content, parser()).getroottree()
    except etree.XMLSyntaxError as error:
        reason = str(error.msg or "it ends too early").removesuffix(" (<string>)")
        raise MalformedInput(f"{name} is no well-formed XML: {reason}.", REMEDY) from None
    declared = tree.docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise MalformedInput(
            f"{name} declares entities of its own.", "Write out what they stand for and take them out."
        )
    return str(tree.docinfo.encoding or "utf-8")


def _section(token: Token) -> str:
    return token.raw[9:-3] if token.raw.startswith("<![CDATA[") else ""


def _tree(tokens: tuple[Token, ...], name: str) -> Node:
    """Build the tree from the leaves up."""
    levels: list[list[Node]] = [[]]
    opened: list[int] = []
    for i, token in enumerate(tokens):
        if token.kind == "open" and token.raw.endswith("/>"):
            levels[-1].append(Node(token.name, i, i, ()))
        elif token.kind == "open":
            opened.append(i)
            levels.append([])
        elif token.kind == "close" and opened:
            first, inner = opened.pop(), tuple(levels.pop())
            levels[-1].append(Node(token.name, first, i, inner))
    if opened or len(levels[0]) != 1:
        raise MalformedInput(f"{name} cannot be read: its elements do not nest.", REMEDY)
    return levels[0][0]
