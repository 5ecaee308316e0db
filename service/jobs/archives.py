"""Archives as jobs: the units of the documents in them, or the articles; and what files of items hold.

Promises that an item's id begins with the path of its file, and that a file which cannot be used is an item
that failed with its cause and never the end of the job. Refuses to know how an archive is unpacked.
"""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import BinaryIO

from service.domain.article import Language, other
from service.domain.document import (
    ArchiveMember,
    Document,
    DocumentFormat,
    DocumentLimits,
    DocumentSection,
)
from service.domain.errors import EmptyInput, InputError
from service.domain.job import ItemResult, NewItem
from service.domain.job_ports import FileFormat, ReadOptions
from service.domain.stores import Failure
from service.jobs.document_items import ARTICLES, article_of, unit_item
from service.jobs.read_files import NINJS, failed

_LONGEST_NAME = 400
_Write = Callable[[BinaryIO, Iterator[ItemResult], BinaryIO, ReadOptions], None]


@dataclass(frozen=True, slots=True)
class Inside:
    """What may be in an archive, by the endings of names: articles, and files of items."""

    articles: Mapping[str, DocumentFormat]
    of_items: Mapping[str, FileFormat]
    limits: DocumentLimits


def inside_of(
    formats: Sequence[DocumentFormat], of_items: Sequence[FileFormat], limits: DocumentLimits
) -> Inside:
    """Return what may be in an archive; what can be either is a document, as a plain text."""
    documents = {suffix: form for form in formats for suffix in form.suffixes}
    items = {suffix: form for form in of_items for suffix in form.suffixes if suffix not in documents}
    articles = {suffix: form for suffix, form in documents.items() if form.name in ARTICLES}
    return Inside(articles, items, limits)


def archive_items(
    form: DocumentFormat, content: bytes, inside: Inside, options: ReadOptions
) -> Iterator[NewItem]:
    """Yield the items of an archive. Raises InputError where it cannot be read as a whole."""
    if options.kind == "brief" or options.target is None:
        assert form.members is not None, "an archive has members"
        members = form.members(content, inside.limits, {*inside.articles, *inside.of_items})
        for number, member in enumerate(members):
            yield from _briefed(_called(member.name, number), member, inside, options)
    else:
        document = form.open(content, options.target, inside.limits)
        yield from _translated(document, options.target, inside, options)


def unit_names(sections: Sequence[DocumentSection]) -> list[str]:
    """Return the ids of the items that the units of an archive are, in their order."""
    return [
        f"{_called(section.name, number)}#{n}"
        for number, section in enumerate(sections)
        for n in range(section.units)
    ]


class HeldResults:
    """The results of the files of items in an archive, in their order, which is that of the files."""

    def __init__(self, sections: Sequence[DocumentSection]) -> None:
        called = ((_called(section.name, number), section) for number, section in enumerate(sections))
        self._held = {name: section.items for name, section in called if section.items is not None}
        self._rows: dict[str, list[ItemResult]] = {name: [] for name in self._held}
        self._faults: dict[str, Failure] = {}

    def add(self, result: ItemResult) -> None:
        """Keep a result with its file; one of no file of items is nobody's."""
        name = result.custom_id
        if name in self._held and result.error is not None:
            self._faults[name] = result.error
            return
        while name := name.rpartition("#")[0]:  # the longest, as the names of files may have the sign too
            if name in self._held:
                self._rows[name].append(result)
                return

    def files(self, inside: Inside, options: ReadOptions) -> dict[str, bytes | Failure]:
        """Return the files that can be written again, and why others cannot, by their names."""
        found: dict[str, bytes | Failure] = {}
        for name, member in self._held.items():
            write = inside.of_items[member.suffix].write
            if name in self._faults:  # a file that broke off, whatever had been read of it
                found[member.name] = self._faults[name]
            elif write is not None and self._rows[name]:
                found[member.name] = _again(write, member, self._rows[name], options)
        return found


def _again(
    write: _Write, member: ArchiveMember, rows: Sequence[ItemResult], options: ReadOptions
) -> bytes | Failure:
    """Return a file of items again, or why it cannot be: it is no reason to withhold the others."""
    out = io.BytesIO()
    try:
        write(io.BytesIO(member.content()), iter(rows), out, options)
    except InputError as error:
        return Failure(error.code, error.cause, error.remedy)
    return out.getvalue()


def _briefed(name: str, member: ArchiveMember, inside: Inside, options: ReadOptions) -> Iterator[NewItem]:
    if member.suffix in inside.of_items:
        yield from _held(name, member, inside, options)
        return
    try:
        content = member.content()  # refuses endings that are not among the articles
        yield NewItem(name, article_of(inside.articles[member.suffix], content, inside.limits))
    except InputError as error:
        yield failed(error, name)


def _translated(
    document: Document, target: Language, inside: Inside, options: ReadOptions
) -> Iterator[NewItem]:
    units = zip(unit_names(document.sections), document.units, strict=True)
    for number, section in enumerate(document.sections):
        name = _called(section.name, number)
        if section.items is not None:
            yield from _held(name, section.items, inside, options)
        elif section.fault is not None:
            yield NewItem(name, None, section.fault)
        elif section.kept is not None:
            yield unit_item(name, section.kept, target)
        for unit_name, unit in islice(units, section.units):
            yield unit_item(unit_name, unit, other(target))


def _held(name: str, member: ArchiveMember, inside: Inside, options: ReadOptions) -> Iterator[NewItem]:
    """Yield what a file of items holds; one that breaks off is an item that failed behind those before."""
    form = inside.of_items[member.suffix]
    empty = True
    try:
        for item in form.read(io.BytesIO(member.content()), options):
            empty = False
            yield replace(item, custom_id=name if form.name == NINJS else f"{name}#{item.custom_id}")
        if empty:
            raise EmptyInput("The file holds no items.", "Leave it out, or fill it.")
    except InputError as error:
        yield failed(error, name)


def _called(name: str, number: int) -> str:
    """Return what a file's items are called by: its path, where that can be printed and is no novel."""
    return name if name.isprintable() and 0 < len(name) <= _LONGEST_NAME else f"file {number}"
