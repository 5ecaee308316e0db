"""EPUB: chapters, tables of contents, title and description; the language is set.

Promises that chapters stay well-formed XHTML, and that a protected book is refused.
"""

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.entities import html5
from urllib.parse import unquote

from service.adapters.documents.codes import decoded
from service.adapters.documents.inline import Content, InlineRules, read_content, write_content
from service.adapters.documents.markup_files import MarkupFile, Node, read_markup, with_attribute
from service.adapters.documents.packages import REMEDY, Package, open_package
from service.adapters.documents.pages import open_page
from service.domain.article import Language
from service.domain.document import Document, DocumentLimits
from service.domain.errors import MalformedInput

_CONTAINER = "META-INF/container.xml"
_TOLD = ("dc:title", "dc:description", "dc:subject")
_UNWRITABLE = bytes(set(range(32)) - set(b"\t\n\r"))
_ENTITY = re.compile(
    rb"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|&([A-Za-z][A-Za-z0-9]{1,31});", re.DOTALL
)
_OF_XML = frozenset((b"amp", b"lt", b"gt", b"quot", b"apos"))
_PLAIN = InlineRules(role=lambda _file, _node: "point")


@dataclass(frozen=True, slots=True)
class _Titles:
    """A member with short texts in elements of XML: the package file, or the contents of EPUB 2."""

    name: str
    file: MarkupFile
    contents: list[Content]


def open_epub(content: bytes, target: Language, limits: DocumentLimits) -> Document:
    """Open a book."""
    package = open_package(content, limits)
    path = _package_file(package)
    book = read_markup(package.read(path), path)
    _refuse_protected(package)
    titles = [_titles(path, book, _TOLD)]
    chapters: list[tuple[str, Document]] = []
    for name, kind in _members(book, path, package):
        if kind == "application/x-dtbncx+xml":
            titles.append(_titles(name, read_markup(package.read(name), name), ("text",)))
        else:
            chapter = package.read(name)
            read_markup(_without_names(chapter), name)
            chapters.append((name, open_page(chapter, target, limits)))

    def write(texts: Sequence[str | None]) -> bytes:
        replaced: dict[str, bytes] = {}
        position = 0
        for one in titles:
            mine = texts[position : position + len(one.contents)]
            position += len(mine)
            _put_titles(replaced, one, mine, target if one.name == path and any(texts) else None)
        for name, chapter in chapters:
            mine = texts[position : position + len(chapter.units)]
            position += len(mine)
            if any(text is not None for text in mine):
                replaced[name] = _well_formed(chapter.write(mine))
        return package.write(replaced)

    units = [one.unit for title in titles for one in title.contents]
    return Document((*units, *(unit for _, chapter in chapters for unit in chapter.units)), write)


def _package_file(package: Package) -> str:
    container = read_markup(package.read(_CONTAINER), _CONTAINER)
    for node in container.root.walk():
        if node.local == "rootfile":
            return unquote(container.attribute(node, "full-path") or "")
    raise MalformedInput("The book does not say where its package file is.", REMEDY)


def _refuse_protected(package: Package) -> None:
    name = "META-INF/encryption.xml"
    if name in package.names and re.search(rb'CipherReference\s+URI="[^"]*html?"', package.read(name)):
        raise MalformedInput("The book is protected against copying.", "Send one without such protection.")


def _members(book: MarkupFile, path: str, package: Package) -> Iterator[tuple[str, str]]:
    """Yield the members to translate: as they are read, then those that are not read in order."""
    items = {book.attribute(node, "id"): node for node in book.root.walk() if node.local == "item"}
    spine = [book.attribute(node, "idref") for node in book.root.walk() if node.local == "itemref"]
    order = [items[name] for name in dict.fromkeys(spine) if name in items]
    order += [node for name, node in items.items() if name not in set(spine)]
    names = frozenset(package.names)
    for node in order:
        kind = book.attribute(node, "media-type") or ""
        name = _resolved(path, book.attribute(node, "href") or "")
        if kind in ("application/xhtml+xml", "application/x-dtbncx+xml") and name in names:
            yield name, kind


def _resolved(path: str, reference: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(reference)))


def _titles(name: str, file: MarkupFile, names: Sequence[str]) -> _Titles:
    nodes = (node for node in file.root.walk() if _is_called(node, names) and node.first < node.last)
    contents = [read_content(file, node, _PLAIN) for node in nodes]
    return _Titles(name, file, [one for one in contents if one.has_words])


def _is_called(node: Node, names: Sequence[str]) -> bool:
    return node.name in names or node.local in names


def _put_titles(
    replaced: dict[str, bytes], titles: _Titles, texts: Sequence[str | None], language: Language | None
) -> None:
    file = titles.file
    instead: dict[int, tuple[int, str]] = {}
    for content, text in zip(titles.contents, texts, strict=True):
        events = decoded(content.unit, text)
        if events is not None:
            instead[content.place[0]] = content.place[1], write_content(file, content, events)
    for node in file.root.walk() if language else ():
        if node.name == "dc:language" and node.last - node.first == 2:
            instead[node.first + 1] = node.first + 1, str(language)
        elif language and node.local == "package" and file.attribute(node, "xml:lang") is not None:
            raw = with_attribute(file.tokens[node.first].raw, "xml:lang", language)
            instead[node.first] = node.first, raw
    if instead:
        replaced[titles.name] = file.write(instead)


def _well_formed(page: bytes) -> bytes:
    """Return a page without the entities that only HTML knows, and what XML has no way to say."""
    return _without_names(page.translate(None, _UNWRITABLE))


def _without_names(page: bytes) -> bytes:
    """Return a page with the entities that only HTML knows written as numbers, whatever its doctype."""

    def numbered(found: re.Match[bytes]) -> bytes:
        characters = "" if found[1] is None else html5.get(f"{found[1].decode()};", "")
        is_known = bool(characters) and found[1] not in _OF_XML
        return "".join(f"&#{ord(one)};" for one in characters).encode() if is_known else found[0]

    return _ENTITY.sub(numbered, page)
