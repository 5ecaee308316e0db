"""A name in the other language by rule: official names, countries, head nouns, spelling.

Promises a rendering that loses nothing of the name, or None where only a translation can say it. Knows no
translator.
"""

import re
from collections.abc import Sequence

from service.domain.article import Language, other
from service.domain.glossary import Term
from service.domain.highlight import PartnerType
from service.text.entities.composing_en import composed_en
from service.text.entities.composing_vi import composed_vi, headed_vi
from service.text.entities.lexicon import Head, heads_en, heads_vi, longest_at
from service.text.entities.linking import countries_in
from service.text.entities.parts import (
    in_one_word,
    seat_en,
    seat_vi,
    with_article,
    without_country,
    without_vietnam,
)
from service.text.entities.plurals import plural_of
from service.text.folding import FILLERS, WORD, Word, name_key, words_of
from service.text.gazetteer import Country, Entry, Gazetteer
from service.text.syllables import is_bare_syllable, is_syllable, strip_diacritics

_BRACKET = re.compile(r"^(?P<name>.+?)\s*\((?P<inner>[^()]+)\)$")
_DASHED = re.compile(r"^(?P<name>.+?)\s[-–—]\s(?P<inner>[A-ZĐ][A-ZĐ0-9&]{1,9})$")
_OWNER = re.compile(r"^(?P<country>.+?)['’]s?\s+(?P<name>.+)$")
# What the letters of local bodies stand for: "Phòng GD-ĐT", "Sở VH-TT&DL".
_FIELDS = {
    "GDĐT": "Education and Training",
    "KHĐT": "Planning and Investment",
    "KHCN": "Science and Technology",
    "LĐTBXH": "Labour, Invalids and Social Affairs",
    "NNPTNT": "Agriculture and Rural Development",
    "TNMT": "Natural Resources and Environment",
    "TTTT": "Information and Communications",
    "VHTTDL": "Culture, Sports and Tourism",
    "VHTT": "Culture and Sports",
}
_HYPHENATED = re.compile(r"[A-ZĐ]{1,5}(?:\s?[-&]\s?[A-ZĐ]{1,5})+")
_LIST = re.compile(r"(, | và | and )")
_LINKS = {" và ": " and ", " and ": " và "}
_UNIVERSITY = re.compile(r"(?<=[-–] )ĐH\b")
_FIRM = re.compile(r"\b(?:Company|Corporation|Group|Bank|Inc|Ltd|Airlines|Holdings)\b")
_WIDER = re.compile(r"\b(?:National|Central|State)\b")


def rendered(name: str, kind: PartnerType | None, *, source: Language, gazetteer: Gazetteer) -> str | None:
    """Return the name in the other language; `kind` is the type of the partner, where it is known."""
    for pattern in (_BRACKET, _DASHED):
        parts = pattern.match(name)
        if parts and not gazetteer.named(name, source):
            return _with_bracket(parts["name"], parts["inner"], kind, source=source, gazetteer=gazetteer)
    official = _official(name, source, gazetteer)
    if official is not None:
        return _with_level(name, official) if source == "vi" else official
    if kind == "person":
        return person(name, source)
    if kind is None and _LIST.search(name):
        return _list(name, source=source, gazetteer=gazetteer)
    if source == "vi":
        return plural_of(name, gazetteer) or _from_vietnamese(name, gazetteer)
    return _from_english(name, gazetteer)


def person(name: str, source: Language) -> str:
    """Return a person's name: Vietnamese ones lose their diacritics in English, others are copied."""
    if source == "en":
        return name
    native = all(is_syllable(word) for word in WORD.findall(name))
    return strip_diacritics(name) if native else name


def _with_level(name: str, official: str) -> str:
    """Keep what the official name of a province leaves out: "tỉnh Gia Lai"."""
    province = name[:5].lower() == "tỉnh " and "Province" not in official
    return f"{official} Province" if province else official


def _list(name: str, *, source: Language, gazetteer: Gazetteer) -> str | None:
    """Render a place that several names make: "Hà Nội, Việt Nam", "Hà Nội và TP. HCM"."""
    parts = _LIST.split(name)
    said = [rendered(part, None, source=source, gazetteer=gazetteer) for part in parts[::2]]
    if not all(said):
        return None
    links = [_LINKS.get(link, link) for link in parts[1::2]] + [""]
    return "".join(f"{part}{link}" for part, link in zip(said, links, strict=True))


def _with_bracket(
    name: str, inner: str, kind: PartnerType | None, *, source: Language, gazetteer: Gazetteer
) -> str | None:
    term = _term(name, source, gazetteer)
    if term is None and inner.isupper():
        known = _by_abbreviation(name, inner, source=source, gazetteer=gazetteer)
        if known is not None:
            return known
    outer = rendered(name, kind, source=source, gazetteer=gazetteer)
    if outer is None:
        return _by_abbreviation(name, inner, source=source, gazetteer=gazetteer)
    same = {term.abbr_vi, term.abbr_en, *term.forms(source)[1:]} if term is not None else set()
    if term is not None and inner in same and (len(inner.split()) == 1 or "&" in inner):
        short = (term.abbr_en if source == "vi" else term.abbr_vi) or inner
        return outer if short in outer else f"{outer} ({short})"
    alias = term is not None and term == _term(inner, source, gazetteer)
    if alias or (len(inner.split()) == 1 and not gazetteer.named(inner, source)):
        return f"{outer} ({inner})"
    within = rendered(inner, None, source=source, gazetteer=gazetteer)
    return f"{outer} ({within})" if within is not None else None


def _by_abbreviation(name: str, inner: str, *, source: Language, gazetteer: Gazetteer) -> str | None:
    """Return the official name under an abbreviation, where the long name is of the same country."""
    term = _term(inner, source, gazetteer)
    if term is None or term.country not in countries_in(name, source, gazetteer):
        return None
    short = _abbreviation(term, inner, source)
    return f"{term.preferred(other(source))} ({short})"


def _official(name: str, source: Language, gazetteer: Gazetteer) -> str | None:
    for entry in gazetteer.named(name, source):
        if entry.term is not None and entry.form.isupper() and entry.form == name:
            return _abbreviation(entry.term, name, source)
        if entry.term is not None and entry.kind != "country":
            return entry.term.preferred(other(source))
        country = gazetteer.countries.get(entry.country or "")
        if country is not None and entry.kind in {"country", "adjective", "pair", "capital"}:
            return _country(entry, country, name, source)
    return None


def _abbreviation(term: Term, name: str, source: Language) -> str:
    """Return the other side of an abbreviation: another abbreviation, itself, or the official name."""
    own, others = (term.abbr_vi, term.abbr_en) if source == "vi" else (term.abbr_en, term.abbr_vi)
    if others and name == own:
        return others
    return name if name in {term.abbr_vi, term.abbr_en} else term.preferred(other(source))


def _country(entry: Entry, country: Country, name: str, source: Language) -> str:
    if entry.kind == "capital":
        own = country.capitals_vi if source == "vi" else country.capitals_en
        others = country.capitals_en if source == "vi" else country.capitals_vi
        place = own.index(entry.form) if entry.form in own else 0  # "Hà Nội" in English has its own form
        return others[min(place, len(others) - 1)] if others else name
    formal = entry.term is not None and len(name_key(name)) > 2
    if entry.term is not None and formal:
        return entry.term.preferred(other(source))
    return country.en if source == "vi" else country.vi


def _term(name: str, source: Language, gazetteer: Gazetteer) -> Term | None:
    return next((entry.term for entry in gazetteer.named(name, source) if entry.term is not None), None)


def _from_vietnamese(name: str, gazetteer: Gazetteer) -> str | None:
    name = _UNIVERSITY.sub("Đại học", name)
    words = words_of(name)
    gaps = [" "] * len(words)
    found = longest_at(heads_vi(), words, gaps, 0) if words else None
    if found is None or found[1] == len(words):
        return _spelling(name, gazetteer) if found is None else None
    head, after = found
    rest = name[words[after].start :]
    if rest.isdecimal():
        return head.pattern.format("").strip() + f" {rest}"  # "District 1", "Division 372"
    base, country = without_country(name, gazetteer, "vi")
    known = (
        _namesake(name, base, country, gazetteer)
        or _with_parent(name, words, gazetteer)
        or composed_vi(name, gazetteer)
    )
    if known is not None:
        return known
    if country is not None and len(base) < len(name) - len(rest):
        adjective = head.pattern.startswith("{}") and head.type != "company" and bool(country.adjectives)
        return head.pattern.format(country.adjectives[0] if adjective else country.en)
    own = _official(rest, "vi", gazetteer)
    if own is None and head.type == "agency" and (letters := _HYPHENATED.match(rest)):
        return _in_letters(head, letters.group(), rest[letters.end() :].strip(), gazetteer)
    if own is not None and head.type == "company" and _FIRM.search(own):
        return own  # "Công ty Intel" is Intel Corporation
    own = own or _spelling(rest, gazetteer)
    if own is not None:
        return head.pattern.format(own)
    seat = seat_vi(name, gazetteer)
    alone = seat is not None and name_key(seat[0]) == tuple(word.key for word in words[:after])
    return head.pattern.format(seat[1]) if seat is not None and alone else None


def _namesake(name: str, base: str, country: Country | None, gazetteer: Gazetteer) -> str | None:
    """Return the official English name of a body for its namesake abroad or in a province."""
    if country is not None:
        official = _official(base, "vi", gazetteer)
        return _owned(official, with_article(country.en), abroad=country.code != "VN") if official else None
    seat = seat_vi(name, gazetteer)
    if seat is None or base.startswith(("UBND", "Ủy ban nhân dân", "HĐND", "Hội đồng nhân dân")):
        return None
    body, place, _ = seat
    words = words_of(body)
    found = longest_at(heads_vi(), words, [" "] * len(words), 0)
    if found is not None and found[1] == len(words):
        return None
    official = _official(body, "vi", gazetteer) or _official(f"{body} Việt Nam", "vi", gazetteer)
    if official is None and body.startswith("Sở "):
        ministry = _official(f"Bộ {body.removeprefix('Sở ')}", "vi", gazetteer) or ""
        official = ministry.replace("Ministry of ", "Department of ") if "Ministry of " in ministry else None
    if official is None or _WIDER.search(without_vietnam(official, "en")):
        return None
    return _owned(official, place, abroad=True)


def _with_parent(name: str, words: Sequence[Word], gazetteer: Gazetteer) -> str | None:
    """Say a body that its parent's name follows: "Khoa Luật - Đại học Quốc gia Hà Nội"."""
    for index in range(2, len(words) - 1):
        parent = name[words[index].start :]
        head = longest_at(heads_vi(), words, [" "] * len(words), index)
        if words[index].capital and head is not None and head[0].type != "government":
            official = _official(parent, "vi", gazetteer)
            if official is not None:
                body = rendered(name[: words[index - 1].end], None, source="vi", gazetteer=gazetteer)
                return f"{body}, {official}" if body is not None else None
    return None


def _owned(official: str, owner: str, *, abroad: bool) -> str:
    """Say whose a body is: what is Vietnam's in an official name is not its namesake's."""
    plain = without_vietnam(official, "en") if abroad else official
    return plain if owner in plain else f"{plain} of {owner}"


def _in_letters(head: Head, letters: str, seat: str, gazetteer: Gazetteer) -> str | None:
    """Say a body whose field stands in letters, and its town; who does not know them must have the words."""
    field = _FIELDS.get(re.sub(r"[^A-ZĐ]", "", letters))
    town = rendered(seat, "government", source="vi", gazetteer=gazetteer) if seat else ""
    if field is None or town is None:
        return None
    return f"{head.pattern.format(field)} of {town}" if town else head.pattern.format(field)


def _proper(rest: str) -> bool:
    """Whether Vietnamese words are a proper name, to be spelt rather than translated."""
    words = [word for word in WORD.findall(rest) if word.lower() not in FILLERS]
    return bool(words) and all(word[0].isupper() or word.isdigit() for word in words)


def _spelling(name: str, gazetteer: Gazetteer) -> str | None:
    """Return a name that is only spelt differently; None where it holds words to be translated."""
    if not _proper(name):
        return None
    base, country = without_country(name, gazetteer, "vi")
    if country is not None:
        return f"{_spelling(base, gazetteer)} {country.en}"
    plain = strip_diacritics(name) if _native(name) else name
    return in_one_word(plain.replace(" va ", " and ").replace(" và ", " and "))


def _native(name: str) -> bool:
    return any(is_syllable(word) and strip_diacritics(word) != word for word in WORD.findall(name))


def _from_english(name: str, gazetteer: Gazetteer) -> str | None:
    owner = _OWNER.match(name)
    if owner is not None:
        country = next((e for e in gazetteer.named(owner["country"], "en") if e.kind == "country"), None)
        if country is not None:
            national = _national(owner["name"], gazetteer.countries[country.country or ""], gazetteer)
            return national or composed_en(name, gazetteer)
    base, owning = without_country(name, gazetteer, "en")
    base, owning = (base, owning) if owning is not None else _without_adjective(name, gazetteer)
    if owning is not None:
        national = _national(base, owning, gazetteer)
        if national is not None:
            return national
    seat = seat_en(name, gazetteer)
    union = _official(f"Vietnam {seat[0]}", "en", gazetteer) if seat is not None else None
    if seat is not None and union is not None and "Chamber" not in seat[0]:  # one bears its name alone
        return f"{without_vietnam(union, 'vi')} {seat[1]}"
    return (
        gazetteer.spellings.get(name)
        or composed_en(name, gazetteer)
        or _headed_english(name, gazetteer)
        or _single(name)
    )


def _without_adjective(name: str, gazetteer: Gazetteer) -> tuple[str, Country | None]:
    """Split "Lao Ministry of Energy and Mines" into the body and its country."""
    for country in gazetteer.countries.values():
        for adjective in country.adjectives:
            if name.startswith(f"{adjective} "):
                return name.removeprefix(adjective).lstrip(), country
    return name, None


def _national(base: str, country: Country, gazetteer: Gazetteer) -> str | None:
    official = _official(base, "en", gazetteer)
    if official is None:
        return None
    plain = official if country.code == "VN" else without_vietnam(official, "vi")
    return plain if country.vi in plain else f"{plain} {country.vi}"


def _headed_english(name: str, gazetteer: Gazetteer) -> str | None:
    """Compose from a head noun at the end and a proper name of one or two words before it."""
    words = words_of(name)
    gaps = [" "] * len(words)
    for first in range(1, len(words)):
        found = longest_at(heads_en(), words, gaps, first)
        if found is not None and found[1] == len(words):
            rest = name[: words[first].start].rstrip(" .,")
            if rest.endswith((" of", " for")):
                return None
            if found[0].type == "government":
                return found[0].pattern.format(gazetteer.spellings.get(rest, rest))
            return _headed(found[0], rest, first)
    return None


def _headed(head: Head, rest: str, count: int) -> str | None:
    named = all(word[0].isupper() for word in WORD.findall(rest))
    plain = count == 1 or rest.isupper() or all(is_bare_syllable(word) for word in WORD.findall(rest))
    return head.pattern.format(rest) if named and plain and head.type in {"company", "university"} else None


def _single(name: str) -> str | None:
    """Copy what no language renders: one word with capitals inside or a foreign name of one word."""
    words = WORD.findall(name)
    return name if len(words) == 1 or name.isupper() else None


def as_written(name: str, source: Language, gazetteer: Gazetteer) -> str:
    """Return a name that nobody can say in the other language: its head noun, the rest as it is spelt.

    Vietnamese papers leave foreign names as they are.
    """
    if source == "en":
        return name
    return headed_vi(name, gazetteer) or _bare(name)


def _bare(name: str) -> str:
    return WORD.sub(lambda word: strip_diacritics(word[0]) if is_syllable(word[0]) else word[0], name)
