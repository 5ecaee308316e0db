"""The glossary of one request: the sender's own terms, stored glossaries, the article's own, the service's.

Promises that order, and that a stored glossary answers only for the languages that it is for. Reads nothing
from outside but through the store that it is given.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import get_args

from service.domain.article import Language, other
from service.domain.errors import MalformedInput, NotFound, UnknownGlossary
from service.domain.glossary import (
    NO_GLOSSARY,
    USER_KIND,
    DeskDefaults,
    Glossary,
    Term,
    UserGlossary,
    sources_of,
)
from service.domain.request import InlineGlossary
from service.domain.stores import GlossaryStore
from service.text.introduced import introduced_terms

ARTICLE = "article"  # the name of the glossary of what an article introduces


def chosen_glossaries(
    ids: tuple[str, ...] | None, store: GlossaryStore, *, desk: str | None = None
) -> tuple[Glossary, ...]:
    """Return the glossaries with these ids, or the default ones of a desk. Raises UnknownGlossary."""
    if ids is None:
        return _of_desk(desk, store)
    return tuple(as_glossary(_stored(glossary_id, store)) for glossary_id in dict.fromkeys(ids))


def default_glossaries(desk: str, store: GlossaryStore) -> dict[Language, tuple[UserGlossary, ...]]:
    """Return what a desk's requests are translated with where they name no glossary, by their language.

    What a desk has chosen for a direction stands in the place of all that are default for everybody.
    """
    chosen, shared = store.desk_defaults(desk), store.defaults()
    found: dict[Language, tuple[UserGlossary, ...]] = {}
    for source in get_args(Language):
        own = chosen.of(source)
        candidates = shared if own is None else () if own == NO_GLOSSARY else _kept(own, store)
        found[source] = tuple(one for one in candidates if source in sources_of(one.card.direction))
    return found


def choose_for_desk(desk: str, chosen: DeskDefaults, store: GlossaryStore) -> None:
    """Keep what a desk chooses. Raises UnknownGlossary, MalformedInput for one of the other direction."""
    for source in get_args(Language):
        wanted = chosen.of(source)
        if wanted is None or wanted == NO_GLOSSARY:
            continue
        card = _stored(wanted, store).card
        if source not in sources_of(card.direction):
            raise MalformedInput(
                f"The glossary {card.name!r} is for {card.direction} alone.",
                f"Choose one for {source}-{other(source)}, or change its direction.",
            )
    try:
        store.choose_for_desk(desk, chosen)
    except NotFound as error:  # deleted between the two looks
        raise UnknownGlossary(error.cause, error.remedy) from None


def _of_desk(desk: str | None, store: GlossaryStore) -> tuple[Glossary, ...]:
    if desk is None:
        return tuple(map(as_glossary, store.defaults()))
    found = default_glossaries(desk, store)
    if found["vi"] == found["en"]:
        return tuple(map(as_glossary, found["vi"]))
    return tuple(_one_way(one, source) for source, several in found.items() for one in several)


def _kept(glossary_id: str, store: GlossaryStore) -> tuple[UserGlossary, ...]:
    try:
        return (store.get(glossary_id),)
    except NotFound:  # deleted since it was looked up
        return ()


@lru_cache(maxsize=32)
def _one_way(stored: UserGlossary, source: Language) -> Glossary:
    """Return a stored glossary for the translations from one language alone."""
    return replace(as_glossary(stored), direction="vi-en" if source == "vi" else "en-vi")


def _stored(glossary_id: str, store: GlossaryStore) -> UserGlossary:
    try:
        if not glossary_id.isprintable():  # PostgreSQL takes no null characters, and no id of ours has any
            raise NotFound(glossary_id, "")
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
        Term(*((own, said) if source == "vi" else (said, own)), kind=USER_KIND) for own, said in inline
    )
    return Glossary("inline", hashlib.sha256(repr(inline).encode()).hexdigest()[:12], terms)
