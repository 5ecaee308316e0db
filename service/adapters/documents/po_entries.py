"""The entries of a gettext catalogue (.po, .pot), by the lines that they stand in.

Promises every line a place in one entry or between two; strings are unescaped as in C.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from service.domain.errors import MalformedInput

_KEYWORD = re.compile(r'^\s*(msgctxt|msgid_plural|msgid|msgstr(?:\[(\d+)\])?)\s+"(.*)"\s*$')
_MORE = re.compile(r'^\s*"(.*)"\s*$')
_ESCAPE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{1,2})|(.))")
_SIGNS = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_WRITTEN = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\a": "\\a", "\b": "\\b",
            "\f": "\\f", "\v": "\\v"}  # fmt: skip


@dataclass(slots=True)
class Entry:
    """A message: its lines (`last` is the one behind), its strings, and where its msgstr begin and end."""

    first: int
    last: int = 0
    strings: dict[str, str] = field(default_factory=dict)
    targets: tuple[int, int] = (0, 0)
    flags: tuple[int, ...] = ()
    previous: tuple[int, ...] = ()

    @property
    def translations(self) -> list[str]:
        """What its msgstr say."""
        return [text for name, text in self.strings.items() if name.startswith("msgstr")]


def entries_of(lines: Sequence[str]) -> list[Entry]:
    """Return the entries. Raises MalformedInput, naming the line."""
    entries: list[Entry] = []
    entry: Entry | None = None
    name = ""
    for n, line in enumerate(lines):
        keyword, more = _KEYWORD.match(line), _MORE.match(line)
        if more and entry is not None and name:
            entry.strings[name] += unescaped(more[1])
            entry.last = n + 1
        elif keyword:
            if entry is None or _begins(entry, keyword[1]):
                entry = _begun(entries, n)
            name = keyword[1]
            _refuse_twice(entry, name, n)
            entry.strings[name] = unescaped(keyword[3])
            entry.last = n + 1
            if name.startswith("msgstr") and entry.targets == (0, 0):
                entry.targets = n, n
        elif line.startswith("#") and not line.startswith("#~"):
            if entry is None or entry.strings:
                entry = _begun(entries, n)
            name = ""
            _comment(entry, n, line)
        elif not line.strip() or line.startswith("#~"):
            entry, name = None, ""
        else:
            raise MalformedInput(f"Line {n + 1} of the catalogue cannot be read: {line[:80]!a}.", REMEDY)
    return _complete(entries)


REMEDY = "Check it with msgfmt -c."


def unescaped(text: str) -> str:
    """Return a string as it is meant."""

    def sign(found: re.Match[str]) -> str:
        if found[1]:
            return chr(int(found[1], 8))
        return chr(int(found[2], 16)) if found[2] else _SIGNS.get(found[3], found[3])

    return _ESCAPE.sub(sign, text)


def written(keyword: str, text: str) -> Iterator[str]:
    """Yield the lines that say a string: one for each of its lines."""
    parts = text.splitlines(keepends=True) if "\n" in text[:-1] else [text]
    escaped = ["".join(_WRITTEN.get(char, char) for char in part) for part in parts]
    if len(escaped) < 2:
        yield f'{keyword} "{"".join(escaped)}"'
        return
    yield f'{keyword} ""'
    for part in escaped:
        yield f'"{part}"'


def header_fields(text: str) -> Mapping[str, str]:
    """Return the fields of the header, names in lower case."""
    pairs = (line.partition(":") for line in text.split("\n"))
    return {name.strip().lower(): value.strip() for name, colon, value in pairs if colon}


def _begins(entry: Entry, keyword: str) -> bool:
    has_target = any(name.startswith("msgstr") for name in entry.strings)
    return has_target and not keyword.startswith("msgstr")


def _begun(entries: list[Entry], n: int) -> Entry:
    entries.append(Entry(n))
    return entries[-1]


def _refuse_twice(entry: Entry, name: str, n: int) -> None:
    if name in entry.strings:
        raise MalformedInput(f"Line {n + 1} of the catalogue has a second {name}.", REMEDY)


def _comment(entry: Entry, n: int, line: str) -> None:
    if line.startswith("#,"):
        entry.flags = (*entry.flags, n)
    elif line.startswith("#|"):
        entry.previous = (*entry.previous, n)


def _complete(entries: list[Entry]) -> list[Entry]:
    """Return those that are messages, with the places of their msgstr."""
    whole = [entry for entry in entries if entry.strings]
    for entry in whole:
        if "msgid" not in entry.strings or not entry.translations:
            raise MalformedInput(f"The entry in line {entry.first + 1} has no msgid or no msgstr.", REMEDY)
        entry.targets = entry.targets[0], entry.last
    return whole
