"""An English name in Vietnamese by its parts: head noun, field of work, proper name, seat or country.

Promises a rendering in which every word of the name is said, or None where a part is unknown.
"""

import re
from dataclasses import dataclass

from service.text.entities.common_words import is_common
from service.text.entities.fields import field_at
from service.text.entities.lexicon import Head, heads_en, longest_at
from service.text.entities.parts import seat_en, without_country
from service.text.folding import FILLERS, Word, words_of
from service.text.gazetteer import Entry, Gazetteer

_SCOPES = {
    "national": "Quốc gia", "central": "Trung ương", "international": "Quốc tế", "royal": "Hoàng gia",
    "federal": "Liên bang", "asian": "châu Á", "european": "châu Âu", "african": "châu Phi",
}  # fmt: skip
# States whose ministries are called departments.
_DEPARTMENTS = frozenset({"US", "AU", "PH", "IE", "ZA"})
_LINKS = frozenset({"of", "for", "on"})
_SEATED = frozenset({"government", "agency", "other"})
_AND = re.compile(r"^\w|(?<=và )\w|(?<=, )\w")
# Bodies of a state that may be called after somebody or something, as ministries are not.
_NAMED = frozenset(
    {"Hospital", "Institute", "Research Institute", "Institution", "Center", "Centre", "Museum", "Library",
     "Laboratory"}
)  # fmt: skip
_OFFICIAL = frozenset({"agency", "government", "international_org"})
_ENGLISH = re.compile(
    r"..(?:tion|ment|ance|ence|ity|ing|ical|ics|ology|graphy|ship|ness|ive|ous|al|ary|ory|ists?)s?$"
)
_POSSESSED = re.compile(r"^(?P<owner>.+?)['’]s?\s+(?P<name>.+)$")


@dataclass(frozen=True, slots=True)
class _Owner:
    """Whose a body is: the words that say so in Vietnamese, the country's code, whether it is a place."""

    said: str = ""
    code: str | None = None
    place: bool = False


def composed_en(name: str, gazetteer: Gazetteer) -> str | None:
    """Return the name in Vietnamese, None where one of its parts is unknown."""
    base, owner = _owner(re.sub(r"^[Tt]he\s+", "", name), gazetteer)
    words = words_of(base)
    found = _head(words)
    if found is None:
        return None
    head, middle = found
    if head.form == "National University" and any(field_at(middle, i, "en") for i in range(len(middle))):
        return None  # a national one of one field: which of the two is national is not known
    said = _middle(middle, gazetteer, named=head.type not in _OFFICIAL or head.form in _NAMED)
    if said is None or (not said and not owner.said):
        return None
    pattern = _pattern(head, owner)
    if not middle and head.type not in _SEATED:
        return None
    if head.type == "government" and owner.place and head.form == "Government":
        pattern = "Chính quyền {}"
    if pattern == "Sở {}":
        said = said.replace("Ngoại giao", "Ngoại vụ")
    core = pattern.format(said).strip()
    return " ".join(f"{core} {owner.said}".split())


def _pattern(head: Head, owner: _Owner) -> str:
    """Return how the head noun is said: a department is a ministry in some states, in a province a sở."""
    if head.form == "Department" and owner.place and owner.code == "VN":
        return "Sở {}"
    if head.form == "Department" and not owner.place and owner.code in _DEPARTMENTS:
        return "Bộ {}"
    return head.pattern


def _owner(name: str, gazetteer: Gazetteer) -> tuple[str, _Owner]:
    """Split off the country or place that a name begins or ends with."""
    match = _POSSESSED.match(name)
    if match is not None:
        entry = _country(match["owner"], gazetteer)
        if entry is not None:
            return match["name"], _Owner(gazetteer.countries[entry.country or ""].vi, entry.country)
    base, country = without_country(name, gazetteer, "en")
    if country is not None and country.code != "VN":
        return base.removesuffix(" of the"), _Owner(country.vi, country.code)
    words = words_of(name)
    known = gazetteer.at(words, _gaps(name, words), 0, "en") if words else None
    if known is not None and known[0].kind in {"country", "adjective"} and known[1] < len(words):
        code = known[0].country or ""
        return name[words[known[1]].start :], _Owner(gazetteer.countries[code].vi, code)
    seat = seat_en(name, gazetteer)
    if seat is not None:
        return seat[0], _Owner(seat[1], seat[2].country if seat[2] else None, place=True)
    if country is not None:
        return base, _Owner(country.vi, country.code)
    return name, _Owner()


def _country(name: str, gazetteer: Gazetteer) -> Entry | None:
    return next((entry for entry in gazetteer.named(name, "en") if entry.kind == "country"), None)


def _gaps(name: str, words: tuple[Word, ...]) -> list[str]:
    ends = [word.start for word in words[1:]] + [len(name)]
    return [name[word.end : end] for word, end in zip(words, ends, strict=True)]


def _head(words: tuple[Word, ...]) -> tuple[Head, tuple[Word, ...]] | None:
    """Return the head noun and the words that it heads: "Department of Health", "Health Department"."""
    gaps = [" "] * len(words)
    opening = longest_at(heads_en(), words, gaps, 0) if words else None
    if opening is not None and opening[0].first and opening[1] < len(words) and _links(words[opening[1]]):
        return opening[0], words[opening[1] + 1 :]
    for first in range(1, len(words) - 2):
        inside = longest_at(heads_en(), words, gaps, first)
        if inside is not None and inside[0].first and inside[1] < len(words) - 1 and _links(words[inside[1]]):
            return inside[0], (*words[inside[1] + 1 :], *words[:first])
    for first in range(len(words)):
        closing = longest_at(heads_en(), words, gaps, first)
        if closing is not None and closing[1] == len(words):
            return closing[0], words[:first]
    scoped = len(words) > 2 and words[0].key in _SCOPES
    inner = _head(words[1:]) if scoped else None
    return (inner[0], (words[0], *inner[1])) if inner is not None else None


def _links(word: Word) -> bool:
    return word.key in _LINKS


def _middle(words: tuple[Word, ...], gazetteer: Gazetteer, *, named: bool) -> str | None:
    """Return fields, scope and proper name in Vietnamese order; None where a word is unknown.

    `named`: such a body may have a proper name.
    """
    fields: list[str] = []
    scope, proper = "", []
    index = 0
    while index < len(words):
        word = words[index]
        field = field_at(words, index, "en")
        region = gazetteer.at(words, [" "] * len(words), index, "en")
        if field is not None:
            fields.append(_AND.sub(lambda match: match[0].upper(), field[0]))
            index = field[1]
            continue
        if region is not None and region[0].kind == "region" and region[0].term is not None:
            proper.append(region[0].term.vi)
            index = region[1]
            continue
        if word.key in _SCOPES and not scope:
            scope = _SCOPES[word.key]
        elif word.key not in FILLERS or not fields:
            if not (named and _is_proper(word, gazetteer)):
                return None
            proper.append(gazetteer.spellings.get(word.text, word.text))
        index += 1
    return " ".join([" và ".join(fields), scope, _spelt(proper, gazetteer)]).strip()


def _is_proper(word: Word, gazetteer: Gazetteer) -> bool:
    if any(entry.kind == "adjective" for entry in gazetteer.named(word.text, "en")):
        return False  # "Indian" is to be said as the country
    return word.capital and not is_common(word.text, gazetteer) and not _ENGLISH.search(word.key)


def _spelt(proper: list[str], gazetteer: Gazetteer) -> str:
    whole = " ".join(proper)
    return gazetteer.spellings.get(whole, whole)
