"""Translation memories as TMX 1.4 files, read and written unit by unit.

Promises that a unit which cannot be used is reported with its line and the others are read; that no entity,
DTD or address outside the file is followed; and that what is written is valid and reads back as it was.
Refuses to know where entries are kept.
"""

import re
import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from service.domain.article import Language, other
from service.domain.errors import MalformedInput
from service.domain.memory import MemoryEntry, MemoryFault
from service.text.remembered import same_text

MAX_CHARACTERS = 20_000  # of a segment; a unit of more is no sentence
_XML = "{http://www.w3.org/XML/1998/namespace}"
_CODES = frozenset(("bpt", "ept", "it", "ph", "ut"))  # native codes: formatting, no words
_STANDING_ALONE = frozenset(("it", "ph", "ut"))  # may stand for a line break or a picture between two words
_LANGUAGES: dict[str, Language] = {"vi": "vi", "vie": "vi", "en": "en", "eng": "en"}
_PREVIOUS = frozenset(("x-context-pre", "prev", "x-previous"))  # as memoQ, OmegaT and others name it
_FOLLOWING = frozenset(("x-context-post", "next", "x-following"))
_ORIGIN = "x-origin"
_DATE = "%Y%m%dT%H%M%SZ"
_REMEDY = (
    "Check the file with an XML validator; what was read before the fault is not lost by sending it again."
)
_UNWRITABLE = re.compile(
    "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)  # XML has no way to say these


def read_tmx(content: BinaryIO, now: datetime) -> Iterator[MemoryEntry | MemoryFault]:
    """Yield the entries of a file and what is wrong with its other units. Raises MalformedInput.

    A file whose source language is *all* gives an entry for each direction. A date of the future counts as
    `now`: otherwise nobody could correct that entry before then.
    """
    try:
        default: str | None = None
        seen_tmx = False
        for event, element in _events(content):
            name = _name(element)
            if event == "start":
                seen_tmx = seen_tmx or name == "tmx"
                if not seen_tmx:
                    raise MalformedInput(f"The file is no TMX: it begins with <{name}>.", "Send TMX 1.4.")
                continue
            if name == "header":
                default = element.get("srclang")
            if name == "tu":
                yield from _unit(element, default, now)
            parent = element.getparent()
            if parent is not None and _name(parent) == "body":
                _forget(element, parent)
    except etree.XMLSyntaxError as error:
        raise MalformedInput(f"The TMX cannot be read: {_reason(error)}.", _REMEDY) from None


def write_tmx(entries: Iterable[MemoryEntry], *, version: str) -> Iterator[bytes]:
    """Yield the pieces of a TMX 1.4 file; `version` is that of the program."""
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
        '<tmx version="1.4">\n'
        f'<header creationtool="diemnhan" creationtoolversion={quoteattr(version)} segtype="sentence"'
        ' o-tmf="diemnhan" adminlang="en" srclang="vi" datatype="plaintext"/>\n'
        "<body>\n"
    ).encode()
    for entry in entries:
        yield _written(entry).encode()
    yield b"</body>\n</tmx>\n"


def _events(content: BinaryIO) -> Iterator[tuple[str, etree._Element]]:
    events: Iterator[tuple[str, etree._Element]] = etree.iterparse(
        content,
        events=("start", "end"),
        remove_comments=True,
        remove_pis=True,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
    )
    return events


def _reason(error: etree.XMLSyntaxError) -> str:
    return str(error.msg or "the XML ends too early").removesuffix(" (<string>)")


def _name(element: etree._Element) -> str:
    tag = element.tag
    return etree.QName(tag).localname if isinstance(tag, str) else ""


def _forget(element: etree._Element, parent: etree._Element) -> None:
    """Free a finished child of the body: a file is read in the memory of one unit."""
    element.clear(keep_tail=False)
    while element.getprevious() is not None:
        del parent[0]


def _unit(unit: etree._Element, default: str | None, now: datetime) -> Iterator[MemoryEntry | MemoryFault]:
    line = unit.sourceline or 0
    try:
        texts = _texts(unit)
        missing = [name for name, key in (("Vietnamese", "vi"), ("English", "en")) if key not in texts]
        if missing:
            raise ValueError(f"it has no {' and no '.join(missing)} text")
        told = unit.get("srclang") or default or "vi"
        language = _language(told)
        if language is None and told.lower() != "*all*":
            raise ValueError(f"its source language is {told!a}")
        for source in (language,) if language else ("vi", "en"):
            yield _entry(unit, texts, source, now)
    except ValueError as error:
        yield MemoryFault(line, f"The unit was left out: {error}.")


def _texts(unit: etree._Element) -> dict[Language, str]:
    """Return the first text in each language."""
    texts: dict[Language, str] = {}
    for variant in unit:
        if _name(variant) != "tuv":
            continue
        language = _language(variant.get(f"{_XML}lang") or variant.get("lang") or "")
        segment = next((child for child in variant if _name(child) == "seg"), None)
        if language is None or language in texts or segment is None:
            continue
        text = _plain(segment).strip()
        if not same_text(text):
            raise ValueError("one of its texts is empty")
        if len(text) > MAX_CHARACTERS:
            raise ValueError(f"one of its texts is longer than {MAX_CHARACTERS} characters")
        texts[language] = text
    return texts


def _language(code: str) -> Language | None:
    return _LANGUAGES.get(re.split("[-_]", code.strip().lower())[0])


def _plain(element: etree._Element) -> str:
    """Return the words of a segment: highlighted ones stay, native codes go."""
    text = element.text or ""
    for child in element:
        if child.tag is etree.Entity:
            raise ValueError(f"it uses the entity {child.text}, which is not resolved")
        tail = child.tail or ""
        name = _name(child)
        if name not in _CODES:
            text += _plain(child)
        elif name in _STANDING_ALONE and text[-1:].isalnum() and tail[:1].isalnum():
            text += " "
        text += tail
    return text


def _entry(unit: etree._Element, texts: dict[Language, str], source: Language, now: datetime) -> MemoryEntry:
    told = {
        (prop.get("type") or "").lower(): (prop.text or "").strip()
        for prop in unit.iter("{*}prop")
        if prop.getparent() is unit
    }
    notes = [(note.text or "").strip() for note in unit if _name(note) == "note"]
    changed = min(_moment(unit.get("changedate")) or _moment(unit.get("creationdate")) or now, now)
    return MemoryEntry(
        id=uuid.uuid4().hex,
        language=source,
        source=texts[source],
        target=texts[other(source)],
        origin="editor" if told.get(_ORIGIN) == "editor" else "import",
        created_at=min(_moment(unit.get("creationdate")) or changed, changed),
        changed_at=changed,
        previous=next((told[name] for name in told if name in _PREVIOUS and told[name]), None),
        following=next((told[name] for name in told if name in _FOLLOWING and told[name]), None),
        author=unit.get("changeid") or unit.get("creationid") or None,
        note="\n".join(note for note in notes if note) or None,
    )


def _moment(stamped: str | None) -> datetime | None:
    try:
        return datetime.strptime(stamped or "", _DATE).replace(tzinfo=UTC)
    except ValueError:
        return None


def _written(entry: MemoryEntry) -> str:
    author = f" changeid={_attribute(entry.author)}" if entry.author else ""
    props = [(_ORIGIN, entry.origin), ("x-context-pre", entry.previous), ("x-context-post", entry.following)]
    return "".join(
        (
            f'<tu srclang="{entry.language}" creationdate="{entry.created_at.astimezone(UTC):{_DATE}}"'
            f' changedate="{entry.changed_at.astimezone(UTC):{_DATE}}"{author}>\n',
            f"<note>{_text(entry.note)}</note>\n" if entry.note else "",
            *(f'<prop type="{name}">{_text(value)}</prop>\n' for name, value in props if value),
            _variant(entry.language, entry.source),
            _variant(other(entry.language), entry.target),
            "</tu>\n",
        )
    )


def _variant(language: Language, text: str) -> str:
    return f'<tuv xml:lang="{language}"><seg>{_text(text)}</seg></tuv>\n'


def _text(text: str) -> str:
    return escape(_UNWRITABLE.sub("", text), {"\r": "&#13;"})


def _attribute(text: str) -> str:
    return quoteattr(_UNWRITABLE.sub("", text))
