"""A Vietnamese name for a kind of parties in English: "các đại học ASEAN" are ASEAN universities.

Promises a rendering only where nothing but a quantifier, a noun of the list and one known name stands there.
"""

import re
from functools import lru_cache

from service.text.entities.lexicon import rows_of
from service.text.folding import name_key
from service.text.gazetteer import Gazetteer

_QUANTITIES = {"các": "", "những": "", "nhiều": "many ", "một số": "several "}
_BARE = frozenset({("doanh", "nghiệp")})  # a kind of parties without a quantifier too
_GROUP = re.compile(
    r"(?:(?P<many>các|những|nhiều|một số|\d+)\s+)?(?P<noun>[^\WA-ZĐ\d]+(?:\s[^\WA-ZĐ\d]+|\sĐH)*?)"
    r"(?:\s(?:của\s)?(?P<name>[A-ZĐ].*))?",
)


def plural_of(name: str, gazetteer: Gazetteer) -> str | None:
    """Return the name of a group of parties in English, None where a rule cannot say it."""
    parts = _GROUP.fullmatch(name[:1].lower() + name[1:])
    noun = _plurals().get(name_key(parts["noun"])) if parts else None
    if parts is None or noun is None or not (parts["many"] or name_key(parts["noun"]) in _BARE):
        return None  # "nước Anh"
    many = parts["many"] or "các"
    counted = _QUANTITIES.get(many, f"{many} ")
    if not parts["name"]:
        return f"{counted}{noun}" if many.isdecimal() else None
    owner = _adjective(parts["name"], gazetteer)
    return f"{counted}{owner} {noun}" if owner else None


@lru_cache(maxsize=1)
def _plurals() -> dict[tuple[str, ...], str]:
    return {name_key(form): english for form, english in rows_of("plurals_en.tsv", 2)}


def _adjective(name: str, gazetteer: Gazetteer) -> str | None:
    """Return what stands before the noun: a country's adjective, or an abbreviation as it is."""
    for entry in gazetteer.named(name, "vi"):
        country = gazetteer.countries.get(entry.country or "") if entry.kind == "country" else None
        if country is not None:
            return country.adjectives[0] if country.adjectives else None
    return name if name.isupper() and " " not in name else None
