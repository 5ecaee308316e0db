"""Documents as jobs: an item for each unit, and the file again from the results.

Promises that an item's id tells its place, so that a file is put together from whatever is done; what failed
or is not done keeps its own words; and that of large documents one is in memory at a time. Refuses to know
any format, and what is in an archive.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import BinaryIO

from service.domain.article import Language, other
from service.domain.document import Document, DocumentFormat, DocumentLimits
from service.domain.errors import TooLarge
from service.domain.job import ItemResult, NewItem
from service.domain.job_ports import FileFormat, ReadOptions
from service.jobs.archives import HeldResults, Inside, archive_items, inside_of, unit_names
from service.jobs.document_items import article_of, unit_item
from service.jobs.turns import Turns
from service.jobs.write_items import translation
from service.text.document_languages import to_translate
from service.text.document_units import words_of

_UNPACKED = 10  # times as long is what comes out of a packed document, about


def document_files(
    formats: Sequence[DocumentFormat], of_items: Sequence[FileFormat], limits: DocumentLimits
) -> tuple[FileFormat, ...]:
    """Return the formats of documents as files of jobs; archives may hold files `of_items` too."""
    inside, turns = inside_of(formats, of_items, limits), Turns()
    return tuple(
        FileFormat(
            form.name,
            form.suffixes,
            partial(_read, form, inside, turns),
            write=partial(_write, form, inside, turns),
            media_type=form.media_type,
        )
        for form in formats
    )


def _read(
    form: DocumentFormat, inside: Inside, turns: Turns, file: BinaryIO, options: ReadOptions
) -> Iterator[NewItem]:
    with turns.taken(_weight(file)):
        content = _content(file, inside.limits)
        if form.members is not None:
            yield from archive_items(form, content, inside, options)
        elif options.kind == "brief" or options.target is None:
            yield NewItem("0", article_of(form, content, inside.limits))
        else:
            document = form.open(content, options.target, inside.limits)
            yield from _units(document, options.target, options.source)


def _units(document: Document, target: Language, source: Language | None) -> Iterator[NewItem]:
    texts = [words_of(unit) for unit in document.units]
    wanted = to_translate(texts, target, declared=document.declares_source, source=source)
    if any(wanted):
        for i, unit in enumerate(document.units):
            if wanted[i]:
                yield unit_item(str(i), unit, other(target))
    else:  # all of it is in the target language: one item says so
        first = next(i for i, text in enumerate(texts) if any(map(str.isalpha, text)))
        yield unit_item(str(first), document.units[first], target)


def _write(  # noqa: PLR0913  # the shape of FileFormat.write behind three that are bound
    form: DocumentFormat,
    inside: Inside,
    turns: Turns,
    original: BinaryIO,
    results: Iterator[ItemResult],
    out: BinaryIO,
    options: ReadOptions,
) -> None:
    assert options.target is not None, "only translations are written"
    with turns.taken(_weight(original)):
        document = form.open(original.read(), options.target, inside.limits)
        out.write(_put_together(document, results, inside, options))


def _put_together(
    document: Document, results: Iterator[ItemResult], inside: Inside, options: ReadOptions
) -> bytes:
    names = unit_names(document.sections) if document.sections else map(str, range(len(document.units)))
    places = {name: i for i, name in enumerate(names)}
    texts: list[str | None] = [None] * len(document.units)
    held = HeldResults(document.sections)
    for result in results:
        place = places.get(result.custom_id)
        if place is None:
            held.add(result)
        else:
            texts[place] = translation(result)
    if document.write_files is None:
        return document.write(texts)
    return document.write_files(texts, held.files(inside, options))


def _weight(file: BinaryIO) -> int:
    """Return about how long a file is once it is unpacked, and go back to its beginning."""
    is_packed = file.read(2) == b"PK"
    octets = file.seek(0, 2)
    file.seek(0)
    return octets * (_UNPACKED if is_packed else 1)


def _content(file: BinaryIO, limits: DocumentLimits) -> bytes:
    content = file.read(limits.octets + 1)
    if len(content) > limits.octets:
        raise TooLarge(f"The document is longer than {limits.octets:,} bytes.", "Send it in parts.")
    return content
