"""The stage that says the names of partners and places in the other language.

Promises the sender's own term first, then the official name, then a rendering by rule, and a translation of
the name alone only where none of them has it and nothing speaks against it; else the name as it is written.
Both of these are findings, but a foreign firm's name as Vietnamese papers leave it. Names in the article's
language stay.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from service.domain.article import Language, other
from service.domain.brief import Finding, FindingCode
from service.domain.glossary import USER_KIND, Glossary
from service.domain.highlight import Bilingual, Highlight, Partner, PartnerType
from service.domain.ports import Translator
from service.text.entities.faithful import is_faithful
from service.text.entities.rendering import as_written, rendered
from service.text.folding import name_key
from service.text.gazetteer import Gazetteer
from service.text.terms import TermIndex, index_terms

_MOST_SHOWN = 4


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
    by_rule = _by_rule(names, source=source, glossary=glossary, gazetteer=gazetteer)
    left = [name.text for name, said in zip(names, by_rule, strict=True) if said is None]
    translated = iter(_translated(left, source, translator, gazetteer))
    return [said if said is not None else next(translated) for said in by_rule]


def check_names(
    highlights: Sequence[Highlight], *, source: Language, glossary: Glossary, gazetteer: Gazetteer
) -> tuple[Finding, ...]:
    """Return what an editor should know of the names: which a machine translated, which nobody could.

    The names are those of localised highlights.
    """
    shown = {name: said for highlight in highlights for name, said in _shown(highlight, source)}
    by_rule = _by_rule(list(shown), source=source, glossary=glossary, gazetteer=gazetteer)
    presumed = [(name.text, shown[name]) for name, said in zip(shown, by_rule, strict=True) if said is None]
    written = [name for name, said in presumed if said == as_written(name, source, gazetteer)]
    machine = [f"{name} – {said}" for name, said in presumed if said != as_written(name, source, gazetteer)]
    return (
        *_finding("name_untranslated", written, "Chưa có tên chính thức, tạm ghi theo nguyên văn",
                  "No official name is known; written as in the article"),
        *_finding("low_score", machine, "Tên do máy dịch, cần đối chiếu",
                  "Names translated by the model, to be verified"),
    )  # fmt: skip


def _finding(code: FindingCode, names: Sequence[str], vi: str, en: str) -> Iterator[Finding]:
    if names:
        shown = ", ".join(f"“{name}”" for name in names[:_MOST_SHOWN])
        more = " …" if len(names) > _MOST_SHOWN else ""
        yield Finding(code, "warning", None, Bilingual(f"{vi}: {shown}{more}.", f"{en}: {shown}{more}."))


def _shown(highlight: Highlight, source: Language) -> Iterator[tuple[Name, str]]:
    """Yield the names of a highlight with what stands beside them in the other language."""
    target = other(source)
    for partner in highlight.partners:
        yield Name(partner.name.side(source), partner.type), partner.name.side(target)
    if highlight.place is not None:
        yield Name(highlight.place.side(source)), highlight.place.side(target)


def _by_rule(
    names: Sequence[Name], *, source: Language, glossary: Glossary, gazetteer: Gazetteer
) -> list[str | None]:
    """Say names without a translator; None for those that no rule can say."""
    index = index_terms(glossary, source)
    said = [
        _asked(name.text, index, source) or rendered(name.text, name.type, source=source, gazetteer=gazetteer)
        for name in names
    ]
    return [
        name.text if one is None and source == "en" and name.type == "company" else one
        for name, one in zip(names, said, strict=True)
    ]


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
    said = [_as_name(answer[0][0], name) for answer, name in zip(answers, names, strict=True)]
    return [
        text
        if text and is_faithful(name, text, source=source, gazetteer=gazetteer)
        else as_written(name, source, gazetteer)
        for name, text in zip(names, said, strict=True)
    ]


def _as_name(translation: str, name: str) -> str:
    """Return a translation as a name: no full stop that the name lacks."""
    text = translation.strip()
    return text.rstrip(".") if text.endswith(".") and not name.endswith(".") else text


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
