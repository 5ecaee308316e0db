"""The words of subtitles: cues of one sentence are joined, and the translation is cut back to their number.

Promises every cue something of its sentence, where there are words enough; that a tag that stands alone (a
position, a time) stays in its cue; formatting that closes with its cue; and lines of at most LINE characters
where words allow that.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from service.adapters.documents.codes import Coder, Event
from service.adapters.documents.strings import encode_tags
from service.domain.document import DocumentUnit

LINE = 42  # characters of a line
_MOST = 6  # cues that are joined
_PAUSE = 1.5  # seconds after which a sentence is not gone on with
_ENDING = re.compile(r"[.!?…:]['\"”’)\]]*\s*$|^\s*$|[♪♫]\s*$")
_DASH = re.compile(r"\s*(?:<[^>]*>|\{\\[^{}]*\})*\s*[-–—]\s*\S")
_TAG = re.compile(r"<(?P<close>/?)(?:(?P<name>[A-Za-z][\w.]*+)|[\d:.]*+)[^<>]*+>|\{\\[^{}]*\}")
_TIME = re.compile(r"<[\d:.]+>")
_PLACE = re.compile(r"\{\\(?:an?\d|pos\(|move\()[^{}]*\}")  # where all of a cue is shown
_FRONT = re.compile(r"(?:(?:\{\\[^{}]*\}|<[\d:.]+>)\s*)+")
_TAGS = re.compile(r"(?<!\s)(?:\s*+\{\\[^{}]*\})++")
_VOICE = re.compile(r"<v[.\s][^<>]*>\s*(?!.*</v>)", re.DOTALL)  # that nobody closes


@dataclass(frozen=True, slots=True)
class Cue:
    """What is shown from one moment (in seconds) to another: its lines as the file has them."""

    start: float
    end: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Cues that are translated as one; `line` is the only line of the cue, where each is somebody else's.

    `edges` are the tags before and behind the words of each cue, `owners` says in which of them a code was.
    """

    cues: tuple[int, ...]
    line: int | None
    unit: DocumentUnit
    codes: dict[int, tuple[str, str]]
    weights: tuple[int, ...]
    edges: tuple[tuple[str, str], ...]
    owners: dict[int, int]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A character, what is written for it, and the tags around it."""

    char: str
    written: str
    around: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    """A tag that stands alone: how many characters are before it, and the cue that it belongs to."""

    at: int
    owner: int
    raw: str


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
    pieces, marks = _pieces(sentence, events, escape)
    words = "".join(piece.char for piece in pieces)
    cuts = _cuts(words, sentence.weights)
    shown: list[str] = []
    for n, (start, end) in enumerate(zip([0, *cuts], [*cuts, len(words)], strict=True)):
        own = _between_bounds([mark for mark in marks if mark.owner == n], start, end)
        before, after = sentence.edges[n]
        shown.append(f"{before}{_cue(pieces, own, start, end)}{after}")
    return shown if sentence.line is not None else [_wrapped(text) for text in shown]


def _between_bounds(marks: Sequence[_Mark], start: int, end: int) -> list[_Mark]:
    """Return the marks of a cue inside of it, the times among them in their order."""
    inside = sorted((replace(mark, at=min(max(mark.at, start), end)) for mark in marks), key=lambda m: m.at)
    times = iter([mark.raw for mark in marks if _TIME.fullmatch(mark.raw)])
    ascending = iter(sorted(times, key=_moment))
    return [replace(m, raw=next(ascending)) if _TIME.fullmatch(m.raw) else m for m in inside]


def _moment(tag: str) -> tuple[int, str]:
    """Return what times written alike are sorted by; a longer one has hours."""
    return len(tag), tag


def _joined(cues: Sequence[Cue], places: list[int], unescape: Callable[[str], str]) -> list[Sentence]:
    return _sentence(tuple(places), None, tuple(" ".join(cues[i].lines) for i in places), unescape)


def _sentence(
    places: tuple[int, ...], line: int | None, texts: tuple[str, ...], unescape: Callable[[str], str]
) -> list[Sentence]:
    """Return one sentence, or none where there are no words."""
    coder = Coder()
    codes: dict[int, tuple[str, str]] = {}
    owners: dict[int, int] = {}
    edges: list[tuple[str, str]] = []
    for n, text in enumerate(texts):
        before, words, after = _edges(text.strip())
        edges.append((before, after))
        if n:
            coder.text(" ")
        encode_tags(words, _TAG, coder, codes, unescape)
        owners.update((number, n) for number in codes if number not in owners)
    weights = tuple(len(_TAG.sub("", text).strip()) for text in texts)
    found = Sentence(places, line, coder.unit(), codes, weights, tuple(edges), owners)
    return [found] if coder.is_for_translation() else []


def _edges(text: str) -> tuple[str, str, str]:
    """Return the tags before the words of a cue (what places it among them), the words, the tags behind."""
    before = "".join(_PLACE.findall(text))
    words = _PLACE.sub("", text).lstrip()
    for pattern in (_FRONT, _VOICE, _FRONT):
        if found := pattern.match(words):
            before += found[0]
            words = words[found.end() :]
    back = next((run for run in _TAGS.finditer(words) if run.end() == len(words)), None)
    return before, words[: back.start()] if back else words, back[0] if back else ""


def _pieces(
    sentence: Sentence, events: Sequence[Event], escape: Callable[[str], str]
) -> tuple[list[_Piece], list[_Mark]]:
    opened: list[tuple[str, str]] = []
    pieces: list[_Piece] = []
    marks: list[_Mark] = []
    for event in events:
        if event.kind == "open":
            opened.append(sentence.codes[event.id])
        elif event.kind == "close":
            opened.pop()
        elif event.kind == "point":
            marks.append(_Mark(len(pieces), sentence.owners[event.id], sentence.codes[event.id][0]))
        else:
            pieces += (
                _Piece(char if char != "\n" else " ", escape(char), tuple(opened)) for char in event.text
            )
    return pieces, marks


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


def _cue(pieces: Sequence[_Piece], marks: Sequence[_Mark], start: int, end: int) -> str:
    """Return what is shown of a stretch; tags that cross its ends are closed and opened again."""
    parts: list[str] = []
    opened: tuple[tuple[str, str], ...] = ()
    for position in range(start, end):
        piece = pieces[position]
        parts += _between(opened, piece.around)
        parts += (mark.raw for mark in marks if mark.at == position)
        parts.append(piece.written)
        opened = piece.around
    last = (mark.raw for mark in marks if mark.at == end)
    return "".join([*parts, *_between(opened, ()), *last]).strip()


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
