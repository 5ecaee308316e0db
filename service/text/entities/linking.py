"""What a name's words say about it: its termbase entry, its country, its type."""

from dataclasses import replace

from service.domain.article import Language
from service.domain.highlight import PartnerType
from service.text.entities.line import Named
from service.text.folding import words_of
from service.text.gazetteer import Entry, Gazetteer

_LOCATING = {"country", "capital", "place", "adjective"}


def link(name: Named, language: Language, gazetteer: Gazetteer) -> Named:
    """Add the termbase entry, country and type of a body's name."""
    codes = countries_in(name.text, language, gazetteer)
    code = codes[-1] if codes else None
    entry = _body(name.text, language, gazetteer) or _national_entry(name.text, code, language, gazetteer)
    if entry is None:
        return replace(name, country=code, type=_type(name, code))
    kind = name.type if name.type == "other" and entry.type == "agency" else entry.type
    return replace(name, term=entry.term, country=entry.country or code, type=kind)


def countries_in(text: str, language: Language, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Return the codes of the countries that a name's words name, in order."""
    words = words_of(text)
    gaps = [text[left.end : right.start] for left, right in zip(words, words[1:], strict=False)] + [""]
    codes: list[str] = []
    index = 0
    while index < len(words):
        known = gazetteer.at(words, gaps, index, language)
        if known is not None and known[0].kind in _LOCATING and known[0].country:
            codes.append(known[0].country)
            index = known[1]
        else:
            index += 1
    return tuple(codes)


def _body(name: str, language: Language, gazetteer: Gazetteer) -> Entry | None:
    entries = gazetteer.named(name, language)
    return next((entry for entry in entries if entry.kind in {"body", "place"}), None)


def _national_entry(name: str, code: str | None, language: Language, gazetteer: Gazetteer) -> Entry | None:
    """Return the entry of "Bộ Công Thương" for "Bộ Công Thương Việt Nam"."""
    country = gazetteer.countries.get(code or "")
    if country is None:
        return None
    forms = (country.vi, *country.vi_aliases) if language == "vi" else (country.en, *country.en_aliases)
    for form in forms:
        shorter = name.removesuffix(form).rstrip()
        if shorter != name:
            entry = _body(shorter.removesuffix(" của").removesuffix(" of"), language, gazetteer)
            return entry if entry is not None and entry.country == code else None
    return None


def _type(name: Named, code: str | None) -> PartnerType:
    """Return the type of the head noun; an "organisation" that belongs to a country is an agency of it."""
    return "agency" if name.type == "international_org" and code is not None else name.type
