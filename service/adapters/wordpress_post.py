"""A Brief as the post that WordPress is to have: the words of one language as blocks, tags, meta.

Promises a key that stays the same over all versions of an article, and a mark in the content by which anybody
can tell later whether the post is still as it was written, and from which version. Sends nothing.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from html import escape, unescape
from urllib.parse import urlsplit

from service.adapters import wordpress_blocks as blocks
from service.adapters.labels import labels
from service.adapters.lineage import Lineage
from service.domain.article import Language, other
from service.domain.brief import Brief
from service.domain.highlight import Bilingual, Highlight

# Stands among the CSS classes of the last paragraph; the editor keeps it, and readers do not see it.
MARK = re.compile(r" diemnhan-v(\d{1,18})-([0-9a-f]{16})(?![0-9a-z-])")


@dataclass(frozen=True, slots=True)
class WantedPost:
    """The post, all of it HTML. `number` rises with every version; `meta` is for our plugin's keys."""

    key: str
    number: int
    title: str
    excerpt: str
    content: str
    tags: tuple[str, ...]
    meta: dict[str, str | int]  # frozen by convention: it is read from JSON and written to JSON


@dataclass(frozen=True, slots=True)
class Mark:
    """What a post says of how it was written."""

    number: int
    digest: str


def brief_to_wordpress(brief: Brief, lineage: Lineage, *, version: int) -> str:
    """Return the post as JSON, in the language that the article is not in."""
    language = other(brief.source.language)
    key = key_of(lineage.item)
    title = escape(_side(brief.headline, language), quote=False)
    summary = (_side(sentence.text, language) for sentence in brief.summary)
    excerpt = escape(" ".join(summary), quote=False)
    body = "\n\n".join(_blocks(brief, language, key))
    digest = digest_of(title, body, excerpt)
    post = WantedPost(
        key=key, number=version, title=title, excerpt=excerpt,
        content=body.replace(key, f"{key} diemnhan-v{version}-{digest}"),
        tags=tuple(_tags(brief, language)), meta=_meta(brief, language, key, version),
    )  # fmt: skip
    return json.dumps(asdict(post), ensure_ascii=False)


def key_of(item: str) -> str:
    """Return the slug of the draft of an article, which is among the classes of its last paragraph too."""
    return f"diemnhan-{hashlib.sha256(item.encode()).hexdigest()[:20]}"


def digest_of(title: str, content: str, excerpt: str) -> str:
    """Return what tells a text that somebody changed. WordPress may spell entities and spaces anew."""
    told = "\n".join(" ".join(unescape(part).split()) for part in (title, MARK.sub("", content), excerpt))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def mark_of(content: str, key: str) -> Mark | None:
    """Return the mark of a post, unless somebody took it out."""
    _, met, behind = content.partition(key)
    found = MARK.match(behind)
    return Mark(int(found[1]), found[2]) if met and found else None


def _blocks(brief: Brief, language: Language, key: str) -> Iterator[str]:
    yield blocks.heading(_word("summary", language))
    for sentence in brief.summary:
        yield blocks.paragraph(_side(sentence.text, language))
    if brief.highlights:
        yield blocks.heading(_word("highlights", language))
        yield blocks.bullets((_side(one.gist, language), _facts(one, language)) for one in brief.highlights)
    if brief.quotes:
        yield blocks.heading(_word("quotes", language))
    for said in brief.quotes:
        yield blocks.quotation(_side(said.text, language), said.speaker)
    source = brief.source
    named = source.title or source.url or brief.id
    before = f"{_word('source', language)}:"
    yield blocks.linked(before, named, _web_address(source.url), f"diemnhan-source {key}")


def _facts(highlight: Highlight, language: Language) -> str:
    facts = [labels()[f"instrument.{highlight.instrument}"].side(language)]
    if highlight.date.text:
        facts.append(highlight.date.edtf or highlight.date.text)
    if highlight.place:
        facts.append(_side(highlight.place, language))
    return " · ".join(facts)


def _tags(brief: Brief, language: Language) -> Iterator[str]:
    """Yield the fields' names; WordPress parts tags by commas wherever they are typed."""
    for field in dict.fromkeys(name for one in brief.highlights for name in one.fields if name != "other"):
        yield labels()[f"field.{field}"].side(language).replace(", ", " - ")


def _meta(brief: Brief, language: Language, key: str, version: int) -> dict[str, str | int]:
    return {
        "_diemnhan_brief": brief.id,
        "_diemnhan_key": key,
        "_diemnhan_version": version,
        "_diemnhan_language": language,
        "_diemnhan_source_language": brief.source.language,
        "_diemnhan_source_url": _web_address(brief.source.url) or "",
        "_diemnhan_source_id": brief.source.id or "",
        "_diemnhan_findings": len(brief.findings),
    }


def _side(words: Bilingual, language: Language) -> str:
    return words.side(language) or words.side(other(language))


def _word(name: str, language: Language) -> str:
    return labels()[f"word.{name}"].side(language)


def _web_address(url: str | None) -> str | None:
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") else None
    except ValueError:
        return None
