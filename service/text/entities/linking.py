"""What a name's words say about it: its termbase entry, its country, its type."""

import itertools
import re
from dataclasses import dataclass, replace

from service.domain.article import Language
from service.text.entities.line import Named
from service.text.folding import WORD, words_of
from service.text.gazetteer import Entry, Gazetteer

_LOCATING = frozenset({"country", "capital", "place", "adjective"})
# Where a body sits or what it works for says nothing of whose it is: "Đại sứ quán Mỹ tại Việt Nam".
_ASIDE = re.compile(r"\s(?:tại|ở|vì|in|to|for)\s.*$")
_HEAD_WINS = frozenset({("other", "agency"), ("agency", "company")})
_PAIR = re.compile(r"\s?[-–—]\s?")


@dataclass(frozen=True, slots=True)
class _Inner:
    """An entry found inside a name, and whether a dash stands before or after it."""

    entry: Entry
    dash_before: bool
    dash_after: bool


def link(name: Named, language: Language, gazetteer: Gazetteer) -> Named:
    """Add the termbase entry, country and type of a body's name."""
    inner = _entries_in(_ASIDE.sub("", name.text), language, gazetteer)
    code = _country(inner)
    entry = _body(name.text, language, gazetteer) or _national_entry(name.text, code, language, gazetteer)
    if entry is not None:
        # The head noun knows better that an association is no authority and a central bank no firm.
        kind = name.type if (name.type, entry.type) in _HEAD_WINS else entry.type
        stated = None if _international(entry) else code  # "Southeast" in ASEAN's name places nobody
        return replace(name, term=entry.term, country=entry.country or stated, type=kind)
    if code is None and any(_international(item.entry) for item in inner):
        return replace(name, type="international_org")
    if name.type == "international_org" and code is not None:
        return replace(name, type="agency", country=code)
    return replace(name, country=code)


def link_by_abbreviation(name: Named, language: Language, gazetteer: Gazetteer) -> Named:
    """Add the entry of the abbreviation that a name introduces, where both are of one country."""
    if name.term is not None or not name.abbreviation:
        return name
    entry = _body(name.abbreviation, language, gazetteer)
    if entry is None or entry.country is None or entry.country != name.country:
        return name
    return replace(name, term=entry.term, type=entry.type)


def _international(entry: Entry) -> bool:
    return entry.kind == "body" and entry.type == "international_org"


def countries_in(text: str, language: Language, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Return the codes of the countries that a name's words name, in order."""
    found = _entries_in(text, language, gazetteer)
    return tuple(item.entry.country for item in found if _locates(item) and item.entry.country)


def _locates(item: _Inner) -> bool:
    in_pair = item.dash_before or item.dash_after
    return item.entry.country is not None and (
        item.entry.kind in _LOCATING or (item.entry.kind == "pair" and in_pair)
    )


def _country(inner: list[_Inner]) -> str | None:
    """Return the first country; of a pair that Vietnam is part of ("Hội hữu nghị Nga - Việt"), Vietnam."""
    located = [item for item in inner if _locates(item)]
    if not located:
        return None
    paired = len(located) > 1 and located[1].dash_before
    home = paired and any(item.entry.country == "VN" for item in located[:2])
    return "VN" if home else located[0].entry.country


def _entries_in(text: str, language: Language, gazetteer: Gazetteer) -> list[_Inner]:
    words = words_of(text)
    gaps = [text[left.end : right.start] for left, right in itertools.pairwise(words)] + [""]
    found: list[_Inner] = []
    index = 0
    while index < len(words):
        known = gazetteer.at(words, gaps, index, language)
        if known is None or (index == 0 and known[1] == len(words) and known[0].kind == "body"):
            index += 1
        else:
            before = bool(_PAIR.fullmatch(gaps[index - 1])) if index else False
            found.append(_Inner(known[0], before, bool(_PAIR.fullmatch(gaps[known[1] - 1]))))
            index = known[1]
    return found


def _body(name: str, language: Language, gazetteer: Gazetteer) -> Entry | None:
    entries = gazetteer.named(name, language)
    fitting = (entry for entry in entries if not entry.exact or _letters(entry.form) == _letters(name))
    return next((entry for entry in fitting if entry.kind in {"body", "place"}), None)


def _letters(text: str) -> list[str]:
    return WORD.findall(text)


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
