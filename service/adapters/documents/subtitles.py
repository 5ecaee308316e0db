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

_TIMES = re.compile(r"^\s*((?:\d+:)?\d+:\d+[,.]\d+)\s*-->\s*((?:\d+:)?\d+:\d+[,.]\d+)(?:\s.*)?$")
_BLOCKS = re.compile(r"^(?:NOTE|STYLE|REGION)\b")


@dataclass(frozen=True, slots=True)
class _Place:
    """The lines of a file that are the words of a cue."""

    cue: Cue
    first: int
    last: int  # the line behind the last


def open_srt(content: bytes, _target: Language, _limits: DocumentLimits) -> Document:
    """Open a SubRip file."""
    return _open(content, unescape=_same, escape=_same)


def open_vtt(content: bytes, _target: Language, _limits: DocumentLimits) -> Document:
    """Open a WebVTT file."""
    if not content.removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT"):
        raise MalformedInput("The file does not begin with WEBVTT.", "Send a WebVTT file, or call it .srt.")
    return _open(content, unescape=html.unescape, escape=_escaped)


def _open(content: bytes, *, unescape: Callable[[str], str], escape: Callable[[str], str]) -> Document:
    mark = "\ufeff" if content.startswith(b"\xef\xbb\xbf") else ""
    text = decode(content, declared=None).removeprefix("\ufeff")
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    places = _places(lines)
    if not places:
        raise MalformedInput(
            "The file has no cue.", "Each has a line of times: 00:00:01,000 --> 00:00:02,500."
        )
    sentences = sentences_of([place.cue for place in places], unescape)

    def write(texts: Sequence[str | None]) -> bytes:
        shown = [list(place.cue.lines) for place in places]
        for sentence, translated in zip(sentences, texts, strict=True):
            _put(shown, sentence, translated, escape)
        done, position = [], 0
        for place, words in zip(places, shown, strict=True):
            done += [*lines[position : place.first], *words]
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


def _places(lines: Sequence[str]) -> list[_Place]:
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
        first = last = i + 1
        while last < len(lines) and lines[last].strip():
            last += 1
        cue = Cue(_seconds(times[1]), _seconds(times[2]), tuple(lines[first:last]))
        places.append(_Place(cue, first, last))
        i = max(last, i + 1)
    return places


def _seconds(moment: str) -> float:
    seconds = 0.0
    for part in moment.replace(",", ".").split(":"):
        seconds = seconds * 60 + float(part)
    return seconds


def _same(text: str) -> str:
    return text


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)
