"""The stage that says the names of partners and places in the other language.

Promises the sender's own term first, then the official name, then a rendering by rule, and a translation of
the name alone only where none of them has it: one that loses a foreign word of the name is not taken, nor any
of a foreign firm's name, which Vietnamese papers leave as it is. Names in the article's language stay.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.domain.article import Language, other
from service.domain.glossary import USER_KIND, Glossary
from service.domain.highlight import Bilingual, Highlight, Partner, PartnerType
from service.domain.ports import Translator
from service.text.entities.rendering import rendered
from service.text.folding import name_key
from service.text.gazetteer import Gazetteer
from service.text.lost_names import loses_a_name
from service.text.syllables import strip_diacritics
from service.text.terms import TermIndex, index_terms


@dataclass(frozen=True, slots=True)
class Name:
    """A name to be said in the other language, and the type of what it names where that is known."""

    text: str
    type: PartnerType | None = None


def localise(
    highlights: tuple[Highlight, ...],
    *,
    source: Language,
    glossary: Glossary,
    gazetteer: Gazetteer,
    translator: Translator,
) -> tuple[Highlight, ...]:
    """Fill the empty side of every partner and place."""
    names = list(dict.fromkeys(name for highlight in highlights for name in _open_names(highlight, source)))
    said = localise_names(names, source=source, glossary=glossary, gazetteer=gazetteer, translator=translator)
    renderings = dict(zip(names, said, strict=True))
    return tuple(_filled(highlight, renderings, source) for highlight in highlights)


def localise_name(
    name: str,
    *,
    kind: PartnerType | None = None,
    source: Language,
    glossary: Glossary,
    gazetteer: Gazetteer,
    translator: Translator,
) -> str:
    """Say one name in the other language."""
    return localise_names(
        [Name(name, kind)], source=source, glossary=glossary, gazetteer=gazetteer, translator=translator
    )[0]


def localise_names(
    names: Sequence[Name],
    *,
    source: Language,
    glossary: Glossary,
    gazetteer: Gazetteer,
    translator: Translator,
) -> list[str]:
    """Say names in the other language, in order; those without a rule go to the translator together."""
    index = index_terms(glossary, source)
    by_rule = [
        _asked(name.text, index, source) or rendered(name.text, name.type, source=source, gazetteer=gazetteer)
        for name in names
    ]
    by_rule = [
        name.text if said is None and source == "en" and name.type == "company" else said
        for name, said in zip(names, by_rule, strict=True)
    ]
    left = [name.text for name, said in zip(names, by_rule, strict=True) if said is None]
    translated = iter(_translated(left, source, translator, gazetteer))
    return [said if said is not None else next(translated) for said in by_rule]


def _asked(name: str, index: TermIndex, source: Language) -> str | None:
    """Return what a client wants the whole name to be rendered as."""
    for place in index.find(name):
        if place.term.kind == USER_KIND and name_key(name[place.start : place.end]) == name_key(name):
            return place.term.preferred(other(source))
    return None


def _translated(
    names: Sequence[str], source: Language, translator: Translator, gazetteer: Gazetteer
) -> list[str]:
    if not names:
        return []
    answers = translator.translate(names, source=source, target=other(source))
    said = [_as_name(answer[0][0], name, source) for answer, name in zip(answers, names, strict=True)]
    return [
        name if loses_a_name(name, text, source=source, gazetteer=gazetteer) else text
        for name, text in zip(names, said, strict=True)
    ]


def _as_name(translation: str, name: str, source: Language) -> str:
    """Return a translation as a name: no full stop that the name lacks, never empty."""
    text = translation.strip()
    if text.endswith(".") and not name.endswith("."):
        text = text.rstrip(".")
    if text:
        return text
    return strip_diacritics(name) if source == "vi" else name


def _open_names(highlight: Highlight, source: Language) -> list[Name]:
    names = [
        Name(partner.name.side(source), partner.type)
        for partner in highlight.partners
        if not partner.name.side(other(source))
    ]
    if highlight.place is not None and not highlight.place.side(other(source)):
        names.append(Name(highlight.place.side(source)))
    return names


def _filled(highlight: Highlight, renderings: dict[Name, str], source: Language) -> Highlight:
    place = highlight.place
    if place is not None:
        place = _both(place, None, renderings, source)
    partners = tuple(_with_name(partner, renderings, source) for partner in highlight.partners)
    return replace(highlight, partners=partners, place=place)


def _with_name(partner: Partner, renderings: dict[Name, str], source: Language) -> Partner:
    return replace(partner, name=_both(partner.name, partner.type, renderings, source))


def _both(
    name: Bilingual, kind: PartnerType | None, renderings: dict[Name, str], source: Language
) -> Bilingual:
    if name.side(other(source)):
        return name
    own = name.side(source)
    return Bilingual.of(source, own, renderings[Name(own, kind)])
