"""Texts with codes: what a format has inside of its texts, as the tags that the translator carries across.

Promises that a translation is taken only where each code of the text is in it exactly once and well nested.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Literal
from xml.sax.saxutils import escape

from service.adapters.documents.placeholders import PLACEHOLDER
from service.domain.document import DocumentUnit
from service.text.wordless import may_change

_CODE = re.compile(r"<(?P<close>/?)(?P<tag>[gxnk])(?: id=\"(?P<id>\d+)\")?\s*(?P<empty>/?)>")
_KEPT = re.compile(r"<k(?: id=\"(?P<id>\d+)\")?\s*(?:/>|>(?P<words>[^<]*)</k>)")
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML cannot say these


@dataclass(frozen=True, slots=True)
class Event:
    """Words, the beginning or the end of a pair of codes, or one code."""

    kind: Literal["text", "open", "close", "point"]
    text: str = ""
    id: int = -1


class Coder:
    """Writes a unit from left to right; every code has a number, from 0.

    With `numbered`, placeholders have one too, so that it is known which went where; `placeholders` has them.
    `pattern` finds them.
    """

    def __init__(self, *, numbered: bool = False, pattern: re.Pattern[str] = PLACEHOLDER) -> None:
        self.placeholders: dict[int, str] = {}
        self._numbered = numbered
        self._pattern = pattern
        self._parts: list[str] = []
        self._open: list[int] = []
        self._plain = ""
        self._coded = False
        self._next = 0

    def text(self, text: str) -> None:
        """Add words; the placeholders in them are kept."""
        position = 0
        for found in self._pattern.finditer(text):
            self._words(text[position : found.start()])
            self.keep(found.group())
            position = found.end()
        self._words(text[position:])

    def keep(self, words: str) -> None:
        """Add words that are not translated."""
        if self._numbered:
            self.placeholders[self.point(words)] = words
            return
        self._parts.append(f"<k>{_escaped(words)}</k>")
        self._plain += words
        self._coded = True

    def open(self) -> int:
        """Begin a pair and return its number."""
        self._open.append(self._code())
        self._parts.append(f'<g id="{self._open[-1]}">')
        return self._open[-1]

    def close(self) -> None:
        """End the pair that began last."""
        self._open.pop()
        self._parts.append("</g>")

    def point(self, words: str = "") -> int:
        """Add a code that stands alone, or for words that a reader sees; return its number."""
        number = self._code()
        seen = " ".join(words.split())
        self._parts.append(f'<k id="{number}">{_escaped(seen)}</k>' if seen else f'<x id="{number}"/>')
        return number

    def parting(self) -> int:
        """Add a code that parts the words as a line break does; return its number."""
        number = self._code()
        self._parts.append(f'<n id="{number}"/>')
        return number

    def unit(self) -> DocumentUnit:
        """Return the unit; without codes it is plain text."""
        if not self._coded:
            return DocumentUnit(self._plain)
        return DocumentUnit("".join(self._parts), "xml")

    def has_words(self) -> bool:
        """Tell whether there are words to translate."""
        return any(map(str.isalpha, re.sub(r"&\w+;", "", self._bare())))

    def is_for_translation(self) -> bool:
        """Tell whether there are words, or figures or dates that the other language writes otherwise."""
        return self.has_words() or may_change(unescape(self._bare()))

    def _bare(self) -> str:
        return re.sub(r"<k[^>]*>[^<]*</k>|<[^>]*>", "", "".join(self._parts))

    def _words(self, text: str) -> None:
        self._parts.append(_escaped(text))
        self._plain += text

    def _code(self) -> int:
        self._coded = True
        self._next += 1
        return self._next - 1


def decoded(unit: DocumentUnit, translation: str | None) -> list[Event] | None:
    """Return what a translation says, None where there is none or its codes are not those of the unit."""
    if translation is None:
        return None
    translation = _UNWRITABLE.sub("", translation)
    if unit.media == "text":
        return [Event("text", translation)]
    if _signature(unit.text) != _signature(translation):
        return None
    events = _merged(_events(translation))
    return events if _is_nested(events) else None


def _merged(events: Iterator[Event]) -> list[Event]:
    """Join words that follow each other."""
    merged: list[Event] = []
    for event in events:
        if event.kind == "text" and merged and merged[-1].kind == "text":
            merged[-1] = Event("text", merged[-1].text + event.text)
        else:
            merged.append(event)
    return merged


def _signature(xml: str) -> tuple[list[str], list[str]]:
    codes = sorted(f"{m['close']}{m['tag']}{m['id']}" for m in _CODE.finditer(xml) if m["tag"] != "k")
    kept = sorted(f"{m['id']}:{unescape(m['words'] or '')}" for m in _KEPT.finditer(xml))
    return codes, kept


def _events(xml: str) -> Iterator[Event]:
    position = 0
    opened: list[int] = []
    for found in re.finditer(f"{_KEPT.pattern.replace('?P<id>', '?:')}|{_code_pattern()}", xml):
        if found.start() > position:
            yield Event("text", unescape(xml[position : found.start()]))
        position = found.end()
        yield from _event(found.group(), opened)
    if position < len(xml):
        yield Event("text", unescape(xml[position:]))


def _event(raw: str, opened: list[int]) -> Iterator[Event]:
    kept, code = _KEPT.fullmatch(raw), _CODE.fullmatch(raw)
    if kept:
        number = kept["id"]
        yield (
            Event("text", unescape(kept["words"] or "")) if number is None else Event("point", id=int(number))
        )
    elif code and code["close"]:
        yield Event("close", id=opened.pop() if opened else -1)
    elif code and code["tag"] == "g" and not code["empty"]:
        opened.append(int(code["id"] or -1))
        yield Event("open", id=opened[-1])
    elif code:
        yield Event("point", id=int(code["id"] or -1))


def _code_pattern() -> str:
    return r"</?[gxn](?: id=\"\d+\")?\s*/?>"


def _is_nested(events: list[Event]) -> bool:
    depth = 0
    for event in events:
        depth += (event.kind == "open") - (event.kind == "close")
        if depth < 0 or (event.kind != "text" and event.id < 0):
            return False
    return depth == 0


def _escaped(text: str) -> str:
    return escape(_UNWRITABLE.sub("", text), {"\r": "&#13;", "\xa0": "&#160;"})
