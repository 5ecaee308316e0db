"""Office Open XML: Word documents, PowerPoint presentations and Excel workbooks.

Promises that members without translated words keep their content, and that formulas, numbers, fields, styles
and what a workbook's tables are called by stay as they are.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from service.adapters.documents.markup_files import MarkupFile, read_markup
from service.adapters.documents.packages import REMEDY, Package, open_package
from service.adapters.documents.paragraphs import Paragraph, read_paragraphs, replacements
from service.domain.article import Language, other
from service.domain.document import Document, DocumentLimits
from service.domain.errors import MalformedInput

LOCALES: dict[Language, str] = {"vi": "vi-VN", "en": "en-US"}
_WORD = (
    r"word/document\d*\.xml",
    r"word/footnotes\d*\.xml",
    r"word/endnotes\d*\.xml",
    r"word/header\d*\.xml",
    r"word/footer\d*\.xml",
)
_SLIDES = (
    r"ppt/slides/slide\d+\.xml",
    r"ppt/notesSlides/notesSlide\d+\.xml",
    r"ppt/diagrams/(?:data|drawing)\d+\.xml",
)
_SHEETS = (r"xl/sharedStrings\.xml", r"xl/worksheets/sheet\d+\.xml", r"xl/comments\d*\.xml")


@dataclass(frozen=True, slots=True)
class _Part:
    """A member with what is translated in it."""

    name: str
    file: MarkupFile
    paragraphs: list[Paragraph]


def open_word(content: bytes, target: Language, limits: DocumentLimits) -> Document:
    """Open a Word document (.docx)."""
    return _open(open_package(content, limits), _WORD, ("p",), target)


def open_slides(content: bytes, target: Language, limits: DocumentLimits) -> Document:
    """Open a presentation (.pptx)."""
    return _open(open_package(content, limits), _SLIDES, ("p",), target)


def open_sheets(content: bytes, target: Language, limits: DocumentLimits) -> Document:
    """Open a workbook (.xlsx); what heads a table stays, as formulas call the columns by it."""
    package = open_package(content, limits)
    tables = _members(package, (r"xl/tables/.*\.xml",))
    fixed = frozenset(name for table in tables for name in _columns(package, table))
    return _open(package, _SHEETS, ("si", "is", "text"), target, is_fixed=lambda text: text in fixed)


def _columns(package: Package, table: str) -> list[str]:
    file = read_markup(package.read(table), table)
    nodes = (node for node in file.root.walk() if node.local == "tableColumn")
    return [file.attribute(node, "name") or "" for node in nodes]


def _open(
    package: Package,
    patterns: Sequence[str],
    names: Sequence[str],
    target: Language,
    *,
    is_fixed: Callable[[str], bool] = lambda _: False,
) -> Document:
    members = _members(package, patterns)
    if not members:
        raise MalformedInput("The file has nothing of what its ending promises.", REMEDY)
    parts = []
    for name in members:
        file = read_markup(package.read(name), name)
        found = [one for one in read_paragraphs(file, names) if not is_fixed(one.unit.text)]
        parts.append(_Part(name, file, found))

    def write(texts: Sequence[str | None]) -> bytes:
        return _write(package, parts, texts, target)

    return Document(tuple(one.unit for part in parts for one in part.paragraphs), write)


def _members(package: Package, patterns: Sequence[str]) -> list[str]:
    """Return the names that match, pattern by pattern, numbers in their order."""
    found: list[str] = []
    for pattern in patterns:
        matching = (name for name in package.names if re.fullmatch(pattern, name))
        found += sorted(matching, key=lambda name: (len(name), name))
    return found


def _write(package: Package, parts: Sequence[_Part], texts: Sequence[str | None], target: Language) -> bytes:
    replaced: dict[str, bytes] = {}
    position = 0
    for part in parts:
        mine = texts[position : position + len(part.paragraphs)]
        position += len(mine)
        instead = replacements(part.file, part.paragraphs, mine)
        if instead:
            replaced[part.name] = _localised(part.file.write(instead), target)
    for name in package.names:
        if replaced and name not in replaced and re.fullmatch(r"word/(?:styles|settings)\.xml", name):
            replaced[name] = _localised(package.read(name), target)
    return package.write(replaced)


def _localised(content: bytes, target: Language) -> bytes:
    """Return a part with the language that spelling is checked in set, where it was the other one."""
    source = other(target).encode()
    new = LOCALES[target].encode()
    tags = rb"<(?:w:lang|w:themeFontLang)\b[^>]*?\bw:val=\"|<a:\w+\b[^>]*?\blang=\""
    return re.sub(rb"(" + tags + rb")" + source + rb"(?:-\w+)?(?=\")", lambda found: found[1] + new, content)
