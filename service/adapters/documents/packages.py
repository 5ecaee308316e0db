"""Zip packages: documents that are several files in one, and archives of documents.

Promises that nothing is unpacked past the limits, nor what is encrypted; that a member which is not replaced
keeps its content, and each its place, its date and whether it is compressed.
"""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass

from service.domain.document import DocumentLimits
from service.domain.errors import InputError, MalformedInput, TooLarge

MOST_DENSE = 200  # times: text that is compressed better, and is large, is made to fill the memory
SMALL = 16 * 1024 * 1024  # bytes, unpacked, up to which density does not matter
_DAMAGED = (  # RuntimeError: encrypted, or a method that is not known; ValueError: a place before the file
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, RuntimeError, ValueError, OSError,
)  # fmt: skip
REMEDY = "Open the file in the program that it comes from and save it again."


@dataclass(frozen=True, slots=True)
class Package:
    """The members of a package, directories among them; and those that a later one of their name replaces."""

    file: zipfile.ZipFile
    members: tuple[zipfile.ZipInfo, ...]
    replaced: tuple[zipfile.ZipInfo, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the files in it."""
        return tuple(one.filename for one in self.members if not one.filename.endswith("/"))

    def read(self, name: str) -> bytes:
        """Return a member. Raises MalformedInput."""
        try:
            return self.file.read(name)
        except KeyError:
            raise MalformedInput(f"The file has no {name}.", REMEDY) from None
        except _DAMAGED as e:
            raise MalformedInput(f"{name} cannot be unpacked: {e}.", REMEDY) from None

    def write(self, replaced: Mapping[str, bytes], *, without: Iterable[str] = ()) -> bytes:
        """Return the package with members replaced, added or left out."""
        out, left_out = io.BytesIO(), frozenset(without)
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
            for info in self.members:
                if info.filename in left_out:
                    continue
                content = replaced.get(info.filename)
                package.writestr(_like(info), self.read(info.filename) if content is None else content)
            for name in replaced.keys() - set(self.file.namelist()):
                package.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), replaced[name])
        return out.getvalue()


def open_package(content: bytes, limits: DocumentLimits, *, lenient: bool = False) -> Package:
    """Open a package. Raises InputError; `lenient` lets members through that are to be refused one by one."""
    try:
        file = zipfile.ZipFile(io.BytesIO(content))
    except _DAMAGED as error:
        raise _unreadable(content, error) from None
    members = tuple(file.infolist())
    total = sum(one.file_size for one in members)
    if len(members) > limits.members:
        raise TooLarge(
            f"The file has {len(members):,} members; the limit is {limits.members:,}.", "Send it in parts."
        )
    if not lenient and (total > limits.unpacked or (total > SMALL and total > MOST_DENSE * len(content))):
        raise TooLarge(
            f"Unpacked, the file would have {total:,} bytes, {total // max(len(content), 1)} times its size.",
            f"Send at most {limits.unpacked:,} bytes, compressed up to {MOST_DENSE} times.",
        )
    latest = {one.filename: one for one in members}
    replaced = tuple(one for one in members if one is not latest[one.filename])
    if replaced and not lenient:
        raise MalformedInput("The file has two members of one name.", REMEDY)
    if not lenient and any(one.flag_bits & 1 for one in members):
        raise MalformedInput("The file is encrypted.", "Send it without a password.")
    return Package(file, tuple(one for one in members if one is latest[one.filename]), replaced)


def _unreadable(content: bytes, error: Exception) -> InputError:
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return MalformedInput(
            "The file is encrypted, or in a format of before 2007.",
            "Save it without a password, as DOCX, XLSX or PPTX.",
        )
    return MalformedInput(f"The file cannot be opened: {error}.", REMEDY)


def _like(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    new = copy(info)
    new.flag_bits = 0
    if new.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        new.compress_type = zipfile.ZIP_DEFLATED
    return new
