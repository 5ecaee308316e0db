"""Words between quotation marks, cut at sentences, with what stands before and behind them.

Promises the quoted words and the clauses beside them as spans of the article. Knows no names and no verbs:
whether the words are speech, and whose, is for others to say.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from service.domain.article import Segment

_OPEN, _CLOSE = "“«", "”»"
_MARKS = re.compile(r"[\"“”«»]")
_LONGEST = 1500  # characters; more between two marks means that one in between was forgotten
_SENTENCE_END = re.compile(
    r"(?<!\bTP)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bSt)(?<!\b\w)[.!?…]\s+(?=[^\W\d_a-z])"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """The quoted part of one segment."""

    segment: Segment
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation over one segment or several; `lead` and `trail` are the clauses before and behind it.

    Each of them lies within the segment that the quotation begins or ends in, and reaches to the next
    sentence or the next quotation.
    """

    pieces: tuple[Piece, ...]
    lead: tuple[int, int]
    trail: tuple[int, int]

    @property
    def first(self) -> int:
        """Return the index of the segment that it begins in."""
        return self.pieces[0].segment.index

    @property
    def last(self) -> int:
        """Return the index of the segment that it ends in."""
        return self.pieces[-1].segment.index


def quotations_in(text: str, segments: Sequence[Segment]) -> list[Quotation]:
    """Return the quotations of an article but for its title, in reading order."""
    runs = runs_between_marks(text)
    ends = [segment.span.end for segment in segments]
    found = []
    for place, (start, end) in enumerate(runs):
        pieces = tuple(
            Piece(segment, max(start, segment.span.start), min(end, segment.span.end))
            for segment in segments[bisect_right(ends, start) : bisect_left(ends, end) + 1]
            if max(start, segment.span.start) < min(end, segment.span.end) and segment.role != "title"
        )
        headings = (at for at, piece in enumerate(pieces) if piece.segment.role == "heading")
        pieces = pieces[: next(headings, None)]  # nobody speaks on over a heading
        if pieces:
            before = runs[place - 1][1] + 1 if place else 0
            behind = runs[place + 1][0] - 1 if place + 1 < len(runs) else len(text)
            lead = _lead(text, max(before, pieces[0].segment.span.start), start - 1)
            trail = _trail(text, end + 1, min(behind, pieces[-1].segment.span.end))
            found.append(Quotation(pieces, lead, trail))
    return found


def runs_between_marks(text: str) -> list[tuple[int, int]]:
    """Return the spans between quotation marks, the outer ones where they are nested.

    One that is never closed is no quotation: where a mark opens in it that has no second end to come, the
    quotation begins there. A straight mark that opens another, with no second end to come, shows that the one
    before ended unmarked: with its sentence.
    """
    runs: list[tuple[int, int]] = []
    opened: int | None = None
    depth = 0
    marks = list(_MARKS.finditer(text))
    for place, match in enumerate(marks):
        sign, at = match.group(), match.start()
        if opened is not None and sign == '"' == text[opened - 1] and _opens(text, at):
            if [_closes(text, mark.start()) for mark in marks[place + 1 : place + 3]] == [True, True]:
                depth += 1
                continue
            end = _SENTENCE_END.search(text, opened, at)
            runs += [(opened, end.start() + 1)] if end else []
            opened, depth = None, 0
        if opened is None:
            opened = at + 1 if sign in _OPEN or sign == '"' else None
        elif sign in _CLOSE or sign == '"':
            if depth and (sign in _CLOSE or text[opened - 1] == '"'):
                depth -= 1
                continue
            runs.append((opened, at))
            opened, depth = None, 0
        elif [mark.group() in _CLOSE for mark in marks[place + 1 : place + 3]] == [True, True]:
            depth += 1
        else:
            opened, depth = at + 1, 0
    return [(start, end) for start, end in runs if end - start < _LONGEST]


def _opens(text: str, at: int) -> bool:
    """Whether a straight mark can only open: a space before it and a letter right behind it."""
    return text[at - 1 : at].isspace() and text[at + 1 : at + 2].isalpha()


def _closes(text: str, at: int) -> bool:
    """Whether a straight mark closes: words right before it, or a comma or full stop right behind it."""
    return not text[at - 1 : at].isspace() or text[at + 1 : at + 2] in {",", ".", ";", "!", "?", ")"}


def _lead(text: str, start: int, end: int) -> tuple[int, int]:
    borders = [match.end() for match in _SENTENCE_END.finditer(text, start, max(start, end))]
    return (borders[-1] if borders else start), max(start, end)


def _trail(text: str, start: int, end: int) -> tuple[int, int]:
    border = _SENTENCE_END.search(text, start, max(start, end))
    return start, border.start() if border else max(start, end)
