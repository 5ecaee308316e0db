"""Documents as jobs: an item for each unit, and the file again from the results.

Promises that an item's id tells its place, so that a file is put together from whatever is done; what failed
or is not done keeps its own words. Refuses to know any format.
"""

import json
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO

from service.domain.article import Language, Payload, other
from service.domain.document import Document, DocumentFormat, DocumentLimits, DocumentUnit
from service.domain.errors import EmptyInput, TooLarge, UnsupportedMedia
from service.domain.job import ItemResult, NewItem
from service.domain.job_ports import FileFormat, ReadOptions
from service.text.document_languages import to_translate
from service.text.document_units import words_of

_LONGEST_NAME = 400
_ARTICLES = frozenset(("docx", "odt", "html", "epub", "pptx"))  # what briefs are written of


def document_files(formats: Sequence[DocumentFormat], limits: DocumentLimits) -> tuple[FileFormat, ...]:
    """Return the formats of documents as files of jobs."""
    return tuple(
        FileFormat(
            form.name,
            form.suffixes,
            partial(_read, form, limits),
            write=partial(_write, form, limits),
            media_type=form.media_type,
        )
        for form in formats
    )


def _read(
    form: DocumentFormat, limits: DocumentLimits, file: BinaryIO, options: ReadOptions
) -> Iterator[NewItem]:
    content = _content(file, limits)
    if options.kind == "brief" or options.target is None:
        yield _article(form, content, limits)
        return
    document = form.open(content, options.target, limits)
    if document.sections:
        yield from _sections(document, options.target)
        return
    texts = [words_of(unit) for unit in document.units]
    wanted = to_translate(texts, options.target, declared=document.declares_source, source=options.source)
    if any(wanted):
        for i, unit in enumerate(document.units):
            if wanted[i]:
                yield _item(str(i), unit, other(options.target))
    else:  # all of it is in the target language: one item says so
        first = next(i for i, text in enumerate(texts) if any(map(str.isalpha, text)))
        yield _item(str(first), document.units[first], options.target)


def _write(  # the shape of FileFormat.write behind two that are bound
    form: DocumentFormat,
    limits: DocumentLimits,
    original: Path,
    results: Iterator[ItemResult],
    out: BinaryIO,
    target: Language,
) -> None:
    document = form.open(original.read_bytes(), target, limits)
    known = _named(document)
    texts: list[str | None] = [None] * len(document.units)
    for result in results:
        place = known.get(result.custom_id)
        if place is not None and result.status == "done" and result.body is not None:
            texts[place] = json.loads(result.body)["text"]
    out.write(document.write(texts))


def _content(file: BinaryIO, limits: DocumentLimits) -> bytes:
    content = file.read(limits.octets + 1)
    if len(content) > limits.octets:
        raise TooLarge(f"The document is longer than {limits.octets:,} bytes.", "Send it in parts.")
    return content


def _article(form: DocumentFormat, content: bytes, limits: DocumentLimits) -> NewItem:
    """Return a document as one article."""
    if form.name not in _ARTICLES:
        raise UnsupportedMedia(
            f"Briefs are not written of {form.name} files.", f"Send one of {', '.join(sorted(_ARTICLES))}."
        )
    if form.name == "html":
        return NewItem("0", Payload(content, "html"))
    words = (words_of(unit).strip() for unit in form.open(content, "en", limits).units)
    text = "\n\n".join(one for one in words if one)
    if not text:
        raise EmptyInput("The file has no text.", "Send a file with an article in it.")
    return NewItem("0", Payload(text, "text"))


def _item(name: str, unit: DocumentUnit, language: Language) -> NewItem:
    return NewItem(name, Payload(unit.text, unit.media, language=language))


def _sections(document: Document, target: Language) -> Iterator[NewItem]:
    position = 0
    for number, section in enumerate(document.sections):
        if section.fault is not None:
            yield NewItem(_called(section.name, number), None, section.fault)
        for n in range(section.units):
            unit = document.units[position]
            yield _item(f"{_called(section.name, number)}#{n}", unit, other(target))
            position += 1


def _named(document: Document) -> dict[str, int]:
    """Return the place of each unit by the id of its item."""
    if not document.sections:
        return {str(i): i for i in range(len(document.units))}
    names = (
        f"{_called(section.name, number)}#{n}"
        for number, section in enumerate(document.sections)
        for n in range(section.units)
    )
    return {name: i for i, name in enumerate(names)}


def _called(name: str, number: int) -> str:
    """Return what a section's items are called by: its name, where that can be printed and is no novel."""
    return name if name.isprintable() and len(name) <= _LONGEST_NAME else f"file {number}"
