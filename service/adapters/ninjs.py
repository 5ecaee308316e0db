"""A Brief as ninjs 3.1 items: one a language, the second linked to the first as its translation.

Promises items that are valid against IPTC's schema, and nothing in them that is not in the brief. Times are
whole seconds, as Superdesk's reader wants them. Sends nothing.
"""

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import escape
from importlib.resources import files
from urllib.parse import quote, urlsplit

from service.adapters.clean_html import clean_html
from service.domain.article import Language, other
from service.domain.brief import Brief
from service.domain.highlight import Highlight, Partner, PartnerType

Json = dict[str, object]

MEDIA_TYPE = "application/json"
_SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"
_TOPIC = "http://cv.iptc.org/newscodes/mediatopic/"
_MACHINE_MADE = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
_HEADINGS: dict[Language, tuple[str, str]] = {
    "vi": ("Tóm tắt", "Điểm nhấn hợp tác"),
    "en": ("Summary", "Cooperation highlights"),
}
_NO_ORGANISATIONS: tuple[PartnerType, ...] = ("person", "country")


def brief_to_ninjs(brief: Brief, *, language: Language) -> bytes:
    """Return the item of one language as JSON."""
    return _json(_item(brief, language))


def brief_to_ninjs_pair(brief: Brief) -> tuple[bytes, bytes]:
    """Return the item in the article's language and its translation, each linked to the other."""
    own = brief.source.language
    return brief_to_ninjs(brief, language=own), brief_to_ninjs(brief, language=other(own))


def item_uri(brief: Brief, language: Language) -> str:
    """Return the identifier of a brief's item in one language."""
    return f"urn:diemnhan:brief:{quote(brief.id, safe='')}:{language}"


def _json(item: Json) -> bytes:
    return json.dumps(item, ensure_ascii=False, indent=2).encode()


def _item(brief: Brief, language: Language) -> Json:
    item: Json = {
        "uri": item_uri(brief, language),
        "standard": {"name": "ninjs", "version": "3.1", "schema": _SCHEMA},
        "type": "text",
        "representationType": "full",
        "profile": "cooperation-brief",
        "version": "1",
        "firstCreated": brief.created_at.isoformat(timespec="seconds"),
        "versionCreated": brief.created_at.isoformat(timespec="seconds"),
        "pubStatus": "usable",
        "language": language,
        "headlines": [_value("main", "text/plain", brief.headline.side(language))],
        "descriptions": [_value("summary", "text/plain", _summary(brief, language))],
        "bodies": list(_bodies(brief, language)),
        "people": list(_people(brief, language)),
        "organisations": list(_organisations(brief, language)),
        "places": list(_places(brief, language)),
        "subjects": list(_subjects(brief)),
        "infoSources": [{"name": brief.provenance.service, "role": "enhancer"}],
        "associations": list(_associations(brief, language)),
        "altIds": [{"role": "brief", "value": brief.id}, {"role": "sha256", "value": brief.source.sha256}],
    }
    if language != brief.source.language:
        item["digitalSourceType"] = {"name": "trained algorithmic media", "uri": _MACHINE_MADE}
    return {name: value for name, value in item.items() if value != []}


def _value(role: str, content_type: str, value: str) -> Json:
    return {"role": role, "contentType": content_type, "value": value}


def _summary(brief: Brief, language: Language) -> str:
    return " ".join(sentence.text.side(language) for sentence in brief.summary)


def _bodies(brief: Brief, language: Language) -> Iterator[Json]:
    yield _value("brief", "text/html", brief_html(brief, language))
    yield _value("brief", "text/plain", _brief_text(brief, language))
    lines = [
        (segment.role, segment.source if language == brief.source.language else segment.target)
        for segment in brief.segments
        if segment.role != "title"
    ]
    if lines:
        yield _value("article", "text/html", article_html(lines))
        yield _value("article", "text/plain", "\n".join(text for _, text in lines))


def brief_html(brief: Brief, language: Language) -> str:
    """Return the summary, the highlights and the quotes in one language as HTML."""
    summary, highlights = _HEADINGS[language]
    parts = [f"<h2>{summary}</h2>", *(f"<p>{escape(s.text.side(language))}</p>" for s in brief.summary)]
    if brief.highlights:
        gists = "".join(f"<li>{escape(highlight.gist.side(language))}</li>" for highlight in brief.highlights)
        parts += [f"<h2>{highlights}</h2>", f"<ol>{gists}</ol>"]
    for said in brief.quotes:
        text, speaker = escape(said.text.side(language)), escape(said.speaker)
        parts.append(f"<blockquote><p>{text}</p><footer>{speaker}</footer></blockquote>")
    return clean_html("\n".join(parts))


def _brief_text(brief: Brief, language: Language) -> str:
    summary, highlights = _HEADINGS[language]
    parts = [summary, *(sentence.text.side(language) for sentence in brief.summary)]
    if brief.highlights:
        parts += [highlights, *(f"{h.rank}. {h.gist.side(language)}" for h in brief.highlights)]
    parts += [f"“{said.text.side(language)}” – {said.speaker}" for said in brief.quotes]
    return "\n".join(parts)


def article_html(lines: Iterable[tuple[str, str]]) -> str:
    """Return the lines of an article, each with its role, as HTML."""
    return clean_html("\n".join(_article_lines(lines)))


def _article_lines(lines: Iterable[tuple[str, str]]) -> Iterator[str]:
    in_list = False
    for role, text in lines:
        if (role == "list_item") != in_list:
            in_list = not in_list
            yield "<ul>" if in_list else "</ul>"
        tag = {"list_item": "li", "heading": "h2"}.get(role, "p")
        yield f"<{tag}>{escape(text)}</{tag}>"
    if in_list:
        yield "</ul>"


def _partners(brief: Brief) -> Iterator[Partner]:
    """Yield each partner of the highlights once, in order."""
    seen: set[tuple[str, str]] = set()
    for highlight in brief.highlights:
        for partner in highlight.partners:
            key = (partner.name.side(brief.source.language).casefold(), partner.type)
            if key not in seen:
                seen.add(key)
                yield partner


def _name(partner: Partner, language: Language) -> str:
    return partner.name.side(language) or partner.name.side(other(language))


def _people(brief: Brief, language: Language) -> Iterator[Json]:
    names = {_name(p, language): "about" for p in _partners(brief) if p.type == "person"}
    for said in brief.quotes:
        names.setdefault(said.speaker, "quoted")
    for name, rel in names.items():
        if name:
            yield {"name": name, "rel": rel}


def _organisations(brief: Brief, language: Language) -> Iterator[Json]:
    for partner in _partners(brief):
        if partner.type not in _NO_ORGANISATIONS:
            yield {"name": _name(partner, language), "rel": "about", "literal": partner.type}


def _places(brief: Brief, language: Language) -> Iterator[Json]:
    names = {
        _name(partner, language): f"ISO3166-1:{partner.country}" if partner.country else ""
        for partner in _partners(brief)
        if partner.type == "country"
    }
    for highlight in brief.highlights:
        if highlight.place:
            names.setdefault(highlight.place.side(language) or highlight.place.side(other(language)), "")
    for name, literal in names.items():
        if name:
            yield {"name": name, "rel": "about", **({"literal": literal} if literal else {})}


def _subjects(brief: Brief) -> Iterator[Json]:
    """Yield the Media Topics of the fields with the confidence of the surest highlight in each."""
    surest: dict[str, float] = {}
    for highlight in brief.highlights:
        for name in highlight.fields:
            surest[name] = max(surest.get(name, 0.0), highlight.confidence)
    for field, confidence in surest.items():
        code, topic = media_topics()[field]
        yield {
            "name": topic, "rel": "about", "uri": _TOPIC + code, "literal": f"medtop:{code}",
            "creator": brief.provenance.extractor, "confidence": max(0, min(100, round(100 * confidence))),
            "relevance": _relevance(brief.highlights, field),
        }  # fmt: skip


def _relevance(highlights: tuple[Highlight, ...], name: str) -> int:
    """Return the share of the highlights that are in a field, in percent."""
    return round(100 * sum(1 for highlight in highlights if name in highlight.fields) / len(highlights))


def _associations(brief: Brief, language: Language) -> Iterator[Json]:
    own, second = brief.source.language, other(language)
    yield {
        "name": "translation" if language == own else "original",
        "rel": "hasTranslation" if language == own else "isTranslationOf",
        "uri": item_uri(brief, second),
        "type": "text",
        "language": second,
    }
    url = brief.source.url
    if url and urlsplit(url).scheme in ("http", "https") and not any(char.isspace() for char in url):
        yield {"name": "source", "rel": "isBasedOn", "uri": url, "type": "text", "language": own}


@lru_cache(maxsize=1)
def media_topics() -> dict[str, tuple[str, str]]:
    """Return the IPTC code and name of each field, from media_topics.tsv."""
    table = files("service.adapters").joinpath("media_topics.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {name: (code, topic) for name, code, topic in rows}
