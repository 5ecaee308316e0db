"""TMX: a translation memory whose units lack one side gets it.

Promises that units with both sides stay as they are. To import a memory is something else: tmx.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from service.adapters.documents.inline import Content, read_content, write_content
from service.adapters.documents.markup_files import MarkupFile, Node, read_markup
from service.adapters.documents.xliff import INLINE, events_of
from service.domain.article import Language, other
from service.domain.document import Document, DocumentLimits
from service.domain.errors import EmptyInput, MalformedInput


@dataclass(frozen=True, slots=True)
class _Half:
    """A unit with one side: the content of that, the variant that it is in, and what it is of."""

    content: Content
    variant: Node
    datatype: str | None


def open_tmx(content: bytes, target: Language, _limits: DocumentLimits) -> Document:
    """Open a memory."""
    file = read_markup(content, "The TMX file")
    if file.root.local != "tmx":
        raise MalformedInput(f"The file is no TMX: it begins with <{file.root.name}>.", "Send TMX 1.4.")
    halves = [half for node in file.root.walk() if node.local == "tu" for half in _half(file, node, target)]
    if not halves:
        raise EmptyInput(
            f"No unit of the file lacks its side in the target language, {target}.",
            "To import a memory with both sides: POST /v1/memory/import.",
        )

    def write(texts: Sequence[str | None]) -> bytes:
        instead: dict[int, tuple[int, str]] = {}
        for half, text in zip(halves, texts, strict=True):
            done = events_of(half.content, text, half.datatype)
            if done is not None:
                words = write_content(file, *done)
                instead[half.variant.last] = half.variant.last, _variant(file, half.variant, target, words)
        return file.write(instead)

    return Document(tuple(half.content.unit for half in halves), write, declares_source=True)


def _half(file: MarkupFile, unit: Node, target: Language) -> list[_Half]:
    variants = [node for node in unit.children if node.local == "tuv"]
    spoken = {_language(file, node): node for node in reversed(variants)}
    source = spoken.get(other(target))
    segment = source.find("seg") if source else None
    if target in spoken or source is None or segment is None or segment.first == segment.last:
        return []
    content = read_content(file, segment, INLINE)
    return [_Half(content, source, _datatype(file, unit, source))] if content.has_words else []


def _datatype(file: MarkupFile, unit: Node, variant: Node) -> str | None:
    header = file.root.find("header")
    places = (variant, unit, *((header,) if header else ()))
    return next((said for node in places if (said := file.attribute(node, "datatype"))), None)


def _language(file: MarkupFile, variant: Node) -> str:
    code = file.attribute(variant, "xml:lang") or file.attribute(variant, "lang") or ""
    return code.replace("_", "-").partition("-")[0].lower()


def _variant(file: MarkupFile, source: Node, target: Language, words: str) -> str:
    """Return the end of a variant with another one behind it."""
    before = file.tokens[source.first - 1]
    space = before.raw if before.kind == "text" and not before.raw.strip() else ""
    closing = file.tokens[source.last].raw
    opening = f'<tuv xml:lang="{target}" creationtool="diemnhan"><seg>'
    return f"{closing}{space}{opening}{words}</seg></tuv>"
