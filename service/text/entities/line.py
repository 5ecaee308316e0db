"""A segment as words with the gaps between them, and a name found in it: what recognisers read and yield."""

import re
from dataclasses import dataclass
from typing import Literal

from service.domain.article import Language, Segment
from service.domain.glossary import Term
from service.domain.highlight import PartnerType
from service.text.folding import FILLERS, Word, words_of
from service.text.gazetteer import Entry, Gazetteer

NamedKind = Literal[
    "country", "pair", "capital", "region", "place", "body", "person", "group", "short", "unknown",
    "thing",
]  # fmt: skip
_DOTTED = re.compile(r"(?:[A-Z]\.)+[A-Z]")
ADJECTIVE = "adjective"  # the head of a nationality that stands for its country
PERSON = "person"  # the head of a short form that can only be a person's
_DATELINE = re.compile(r"\s+[-–—]+\s+")
_SPACE = re.compile(r"\s+")
_SHORTEST_JOINED = 3  # words


@dataclass(frozen=True, slots=True)
class Line:
    """`gaps[i]` is what stands between words i and i + 1; the last one is what follows the last word.

    `known[i]` is the longest gazetteer entry that starts at word i, with the index after its last word.
    Offsets of the words are into the article's text, of which `text` starts at `offset`.
    """

    segment: int
    text: str
    offset: int
    language: Language
    words: tuple[Word, ...]
    gaps: tuple[str, ...]
    known: tuple[tuple[Entry, int] | None, ...]
    gazetteer: Gazetteer

    def between(self, first: int, last: int) -> str:
        """Return the text from word `first` to word `last - 1`, gaps included."""
        return self.text[self.words[first].start - self.offset : self.words[last - 1].end - self.offset]

    def key(self, first: int, last: int) -> str:
        """Return the keys of words [first, last), joined by spaces; empty where the line ends before."""
        if last > len(self.words):
            return ""
        return " ".join(word.key for word in self.words[first:last])

    def before(self, index: int) -> str:
        """Return the gap before a word."""
        return self.gaps[index - 1] if index else self.text[: self.words[0].start - self.offset]

    def adjacent(self, index: int) -> bool:
        """Whether there is a word `index` that follows the one before it after nothing but space."""
        return 0 < index < len(self.words) and bool(_SPACE.fullmatch(self.gaps[index - 1]))

    def index_from(self, offset: int) -> int:
        """Return the index of the first word at or after an offset into the line's text."""
        return next(
            (i for i, word in enumerate(self.words) if word.start - self.offset >= offset), len(self.words)
        )


@dataclass(frozen=True, slots=True)
class Named:
    """A name found at words [first, last) of a line, before it is known which names mean the same.

    `start` and `end` are offsets into the article's text; they may reach past the words, to a closing
    bracket; `base` is then the name without it (of an adjective and in a pair, the country's name). `head` is
    the key of the head noun ("tập đoàn") or the role of a person's title; `abbreviation` is one that the
    name introduces. `acts_for` is the country or body that a person speaks for. A `thing` is what a bracketed
    abbreviation stands for that names no party.
    """

    line: int
    first: int
    last: int
    start: int
    end: int
    text: str
    kind: NamedKind
    type: PartnerType
    country: str | None = None
    term: Term | None = None
    head: str = ""
    abbreviation: str = ""
    base: str = ""
    inside: bool = False
    speaker: bool = False
    acts_for: "Named | None" = None

    @property
    def plain(self) -> str:
        """Return the name without the bracket that it may introduce."""
        return self.base or self.text


def line_of(segment: Segment, language: Language, gazetteer: Gazetteer) -> Line:
    """Split a segment into words and gaps and look its words up."""
    offset = segment.span.start
    words = words_of(segment.text, offset)
    ends = [word.start - offset for word in words[1:]] + [len(segment.text)]
    gaps = tuple(segment.text[word.end - offset : end] for word, end in zip(words, ends, strict=False))
    known = tuple(_known(words, gaps, index, language, gazetteer) for index in range(len(words)))
    return Line(segment.index, segment.text, offset, language, words, gaps, known, gazetteer)


def _known(
    words: tuple[Word, ...], gaps: tuple[str, ...], first: int, language: Language, gazetteer: Gazetteer
) -> tuple[Entry, int] | None:
    """Return the longest entry at a word, over no "and" behind which another name starts.

    "RMIT University and Vietnam National University" is no RMIT University Vietnam.
    """
    found = gazetteer.at(words, gaps, first, language)
    if found is None or found[1] - first < _SHORTEST_JOINED:
        return found
    entry, end = found
    for index in range(first + 1, end - 1):
        joins = words[index].key in FILLERS and words[index].key not in entry.form.casefold().split()
        if joins and gazetteer.at(words, gaps, index + 1, language):
            return gazetteer.at(words[:index], gaps, first, language)
    return found


def after_dateline(line: Line) -> int:
    """Return the index after a place in capitals that opens a report: "PHNOM PENH - Leaders met"."""
    known = line.known[0] if line.words else None
    if known is None or known[0].kind not in {"capital", "place"} or known[1] >= len(line.words):
        return 0
    return (
        known[1]
        if line.between(0, known[1]).isupper() and _DATELINE.fullmatch(line.gaps[known[1] - 1])
        else 0
    )


def named(line: Line, first: int, last: int, *, kind: NamedKind, kind_type: PartnerType) -> Named:
    """Build a name from its words; what else is known is added with dataclasses.replace."""
    start, end = line.words[first].start, line.words[last - 1].end
    text = line.between(first, last)
    if _DOTTED.fullmatch(text) and line.gaps[last - 1].startswith("."):
        text, end = f"{text}.", end + 1  # "U.S."
    return Named(line.segment, first, last, start, end, text, kind, kind_type)
