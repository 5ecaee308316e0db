"""A Brief as two items in Superdesk's dialect of ninjs: the brief, and the translated article.

Promises what Superdesk and its Newsroom read: `guid`, `type`, a version that rises, times in whole seconds of
UTC, and each item among the associations of the other. Sends nothing.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import quote

from service.adapters.lineage import Lineage
from service.adapters.ninjs import article_html, brief_html, media_topics
from service.domain.article import Language, other
from service.domain.brief import Brief

Json = dict[str, object]


def brief_to_superdesk(brief: Brief, lineage: Lineage, *, version: int) -> tuple[bytes, bytes]:
    """Return the brief and the translated article, both in the language that the article is not in."""
    language = other(brief.source.language)
    lines = [(segment.role, segment.target) for segment in brief.segments if segment.role != "title"]
    report = {
        "profile": "cooperation-brief",
        "genre": [{"code": "Summary", "name": "Summary"}],
        "body_html": brief_html(brief, language),
        "associations": {"translation": _stub(_guid("translation", lineage.item), brief, language)},
    }
    article = {
        "profile": "translated-article",
        "genre": [{"code": "Article", "name": "Article"}],
        "body_html": article_html(lines),
        "associations": {"brief": _stub(_guid("brief", lineage.item), brief, language)},
    }
    return (
        _json({**_identity("brief", lineage, version), **_shared(brief, language), **report}),
        _json({**_identity("translation", lineage, version), **_shared(brief, language), **article}),
    )


def _identity(what: str, lineage: Lineage, version: int) -> Json:
    named: Json = {"guid": _guid(what, lineage.item), "type": "text", "version": str(version)}
    if lineage.evolved_from:
        named["evolvedfrom"] = _guid(what, lineage.evolved_from)
    return named


def _guid(what: str, item: str) -> str:
    return f"urn:diemnhan:{what}:{quote(item, safe='')}"


def _json(item: Json) -> bytes:
    return json.dumps(item, ensure_ascii=False).encode()


def _shared(brief: Brief, language: Language) -> Json:
    """Return what both items say."""
    summary = " ".join(sentence.text.side(language) for sentence in brief.summary)
    written = _time(brief.created_at)
    return {
        "pubstatus": "usable",
        "headline": brief.headline.side(language) or brief.headline.side(other(language)),
        "slugline": _slugline(brief),
        "description_text": summary,
        "language": language,
        "firstcreated": written,
        "versioncreated": written,
        "urgency": 3,
        "priority": 6,
        "subject": list(_subjects(brief)),
        "place": list(_places(brief, language)),
        "source": "diemnhan",
        "extra": _extra(brief),
    }


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+0000")


def _slugline(brief: Brief) -> str:
    """Return a short handle: the codes of the partners' countries, as slug lines are typed by hand."""
    codes = [partner.country for highlight in brief.highlights for partner in highlight.partners]
    return "-".join(["cooperation", *dict.fromkeys(code for code in codes if code)])[:100]


def _subjects(brief: Brief) -> Iterator[Json]:
    names = dict.fromkeys(name for highlight in brief.highlights for name in highlight.fields)
    for name in names:
        code, topic = media_topics()[name]
        yield {"code": code, "name": topic, "scheme": "mediatopic"}


def _places(brief: Brief, language: Language) -> Iterator[Json]:
    countries = {
        partner.country: partner.name.side(language) or partner.name.side(other(language))
        for highlight in brief.highlights
        for partner in highlight.partners
        if partner.country and partner.type == "country"
    }
    for code, name in countries.items():
        yield {"code": code, "name": name, "scheme": "iso3166"}


def _extra(brief: Brief) -> Json:
    told: Json = {
        "diemnhan_brief": brief.id,
        "source_guid": brief.source.id,
        "source_url": brief.source.url,
        "source_language": brief.source.language,
        "findings": len(brief.findings),
    }
    return {name: value for name, value in told.items() if value is not None}


def _stub(guid: str, brief: Brief, language: Language) -> Json:
    return {
        "guid": guid,
        "type": "text",
        "headline": brief.headline.side(language) or brief.headline.side(other(language)),
        "language": language,
        "pubstatus": "usable",
    }
