"""When two names, in one or both languages, mean the same party.

Promises a symmetric answer from the names, types and countries alone: a name in full, an abbreviation that
stands in brackets, the initials of an English name, one name within the other, or the same official name.
Refuses to know which article the names come from.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from service.domain.glossary import Term
from service.domain.highlight import Partner
from service.text.search_text import fold

OfficialNames = Mapping[str, frozenset[str]]

_BRACKET = re.compile(r"\s*\(([^()]+)\)")
_DASHED = re.compile(r"\s[-–—]\s([A-ZĐ][A-ZĐ0-9&]{1,9})$")
_INITIAL = re.compile(r"\b[A-Z](?=[a-z])")
_STATE = re.compile(r"chinh phu\b(?! dia phuong)|government$")
_BODIES = frozenset(
    {
        "government", "ministry", "agency", "party_body", "court_parliament", "institute", "bank", "company",
        "university", "international_org", "forum", "province_city",
    }
)  # fmt: skip
_KINDRED = {"government": "agency"}  # articles differ in what they call a ministry
MIN_LETTERS = 8  # of a name of two words or more that may stand for a longer one ("tong cuc" may not)


@dataclass(frozen=True, slots=True)
class Identity:
    """What a party can be told by: `keys` are whole names, `names` those that another may contain."""

    type: str
    country: str | None
    keys: frozenset[str]
    names: frozenset[str]
    short: frozenset[str]
    initials: frozenset[str]

    @property
    def is_state(self) -> bool:
        """Whether it is a country, its government or a body of countries."""
        return self.type == "international_org" or any(key.startswith("=") for key in self.keys)


def official_names(terms: Iterable[Term]) -> OfficialNames:
    """Index the bodies of a glossary: every folded form leads to the keys of the terms that have it."""
    found: dict[str, set[str]] = defaultdict(set)
    for term in terms:
        if term.kind in _BODIES:
            for form in (*term.forms("vi"), *term.forms("en")):
                found[plain_name(form)].add(f"#{fold(term.vi)}|{term.country}")
    return {form: frozenset(keys) for form, keys in found.items() if form}


@lru_cache(maxsize=32_768)  # a ledger asks for the same few thousand names again and again
def fold_name(name: str) -> str:
    """Return a name in lower case without diacritics and punctuation."""
    return fold(name)


@lru_cache(maxsize=32_768)  # as above
def plain_name(name: str) -> str:
    """Return a name folded, without its abbreviation in brackets and without an article before it."""
    return _folded(_DASHED.sub("", _BRACKET.sub("", name)))


def identify(partner: Partner, official: OfficialNames) -> Identity:
    """Return what a partner can be told by."""
    sides = [side for side in (partner.name.vi, partner.name.en) if side.strip()]
    if partner.type == "country" and partner.country:
        return Identity("country", partner.country, frozenset({f"={partner.country}"}), *(frozenset(),) * 3)
    names = frozenset(name for name in map(plain_name, sides) if name)
    short = frozenset(key for side in sides for key in _abbreviations(side))
    keys = names | short
    terms = frozenset(term for key in keys for term in official.get(key, ()))
    if partner.type == "government" and partner.country and any(_STATE.match(name) for name in names):
        terms |= {f"={partner.country}"}
    initials = frozenset(
        letters for letters in ("".join(_INITIAL.findall(partner.name.en)).casefold(),) if len(letters) > 2
    )
    return Identity(partner.type, partner.country, keys | terms, names, short, initials)


def same_party(one: Identity, other: Identity) -> bool:
    """Say whether two parties are the same: in one country, as far as it is known, and named alike."""
    if one.country and other.country and one.country != other.country:
        return False
    if "country" in (one.type, other.type) and one.type != other.type:
        return bool({key for key in one.keys & other.keys if key.startswith("=")})
    if one.keys & other.keys:
        return True
    if one.country != other.country:
        return False
    return bool(one.short & other.initials or other.short & one.initials) or _contains(one, other)


def shorter_names(name: str) -> Iterable[str]:
    """Return every run of words of a folded name, shorter than itself, that may stand for it."""
    words = name.split()
    for size in range(1, len(words)):
        for start in range(len(words) - size + 1):
            part = " ".join(words[start : start + size])
            if _can_stand_alone(part):
                yield part


def _contains(one: Identity, other: Identity) -> bool:
    kinds = {_KINDRED.get(party.type, party.type) for party in (one, other)}
    if len(kinds) > 1:  # a university is not the city that it is called after
        return False
    pairs = ((a, b) for a in one.names for b in other.names)
    alone = kinds == {"company"}
    return any(_within(a, b, alone) or _within(b, a, alone) for a, b in pairs)


def _within(short: str, long: str, alone: bool) -> bool:
    """`alone`: whether a single word will do, as it does for firms (Viettel)."""
    return (alone or " " in short) and _can_stand_alone(short) and f" {short} " in f" {long} "


def _can_stand_alone(name: str) -> bool:
    """One word can where it is a proper name; of several, at least as many letters as a real name has."""
    return len(name.replace(" ", "")) >= MIN_LETTERS if " " in name else len(name) > 3 and not name.isdigit()


def _abbreviations(name: str) -> set[str]:
    marked = [inner for pattern in (_BRACKET, _DASHED) for inner in pattern.findall(name)]
    bare = _DASHED.sub("", _BRACKET.sub("", name)).strip()
    return {fold_name(text) for text in (*marked, bare) if _is_short(text)}


def _is_short(text: str) -> bool:
    return " " not in text and sum(letter.isupper() for letter in text) > 1


def _folded(name: str) -> str:
    return fold(name).replace("viet nam", "vietnam").removeprefix("the ")
