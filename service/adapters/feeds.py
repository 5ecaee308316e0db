"""Briefs as a feed in one language: RSS 2.0, Atom and JSON Feed 1.1.

Promises well-formed documents whose entries keep their ids for ever. Refuses to know which briefs are asked
for.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from service.adapters.labels import labels
from service.adapters.ninjs import brief_html, item_uri
from service.domain.article import Language, other
from service.domain.brief import Brief

ATOM = "http://www.w3.org/2005/Atom"
DC = "http://purl.org/dc/elements/1.1/"
TITLES: Mapping[Language, str] = {
    "vi": "Điểm Nhấn: hợp tác trên báo",
    "en": "Điểm Nhấn: cooperation in the news",
}
NEVER = datetime(2000, 1, 1, tzinfo=UTC)  # of a feed without an entry


@dataclass(frozen=True, slots=True)
class Feed:
    """What is in a feed: the newest briefs, in one language. `home` is the service, `url` the feed itself."""

    briefs: Sequence[Brief]
    language: Language
    home: str
    url: str

    @property
    def updated(self) -> datetime:
        """When its newest brief was written."""
        return max((brief.created_at for brief in self.briefs), default=NEVER).astimezone(UTC)


def feed_formats() -> Mapping[str, tuple[str, Callable[[Feed], bytes]]]:
    """Return for each ending of an address the media type and what writes it."""
    return {
        "rss": ("application/rss+xml", feed_to_rss),
        "atom": ("application/atom+xml", feed_to_atom),
        "json": ("application/feed+json", feed_to_json),
    }


def feed_to_rss(feed: Feed) -> bytes:
    """Return RSS 2.0."""
    register_namespace("atom", ATOM)
    register_namespace("dc", DC)
    root = Element("rss", version="2.0")
    channel = SubElement(root, "channel")
    _add(channel, "title", TITLES[feed.language])
    _add(channel, "link", feed.home)
    _add(channel, "description", TITLES[feed.language])
    _add(channel, "language", feed.language)
    _add(channel, "lastBuildDate", format_datetime(feed.updated, usegmt=True))
    SubElement(channel, f"{{{ATOM}}}link", href=feed.url, rel="self", type="application/rss+xml")
    for brief in feed.briefs:
        item = SubElement(channel, "item")
        _add(item, "title", _title(brief, feed.language))
        _add(item, "link", _link(brief, feed))
        _add(item, "guid", item_uri(brief, feed.language)).set("isPermaLink", "false")
        _add(item, "pubDate", format_datetime(brief.created_at.astimezone(UTC), usegmt=True))
        _add(item, "description", brief_html(brief, feed.language))
        _add(item, f"{{{DC}}}language", feed.language)
        for name in _topics(brief, feed.language):
            _add(item, "category", name)
    return _xml(root)


def feed_to_atom(feed: Feed) -> bytes:
    """Return Atom (RFC 4287)."""
    register_namespace("", ATOM)
    root = Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": feed.language})
    _atom(root, "title", TITLES[feed.language])
    _atom(root, "id", f"urn:diemnhan:feed:{feed.language}")
    _atom(root, "updated", _iso(feed.updated))
    SubElement(root, f"{{{ATOM}}}link", href=feed.url, rel="self", type="application/atom+xml")
    SubElement(root, f"{{{ATOM}}}link", href=feed.home, rel="alternate")
    _atom(SubElement(root, f"{{{ATOM}}}author"), "name", "Điểm Nhấn")
    for brief in feed.briefs:
        entry = SubElement(root, f"{{{ATOM}}}entry")
        _atom(entry, "title", _title(brief, feed.language))
        _atom(entry, "id", item_uri(brief, feed.language))
        _atom(entry, "updated", _iso(brief.created_at))
        _atom(entry, "published", _iso(brief.created_at))
        SubElement(entry, f"{{{ATOM}}}link", href=_link(brief, feed), rel="alternate")
        _atom(entry, "summary", _summary(brief, feed.language))
        _atom(entry, "content", brief_html(brief, feed.language)).set("type", "html")
        for name in _topics(brief, feed.language):
            SubElement(entry, f"{{{ATOM}}}category", term=name)
    return _xml(root)


def feed_to_json(feed: Feed) -> bytes:
    """Return JSON Feed 1.1."""
    items = [
        {
            "id": item_uri(brief, feed.language),
            "url": _link(brief, feed),
            "title": _title(brief, feed.language),
            "summary": _summary(brief, feed.language),
            "content_html": brief_html(brief, feed.language),
            "date_published": _iso(brief.created_at),
            "language": feed.language,
            "tags": _topics(brief, feed.language),
        }
        for brief in feed.briefs
    ]
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": TITLES[feed.language],
        "home_page_url": feed.home,
        "feed_url": feed.url,
        "language": feed.language,
        "items": items,
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _title(brief: Brief, language: Language) -> str:
    return brief.headline.side(language) or brief.headline.side(other(language)) or brief.id


def _summary(brief: Brief, language: Language) -> str:
    return " ".join(sentence.text.side(language) for sentence in brief.summary)


def _link(brief: Brief, feed: Feed) -> str:
    """Return the article's address where it is one that can be followed, else the brief's."""
    url = brief.source.url or ""
    safe = url.startswith(("http://", "https://")) and url.isprintable() and " " not in url
    return url if safe else f"{feed.home}v1/briefs/{brief.id}"


def _topics(brief: Brief, language: Language) -> list[str]:
    names = dict.fromkeys(name for highlight in brief.highlights for name in highlight.fields)
    return [labels()[f"field.{name}"].side(language) for name in names]


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _add(parent: Element, tag: str, text: str) -> Element:
    child = SubElement(parent, tag)
    child.text = "".join(
        char for char in text if char in "\t\n\r" or (char >= " " and char not in "\ufffe\uffff")
    )
    return child


def _atom(parent: Element, tag: str, text: str) -> Element:
    return _add(parent, f"{{{ATOM}}}{tag}", text)


def _xml(root: Element) -> bytes:
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written
