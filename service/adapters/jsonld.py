"""A Brief as schema.org JSON-LD: a NewsArticle, its translation, and what they are about.

Promises documents that can be put into a page's script element as they are. Knows schema.org alone.
"""

import json
from collections.abc import Iterator
from urllib.parse import quote

from service.adapters.ninjs import media_topics
from service.domain.article import Language, other
from service.domain.brief import Brief
from service.domain.highlight import Partner

Json = dict[str, object]

MEDIA_TYPE = "application/ld+json"
_TOPIC = "http://cv.iptc.org/newscodes/mediatopic/"
_TYPES = {
    "country": "Country",
    "government": "GovernmentOrganization",
    "agency": "GovernmentOrganization",
    "company": "Corporation",
    "university": "CollegeOrUniversity",
    "international_org": "Organization",
    "person": "Person",
    "other": "Organization",
}


def brief_to_jsonld(brief: Brief) -> bytes:
    """Return the NewsArticle in the article's language with its translation inside."""
    own = brief.source.language
    article = _article(brief, own)
    translation = _article(brief, other(own))
    translation["translationOfWork"] = {"@id": article["@id"]}
    article["workTranslation"] = translation
    document: Json = {"@context": "https://schema.org", **article}
    # "<" is escaped so that no text can close the script element that the document is put into.
    return json.dumps(document, ensure_ascii=False, indent=2).replace("<", "\\u003c").encode()


def _article(brief: Brief, language: Language) -> Json:
    """Return the article in one language; what the brief leaves open is left out."""
    article: Json = {
        "@type": "NewsArticle",
        "@id": f"urn:diemnhan:brief:{quote(brief.id, safe='')}:{language}",
        "inLanguage": language,
        "headline": brief.headline.side(language),
        "abstract": " ".join(sentence.text.side(language) for sentence in brief.summary),
        "dateCreated": brief.created_at.isoformat(timespec="seconds"),
        "datePublished": brief.source.published_at
        and brief.source.published_at.isoformat(timespec="seconds"),
        "isBasedOn": _source(brief),
        "about": [*_topics(brief), *_acts(brief, language)],
        "mentions": list(_partners(brief, language)),
        "citation": [_quotation(said.text.side(language), said.speaker) for said in brief.quotes],
        "creditText": brief.provenance.service,
    }
    return {name: value for name, value in article.items() if value}


def _source(brief: Brief) -> Json:
    source: Json = {
        "@type": "NewsArticle",
        "@id": brief.source.url,
        "identifier": brief.source.id or f"sha256:{brief.source.sha256}",
        "headline": brief.source.title,
        "inLanguage": brief.source.language,
        "url": brief.source.url,
    }
    return {name: value for name, value in source.items() if value}


def _topics(brief: Brief) -> Iterator[Json]:
    names = dict.fromkeys(name for highlight in brief.highlights for name in highlight.fields)
    for name in names:
        code, topic = media_topics()[name]
        yield {"@type": "DefinedTerm", "@id": _TOPIC + code, "name": topic, "termCode": f"medtop:{code}"}


def _acts(brief: Brief, language: Language) -> Iterator[Json]:
    """Yield the highlights as actions between their partners."""
    for highlight in brief.highlights:
        place = highlight.place.side(language) if highlight.place else ""
        act: Json = {
            "@type": "Action",
            "name": highlight.gist.side(language),
            "additionalType": f"{highlight.instrument}/{highlight.status}/{highlight.event_type}",
            "participant": [_party(partner, language) for partner in highlight.partners],
            "startTime": highlight.date.edtf and highlight.date.edtf.split("/")[0],
            "location": place and {"@type": "Place", "name": place},
        }
        yield {name: value for name, value in act.items() if value}


def _partners(brief: Brief, language: Language) -> Iterator[Json]:
    seen: set[str] = set()
    for highlight in brief.highlights:
        for partner in highlight.partners:
            party = _party(partner, language)
            if str(party["name"]) not in seen:
                seen.add(str(party["name"]))
                yield party


def _party(partner: Partner, language: Language) -> Json:
    party: Json = {
        "@type": _TYPES[partner.type],
        "name": partner.name.side(language) or partner.name.side(other(language)),
    }
    if partner.country and partner.type == "country":
        party["identifier"] = f"ISO3166-1:{partner.country}"
    return party


def _quotation(text: str, speaker: str) -> Json:
    return {"@type": "Quotation", "text": text, "spokenByCharacter": {"@type": "Person", "name": speaker}}
