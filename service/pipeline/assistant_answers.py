"""A language model's answers as nouns: read leniently, item by item, believed in nothing but their shape.

Promises None for an answer that is no JSON of the wanted kind, and to leave out an item that is malformed
without losing the others. What the words mean is judged elsewhere.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast, get_args

from service.domain.highlight import Field, Instrument, PartnerType, Status
from service.pipeline.grounding import Statement

_MOST_ITEMS = 20
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class PartnerAnswer:
    """A party as the model names it; the type is in the vocabulary."""

    name: str
    type: PartnerType


@dataclass(frozen=True, slots=True)
class ActAnswer:
    """An act as the model describes it; vocabularies hold, everything else is still to be found."""

    quote: str
    instrument: Instrument
    status: Status
    partners: tuple[PartnerAnswer, ...]
    date: str
    place: str
    fields: tuple[Field, ...]
    amounts: tuple[str, ...]


def read_sentences(text: str) -> tuple[Statement, ...] | None:
    """Read the answer to `summarise`."""
    items = _items(text, "sentences")
    if items is None:
        return None
    found = (Statement(_text(item, "text"), _text(item, "quote")) for item in items)
    return tuple(statement for statement in found if statement.text)


def read_headline(text: str) -> Statement | None:
    """Read the answer to `headline`."""
    answer = _object(text)
    if answer is None or not _text(answer, "headline"):
        return None
    return Statement(_text(answer, "headline"), _text(answer, "quote"))


def read_acts(text: str) -> tuple[ActAnswer, ...] | None:
    """Read the answer to `highlights`; an act without a known status is left out."""
    items = _items(text, "highlights")
    if items is None:
        return None
    return tuple(act for act in map(_act, items) if act is not None)


def read_refused(text: str) -> frozenset[int] | None:
    """Read the answer to `judge-faithfulness`: the numbers of the statements that it does not support."""
    items = _items(text, "verdicts")
    if items is None:
        return None
    return frozenset(
        number
        for item in items
        if isinstance(number := item.get("number"), int) and item.get("supported") is False
    )


def read_translation(text: str) -> str | None:
    """Read the answer to `translate-with-glossary`."""
    answer = _object(text)
    return (_text(answer, "translation") or None) if answer is not None else None


def _act(item: dict[str, object]) -> ActAnswer | None:
    status = _text(item, "status")
    if status not in get_args(Status):
        return None
    instrument = _text(item, "instrument")
    known = instrument if instrument in get_args(Instrument) else "other"
    fields = [one for one in _strings(item.get("fields")) if one in get_args(Field)]
    return ActAnswer(
        quote=_text(item, "quote"),
        instrument=cast(Instrument, known),
        status=cast(Status, status),
        partners=tuple(_partners(item.get("partners"))),
        date=_text(item, "date"),
        place=_text(item, "place"),
        fields=cast(tuple[Field, ...], tuple(dict.fromkeys(fields))[:3] or ("other",)),
        amounts=tuple(_strings(item.get("amounts"))),
    )


def _partners(value: object) -> Iterator[PartnerAnswer]:
    for item in value[:_MOST_ITEMS] if isinstance(value, list) else ():
        if isinstance(item, dict) and _text(item, "name"):
            kind = _text(item, "type")
            known = kind if kind in get_args(PartnerType) else "other"
            yield PartnerAnswer(_text(item, "name"), cast(PartnerType, known))


def _items(text: str, key: str) -> list[dict[str, object]] | None:
    answer = _object(text)
    items = answer.get(key) if answer is not None else None
    if not isinstance(items, list):
        return None
    return [item for item in items[:_MOST_ITEMS] if isinstance(item, dict)]


def _object(text: str) -> dict[str, object] | None:
    """Read the JSON object of an answer, whatever prose or fence stands around it."""
    start, end = text.find("{"), text.rfind("}")
    try:
        answer = json.loads(text[start : end + 1]) if 0 <= start < end else None
    except (ValueError, RecursionError):
        return None
    return answer if isinstance(answer, dict) else None


def _text(item: dict[str, object], key: str) -> str:
    value = item.get(key)
    return " ".join(value.split())[:_LONGEST] if isinstance(value, str) else ""


def _strings(value: object) -> list[str]:
    return [one for one in value[:_MOST_ITEMS] if isinstance(one, str)] if isinstance(value, list) else []
