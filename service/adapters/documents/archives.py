"""A zip of documents: each is translated by its kind, and goes back to its place in the tree.

Promises that what cannot be used is told of with its name and cause, does not stop the others and takes
nothing from what they may unpack; that no name leads out of the tree; that one member at a time is taken
apart.
"""

import posixpath
import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from service.adapters.documents.packages import MOST_DENSE, SMALL, Package, open_package
from service.domain.article import Language
from service.domain.document import (
    ArchiveMember,
    Document,
    DocumentFormat,
    DocumentLimits,
    DocumentSection,
    DocumentUnit,
)
from service.domain.errors import (
    EmptyInput,
    InputError,
    MalformedInput,
    TooLarge,
    UnsupportedLanguage,
    UnsupportedMedia,
)
from service.domain.stores import Failure
from service.text.document_languages import to_translate
from service.text.document_units import words_of

ERRORS = "translation-errors.txt"
NO_FILES: Mapping[str, bytes | Failure] = MappingProxyType({})
_BY_SYSTEMS = frozenset((".DS_Store", "Thumbs.db", "desktop.ini"))
_REMEDY = "Take it out of the archive, or send it by itself."
_IN_OURS = "Send Vietnamese or English; of a file that is sent by itself, `source` names the language."
_HOLDS_ITEMS = Failure(
    UnsupportedMedia.code,
    "The file holds items, not a document.",
    "Send it to POST /v1/jobs, in the archive or by itself: the results have a line for each item.",
)


@dataclass(frozen=True, slots=True)
class _Used:
    """A member that can be translated: which of its units are."""

    name: str
    chosen: tuple[int, ...]
    count: int


def archive_opener(
    formats: Sequence[DocumentFormat], items: Collection[str]
) -> Callable[[bytes, Language, DocumentLimits], Document]:
    """Return what opens a zip of documents in some formats, beside files of items with some endings."""
    kinds = {suffix: one for one in formats for suffix in one.suffixes}

    def open_archive(content: bytes, target: Language, limits: DocumentLimits) -> Document:
        package = open_package(content, limits, lenient=True)
        units: list[DocumentUnit] = []
        sections: list[DocumentSection] = []
        used: list[_Used] = []
        for member in _members(package, limits, {*kinds, *items}):
            if member.suffix in items:
                sections.append(DocumentSection(member.name, 0, _HOLDS_ITEMS, member))
                continue
            try:
                one, document = _read(member, kinds, target, limits)
            except InputError as error:
                remedy = _IN_OURS if isinstance(error, UnsupportedLanguage) else error.remedy
                failure = Failure(error.code, error.cause, remedy)
                sections.append(DocumentSection(member.name, 0, failure))
                continue
            used.append(one)
            units += (document.units[i] for i in one.chosen)
            kept = None if one.chosen else next(filter(_has_words, document.units), None)
            sections.append(DocumentSection(member.name, len(one.chosen), kept=kept))

        def write(texts: Sequence[str | None], files: Mapping[str, bytes | Failure] = NO_FILES) -> bytes:
            replaced = dict(_written(package, used, kinds, texts, target, limits))
            faults = {one.name: one.fault for one in sections if one.fault is not None}
            for name, file in files.items():
                if isinstance(file, Failure):
                    faults[name] = file
                else:
                    faults.pop(name, None)
                    replaced[name] = file
            return _packed(package, replaced, faults)

        found = tuple(sections)
        return Document(tuple(units), write, declares_source=True, sections=found, write_files=write)

    return open_archive


def archive_members(
    content: bytes, limits: DocumentLimits, suffixes: Collection[str]
) -> tuple[ArchiveMember, ...]:
    """Return the files of a zip; one with another ending than these is refused when its content is asked for.

    Raises InputError where the zip as a whole cannot be read.
    """
    return _members(open_package(content, limits, lenient=True), limits, suffixes)


def _members(
    package: Package, limits: DocumentLimits, suffixes: Collection[str]
) -> tuple[ArchiveMember, ...]:
    """Return the files. Those whose content is asked for share what may be unpacked; a refused one has none.

    Raises EmptyInput where there are none.
    """
    left = limits.unpacked

    def content(info: zipfile.ZipInfo) -> bytes:
        nonlocal left
        _refuse(info, left, limits, suffixes)
        left -= info.file_size
        return package.read(info.filename)

    files = [info for info in package.members if not _is_nothing(info)]
    if not files:
        raise EmptyInput("The archive has no file in it.", "Send one with documents.")
    doubles = (_double(info, n) for n, info in enumerate(package.replaced, start=1) if not _is_nothing(info))
    used = (ArchiveMember(one.filename, _suffix(one.filename), partial(content, one)) for one in files)
    return (*used, *doubles)


def _double(info: zipfile.ZipInfo, number: int) -> ArchiveMember:
    """Return a file that is refused because a later one has its name, under a name of its own."""

    def refused() -> bytes:
        cause = f"A later file in the archive has the same name, {info.filename!a}; that one is used."
        raise MalformedInput(cause, "Pack each file under a name of its own.")

    name = f"{info.filename} (double {number})"  # nor any ending, so that whatever it is, it is refused
    return ArchiveMember(name, "", refused)


def _suffix(name: str) -> str:
    return posixpath.splitext(name)[1].lower()


def _is_nothing(info: zipfile.ZipInfo) -> bool:
    """Tell what systems add by themselves."""
    *folders, name = info.filename.replace("\\", "/").split("/")
    if not name:  # a folder; a file without a name is to be told of
        return bool(folders)
    return "__MACOSX" in folders or name in _BY_SYSTEMS or name.startswith("._")


def _refuse(info: zipfile.ZipInfo, left: int, limits: DocumentLimits, suffixes: Collection[str]) -> None:
    name = info.filename.replace("\\", "/")
    if not name:
        raise MalformedInput("The file has no name.", "Pack it under a name.")
    if name.startswith("/") or ":" in name.split("/")[0] or ".." in name.split("/"):
        raise MalformedInput("The name leads out of the archive.", "Pack it under a name without `..`.")
    if info.flag_bits & 1:
        raise MalformedInput("The file is encrypted.", "Pack it without a password.")
    _refuse_kind(_suffix(name), suffixes)
    if info.file_size > SMALL and info.file_size > MOST_DENSE * max(info.compress_size, 1):
        raise TooLarge(
            f"The file is made to fill the memory: {info.file_size:,} bytes from {info.compress_size:,}.",
            _REMEDY,
        )
    if info.file_size > limits.octets:
        raise TooLarge(f"The file is longer than {limits.octets:,} bytes.", "Send it in parts.")
    if info.file_size > left:
        cause = f"With this file, the archive has more than {limits.unpacked:,} bytes unpacked."
        raise TooLarge(cause, "Send the archive in parts.")


def _refuse_kind(suffix: str, suffixes: Collection[str]) -> None:
    if suffix == ".zip":
        raise UnsupportedMedia("An archive inside of an archive is not opened.", "Unpack it first.")
    if suffix not in suffixes:
        raise UnsupportedMedia(
            f"The file is of no kind that is opened here: {suffix or 'no ending'}.",
            f"These are: {', '.join(sorted(suffixes))}.",
        )


def _read(
    member: ArchiveMember, kinds: Mapping[str, DocumentFormat], target: Language, limits: DocumentLimits
) -> tuple[_Used, Document]:
    content = member.content()
    document = kinds[member.suffix].open(content, target, limits)
    texts = [words_of(unit) for unit in document.units]
    wanted = to_translate(texts, target, declared=document.declares_source)
    chosen = tuple(i for i, want in enumerate(wanted) if want)
    return _Used(member.name, chosen, len(texts)), document


def _has_words(unit: DocumentUnit) -> bool:
    return any(map(str.isalpha, words_of(unit)))


def _written(
    package: Package,
    used: Sequence[_Used],
    kinds: Mapping[str, DocumentFormat],
    texts: Sequence[str | None],
    target: Language,
    limits: DocumentLimits,
) -> Iterator[tuple[str, bytes]]:
    position = 0
    for member in used:
        mine: list[str | None] = [None] * member.count
        for i in member.chosen:
            mine[i] = texts[position]
            position += 1
        if any(text is not None for text in mine):
            form = kinds[_suffix(member.name)]
            yield member.name, form.open(package.read(member.name), target, limits).write(mine)


def _packed(package: Package, replaced: dict[str, bytes], faults: Mapping[str, Failure]) -> bytes:
    """Return the tree; what could not be used is left out and told of in a file of its own."""
    if faults:
        told = (f"{name}: {fault.cause} {fault.remedy}\n" for name, fault in faults.items())
        replaced[ERRORS] = "".join(told).encode()
    return package.write(replaced, without=faults)
