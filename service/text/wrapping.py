"""What surrounds the words of a sentence: list marks and quotation marks, taken off and put back.

Promises that `wrapped.around(wrapped.core) == text` and that a text with nothing to translate (numbers,
signs, an address, a letter alone) is recognised. Does not translate.
"""

import re
from dataclasses import dataclass
from itertools import islice

from service.domain.article import Span

_MARK = re.compile(
    r"\s*(?:(?:[-–—•*+·▪■●►▶✓➢]|[(\[]?\d{1,2}[.)\]](?!\d)|[(\[]?[a-zđA-ZĐ][)\]]|[(\[]?[IVX]{1,4}[.)\]])\s+)*"
)
_QUOTES = {"“": "”", '"': '"', "«": "»", "‘": "’"}
_ADDRESS_MARKS = ("@", "://", "www.")  # one of these stands in each of them
_ADDRESS = re.compile(r"(?:[\w.+-]+@[\w-]+\.[\w.-]+|(?:https?://|www\.)\S+)")
_LETTER = re.compile(r"[^\W\d_]")
_WORDS_OF_A_LETTER = frozenset("ýởừồôờơủạàáổốế")  # Italy, in, yes, oh; of English "I" is also a numeral


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A text as what comes before its words, the words, and what comes after them."""

    before: str
    core: str
    after: str

    def around(self, core: str) -> str:
        """Return the text with other words in the same wrapping."""
        return f"{self.before}{core}{self.after}"


def unwrap(text: str) -> Wrapped:
    """Take off the outer spaces, list marks, and the quotation marks around the whole text."""
    match = _MARK.match(text)
    start = match.end() if match else 0
    end = len(text.rstrip())
    if start >= end:
        return Wrapped("", text, "")
    close = _QUOTES.get(text[start])
    inner = text[start + 1 : end - 1]
    if close and end - start > 2 and text[end - 1] == close and not {text[start], close} & set(inner):
        start, end = start + 1, end - 1
        start += len(inner) - len(inner.lstrip())
        end -= len(inner) - len(inner.rstrip())
    return Wrapped(text[:start], text[start:end], text[end:]) if start < end else Wrapped("", text, "")


def has_words(text: str) -> bool:
    """Whether there is anything to translate: letters outside of addresses, and not a letter alone."""
    words = without_addresses(text)
    return bool(_LETTER.search(words)) and not _is_letter_alone(words)


def without_addresses(text: str) -> str:
    """Return a text with a space in the place of each of its addresses."""
    return _ADDRESS.sub(" ", text) if any(mark in text for mark in _ADDRESS_MARKS) else text


def find_addresses(text: str) -> tuple[Span, ...]:
    """Return where the addresses of a text stand."""
    return tuple(Span(*match.span()) for match in _ADDRESS.finditer(text))


def _is_letter_alone(text: str) -> bool:
    """Whether a text is one letter, whatever marks stand around it, that is no word of Vietnamese."""
    signs = list(islice(filter(str.isalnum, text), 2))
    return len(signs) == 1 and signs[0].lower() not in _WORDS_OF_A_LETTER
