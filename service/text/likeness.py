"""A text in a form in which two ways of typing the same words compare equal, with the way back.

Promises that `origin[i]` is the offset in the text given of the i-th letter of the form. Case, quotation
marks, dashes and runs of space do not count; diacritics do.
"""

from dataclasses import dataclass
from functools import lru_cache

from service.domain.article import Span

_SAME = {
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "‑": "-",
    "‹": "<", "›": ">", "\u00a0": " ", "\u202f": " ",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Comparable:
    """The form, and for each of its letters the offset that it comes from."""

    text: str
    origin: tuple[int, ...]


@lru_cache(maxsize=2048)  # every quote is held against every sentence of its article
def comparable(text: str) -> Comparable:
    """Return a text's form."""
    letters: list[str] = []
    origin: list[int] = []
    for offset, letter in enumerate(text):
        plain = _SAME.get(letter, letter)
        plain = " " if plain.isspace() else plain
        if plain == " " and (not letters or letters[-1] == " "):
            continue
        for one in plain.casefold():
            letters.append(one)
            origin.append(offset)
    if letters and letters[-1] == " ":
        letters.pop()
        origin.pop()
    return Comparable("".join(letters), tuple(origin))


def find_words(words: str, text: str) -> Span | None:
    """Return where whole words stand in a text in any way of typing them; None where they do not."""
    own, there = comparable(words).text.strip(" .,;:\"'"), comparable(text)
    at = there.text.find(own) if own else -1
    while at >= 0:
        end = at + len(own)
        if not there.text[at - 1 : at].isalnum() and not there.text[end : end + 1].isalnum():
            return Span(there.origin[at], there.origin[end - 1] + 1)
        at = there.text.find(own, at + 1)
    return None
