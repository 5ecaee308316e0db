"""A Brief as a card for other people's pages: one piece of HTML without scripts, frames or links to files.

Promises that every text is escaped, that no address but http and https can be followed from it, and that it
says which words are whose translation. Refuses to know on which page it stands.
"""

from html import escape
from urllib.parse import urlsplit

from service.adapters.labels import labels
from service.domain.article import Language, other
from service.domain.brief import Brief
from service.domain.highlight import Bilingual, Highlight

BOX = "border:1px solid #c8ccd2;border-radius:8px;padding:16px;max-width:600px;font-family:sans-serif"
SMALL = "color:#555;font-size:.85em"


def brief_to_card(brief: Brief, language: Language) -> str:
    """Return the card in one language."""
    title = escape(brief.headline.side(language) or brief.headline.side(other(language)))
    sentences = "".join(f"<p>{escape(one.text.side(language))}</p>" for one in brief.summary)
    acts = "".join(_act(highlight, language) for highlight in brief.highlights)
    listed = f"<ul>{acts}</ul>" if acts else ""
    return (
        f'<article class="diemnhan-card" lang="{language}" style="{BOX}">'
        f'<h3 style="margin-top:0">{title}</h3>{sentences}{listed}'
        f'<footer style="{SMALL}">{_source(brief, language)}</footer></article>'
    )


def _act(highlight: Highlight, language: Language) -> str:
    facts = [labels()[f"instrument.{highlight.instrument}"].side(language)]
    if highlight.date.text:
        facts.append(highlight.date.edtf or highlight.date.text)
    said = escape(" · ".join(facts))
    return f'<li>{escape(_side(highlight.gist, language))} <span style="{SMALL}">({said})</span></li>'


def _side(words: Bilingual, language: Language) -> str:
    return words.side(language) or words.side(other(language))


def _source(brief: Brief, language: Language) -> str:
    word = escape(labels()["word.source"].side(language))
    title, url = escape(brief.source.title or brief.source.url or brief.id), brief.source.url
    named = f'<a href="{escape(url)}" rel="noopener nofollow">{title}</a>' if url and _safe(url) else title
    return f"{word}: {named} · Điểm Nhấn"


def _safe(url: str) -> bool:
    try:
        return urlsplit(url).scheme in ("http", "https")
    except ValueError:
        return False
