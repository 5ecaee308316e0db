"""The text of a file that somebody exported: UTF-8, or UTF-16 with a byte order mark, as spreadsheets do.

Promises text without the mark and without null characters; what is neither is an InputError.
"""

import codecs

from service.domain.errors import BinaryInput, EmptyInput, UndecodableText


def text_of(content: bytes) -> str:
    """Return the text. Raises InputError."""
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise UndecodableText(
            f"The file is not valid {'UTF-16' if wide else 'UTF-8'}: byte {error.start} cannot be read.",
            "Save it as UTF-8 (in a spreadsheet: “CSV UTF-8”).",
        ) from None
    if "\x00" in text:
        raise BinaryInput("The file holds null characters.", "Save it as UTF-8 text.")
    if not text.strip():
        raise EmptyInput("The file is empty.", "Send at least one term with its rendering.")
    return text
