"""The units of a document: the words in them, and several sent as one text.

Promises that joined units part again into as many, whatever is in them.
"""

import re
from collections.abc import Iterable, Sequence
from html import unescape

from service.domain.document import DocumentUnit
from service.text.markup_translation import Written

_KEPT = re.compile(r"<k\b[^>]*/>|<k\b[^>]*>[^<]*</k>")
_PARTING = re.compile(r"<n\b[^>]*>")
_HIDDEN = re.compile(r"(?is)<(script|style)\b.*?</\1\s*>|<!--.*?-->")
_TAG = re.compile(r"<[^>]*>")
_UNIT = re.compile(r"<u>(.*?)</u>", re.DOTALL)


def words_of(unit: DocumentUnit) -> str:
    """Return what is translated in a unit, without codes and what is kept."""
    if unit.media == "text":
        return unit.text
    if unit.media == "html":
        return " ".join(unescape(_TAG.sub(" ", _HIDDEN.sub(" ", unit.text))).split())
    return unescape(_TAG.sub("", _PARTING.sub("\n", _KEPT.sub(" ", unit.text))))


def readable(xml: str) -> str:
    """Return a unit of XML as it is read, without codes; what is kept stands as it is."""
    return unescape(_TAG.sub("", _PARTING.sub("\n", xml)))


def joined(texts: Sequence[str]) -> str:
    """Return units of XML as one text."""
    return "".join(f"<u>{text}</u>" for text in texts)


def regrouped(written: Iterable[Written], count: int) -> list[Written] | None:
    """Return the units of a joined text that was translated in parts, None where it has another number."""
    units: list[list[Written]] = []
    for part in written:
        if part.raw == "<u>":
            units.append([])
        elif part.raw != "</u>" and units:
            units[-1].append(part)
    if len(units) != count:
        return None
    return [
        Written("".join(part.raw for part in unit), tuple(s for part in unit for s in part.sentences))
        for unit in units
    ]


def parted(xml: str, count: int) -> list[str] | None:
    """Return the units of a joined text, None where it has another number of them."""
    found = _UNIT.findall(xml)
    return found if len(found) == count else None
