"""The lines of files of items, in UTF-8 or, with a byte order mark, UTF-16.

Promises that of a line which is too long only as much is held as shows that it is. Refuses to know what is in
the lines.
"""

import io
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterator
from typing import AnyStr, BinaryIO

from service.domain.errors import UndecodableText

_BOMS = (BOM_UTF16_LE, BOM_UTF16_BE)
SAVE_AS = "Save the file as UTF-8."
SPARE = 3  # that are read past the limit: a line end, and what shows that a line is too long


def byte_lines(file: BinaryIO, limit: int) -> Iterator[bytes]:
    """Yield the lines as UTF-8; of one of more than `limit` bytes, as much as shows that it is."""
    codec, _ = encoding_of(file)
    if codec == "utf-8":
        yield from _cut(file.readline, b"\n", limit)
        return
    text = io.TextIOWrapper(file, codec, newline="\n")
    try:
        for line in _cut(text.readline, "\n", limit):
            yield line.encode()
    except UnicodeError as error:
        raise not_wide(error) from None
    finally:
        _let_go(text, file)


def is_too_long(line: bytes, limit: int) -> bool:
    """Tell whether a line that `byte_lines` cut, or as much of a file, is longer than an item may be."""
    return len(line.removesuffix(b"\n").removesuffix(b"\r")) > limit


def is_item(line: bytes, limit: int) -> bool:
    """Tell whether a line is an item: reader and writer have to count the same ones."""
    return bool(line.strip()) or is_too_long(line, limit)


def text_lines(file: BinaryIO) -> Iterator[str]:
    """Yield the lines with their ends; what is not UTF-8 is escaped, so that a cell can fail alone."""
    wide = _is_wide(file)
    errors = "strict" if wide else "surrogateescape"
    text = io.TextIOWrapper(file, "utf-16" if wide else "utf-8-sig", errors, newline="")
    try:
        yield from text
    except UnicodeError as error:
        raise not_wide(error) from None
    finally:
        _let_go(text, file)


def encoding_of(file: BinaryIO) -> tuple[str, str]:
    """Return what a file is written in and the byte order mark that it begins with, and go behind that."""
    begin = file.read(3)
    for mark, codec in ((BOM_UTF16_LE, "utf-16-le"), (BOM_UTF16_BE, "utf-16-be"), (BOM_UTF8, "utf-8")):
        if begin.startswith(mark):
            file.seek(len(mark) - len(begin), io.SEEK_CUR)
            return codec, "\ufeff"
    file.seek(-len(begin), io.SEEK_CUR)
    return "utf-8", ""


def decoded(content: bytes) -> str:
    """Return a text. Raises UndecodableText."""
    if content.startswith(_BOMS):
        try:
            return content.decode("utf-16")
        except UnicodeError as error:
            raise not_wide(error) from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        cause = f"The text is not valid UTF-8: byte {error.start} cannot be read."
        raise UndecodableText(cause, SAVE_AS) from None


def _cut(read: Callable[[int], AnyStr], end: AnyStr, limit: int) -> Iterator[AnyStr]:
    most = limit + SPARE
    while line := read(most):
        rest = line
        while len(rest) == most and not rest.endswith(end):
            rest = read(most)
        yield line


def _let_go(text: io.TextIOWrapper, file: BinaryIO) -> None:
    """Leave the file to its owner, who may have closed it where the reading broke off."""
    if not file.closed:
        text.detach()


def _is_wide(file: BinaryIO) -> bool:
    mark = file.read(2)
    file.seek(-len(mark), io.SEEK_CUR)
    return mark in _BOMS


def not_wide(error: UnicodeError) -> UndecodableText:
    """Return what is wrong with a file that begins as UTF-16 and does not go on so."""
    reason = f": {error.reason}" if isinstance(error, UnicodeDecodeError) else ""
    return UndecodableText(f"The file begins as UTF-16, but cannot be read as that{reason}.", SAVE_AS)
