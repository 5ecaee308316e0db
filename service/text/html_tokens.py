"""HTML as a flat row of tokens whose raw texts, joined, are the input again.

Promises linear time, no recursion and one error, MalformedInput past MAX_MARKUP tags: what is no tag is
text, but not a tag that the end of the text cuts off. Knows no meaning of any tag but those whose content is
raw (script, style, ...).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Literal

from service.domain.errors import MalformedInput

Kind = Literal["text", "open", "close", "other"]

VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
     "track", "wbr")
)  # fmt: skip
BLOCK = frozenset(
    ("address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details",
     "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2",
     "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol",
     "optgroup", "option", "p", "pre", "section", "select", "summary", "table", "tbody", "td", "tfoot",
     "th", "thead", "title", "tr", "ul")
)  # fmt: skip
CUT_OFF = "!"  # the name of what the end of the text cuts off
_RAW = frozenset(("script", "style", "textarea", "xmp", "noembed"))
# A tag's attributes are looked at with their quotes up to this many characters: beyond, the next ">" ends it.
_QUOTED_LIMIT = 65_536
MAX_MARKUP = 300_000  # a long article has some thousands; more would take seconds

_MARKUP = re.compile(r"<(?:!--|[!?]|(/?)([A-Za-z][^\s/>]*))")
# What a text that was cut off ends with: "</p", "<a href=\"x", "<br"; "a <b" is a comparison.
_WHOLE_NAME = "|".join(sorted(VOID | BLOCK | {"span", "strong", "sub", "sup"}))
_UNFINISHED = re.compile(
    rf"</[a-z][\w:-]*\s*\Z|<[a-z][\w:-]*\s+(?:[\w:.-]+\s+)*[\w:.-]+=[^<>]*\Z|<(?:{_WHOLE_NAME})\s*/?\Z",
    re.IGNORECASE,
)
_REST = re.compile(r"""(?:[^>"']++|"[^"]*+"|'[^']*+')*+>""")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:(\s*=\s*)("[^"]*"|'[^']*'|[^\s"'>]+))?""")


@dataclass(frozen=True, slots=True)
class Token:
    """Text, an opening or closing tag (`name` in lower case), or anything else (comment, doctype, script)."""

    kind: Kind
    raw: str
    name: str = ""

    @property
    def text(self) -> str:
        """The text with its entities resolved."""
        return unescape(self.raw) if "&" in self.raw else self.raw


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute with the place of its value, quotes excluded, in the raw tag."""

    name: str
    value: str
    start: int
    end: int


def tokenise(html: str) -> Iterator[Token]:
    """Yield the tokens of a page or fragment."""
    position = start = 0
    if html.count("<") > MAX_MARKUP:
        cause = f"The HTML has more than {MAX_MARKUP:,} tags."
        raise MalformedInput(cause, "Send the part of the page that holds the article.")
    last_end, last_comment, last_section = html.rfind(">"), html.rfind("-->"), html.rfind("]]>")
    while position <= last_end:
        match = _MARKUP.search(html, position, last_end + 1)
        if match is None:
            break
        end = _end_of_markup(html, match, last_comment, last_section)
        if match.start() > start:
            yield Token("text", html[start : match.start()])
        start = position = end
        token = _token(html[match.start() : end], match)
        yield token
        if token.kind == "open" and token.name in _RAW and not token.raw.endswith("/>"):
            close = _find_close(html, token.name, position)
            if close > position:
                yield Token("other", html[position:close], token.name)
            start = position = close
    yield from _rest(html, start)


def _rest(html: str, start: int) -> Iterator[Token]:
    """Yield what follows the last tag: text, and a tag that is cut off at the end."""
    cut = _UNFINISHED.search(html, start)
    end = cut.start() if cut else len(html)
    if start < end:
        yield Token("text", html[start:end])
    if cut:
        yield Token("other", html[end:], CUT_OFF)


def attributes(raw: str) -> list[Attribute]:
    """Return the attributes of an opening tag, entities resolved."""
    found: list[Attribute] = []
    if "=" not in raw and " " not in raw:
        return found
    name = _MARKUP.match(raw)
    for match in _ATTRIBUTE.finditer(raw, name.end() if name else 0, len(raw) - 1):
        value = match.group(3)
        if value is None:
            found.append(Attribute(match.group(1).lower(), "", match.end(), match.end()))
            continue
        quoted = value[0] in "\"'"
        start, end = match.start(3) + quoted, match.end(3) - quoted
        found.append(Attribute(match.group(1).lower(), unescape(raw[start:end]), start, end))
    return found


def _end_of_markup(html: str, match: re.Match[str], last_comment: int, last_section: int) -> int:
    """Return where a tag or comment ends; a comment that nobody closes ends at the next ">"."""
    if match.group() == "<!--" and match.end() <= last_comment:
        return html.index("-->", match.end()) + 3
    if html.startswith("<![CDATA[", match.start()) and match.end() <= last_section:
        return html.index("]]>", match.end()) + 3
    if match.group(2):
        rest = _REST.match(html, match.end(), match.end() + _QUOTED_LIMIT)
        if rest:
            return rest.end()
    end = html.find(">", match.end())
    return end + 1 if end >= 0 else len(html)


def _token(raw: str, match: re.Match[str]) -> Token:
    if not match.group(2):
        return Token("other", raw)
    return Token("close" if match.group(1) else "open", raw, match.group(2).lower())


def _find_close(html: str, name: str, position: int) -> int:
    """Return where the raw content of an element ends: at its closing tag, or at the end of the text."""
    close = re.compile(f"</{re.escape(name)}(?=[\\s/>])", re.IGNORECASE).search(html, position)
    return close.start() if close else len(html)
