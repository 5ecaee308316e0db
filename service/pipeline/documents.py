"""A document translated whole: its units together, each put back in its place.

Promises that a unit whose codes did not come back right stays as it was. Refuses to know any format.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, groupby

from service.domain.article import other
from service.domain.document import CODES, DocumentFormat, DocumentLimits, DocumentUnit, UnitMedia
from service.domain.errors import MalformedInput
from service.domain.upload import Admit, FileOrder, TranslatedFile
from service.pipeline.files import FileTranslator, TranslateTexts, texts_of
from service.text.document_languages import to_translate
from service.text.document_units import joined, parted, words_of

PIECE = 20_000  # characters that are translated together


def document_kinds(formats: Sequence[DocumentFormat], limits: DocumentLimits) -> Mapping[str, FileTranslator]:
    """Return what translates files, by the endings of their names."""
    return {
        suffix: partial(translate_document, form=one, limits=limits)
        for one in formats
        for suffix in one.suffixes
    }


def translate_document(
    order: FileOrder, translate: TranslateTexts, admit: Admit, *, form: DocumentFormat, limits: DocumentLimits
) -> TranslatedFile:
    """Translate a file of a format. Raises InputError for what cannot be read, and what `admit` raises."""
    document = form.open(order.content, order.target, limits)
    faults = [(section.name, section.fault) for section in document.sections if section.fault is not None]
    if faults and not document.units:
        raise MalformedInput(faults[0][1].cause, faults[0][1].remedy)
    texts = [words_of(unit) for unit in document.units]
    characters = sum(map(len, texts))
    admit(characters)
    wanted = to_translate(texts, order.target, declared=document.declares_source, source=order.source)
    chosen = [i for i, want in enumerate(wanted) if want]
    known = replace(order, source=order.source or other(order.target))
    pieces = _pieces([document.units[i] for i in chosen])
    translations = chain.from_iterable(_translated(piece, known, translate) for piece in pieces)
    done: list[str | None] = [None] * len(texts)
    for i, translated in zip(chosen, translations, strict=True):
        done[i] = translated
    foreign = bool(chosen) or document.declares_source
    told = tuple(f"{name}: {fault.cause} {fault.remedy}" for name, fault in faults)
    return TranslatedFile(document.write(done), characters, foreign, told)


def _pieces(units: Sequence[DocumentUnit]) -> Iterator[list[DocumentUnit]]:
    """Yield units of one kind that follow each other, not too many at once."""
    for _, group in groupby(units, key=lambda unit: unit.media):
        piece: list[DocumentUnit] = []
        length = 0
        for unit in group:
            if piece and length + len(unit.text) > PIECE:
                yield piece
                piece, length = [], 0
            piece.append(unit)
            length += len(unit.text)
        yield piece


def _translated(units: Sequence[DocumentUnit], order: FileOrder, translate: TranslateTexts) -> list[str]:
    texts = tuple(unit.text for unit in units)
    media: UnitMedia = units[0].media
    if media == "xml":
        request = replace(texts_of(order, (joined(texts),), "xml"), xml=CODES)
        (done,) = translate(request)
        found = parted(done.text, len(texts))
        if found is not None:
            return found
        return [one.text for one in translate(replace(request, texts=texts))]
    return [one.text for one in translate(texts_of(order, texts, media))]
