"""A ninjs item (1.x, 2.x/3.x, Superdesk's dialect) to what an article needs from it.

Promises MalformedInput that names the field at fault for whatever is no ninjs text item. Follows no links.
"""

import json
from dataclasses import dataclass
from datetime import datetime

from service.domain.errors import MalformedInput
from service.text.html_metadata import read_time

_REMEDY = "Send a ninjs 1.3 or 3.1 text item, or one of Superdesk's."
_TEXTUAL = ("text", "composite", "preformatted")


@dataclass(frozen=True, slots=True)
class NinjsItem:
    """The parts of an item; `body` is HTML where `is_html`, plain text otherwise."""

    body: str
    is_html: bool
    headline: str | None
    language: str | None
    url: str | None
    published_at: datetime | None
    byline: str | None
    id: str | None


def read_item(item: str | bytes) -> NinjsItem:
    """Read an item from its JSON."""
    fields = _fields(item)
    identity = _text(fields, "uri") or _text(fields, "guid") or _text(fields, "_id")
    if identity is None:
        raise MalformedInput("The ninjs item has no uri (or guid).", _REMEDY)
    kind = _text(fields, "type")
    if kind is not None and kind not in _TEXTUAL:
        raise MalformedInput(f'The ninjs item\'s type is "{kind}", not "text".', _REMEDY)
    body, is_html = _body(fields)
    times = ("versioncreated", "versionCreated", "firstcreated", "firstCreated", "contentCreated")
    return NinjsItem(
        body=body,
        is_html=is_html,
        headline=_headline(fields),
        language=_text(fields, "language"),
        url=next((url for url in (_text(fields, "url"), identity) if url and url.startswith("http")), None),
        published_at=_time(fields, times),
        byline=_text(fields, "byline") or _text(fields, "by"),
        id=identity,
    )


def _fields(item: str | bytes) -> dict[str, object]:
    try:
        read = json.loads(item, object_pairs_hook=_without_duplicates)
    except RecursionError as error:
        raise MalformedInput("The ninjs item is nested too deeply.", _REMEDY) from error
    except UnicodeDecodeError as error:
        raise MalformedInput("The ninjs item is no UTF-8.", _REMEDY) from error
    except ValueError as error:
        raise MalformedInput(f"The ninjs item is no JSON: {error}.", _REMEDY) from error
    if not isinstance(read, dict):
        raise MalformedInput("The ninjs item is no JSON object.", _REMEDY)
    return read


def _without_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise MalformedInput(f'The ninjs item has the field "{twice}" twice.', "Send each field once.")
    return fields


def _text(fields: dict[str, object], name: str) -> str | None:
    value = fields.get(name)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise MalformedInput(f'The field "{name}" of the ninjs item is no string.', _REMEDY)
    return value


def _time(fields: dict[str, object], names: tuple[str, ...]) -> datetime | None:
    for name in names:
        text = _text(fields, name)
        if text is not None:
            time = read_time(text)
            if time is None:
                raise MalformedInput(f'The field "{name}" of the ninjs item is no ISO 8601 time.', _REMEDY)
            return time
    return None


def _values(fields: dict[str, object], name: str) -> list[dict[str, object]]:
    """Return the entries of a list of objects as ninjs 2 and 3 hold headlines and bodies."""
    entries = fields.get(name, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise MalformedInput(f'The field "{name}" of the ninjs item is no list of objects.', _REMEDY)
    return [entry for entry in entries if _text(entry, "value")]


def _headline(fields: dict[str, object]) -> str | None:
    entries = _values(fields, "headlines")
    main = [entry for entry in entries if entry.get("role") in ("main", "headline")] or entries
    return _text(fields, "headline") or (_text(main[0], "value") if main else None)


def _body(fields: dict[str, object]) -> tuple[str, bool]:
    """Return the body and whether it is HTML; HTML goes first, for it holds more."""
    candidates = [
        (entry["value"], "html" in str(entry.get("contentType", ""))) for entry in _values(fields, "bodies")
    ]
    for name in sorted(fields, key=lambda name: (name not in ("body_html", "body_xhtml"), name)):
        if name.startswith("body_"):
            candidates.append((_text(fields, name) or "", "html" in name))
    full = [(text, is_html) for text, is_html in candidates if isinstance(text, str) and text.strip()]
    if not full:
        raise MalformedInput("The ninjs item has no body (bodies, body_html or body_text).", _REMEDY)
    return max(full, key=lambda candidate: candidate[1])
