"""The words of subtitles: cues of one sentence are joined, and the translation is cut back to their number.

Promises every cue something of its sentence, where there are words enough; formatting that closes with its
cue; and lines of at most LINE characters where words allow that.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from service.adapters.documents.codes import Coder, Event
from service.adapters.documents.strings import encode_tags
from service.domain.document import DocumentUnit

LINE = 42  # characters of a line
_MOST = 6  # cues that are joined
_PAUSE = 1.5  # seconds after which a sentence is not gone on with
_ENDING = re.compile(r"[.!?…:]['\"”’)\]]*\s*$|^\s*$|[♪♫]\s*$")
_DASH = re.compile(r"\s*(?:<[^>]*>)*\s*[-–—]\s*\S")
_TAG = re.compile(r"<(?P<close>/?)(?:(?P<name>[A-Za-z][\w.]*+)|[\d:.]*+)[^<>]*+>|\{\\[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Cue:
    """What is shown from one moment (in seconds) to another: its lines as the file has them."""

    start: float
    end: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Cues that are translated as one; `line` is the only line of the cue, where each is somebody else's."""

    cues: tuple[int, ...]
    line: int | None
    unit: DocumentUnit
    codes: dict[int, tuple[str, str]]
    weights: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A character, what is written for it, and the tags around it; behind the last, tags without one."""

    char: str
    written: str
    around: tuple[tuple[str, str], ...]


def sentences_of(cues: Sequence[Cue], unescape: Callable[[str], str]) -> list[Sentence]:
    """Return what is translated, in order."""
    found: list[Sentence] = []
    waiting: list[int] = []
    for i, cue in enumerate(cues):
        spoken_by_several = len(cue.lines) > 1 and all(_DASH.match(line) for line in cue.lines)
        if spoken_by_several:
            found += _joined(cues, waiting, unescape)
            waiting = []
            for n, line in enumerate(cue.lines):
                found += _sentence((i,), n, (line,), unescape)
            continue
        if waiting and (cue.start - cues[waiting[-1]].end > _PAUSE or _DASH.match(" ".join(cue.lines))):
            found += _joined(cues, waiting, unescape)
            waiting = []
        waiting.append(i)
        if len(waiting) == _MOST or _ENDING.search(_TAG.sub("", " ".join(cue.lines))):
            found += _joined(cues, waiting, unescape)
            waiting = []
    return found + _joined(cues, waiting, unescape)


def shared_out(sentence: Sentence, events: Sequence[Event], escape: Callable[[str], str]) -> list[str]:
    """Return the words of each cue of a sentence, in lines."""
    pieces = _pieces(sentence, events, escape)
    words = "".join(piece.char for piece in pieces)
    cuts = _cuts(words, sentence.weights)
    shown: list[str] = []
    for start, end in zip([0, *cuts], [*cuts, len(words)], strict=True):
        shown.append(_cue(pieces, start, end, last=end == len(words)))
    return shown if sentence.line is not None else [_wrapped(text) for text in shown]


def _joined(cues: Sequence[Cue], places: list[int], unescape: Callable[[str], str]) -> list[Sentence]:
    return _sentence(tuple(places), None, tuple(" ".join(cues[i].lines) for i in places), unescape)


def _sentence(
    places: tuple[int, ...], line: int | None, texts: tuple[str, ...], unescape: Callable[[str], str]
) -> list[Sentence]:
    """Return one sentence, or none where there are no words."""
    coder = Coder()
    codes: dict[int, tuple[str, str]] = {}
    weights: list[int] = []
    for n, text in enumerate(texts):
        if n:
            coder.text(" ")
        encode_tags(text.strip(), _TAG, coder, codes, unescape)
        weights.append(len(_TAG.sub("", text).strip()))
    return [Sentence(places, line, coder.unit(), codes, tuple(weights))] if coder.has_words() else []


def _pieces(sentence: Sentence, events: Sequence[Event], escape: Callable[[str], str]) -> list[_Piece]:
    opened: list[tuple[str, str]] = []
    pieces: list[_Piece] = []
    pending = ""
    for event in events:
        if event.kind == "open":
            opened.append(sentence.codes[event.id])
        elif event.kind == "close":
            opened.pop()
        elif event.kind == "point":
            pending += sentence.codes[event.id][0]
        else:
            for char in event.text:
                pieces.append(_Piece(char if char != "\n" else " ", pending + escape(char), tuple(opened)))
                pending = ""
    if pending:
        pieces.append(_Piece("", pending, ()))
    return pieces


def _cuts(words: str, weights: Sequence[int]) -> list[int]:
    """Return where each cue but the last ends: near its share, after a sign if one is near."""
    total, spent = sum(weights) or 1, 0
    cuts: list[int] = []
    first, last = len(words) - len(words.lstrip()), len(words.rstrip())
    spaces = [i + 1 for i in range(first, last) if words[i] == " "]
    for n, weight in enumerate(weights[:-1]):
        spent += weight
        wanted = len(words) * spent / total
        left = len(weights) - 2 - n  # cuts still to come
        free = [at for at in spaces if at > (cuts[-1] if cuts else 0)]
        free = free[: len(free) - left] if left else free
        if not free:
            cuts.append(cuts[-1] if cuts else len(words))
            continue
        near = len(words) * 0.12
        cuts.append(
            min(free, key=lambda at: abs(at - wanted) - near * (words[at - 2] in ",;:.!?–"))
        )  # runs now
    return cuts


def _cue(pieces: Sequence[_Piece], start: int, end: int, *, last: bool) -> str:
    """Return what is shown of a stretch; tags that cross its ends are closed and opened again."""
    parts: list[str] = []
    opened: tuple[tuple[str, str], ...] = ()
    position = 0
    for piece in pieces:
        inside = start <= position < end or (not piece.char and last)
        position += len(piece.char)
        if inside:
            parts += [*_between(opened, piece.around), piece.written]
            opened = piece.around
    return "".join([*parts, *_between(opened, ())]).strip()


def _between(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield the ends of tags and the beginnings of others; what is open before and behind stays open."""
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False))
    shared = sum(1 for _ in alike)
    yield from (closing for _, closing in reversed(old[shared:]))
    yield from (opening for opening, _ in new[shared:])


def _wrapped(text: str) -> str:
    """Break a cue into lines of like length, tags not counted."""
    length = len(_TAG.sub("", text))
    if length <= LINE:
        return text
    count = -(-length // LINE)
    lines: list[str] = []
    words, line = re.split(r" (?![^<{]*[>}])", text), ""
    wanted = length / count
    for word in words:
        longer = f"{line} {word}" if line else word
        seen = len(_TAG.sub("", longer))
        rest = len(lines) < count - 1
        if line and (seen > LINE or (rest and seen - wanted > wanted - len(_TAG.sub("", line)))):
            lines.append(line)
            line = word
        else:
            line = longer
    return "\n".join([*lines, line])
