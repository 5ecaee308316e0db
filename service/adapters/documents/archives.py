"""A zip of documents: each is translated by its kind, and goes back to its place in the tree.

Promises that what cannot be used is told of with its name and cause and does not stop the others; that no
name leads out of the tree; that one member at a time is taken apart.
"""

import posixpath
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from service.adapters.documents.packages import MOST_DENSE, SMALL, Package, open_package
from service.domain.article import Language
from service.domain.document import Document, DocumentFormat, DocumentLimits, DocumentSection, DocumentUnit
from service.domain.errors import EmptyInput, InputError, MalformedInput, TooLarge, UnsupportedMedia
from service.domain.stores import Failure
from service.text.document_languages import to_translate
from service.text.document_units import words_of

ERRORS = "translation-errors.txt"
_REMEDY = "Take it out of the archive, or send it by itself."


@dataclass(frozen=True, slots=True)
class _Member:
    """A member that can be translated: which of its units are."""

    name: str
    chosen: tuple[int, ...]
    count: int


def archive_opener(
    formats: Sequence[DocumentFormat],
) -> Callable[[bytes, Language, DocumentLimits], Document]:
    """Return what opens a zip of documents in some formats."""
    kinds = {suffix: one for one in formats for suffix in one.suffixes}

    def open_archive(content: bytes, target: Language, limits: DocumentLimits) -> Document:
        package = open_package(content, limits, lenient=True)
        units: list[DocumentUnit] = []
        sections: list[DocumentSection] = []
        members: list[_Member] = []
        spent = 0
        for info in package.members:
            if _is_nothing(info):
                continue
            spent += info.file_size
            try:
                _refuse(info, spent, limits)
                member, found = _read(package, info.filename, _format(info, kinds), target, limits)
            except InputError as error:
                failure = Failure(error.code, error.cause, error.remedy)
                sections.append(DocumentSection(info.filename, 0, failure))
                continue
            members.append(member)
            units += found
            sections.append(DocumentSection(info.filename, len(found)))
        if not sections:
            raise EmptyInput("The archive has no file in it.", "Send one with documents.")

        def write(texts: Sequence[str | None]) -> bytes:
            replaced = dict(_written(package, members, kinds, texts, target, limits))
            return _packed(package, replaced, sections)

        return Document(tuple(units), write, declares_source=True, sections=tuple(sections))

    return open_archive


def _is_nothing(info: zipfile.ZipInfo) -> bool:
    """Tell what systems add by themselves."""
    name = info.filename
    return (
        info.is_dir()
        or name.startswith("__MACOSX/")
        or posixpath.basename(name) in (".DS_Store", "Thumbs.db")
    )


def _refuse(info: zipfile.ZipInfo, spent: int, limits: DocumentLimits) -> None:
    name = info.filename.replace("\\", "/")
    if name.startswith("/") or ":" in name.split("/")[0] or ".." in name.split("/"):
        raise MalformedInput("The name leads out of the archive.", "Pack it under a name without `..`.")
    if info.flag_bits & 1:
        raise MalformedInput("The file is encrypted.", "Pack it without a password.")
    if info.file_size > SMALL and info.file_size > MOST_DENSE * max(info.compress_size, 1):
        raise TooLarge(
            f"The file is made to fill the memory: {info.file_size:,} bytes from {info.compress_size:,}.",
            _REMEDY,
        )
    if spent > limits.unpacked:
        raise TooLarge(
            f"Up to here, the archive has more than {limits.unpacked:,} bytes unpacked.", "Send it in parts."
        )
    if info.file_size > limits.octets:
        raise TooLarge(f"The file is longer than {limits.octets:,} bytes.", "Send it in parts.")


def _format(info: zipfile.ZipInfo, kinds: Mapping[str, DocumentFormat]) -> DocumentFormat:
    suffix = posixpath.splitext(info.filename)[1].lower()
    if suffix == ".zip":
        raise UnsupportedMedia("An archive inside of an archive is not opened.", "Unpack it first.")
    if suffix not in kinds:
        raise UnsupportedMedia(
            f"The file is of no kind that is translated: {suffix or 'no ending'}.",
            f"These are: {', '.join(sorted(kinds))}.",
        )
    return kinds[suffix]


def _read(
    package: Package, name: str, form: DocumentFormat, target: Language, limits: DocumentLimits
) -> tuple[_Member, list[DocumentUnit]]:
    document = form.open(package.read(name), target, limits)
    texts = [words_of(unit) for unit in document.units]
    wanted = to_translate(texts, target, declared=document.declares_source)
    chosen = tuple(i for i, want in enumerate(wanted) if want)
    return _Member(name, chosen, len(texts)), [document.units[i] for i in chosen]


def _written(
    package: Package,
    members: Sequence[_Member],
    kinds: Mapping[str, DocumentFormat],
    texts: Sequence[str | None],
    target: Language,
    limits: DocumentLimits,
) -> Iterator[tuple[str, bytes]]:
    position = 0
    for member in members:
        mine: list[str | None] = [None] * member.count
        for i in member.chosen:
            mine[i] = texts[position]
            position += 1
        if any(text is not None for text in mine):
            form = kinds[posixpath.splitext(member.name)[1].lower()]
            yield member.name, form.open(package.read(member.name), target, limits).write(mine)


def _packed(package: Package, replaced: dict[str, bytes], sections: Sequence[DocumentSection]) -> bytes:
    """Return the tree; what could not be used is left out and told of in a file of its own."""
    faults = {one.name: one.fault for one in sections if one.fault is not None}
    if faults:
        told = (f"{name}: {fault.cause} {fault.remedy}\n" for name, fault in faults.items())
        replaced[ERRORS] = "".join(told).encode()
    return package.write(replaced, without=faults)
