"""Subtitles: SubRip (.srt) and WebVTT (.vtt).

Promises that numbers, times, settings, notes and styles stay as they are, and only the words of cues change.
"""

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from service.adapters.documents.codes import decoded
from service.adapters.documents.cues import Cue, Sentence, sentences_of, shared_out
from service.domain.article import Language
from service.domain.document import Document, DocumentLimits
from service.domain.errors import MalformedInput
from service.text.normalise import decode

_TIMES = re.compile(r"^\s*((?:\d+:)?\d+:\d+(?:[,.]\d+)?)\s*-->\s*((?:\d+:)?\d+:\d+(?:[,.]\d+)?)(?:\s.*)?$")
_ARROW = re.compile("-->")  # ends the words of a cue of WebVTT, whatever else is in its line
_LIKE_TIMES = re.compile(r"[-–—]+>|→|^\s*\d{1,2}:\d\d")  # of a cue that cannot be read
_NUMBER = re.compile(r"\s*\d+\s*")
_BLOCKS = re.compile(r"^(?:NOTE|STYLE|REGION)\b")


@dataclass(frozen=True, slots=True)
class _Place:
    """The lines of a file that are the words of a cue."""

    cue: Cue
    first: int
    last: int  # the line behind the last


@dataclass(frozen=True, slots=True)
class _Rules:
    """What a format of subtitles is like: `ends` finds a line that ends the words before it.

    With `goes_on`, words after an empty line are of the cue before it, as long as no cue begins.
    """

    ends: re.Pattern[str]
    goes_on: bool
    unescape: Callable[[str], str]
    escape: Callable[[str], str]


def open_srt(content: bytes, _target: Language, _limits: DocumentLimits) -> Document:
    """Open a SubRip file."""
    return _open(content, _SRT)


def open_vtt(content: bytes, _target: Language, _limits: DocumentLimits) -> Document:
    """Open a WebVTT file."""
    if not content.removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT"):
        raise MalformedInput("The file does not begin with WEBVTT.", "Send a WebVTT file, or call it .srt.")
    return _open(content, _VTT)


def _open(content: bytes, rules: _Rules) -> Document:
    mark = "\ufeff" if content.startswith(b"\xef\xbb\xbf") else ""
    text = decode(content, declared=None).removeprefix("\ufeff")
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    places = _places(lines, rules)
    if not places:
        raise MalformedInput(
            "The file has no cue.", "Each has a line of times: 00:00:01,000 --> 00:00:02,500."
        )
    sentences = sentences_of([place.cue for place in places], rules.unescape)

    def write(texts: Sequence[str | None]) -> bytes:
        shown = [list(place.cue.lines) for place in places]
        for sentence, translated in zip(sentences, texts, strict=True):
            _put(shown, sentence, translated, rules.escape)
        done, position = [], 0
        for place, words in zip(places, shown, strict=True):
            is_same = words == list(place.cue.lines)  # then with the empty lines among them
            done += lines[position : place.last if is_same else place.first] + ([] if is_same else words)
            position = place.last
        return (mark + newline.join([*done, *lines[position:]])).encode()

    return Document(tuple(sentence.unit for sentence in sentences), write)


def _put(
    shown: list[list[str]], sentence: Sentence, translated: str | None, escape: Callable[[str], str]
) -> None:
    events = decoded(sentence.unit, translated)
    if events is None:
        return
    for cue, words in zip(sentence.cues, shared_out(sentence, events, escape), strict=True):
        if sentence.line is not None:
            shown[cue][sentence.line] = words.replace("\n", " ")
        else:
            shown[cue] = [line for line in words.split("\n") if line.strip()] or ["\u00a0"]


def _places(lines: Sequence[str], rules: _Rules) -> list[_Place]:
    places: list[_Place] = []
    i = 0
    skipping = False
    while i < len(lines):
        times = _TIMES.match(lines[i])
        if not lines[i].strip():
            skipping = False
        elif _BLOCKS.match(lines[i]) and (i == 0 or not lines[i - 1].strip()):
            skipping = True
        if times is None or skipping:
            i += 1
            continue
        first, last = i + 1, _end(lines, i + 1, rules)
        words = tuple(line for line in lines[first:last] if line.strip())
        places.append(_Place(Cue(_seconds(times[1]), _seconds(times[2]), words), first, last))
        i = last
    return places


def _end(lines: Sequence[str], first: int, rules: _Rules) -> int:
    """Return the line behind the words of a cue; empty lines behind them are none of its."""
    last = at = first
    parted = False
    while at < len(lines) and not _begins_cue(lines, at, _LIKE_TIMES if parted else rules.ends):
        if lines[at].strip():
            last = at + 1
        elif not rules.goes_on and not lines[at]:
            break
        else:
            parted = True
        at += 1
    return last


def _begins_cue(lines: Sequence[str], at: int, times: re.Pattern[str]) -> bool:
    """Tell whether a line has the times of a cue, or the number before them."""
    if times.search(lines[at]):
        return True
    following = next((line for line in lines[at + 1 : at + 3] if line.strip()), "")
    return bool(_NUMBER.fullmatch(lines[at]) and times.search(following))


def _seconds(moment: str) -> float:
    seconds = 0.0
    for part in moment.replace(",", ".").split(":"):
        seconds = seconds * 60 + float(part)
    return seconds


def _same(text: str) -> str:
    return text


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


_SRT = _Rules(_TIMES, goes_on=True, unescape=_same, escape=_same)
_VTT = _Rules(_ARROW, goes_on=False, unescape=html.unescape, escape=_escaped)
