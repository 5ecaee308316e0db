"""What a page says about itself: title, language, address and time of publication.

Reads meta elements, JSON-LD and time elements; a value that cannot be read counts as absent.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from service.text.html_outline import Outline

_TIME_NAMES = (
    "article:published_time",
    "datepublished",
    "pubdate",
    "og:published_time",
    "dc.date.issued",
    "date",
)
_LD_DATE = re.compile(r'"datePublished"\s*:\s*("(?:[^"\\]|\\.)*")')
_SHORT_ZONE = re.compile(r"([+-]\d\d)(\d\d)$")


@dataclass(frozen=True, slots=True)
class HtmlMetadata:
    """What a page says of its article; None where it says nothing that can be read."""

    title: str | None
    language: str | None
    url: str | None
    published_at: datetime | None


def read_metadata(document: Outline) -> HtmlMetadata:
    """Return what the page says about itself."""
    meta = dict(reversed(list(_meta(document))))
    titles = (line.text for line in document.lines if document.elements[line.element].name == "title")
    links = (e.get("href") for e in document.elements if e.name == "link" and e.get("rel") == "canonical")
    languages = (e.get("lang") for e in document.elements if e.name in ("html", "body") and e.get("lang"))
    return HtmlMetadata(
        title=meta.get("og:title") or next(titles, None),
        language=next(languages, None) or meta.get("og:locale"),
        url=_absolute(next(links, "")) or _absolute(meta.get("og:url", "")),
        published_at=next((time for time in map(read_time, _times(document, meta)) if time), None),
    )


def read_time(text: str) -> datetime | None:
    """Return an ISO 8601 time, in UTC where it names no zone; None where it is no time."""
    try:
        time = datetime.fromisoformat(_SHORT_ZONE.sub(r"\1:\2", text.strip()))
    except ValueError:
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _meta(document: Outline) -> Iterator[tuple[str, str]]:
    for element in document.elements:
        if element.name == "meta" and element.get("content"):
            name = element.get("property") or element.get("name") or element.get("itemprop")
            yield name.lower(), element.get("content").strip()


def _times(document: Outline, meta: dict[str, str]) -> Iterator[str]:
    yield from (meta[name] for name in _TIME_NAMES if name in meta)
    for kind, script in document.scripts:
        if kind == "application/ld+json":
            yield from (json.loads(match, strict=False) for match in _LD_DATE.findall(script))
    for element in document.elements:
        if element.get("itemprop").lower() == "datepublished" or element.name == "time":
            yield element.get("datetime") or element.get("content")


def _absolute(url: str) -> str | None:
    try:
        return url if urlsplit(url).scheme in ("http", "https") and urlsplit(url).hostname else None
    except ValueError:
        return None
