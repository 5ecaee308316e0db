"""gettext catalogues (.po, .pot): what is not translated yet, or is marked as fuzzy, is translated.

Promises that placeholders come back once, and in C strings numbered where their order changed; that a message
is fuzzy where that is in doubt; that the header names the language and its plural forms; that translations of
people stay, each plural form by itself.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from service.adapters.documents.codes import decoded
from service.adapters.documents.placeholders import PLACEHOLDER, QT_PLACEHOLDER, suspects
from service.adapters.documents.po_entries import REMEDY, Entry, entries_of, header_fields
from service.adapters.documents.po_entries import written as lines_of
from service.adapters.documents.printf import is_in_turn, numbered
from service.adapters.documents.strings import CodedString, coded_string, written
from service.domain.article import Language
from service.domain.document import Document, DocumentLimits
from service.domain.errors import EmptyInput, MalformedInput
from service.text.normalise import decode

_PLURALS: dict[Language, str] = {"vi": "nplurals=1; plural=0;", "en": "nplurals=2; plural=(n != 1);"}
_NUMBERING = ("c-format", "objc-format", "php-format", "java-printf-format")  # can read %2$s
_QT = ("qt-format", "qt-plural-format", "kde-format", "kde-kuit-format")
_FORM = re.compile(r"\s*msgstr\[(\d+)\]")
_COUNT = re.compile(r"nplurals\s*=\s*(\d)")
_CHARSET = re.compile(rb'"Content-Type:[^"\n]*charset=([\w.-]+)')


@dataclass(frozen=True, slots=True)
class _Message:
    """An entry to translate; `strings` are its msgid and, where it has one, its msgid_plural."""

    entry: Entry
    strings: tuple[CodedString, ...]


def open_catalogue(content: bytes, target: Language, _limits: DocumentLimits) -> Document:
    """Open a catalogue."""
    declared = _CHARSET.search(content)
    named = declared[1].decode() if declared and declared[1] != b"CHARSET" else None
    text = decode(content, declared=named)
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").split("\n")
    entries = entries_of(lines)
    if not entries:
        raise MalformedInput("The file has no message.", REMEDY)
    header = next((entry for entry in entries if not entry.strings["msgid"]), None)
    count = _forms(header, entries, target)
    messages = [one for one in (_message(entry, lines, count) for entry in entries) if one is not None]
    if not messages:
        raise EmptyInput(
            "All of the catalogue is translated already.", "Empty a msgstr to have it made anew."
        )

    def write(texts: Sequence[str | None]) -> bytes:
        instead = dict[int, tuple[int, list[str]]]()
        waiting = iter(texts)
        for message in messages:
            said = [_said(one, next(waiting), message.entry, lines) for one in message.strings]
            _put(instead, message, said, count, lines)
        if header is not None and instead:
            instead[header.targets[0]] = header.targets[1], _headed(header, target)
        return newline.join(_with(lines, instead)).encode()

    return Document(tuple(string.unit for one in messages for string in one.strings), write)


def _message(entry: Entry, lines: Sequence[str], count: int) -> _Message | None:
    done = all(entry.translations[:count])
    if not entry.strings["msgid"] or (done and not _has_flag(entry, lines, "fuzzy")):
        return None
    names = ("msgid", "msgid_plural") if "msgid_plural" in entry.strings else ("msgid",)
    pattern = QT_PLACEHOLDER if _has_flag(entry, lines, *_QT) else PLACEHOLDER
    strings = tuple(coded_string(entry.strings[name], pattern) for name in names)
    return _Message(entry, strings) if all(one.has_words for one in strings) else None


def _has_flag(entry: Entry, lines: Sequence[str], *flags: str) -> bool:
    return any(one.strip() in flags for n in entry.flags for one in lines[n][2:].split(","))


def _forms(header: Entry | None, entries: Iterable[Entry], target: Language) -> int:
    """Return how many forms a plural has: as the header says where somebody began with it."""
    fields = header_fields(header.strings.get("msgstr", "")) if header else {}
    counted = _COUNT.search(fields.get("plural-forms", ""))
    begun = any(any(entry.translations) for entry in entries if "msgid_plural" in entry.strings)
    mine = fields.get("language", "").replace("-", "_").partition("_")[0] == target
    if counted and (begun or mine):
        return max(int(counted[1]), 1)
    return 1 if target == "vi" else 2


def _said(
    string: CodedString, translated: str | None, entry: Entry, lines: Sequence[str]
) -> tuple[str, bool] | None:
    """Return a translation, and whether somebody has to look at its placeholders."""
    events = decoded(string.unit, translated)
    if events is None:
        return None
    text = written(string, events)
    if suspects(text) != suspects(string.text):
        return text, True
    if is_in_turn(string.placeholders, events):
        return text, False
    numbers = numbered(string.placeholders) if _has_flag(entry, lines, *_NUMBERING) else None
    if numbers is None:
        return text, True
    return written(replace(string, placeholders=numbers), events), False


def _put(
    instead: dict[int, tuple[int, list[str]]],
    message: _Message,
    said: Sequence[tuple[str, bool] | None],
    count: int,
    lines: Sequence[str],
) -> None:
    told = [one for one in said if one is not None]
    if len(told) < len(said):
        return
    entry, texts = message.entry, [text for text, _ in told]
    new = (
        list(lines_of("msgstr", texts[0])) if len(texts) == 1 else _plural(message, texts, lines, count=count)
    )
    instead[entry.targets[0]] = entry.targets[1], new
    for n in entry.previous:
        instead[n] = n + 1, []
    for n in entry.flags:
        if "fuzzy" in lines[n]:
            instead[n] = n + 1, _flagged(lines[n])
    if any(doubtful for _, doubtful in told):
        first = min(entry.flags, default=_first_string(entry, lines))
        last, kept = instead.get(first, (first, []))
        instead[first] = last, ["#, fuzzy", *kept]


def _plural(message: _Message, texts: Sequence[str], lines: Sequence[str], *, count: int) -> list[str]:
    """Return the lines of all forms; those that somebody has filled stay, unless the message is fuzzy."""
    kept: dict[int, list[str]] = {} if _has_flag(message.entry, lines, "fuzzy") else _filled(message, lines)
    done: list[str] = []
    for n in range(max(count, 1 + max(kept, default=0))):
        text = texts[0] if n == 0 and count > 1 else texts[-1]
        done += kept.get(n, lines_of(f"msgstr[{n}]", text))
    return done


def _filled(message: _Message, lines: Sequence[str]) -> dict[int, list[str]]:
    """Return the lines of each plural form that is not empty."""
    forms: dict[int, list[str]] = {}
    n = -1
    for line in lines[slice(*message.entry.targets)]:
        found = _FORM.match(line)
        n = int(found[1]) if found else n
        forms.setdefault(n, []).append(line)
    return {n: said for n, said in forms.items() if message.entry.strings.get(f"msgstr[{n}]")}


def _first_string(entry: Entry, lines: Sequence[str]) -> int:
    return next(n for n in range(entry.first, entry.last) if not lines[n].startswith("#"))


def _flagged(line: str) -> list[str]:
    """Return a line of flags without fuzzy, nothing where that was all."""
    flags = [flag.strip() for flag in line[2:].split(",")]
    kept = [flag for flag in flags if flag and flag != "fuzzy"]
    return [f"#, {', '.join(kept)}"] if kept else []


def _headed(header: Entry, target: Language) -> list[str]:
    """Return the header with the language, its plural forms and the charset set."""
    text = header.strings.get("msgstr", "")
    fields = header_fields(text)
    wanted = {"Language": target, "Content-Type": "text/plain; charset=UTF-8"}
    mine = fields.get("language", "").replace("-", "_").partition("_")[0] == target
    if mine:
        wanted["Language"] = fields["language"]
    if not (mine and _COUNT.search(fields.get("plural-forms", ""))):
        wanted["Plural-Forms"] = _PLURALS[target]
    for name, value in wanted.items():
        line = re.compile(rf"^{name}:.*$", re.IGNORECASE | re.MULTILINE)
        if found := line.search(text):
            text = f"{text[: found.start()]}{name}: {value}{text[found.end() :]}"
        else:
            text = f"{text}{'' if not text or text.endswith(chr(10)) else chr(10)}{name}: {value}\n"
    return list(lines_of("msgstr", text))


def _with(lines: Sequence[str], instead: dict[int, tuple[int, list[str]]]) -> list[str]:
    done: list[str] = []
    n = 0
    while n < len(lines):
        last, new = instead.get(n, (n + 1, [lines[n]]))
        done += new
        if last == n:  # only put before
            done.append(lines[n])
            last = n + 1
        n = last
    return done
