"""The names of an article's partners as terms of that article: one name, one rendering, wherever it stands.

Promises a term for each name that no glossary has and that a rule can render, as the highlights show it.
"""

import re
from collections.abc import Iterator

from service.domain.article import Language
from service.domain.glossary import Glossary, Term
from service.domain.highlight import Highlight, Partner
from service.text.entities.rendering import rendered
from service.text.gazetteer import Gazetteer
from service.text.terms import TermIndex, index_terms

# What a name ends in that introduces its abbreviation; the abbreviation is a term of its own.
_SHORT = re.compile(r"\s*(?:\([^()]*\)|\s[-–—]\s[^\s]+)$")
_BODIES = frozenset({"government", "agency", "university", "international_org"})


def article_names(
    highlights: tuple[Highlight, ...], *, source: Language, glossary: Glossary, gazetteer: Gazetteer
) -> tuple[Term, ...]:
    """Return the terms, each name once."""
    index = index_terms(glossary, source)
    found = dict.fromkeys(
        term
        for highlight in highlights
        for partner in highlight.partners
        for term in _term(partner, source, index, gazetteer)
    )
    return tuple(found)


def _term(partner: Partner, source: Language, index: TermIndex, gazetteer: Gazetteer) -> Iterator[Term]:
    if partner.type in {"country", "person"}:
        return
    whole = partner.name.side(source)
    said = rendered(whole, partner.type, source=source, gazetteer=gazetteer)
    name = _SHORT.sub("", whole)
    if said is None or len(name.split()) < 2 or _is_known(name, index):
        return
    rendering = _SHORT.sub("", said) if name != whole else said
    if len(rendering.split()) < 2:
        return
    kind = "agency" if partner.type in _BODIES else "company"
    sides = (name, rendering) if source == "vi" else (rendering, name)
    yield Term(*sides, kind=kind)


def _is_known(name: str, index: TermIndex) -> bool:
    places = index.find(name)
    return len(places) == 1 and (places[0].start, places[0].end) == (0, len(name))
