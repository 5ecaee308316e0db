"""The glossary of one request: the sender's own terms, stored glossaries, the article's own, the service's.

Promises that order, and that a stored glossary answers only for the languages that it is for. Reads nothing
from outside but through the store that it is given.
"""

import hashlib
from collections.abc import Sequence
from functools import lru_cache

from service.domain.article import Language
from service.domain.errors import NotFound, UnknownGlossary
from service.domain.glossary import USER_KIND, Glossary, Term, UserGlossary, sources_of
from service.domain.request import InlineGlossary
from service.domain.stores import GlossaryStore
from service.text.introduced import introduced_terms

ARTICLE = "article"  # the name of the glossary of what an article introduces


def chosen_glossaries(ids: tuple[str, ...] | None, store: GlossaryStore) -> tuple[Glossary, ...]:
    """Return the glossaries with these ids, or the default ones. Raises UnknownGlossary."""
    if ids is None:
        return tuple(map(as_glossary, store.defaults()))
    return tuple(as_glossary(_stored(glossary_id, store)) for glossary_id in dict.fromkeys(ids))


def _stored(glossary_id: str, store: GlossaryStore) -> UserGlossary:
    try:
        return store.get(glossary_id)
    except NotFound:
        raise UnknownGlossary(
            f"There is no glossary {glossary_id!a}.", "GET /v1/glossaries lists what there is."
        ) from None


@lru_cache(maxsize=32)
def as_glossary(stored: UserGlossary) -> Glossary:
    """Return a stored glossary as the pipeline matches with it."""
    terms = tuple(
        Term(
            vi=entry.vi,
            en=entry.en,
            vi_variants=entry.vi_variants,
            en_variants=entry.en_variants,
            kind=USER_KIND,
            case_sensitive=entry.case_sensitive,
        )
        for entry in stored.entries
    )
    return Glossary(stored.card.name, stored.card.version, terms, stored.card.direction)


def glossary_for(
    base: Glossary, *, chosen: Sequence[Glossary] = (), inline: InlineGlossary = (), source: Language
) -> Glossary:
    """Return the glossary of a request; its name and version name all that it is made of."""
    layers = [
        *([_inline(inline, source)] if inline else []),
        *(glossary for glossary in chosen if source in sources_of(glossary.direction)),
    ]
    return _stacked([*layers, base])


def with_introduced(
    glossary: Glossary, texts: Sequence[str], *, source: Language, names: tuple[Term, ...] = ()
) -> Glossary:
    """Return the glossary with the abbreviations that these texts, of one article, introduce, and its names.

    They stand behind what a client asked for and before the service's own. The provenance does not name
    them: the article does.
    """
    terms = (*introduced_terms(texts, glossary, source=source), *names)
    if not terms:
        return glossary
    digest = hashlib.sha256(repr(terms).encode()).hexdigest()[:12]
    *first, base = glossary.layers or (glossary,)
    stacked = _stacked([*first, Glossary(ARTICLE, digest, terms), base])
    return Glossary(glossary.name, glossary.version, stacked.terms, layers=stacked.layers)


def _stacked(layers: Sequence[Glossary]) -> Glossary:
    *first, base = layers
    if not first:
        return base
    name = " + ".join((*(layer.label for layer in first), base.name))
    terms = tuple(term for layer in layers for term in layer.terms)
    return Glossary(name, base.version, terms, layers=tuple(layers))


def _inline(inline: InlineGlossary, source: Language) -> Glossary:
    terms = tuple(
        Term(*((own, other) if source == "vi" else (other, own)), kind=USER_KIND) for own, other in inline
    )
    return Glossary("inline", hashlib.sha256(repr(inline).encode()).hexdigest()[:12], terms)
