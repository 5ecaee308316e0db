"""From bytes or text of any origin to one clean Unicode text, with the way back.

Promises NFC, line feeds, plain spaces, no invisible characters, and for each character the offset it came
from, in linear time; refuses what is not text. Knows nothing of articles, languages or markup.
"""

import codecs
import re
import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from service.domain.errors import BinaryInput, UndecodableText
from service.text import legacy_encodings
from service.text.offsets import Rewritten, chain, substitute, untouched

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FORMATS = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP, Word or OpenDocument file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
)
_SEND_TEXT = "Send the text of the article, as UTF-8."
_SEND_UTF8 = "Send the text as UTF-8, or declare the charset that it is in."
_WESTERN = frozenset(("iso8859-1", "cp1252", "ascii"))
_NO_CHARSETS = frozenset(("unicode-escape", "raw-unicode-escape", "punycode", "idna", "utf-7", "undefined"))

_SURROGATE = re.compile("[\ud800-\udfff]")
_REPLACED = "\ufffd"
_CONTROL = "\u0000-\u0008\u000e-\u001f\u007f-\u009f"
_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffe\uffff"
_JOINER = "\u200d"  # kept inside emoji
_SPACES = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_BREAKS = "\n\r\u000b\u000c\u2028\u2029"
_ODD = f"{_BREAKS}{_SPACES}{_INVISIBLE}{_CONTROL}{_JOINER}"
# White space and invisible characters, but no lone space inside the text.
_GAP = re.compile(f"[ {_ODD}](?:[ {_ODD}]+|(?<! )|(?<=\\A )|\\Z)")
_LINE_END = re.compile(f"\r\n|[{_BREAKS}]")
_DROPPED = re.compile(f"[{_INVISIBLE}{_CONTROL}{_JOINER}]")
_CONTROLS = re.compile(f"[{_CONTROL}]")
_EMOJI = "\u2190"  # emoji and the signs beside them come after it
_UNSEEN = re.compile(f"[{_INVISIBLE}]|(?<![{_EMOJI}-\U0010ffff]){_JOINER}")
_WORD_OR_GAP = re.compile(r"[^ \n]+ ?|[ \n]")
_ETH = re.compile("[ÐƉ]")  # typed for Đ, which looks the same
_VIETNAMESE = re.compile("[Ạ-ỹăĂơƠưƯ]")
_MAX_MARKS = 16  # on one letter; composing is quadratic in their number
_PERHAPS_PILED = re.compile(f"[\u0300-\u1dff\u20d0-\U0001ffff]{{{_MAX_MARKS}}}")  # no Latin letter is in it


@dataclass(frozen=True, slots=True)
class Normalised:
    """A clean text; `origin[i]` is the code-point offset in the given text from which `text[i]` comes.

    `origin` never decreases; it is a `range` where nothing moved, otherwise a compact array.
    """

    text: str
    origin: Sequence[int]


def decode(content: bytes, *, declared: str | None) -> str:
    """Return bytes as text: by byte order mark, UTF-8, the declared charset, or what makes Vietnamese of it.

    Raises BinaryInput or UndecodableText.
    """
    for magic, name in _FORMATS:
        if content.startswith(magic):
            raise BinaryInput(f"The content is {name}.", _SEND_TEXT)
    for mark, charset in _BOMS:
        if content.startswith(mark):
            return _strictly(content[len(mark) :], charset)
    if b"\0" in content:
        return _decode_with_nulls(content, declared)
    codec = _codec(declared) if declared else "utf-8"
    if codec is None or codec == "utf-8" or codec in _WESTERN:
        return _decode_unsure(content, declared if codec != "utf-8" else None)
    if codec in legacy_encodings.ENCODINGS:
        return _decode_legacy(content, codec)
    return _strictly(content, codec)


def normalise(text: str) -> Normalised:
    """Return the text clean and in NFC. Raises BinaryInput or UndecodableText."""
    _refuse_what_is_no_text(text)
    result = legacy_encodings.repair(text)
    _refuse_controls(result.text)
    for step in (_space, _cap_marks, _compose, _mend_eth):
        result = chain(result, step(result.text))
    return Normalised(result.text, result.origin)


def cleaned(text: str) -> Normalised:
    """Return the text in NFC and without invisible characters; its white space stays as it is."""
    result = substitute(text, _UNSEEN, lambda _: "")
    for step in (_cap_marks, _compose, _mend_eth):
        result = chain(result, step(result.text))
    return Normalised(result.text, result.origin)


def _codec(charset: str) -> str | None:
    """Return the name of the codec for a charset, None where there is none."""
    ours = legacy_encodings.named(charset)
    if ours:
        return ours
    try:
        name = codecs.lookup(charset.strip()).name
        b"".decode(name)
    except (LookupError, ValueError):
        return None
    return None if name in _NO_CHARSETS else name


def _decode_with_nulls(content: bytes, declared: str | None) -> str:
    """Zeros belong into UTF-16 and UTF-32 alone: every second byte of Latin text is one."""
    codec = _codec(declared) if declared else None
    if codec and codec.startswith(("utf-16", "utf-32")):
        return _strictly(content, codec)
    even, odd = content[:2000:2].count(0), content[1:2000:2].count(0)
    half = min(len(content), 2000) / 2
    if len(content) % 2 == 0 and abs(even - odd) > 0.4 * half and min(even, odd) < 0.05 * half:
        return _strictly(content, "utf-16-le" if odd > even else "utf-16-be")
    position = content.index(0)
    raise BinaryInput(f"The content has a null byte at position {position}: it is not text.", _SEND_TEXT)


def _decode_unsure(content: bytes, declared: str | None) -> str:
    """Decode what is declared as UTF-8, as Western (which is said of anything), as unknown, or not at all."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        problem = f"Byte 0x{content[error.start]:02X} at position {error.start} is no UTF-8"
    text = legacy_encodings.western(content)
    encoding = legacy_encodings.recognise(text)
    if encoding:
        return _decode_legacy(content, encoding)
    if declared and _codec(declared) is None:
        raise UndecodableText(
            f'The declared charset "{declared}" is unknown, and the bytes are no UTF-8.', _SEND_UTF8
        )
    if declared or _reads_as_western(text):
        return text
    raise UndecodableText(
        f"{problem}, and no Vietnamese encoding that we know makes sense of the text.", _SEND_UTF8
    )


def _reads_as_western(text: str) -> bool:
    """Say whether bytes without a declared charset make sense as Windows-1252: few accents, whole words."""
    beginning = text[:100_000]
    accents = sum(1 for char in beginning if not char.isascii())
    sound = not _CONTROLS.search(beginning) and not legacy_encodings.looks_broken(beginning)
    return sound and accents < 0.12 * len(beginning)


def _decode_legacy(content: bytes, encoding: str) -> str:
    known = next(e for e in legacy_encodings.ENCODINGS if e == encoding)
    return legacy_encodings.convert(legacy_encodings.western(content), known).text


def _strictly(content: bytes, charset: str) -> str:
    try:
        return content.decode(charset)
    except UnicodeDecodeError as error:
        cause = f"The bytes at position {error.start} are no {charset.upper()} ({error.reason})."
        raise UndecodableText(cause, _SEND_UTF8) from error


def _refuse_what_is_no_text(text: str) -> None:
    if "\0" in text:
        cause = f"The text has a null character at position {text.index(chr(0))}: it is not text."
        raise BinaryInput(cause, _SEND_TEXT)
    surrogate = _SURROGATE.search(text)
    if surrogate:
        code = f"U+{ord(surrogate.group()):04X}"
        cause = f"The text has half a character (the lone surrogate {code}) at position {surrogate.start()}."
        raise UndecodableText(cause, "Send whole characters; in JSON, escape those past U+FFFF as a pair.")
    limit = max(3, len(text) // 50)
    if text.count(_REPLACED) > limit:
        cause = "Many characters of the text are lost (U+FFFD): it was decoded with the wrong charset."
        raise UndecodableText(cause, "Send the original bytes, or the text decoded with its right charset.")


def _refuse_controls(text: str) -> None:
    """Refuse what is mostly control characters; a few are dropped, and misread letters are mended before."""
    if sum(1 for _ in _CONTROLS.finditer(text)) > max(3, len(text) // 10):
        raise BinaryInput("The content is mostly control characters: it is not text.", _SEND_TEXT)


def _space(text: str) -> Rewritten:
    """Drop what cannot be seen, make spaces plain, line ends LF, and of several blank lines one."""
    for space in _SPACES:
        text = text.replace(space, " ")
    size = len(text)

    def tidy(match: re.Match[str]) -> str:
        gap = match.group()
        if gap == _JOINER and match.start() and text[match.start() - 1] > _EMOJI:
            return gap
        gap = _DROPPED.sub("", gap)
        at_edge = match.start() == 0 or match.end() == size
        breaks = len(_LINE_END.findall(gap))
        if at_edge:
            return ""
        return "\n" * min(breaks, 2) if breaks else gap

    return substitute(text, _GAP, tidy)


def _cap_marks(text: str) -> Rewritten:
    """Cut a pile of combining marks on one letter down to what any script needs."""
    if not _PERHAPS_PILED.search(text):
        return untouched(text)
    return substitute(text, _pile(), lambda _: "")


def _compose(text: str) -> Rewritten:
    """Compose to NFC; also a tone that follows a letter with its circumflex, horn or breve."""
    if unicodedata.is_normalized("NFC", text):
        return untouched(text)
    pieces: list[str] = []
    origin = array("I")
    for match in _WORD_OR_GAP.finditer(text):
        start, end = match.span()
        word = match.group()
        if word.isascii():
            pieces.append(word)
            origin.extend(range(start, end))
            continue
        composed, offsets = _composed(word) if len(word) < 64 else _composed.__wrapped__(word)
        pieces.append(composed)
        origin.extend([start + offset for offset in offsets])
    return Rewritten("".join(pieces), origin)


def _mend_eth(text: str) -> Rewritten:
    if _ETH.search(text) and _VIETNAMESE.search(text) and "ð" not in text:
        return Rewritten(_ETH.sub("Đ", text), range(len(text)))
    return untouched(text)


@lru_cache(maxsize=32_768)
def _composed(word: str) -> tuple[str, Sequence[int]]:
    """Return a word in NFC, with the offset in the word of each of its characters."""
    result = substitute(word, _clusters(), lambda match: unicodedata.normalize("NFC", match.group()))
    return result.text, result.origin


@lru_cache(maxsize=1)
def _marks() -> str:
    """Return the combining characters as the inside of a regular expression's class."""
    marks = (chr(c) for c in range(0x300, 0x1F000) if unicodedata.category(chr(c)).startswith("M"))
    return "".join(marks)


@lru_cache(maxsize=1)
def _pile() -> re.Pattern[str]:
    return re.compile(f"(?<=[{_marks()}]{{{_MAX_MARKS}}})[{_marks()}]+")


@lru_cache(maxsize=1)
def _clusters() -> re.Pattern[str]:
    """Match what NFC may change: a letter with its marks or a run of Hangul jamo, or a letter by itself."""
    alone = "".join(
        chr(c)
        for c in (*range(0xA0, 0xD800), *range(0xE000, 0x30000))
        if not unicodedata.is_normalized("NFC", chr(c))
    )
    return re.compile(f"(?s:.)?[{_marks()}\u1160-\u11ff]+|[{alone}]")
