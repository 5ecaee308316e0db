"""Files in, files of the same kind out. KINDS are those that are text alone; documents.py has the rest.

Promises that what is no text of the file stays as it is, and UnsupportedMedia for a kind that is not read.
Refuses to know who sent a file.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import PurePath

from service.domain.errors import BinaryInput, EmptyInput, UnsupportedMedia
from service.domain.request import TextFormat, TranslatedText, TranslationRequest
from service.domain.upload import Admit, FileOrder, TranslatedFile
from service.text.normalise import decode

TranslateTexts = Callable[[TranslationRequest], list[TranslatedText]]
FileTranslator = Callable[[FileOrder, TranslateTexts, Admit], TranslatedFile]

_CHARSET = re.compile(
    r"""(<meta\b[^>]*?\bcharset\s*=\s*["']?|<\?xml\b[^>]*?\bencoding\s*=\s*["'])([\w:.-]+)""", re.I
)
_HEAD = 2048  # bytes of a page in which its charset is declared, as browsers have it


def free_of_charge(_characters: int) -> None:
    """Admit a file whatever its size."""


def translate_file(
    order: FileOrder,
    *,
    translate: TranslateTexts,
    kinds: Mapping[str, FileTranslator] | None = None,
    admit: Admit = free_of_charge,
) -> TranslatedFile:
    """Translate a file. Raises UnsupportedMedia for another kind, and what reading it or `admit` raises.

    `kinds` are those that there are, without a word KINDS alone. `admit` is told the size of a file that can
    be read, once, before any of it is translated.
    """
    kinds = KINDS if kinds is None else kinds
    translator = kinds.get(kind_of(order.name))
    if translator is None:
        raise UnsupportedMedia(
            f"Invalid file extension: {order.name!a} is of no kind that is translated.",
            f"Send one of {', '.join(sorted(kinds))}.",
        )
    return translator(order, translate, admit)


def kind_of(name: str) -> str:
    """Return the ending of a file's name, `.txt`."""
    return PurePath(name).suffix.lower()


def texts_of(order: FileOrder, texts: tuple[str, ...], markup: TextFormat) -> TranslationRequest:
    """Return the request for texts of a file, with what its order says."""
    return TranslationRequest(
        texts=texts,
        target=order.target,
        source=order.source,
        format=markup,
        glossaries=order.glossaries,
        formality=order.formality,
        desk=order.desk,
    )


def _plain(order: FileOrder, translate: TranslateTexts, admit: Admit) -> TranslatedFile:
    text = _required(decode(order.content, declared=None))
    admit(len(text))
    (done,) = translate(texts_of(order, (text,), "text"))
    return TranslatedFile(done.text.encode(), len(text), done.source != order.target)


def _page(order: FileOrder, translate: TranslateTexts, admit: Admit) -> TranslatedFile:
    declared = _CHARSET.search(order.content[:_HEAD].decode("latin-1"))
    text = _required(decode(order.content, declared=declared[2] if declared else None))
    admit(len(text))
    (done,) = translate(texts_of(order, (text,), "html"))
    content = _CHARSET.sub(r"\1utf-8", done.text, count=1).encode()
    return TranslatedFile(content, len(text), done.source != order.target)


def _required(text: str) -> str:
    if not text.strip():
        raise EmptyInput("Invalid file: there is no text in it.", "Send a file with text.")
    if "\x00" in text:
        raise BinaryInput("Invalid file: it is not text.", "Send text, or a file with its true ending.")
    return text


KINDS: Mapping[str, FileTranslator] = {".txt": _plain, ".html": _page, ".htm": _page}
