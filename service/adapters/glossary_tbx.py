"""Glossaries as TBX (ISO 30042): the `martif` of 2008 and the `tbx` of 2019 are read, the latter is written.

Promises that nothing outside of the file is ever opened, that entities are refused rather than expanded, and
that a written file reads back equal. Languages other than Vietnamese and English are passed over, and so are
concepts without one of the two, which are counted.
"""

import re
from collections.abc import Iterator

from lxml import etree

from service.adapters.file_text import text_of
from service.domain.errors import MalformedInput
from service.domain.glossary import Direction, GlossaryEntry, GlossaryFile, UserGlossary
from service.text.glossary_entries import Placed, checked_entries

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
ROOTS = frozenset({"martif", "tbx"})
CONCEPTS = frozenset({"termEntry", "conceptEntry"})
SECTIONS = frozenset({"langSet", "langSec"})
TERMS = frozenset({"tig", "ntig", "termSec"})
CASE_SENSITIVE = "diemnhan: case-sensitive"  # TBX-Basic has no data category for it: a note of its own
PREFERRED, ADMITTED = "preferredTerm-admn-sts", "admittedTerm-admn-sts"
# Statuses, of any edition, of terms that are no longer to be used.
_RETIRED = re.compile(r"deprecated|superseded|forbidden|obsolete", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_REMEDY = "Export the termbase as TBX-Basic again; docs/api.md shows a file."


def read_tbx(content: bytes, direction: Direction, limit: int) -> GlossaryFile:
    """Read a TBX file. Raises InputError; where no concept has both languages, it names the first."""
    root = _root(content)
    if _name(root) not in ROOTS:
        raise MalformedInput(f"The root element is <{_name(root)}>, not <tbx> or <martif>.", _REMEDY)
    concepts = (element for element in root.iter() if _name(element) in CONCEPTS)
    placed = [_entry(element, number) for number, element in enumerate(concepts, 1)]
    whole = [(place, entry) for place, entry in placed if entry.vi and entry.en]
    return GlossaryFile(checked_entries(whole or placed, direction, limit), len(placed) - len(whole))


def write_tbx(glossary: UserGlossary) -> bytes:
    """Write a TBX-Basic file of the edition of 2019, in DCA style."""
    root = etree.Element(f"{{{NAMESPACE}}}tbx", nsmap={None: NAMESPACE}, type="TBX-Basic", style="dca")
    root.set(LANGUAGE, "vi")
    header = _add(root, "tbxHeader")
    file = _add(header, "fileDesc")
    _add(_add(file, "titleStmt"), "title", glossary.card.name)
    _add(_add(file, "sourceDesc"), "p", f"Điểm Nhấn, {glossary.card.id}@{glossary.card.version}")
    body = _add(_add(root, "text"), "body")
    for number, entry in enumerate(glossary.entries, 1):
        concept = _add(body, "conceptEntry")
        concept.set("id", f"c{number}")
        if entry.note:
            _add(concept, "note", entry.note)
        if entry.case_sensitive:
            _add(concept, "note", CASE_SENSITIVE)
        _write_language(concept, "vi", entry.vi, entry.vi_variants)
        _write_language(concept, "en", entry.en, entry.en_variants)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _write_language(concept: etree._Element, language: str, term: str, variants: tuple[str, ...]) -> None:
    section = _add(concept, "langSec")
    section.set(LANGUAGE, language)
    for form in (term, *variants):
        one = _add(section, "termSec")
        _add(one, "term", form)
        if variants:
            status = _add(one, "termNote", PREFERRED if form is term else ADMITTED)
            status.set("type", "administrativeStatus")


def _add(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    element.text = text
    return element


def _root(content: bytes) -> etree._Element:
    """Parse with everything off that reaches out of the file or grows it."""
    text = text_of(content)
    if "<!ENTITY" in text:
        raise MalformedInput("The file declares entities, which are not read.", "Write the characters out.")
    parser = etree.XMLParser(
        encoding="utf-8",  # what text_of made of it, whatever the declaration says
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(_DECLARATION.sub("", text).encode(), parser)
    except etree.XMLSyntaxError as error:
        raise MalformedInput(f"The file is no well-formed XML: {error.msg}.", _REMEDY) from None
    if any(isinstance(element, etree._Entity) for element in root.iter()):
        raise MalformedInput("The file refers to entities, which are not read.", "Write the characters out.")
    return root


def _name(element: etree._Element) -> str:
    return str(etree.QName(element).localname)


def _entry(concept: etree._Element, number: int) -> Placed:
    name = concept.get("id")
    place = f"Concept {number} (id {name!r}, line {concept.sourceline})" if name else (
        f"Concept {number} (line {concept.sourceline})")  # fmt: skip
    forms: dict[str, list[str]] = {"vi": [], "en": []}
    for section in concept:
        if _name(section) in SECTIONS:
            language = (section.get(LANGUAGE) or "").casefold().replace("_", "-").partition("-")[0]
            forms.get(language, []).extend(_forms(section))
    vi, *vi_variants = forms["vi"] or [""]
    en, *en_variants = forms["en"] or [""]
    notes = [_words(element) for element in concept if _name(element) == "note"]
    remarks = "; ".join(note for note in notes if note and note != CASE_SENSITIVE)
    return place, GlossaryEntry(
        vi, en, tuple(vi_variants), tuple(en_variants), CASE_SENSITIVE in notes, remarks
    )


def _forms(section: etree._Element) -> list[str]:
    """Return the terms of one language that are in use, the preferred one first."""
    found: list[tuple[bool, str]] = []
    for one in section:
        if _name(one) not in TERMS:
            continue
        status = next(_statuses(one), "")
        words = next((_words(term) for term in one.iter() if _name(term) == "term"), "")
        if words and not _RETIRED.search(status):
            found.append(("preferred" not in status.casefold(), words))
    return [words for _, words in sorted(found, key=lambda form: form[0])]


def _statuses(term: etree._Element) -> Iterator[str]:
    """Yield the administrative status, as DCA (an attribute names it) and DCT (an element does) have it."""
    for element in term.iter():
        if _name(element) == "administrativeStatus" or element.get("type") == "administrativeStatus":
            yield _words(element)


def _words(element: etree._Element) -> str:
    """Return the text of an element, without the markup (<hi>) that may be in it."""
    return " ".join("".join(element.itertext()).split())
