"""Translates the texts of an XML document or fragment, as DeepL's `tag_handling=xml` does.

Promises that a well-formed document stays well-formed, every tag comes out once and as it was written, and
the content of `ignore_tags` and of what is marked `translate="no"` as it is. Raises MalformedInput for
anything that is no XML. Neither translates nor aligns: functions are given to it.
"""

import re
from collections.abc import Iterator, Sequence
from xml.parsers import expat

from service.domain.errors import MalformedInput
from service.domain.request import XmlOptions
from service.text.html_tokens import MAX_MARKUP, Token
from service.text.markup_translation import (
    Align,
    Keeps,
    Translate,
    Written,
    keep_none,
    no_wholes,
    translate_parts,
)
from service.text.markup_units import Rules, is_marked_fixed, parts
from service.text.position_alignment import position_links
from service.text.unit_translation import Wholes

_MARKUP = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<!DOCTYPE(?:[^\[>\"']|\"[^\"]*\"|'[^']*'|\[.*?\]\s*(?=>))*>"
    r"|<(?P<close>/?)(?P<name>[^\s/><!?]+)(?:[^>\"']|\"[^\"]*\"|'[^']*')*>",
    re.DOTALL,
)
_PROLOGUE = re.compile(r"\s*<(?:\?xml\s|!DOCTYPE)")
_REMEDY = "Send well-formed XML: every element closed, & written as &amp;, no entities of your own."


def translate_xml(
    xml: str,
    translate: Translate,
    align: Align = position_links,
    *,
    options: XmlOptions | None = None,
    keeps: Keeps = keep_none,
    wholes: Wholes = no_wholes,
) -> str:
    """Return the document with its texts translated; see translate_html for the rest."""
    chosen = options or XmlOptions()
    written = written_xml(xml, translate, align, options=chosen, keeps=keeps, wholes=wholes)
    return "".join(part.raw for part in written)


def written_xml(
    xml: str, translate: Translate, align: Align, *, options: XmlOptions, keeps: Keeps, wholes: Wholes
) -> list[Written]:
    """Return the same in parts, each with its sentences."""
    _check(xml)
    tokens = list(xml_tokens(xml))
    rules = _rules(tokens, options)
    return translate_parts(list(parts(tokens, rules)), rules, translate, align, keeps=keeps, wholes=wholes)


def xml_tokens(xml: str) -> Iterator[Token]:
    """Yield the tokens of a well-formed document; their raw texts, joined, are the document."""
    position = 0
    for match in _MARKUP.finditer(xml):
        if match.start() > position:
            yield Token("text", xml[position : match.start()])
        position = match.end()
        name = match["name"]
        if name is None:
            yield Token("other", match.group())
        else:
            yield Token("close" if match["close"] else "open", match.group(), name)
    if position < len(xml):
        yield Token("text", xml[position:])


def _check(xml: str) -> None:
    if xml.count("<") > MAX_MARKUP:
        raise MalformedInput(f"The XML has more than {MAX_MARKUP:,} tags.", "Send it in several parts.")
    parser = expat.ParserCreate("utf-8")
    parser.EntityDeclHandler = _refuse_entity
    document = xml if _PROLOGUE.match(xml) else f"<r>{xml}</r>"  # a fragment may have no root, or several
    try:
        parser.Parse(document.encode("utf-8", "surrogatepass"), True)
    except expat.ExpatError as error:
        raise MalformedInput(
            f"The XML is not well-formed in line {error.lineno}: {expat.ErrorString(error.code)}.", _REMEDY
        ) from None


def _refuse_entity(name: str, *_: object) -> None:
    raise MalformedInput(f"The XML declares the entity {name}.", _REMEDY)


def _rules(tokens: Sequence[Token], options: XmlOptions) -> Rules:
    splitting = frozenset(options.splitting_tags)
    joined = frozenset(options.non_splitting_tags)
    if options.outline_detection:
        joined |= _among_text(tokens)

    def splits(token: Token) -> bool:
        return token.name in splitting or (options.outline_detection and token.name not in joined)

    ignored = frozenset(options.ignore_tags)
    return Rules(
        splits=splits,
        is_void=lambda token: token.raw.endswith("/>") and token.name not in ignored,
        is_fixed=lambda token: token.name in ignored or is_marked_fixed(token),
        joins_lines=options.joins_lines,
    )


def _among_text(tokens: Sequence[Token]) -> frozenset[str]:
    """Return the names of the elements that somewhere stand beside text: they are no structure."""
    found: set[str] = set()
    levels: list[tuple[set[str], list[bool]]] = [(set(), [False])]  # of a parent: its children, has it text
    for token in tokens:
        names, has_text = levels[-1]
        if token.kind == "text" and token.text.strip():
            has_text[0] = True
        elif token.kind == "open":
            names.add(token.name)
            if not token.raw.endswith("/>"):
                levels.append((set(), [False]))
        elif token.kind == "close":
            levels.pop()
            found |= names if has_text[0] else set()
    names, has_text = levels[0]
    return frozenset(found | (names if has_text[0] else set()))
