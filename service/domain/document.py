"""A Document: a file whose texts are translated and which is then written in its own format.

Promises that a document is its units and a way to put translations in their place. Refuses to know how any
format is read.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from service.domain.article import Language
from service.domain.request import XmlOptions
from service.domain.stores import Failure

UnitMedia = Literal["text", "xml", "html"]

# Codes in a unit of XML: <g> holds words, <x/> stands between them, <k> holds what is not translated, and
# <n/> parts them as a line break does. <u> holds a unit where several are sent as one text.
CODES = XmlOptions(ignore_tags=("k",), splitting_tags=("n", "u"), outline_detection=False)


@dataclass(frozen=True, slots=True)
class DocumentUnit:
    """What is translated as one: a paragraph, a cue, a message; plain text, XML with CODES, or a page."""

    text: str
    media: UnitMedia = "text"


@dataclass(frozen=True, slots=True)
class ArchiveMember:
    """A file inside of an archive. `content` reads it; it raises InputError where it is refused or broken."""

    name: str
    suffix: str
    content: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class DocumentSection:
    """A file inside of an archive: how many units it has, or why it has none.

    A file of items (JSON Lines, a table) is not written again, which is its fault; `items` is where they are.
    Of a file that is in the target language already, `kept` is a unit that says so.
    """

    name: str
    units: int
    fault: Failure | None = None
    items: ArchiveMember | None = None
    kept: DocumentUnit | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """An opened file. `write` takes a translation for each unit, None where the text is to stay.

    `declares_source`: the file says itself that its texts are in the language translated from. Only an
    archive has `sections`, which share its units out in their order, and `write_files`: it takes files of
    items as they are to be now, and of others why there is none, by their names.
    """

    units: tuple[DocumentUnit, ...]
    write: Callable[[Sequence[str | None]], bytes]
    declares_source: bool = False
    sections: tuple[DocumentSection, ...] = ()
    write_files: Callable[[Sequence[str | None], Mapping[str, bytes | Failure]], bytes] | None = None


@dataclass(frozen=True, slots=True)
class DocumentLimits:
    """How large a file may be as it is sent and unpacked, and how many members an archive may have."""

    octets: int = 64 * 1024 * 1024
    unpacked: int = 512 * 1024 * 1024
    members: int = 10_000


@dataclass(frozen=True, slots=True)
class DocumentFormat:
    """A format of documents. `open` is given the content and the target language.

    It raises InputError for what cannot be read. An archive has `members`: its files, of which those with
    other endings than the given ones are refused.
    """

    name: str
    suffixes: tuple[str, ...]
    media_type: str
    open: Callable[[bytes, Language, DocumentLimits], Document]
    members: Callable[[bytes, DocumentLimits, Collection[str]], Sequence[ArchiveMember]] | None = None
