"""OpenDocument text (.odt): body, tables, headers and footers, notes, text boxes.

Promises that spans which look the same are one, spaces that XML would lose stay, and fields are kept.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from service.adapters.documents.codes import decoded
from service.adapters.documents.inline import Content, InlineRules, Role, read_content, write_content
from service.adapters.documents.markup_files import MarkupFile, Node, as_text, read_markup, with_attribute
from service.adapters.documents.packages import REMEDY, Package, open_package
from service.domain.article import Language, other
from service.domain.document import Document, DocumentLimits
from service.domain.errors import MalformedInput
from service.text.markup_indices import is_index

_MANIFEST = "META-INF/manifest.xml"
_PARTS = ("content.xml", "styles.xml")
_PAIRS = frozenset(("a", "span", "meta", "ruby-base"))
_POINTS = frozenset(
    ("note", "frame", "bookmark", "bookmark-start", "bookmark-end", "annotation", "annotation-end",
     "soft-page-break", "change", "change-start", "change-end", "reference-mark", "reference-mark-start",
     "reference-mark-end", "alphabetical-index-mark", "custom-shape", "line", "rect", "g", "control")
)  # fmt: skip
_KEPT = frozenset(("text:tracked-changes", "office:annotation"))  # what was deleted, and comments
_STARTS = frozenset(("bookmark-start", "reference-mark-start", "annotation"))
_PARTING = frozenset(("tab", "line-break", "s"))  # several spaces part words as a tab does
_RAISED = re.compile(r"style:text-position=\"(?:(su[bp])[^\"]*|(-?)[1-9][^\"]*)\"")
_LOOKED_BACK = 6  # tokens between an index and the word before it
_UNSEEN = re.compile(r"\s(?:officeooo:(?:paragraph-)?rsid|style:name|fo:(?:language|country))=\"[^\"]*\"")
_COUNTRIES: dict[Language, str] = {"vi": "VN", "en": "US"}


@dataclass(frozen=True, slots=True)
class _Part:
    """A member with the paragraphs that are translated in it."""

    name: str
    file: MarkupFile
    contents: list[Content]


def open_odt(content: bytes, target: Language, limits: DocumentLimits) -> Document:
    """Open a text document."""
    package = open_package(content, limits)
    if "content.xml" not in package.names:
        raise MalformedInput("The file has no content.xml: it is no OpenDocument file.", REMEDY)
    if "META-INF/manifest.xml" in package.names and b"encryption-data" in package.read(
        "META-INF/manifest.xml"
    ):
        raise MalformedInput("The file is encrypted.", "Save it without a password.")
    parts = [_read(name, package) for name in _PARTS if name in package.names]

    def write(texts: Sequence[str | None]) -> bytes:
        return _write(package, parts, texts, target)

    return Document(tuple(one.unit for part in parts for one in part.contents), write)


def _read(name: str, package: Package) -> _Part:
    file = read_markup(package.read(name), name)
    looks = _looks(file)
    rules = InlineRules(
        role=lambda file, node: _role(file, node, looks),
        words=_words,
        collapsed=lambda text: re.sub(r"[ \t\r\n]+", " ", text),
        look=lambda file, node: _look(file, node, looks),
    )
    paragraphs = (node for node in _translated(file.root) if node.name in ("text:p", "text:h"))
    contents = [read_content(file, node, rules) for node in paragraphs if node.first < node.last]
    return _Part(name, file, [one for one in contents if one.is_for_translation])


def _translated(root: Node) -> Iterator[Node]:
    """Yield the elements in reading order, but for those in what is kept."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.name not in _KEPT:
            yield node
            waiting.extend(reversed(node.children))


def _looks(file: MarkupFile) -> Mapping[str, str]:
    """Return how the automatic styles look; empty for those that only say when something was typed."""
    looks: dict[str, str] = {}
    for node in file.root.walk():
        if node.local != "automatic-styles":
            continue
        for style in node.children:
            if file.attribute(style, "style:family") == "text":
                raw = _UNSEEN.sub("", file.raw(style.first, style.last))
                inner = re.sub(r"<style:text-properties\s*/>", "", raw)
                plain = re.fullmatch(r"<style:style style:family=\"text\"\s*(?:/>|>\s*</style:style>)", inner)
                looks[file.attribute(style, "style:name") or ""] = "" if plain else inner
    return looks


def _role(file: MarkupFile, node: Node, looks: Mapping[str, str]) -> Role:
    local = node.local
    look = looks.get(file.attribute(node, "text:style-name") or "", local) if local == "span" else local
    if not look:
        return "through"
    if local == "span" and (raised := _RAISED.search(look)) and _is_index(file, node, raised):
        return "point"
    if local in _PAIRS:
        return "pair"
    if local in _PARTING:
        return "parting"
    return "point" if local in _POINTS else "keep"


def _is_index(file: MarkupFile, node: Node, raised: re.Match[str]) -> bool:
    """Whether a raised span is the mark of a note or another index, typed by hand."""
    lowered = raised[1] == "sub" or raised[2] == "-"
    before = ""
    for token in reversed(file.tokens[max(0, node.first - _LOOKED_BACK) : node.first]):
        if token.kind == "text":
            before = token.text
        if token.kind == "text" or token.name in ("text:p", "text:h"):
            break
    after = file.tokens[node.last + 1]
    following = after.text[:1] if after.kind == "text" else ""
    return is_index(file.text(node), before=before, following=following, lowered=lowered)


def _look(file: MarkupFile, node: Node, looks: Mapping[str, str]) -> str | None:
    if node.local != "span":
        return None
    name = file.attribute(node, "text:style-name") or ""
    return looks.get(name, name) or None


def _words(file: MarkupFile, node: Node) -> str | None:
    return " " if node.name == "text:s" and (file.attribute(node, "text:c") or "1") == "1" else None


def _write(package: Package, parts: Sequence[_Part], texts: Sequence[str | None], target: Language) -> bytes:
    replaced: dict[str, bytes] = {}
    position = 0
    for part in parts:
        mine = texts[position : position + len(part.contents)]
        position += len(mine)
        instead: dict[int, tuple[int, str]] = {}
        # From the last to the first: notes and text boxes stand inside of paragraphs and come after them.
        for content, text in zip(reversed(part.contents), reversed(mine), strict=True):
            events = decoded(content.unit, text)
            if events is not None:
                words = write_content(part.file, content, events, instead=instead, write_words=_spaced)
                instead[content.place[0]] = content.place[1], words
        if any(text is not None for text in texts):
            _localise(part.file, instead, target)
        if instead:
            replaced[part.name] = part.file.write(instead)
    return package.write(replaced)


def _localise(file: MarkupFile, instead: dict[int, tuple[int, str]], target: Language) -> None:
    """Set the language that spelling is checked in, where it was the other one."""
    for node in file.root.walk():
        if node.local == "text-properties" and file.attribute(node, "fo:language") == other(target):
            raw = with_attribute(file.tokens[node.first].raw, "fo:language", target)
            instead[node.first] = node.first, with_attribute(raw, "fo:country", _COUNTRIES[target])


def _spaced(words: str) -> str:
    """Return words with the spaces that XML would lose written as elements."""
    return re.sub(r" ( +)", lambda found: f' <text:s text:c="{len(found[1])}"/>', as_text(words))
