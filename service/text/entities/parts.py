"""A name without what says whose it is: its country, or the province or city at its end.

Promises the rest of the name and the country or place in the other language. Knows no head nouns but those of
places.
"""

import re

from service.domain.article import Language, other
from service.text.folding import WORD
from service.text.gazetteer import Country, Entry, Gazetteer
from service.text.syllables import strip_diacritics

_LEVELS_VI = {
    "tỉnh": "{} Province", "thành phố": "{} City", "TP": "{} City", "quận": "{} District",
    "huyện": "{} District", "thị xã": "{} Town", "phường": "{} Ward", "xã": "{} Commune", "bang": "{} State",
    "vùng": "{} Region",
}  # fmt: skip
_LEVELS_EN = {
    "province": "tỉnh", "provincial": "tỉnh", "city": "thành phố", "municipal": "thành phố",
    "prefecture": "tỉnh", "prefectural": "tỉnh", "state": "bang", "district": "huyện",
    "metropolitan": "thành phố",
}  # fmt: skip
_SEAT_VI = re.compile(
    r"^(?P<base>.+?)\s(?:của\s)?(?P<level>tỉnh|thành phố|TP|quận|huyện|thị xã|phường|xã|bang|vùng)"
    r"(?:\.\s?|\s)(?P<place>[A-ZĐ\d].*)$",
    re.IGNORECASE,
)
_LEVEL_EN = "|".join(_LEVELS_EN)
_SEAT_EN_BEFORE = re.compile(
    rf"^(?P<place>(?-i:[A-ZĐ])[\w .-]*?)(?:['’]s)?\s(?P<level>{_LEVEL_EN})(?:['’]s)?\s(?P<base>.+)$",
    re.IGNORECASE,
)
_SEAT_EN_AFTER = re.compile(
    rf"^(?P<base>.+)\s(?:of|in)\s(?P<place>(?-i:[A-ZĐ])[\w -]*?)(?:\s(?P<level>{_LEVEL_EN}))?$", re.IGNORECASE
)
_LONGEST_PLACE = 4
_WITH_ARTICLE = frozenset({"Philippines", "Netherlands", "Maldives", "Bahamas", "Gambia", "Comoros"})
_JOINED = {"Ha Noi": "Hanoi", "Hai Phong": "Haiphong", "Viet Nam": "Vietnam", "Sai Gon": "Saigon"}
_VIETNAM = {
    "en": re.compile(
        r"^(?:the )?Viet ?[Nn]am(?:ese|['’]s)?\s+|\s+of Viet ?[Nn]am\b(?!\s+[A-Z])|"
        r"(?<=of )Viet ?[Nn]am\s+(?=[A-Z])|\s+Viet ?[Nn]am$"
    ),
    "vi": re.compile(r"\s+(?:của )?Việt Nam\b"),
}


def in_one_word(bare: str) -> str:
    """Return the English name of a place whose syllables English writes together."""
    return _JOINED.get(bare, bare)


def with_article(country: str) -> str:
    """Return a country's English name as it stands after "of": "the Philippines"."""
    plural = country.startswith("United ") or country.endswith((" Republic", " Islands"))
    return f"the {country}" if plural or country in _WITH_ARTICLE else country


def without_country(name: str, gazetteer: Gazetteer, source: Language) -> tuple[str, Country | None]:
    """Split "Bộ Ngoại giao Malaysia" and "Ministry of Health of Japan" into the body and its country."""
    for country in gazetteer.countries.values():
        forms = (country.vi, *country.vi_aliases) if source == "vi" else (country.en, *country.en_aliases)
        for form in forms:
            if name.endswith(f" {form}"):
                base = name.removesuffix(form).rstrip()
                return base.removesuffix(" của").removesuffix(" of"), country
    return name, None


def without_vietnam(name: str, language: Language) -> str:
    """Return an official name of Vietnam's as its namesake abroad or in a province has it."""
    return _VIETNAM[language].sub("", name)


def seat_vi(name: str, gazetteer: Gazetteer) -> tuple[str, str, bool] | None:
    """Split "Sở Du lịch tỉnh Lào Cai" into the body and its seat in English, and whether a level says so."""
    match = _SEAT_VI.match(name)
    if match is not None:
        place, level = match["place"], match["level"]
        pattern = next(said for known, said in _LEVELS_VI.items() if known.casefold() == level.casefold())
        return match["base"], place_en(f"{level} {place}", place, pattern, gazetteer), True
    words = list(WORD.finditer(name))
    for count in range(min(_LONGEST_PLACE, len(words) - 1), 0, -1):
        start = words[-count].start()
        if known_place(name[start:], "vi", gazetteer) is not None and name[start].isupper():
            place = name[start:]
            return name[:start].rstrip(" -–"), place_en(place, place, "{}", gazetteer), False
    return None


def known_place(name: str, language: Language, gazetteer: Gazetteer) -> Entry | None:
    """Return the entry of a province, city or capital."""
    found = gazetteer.named(name, language)
    return next((entry for entry in found if entry.kind in {"place", "capital"}), None)


def place_en(whole: str, place: str, pattern: str, gazetteer: Gazetteer) -> str:
    """Return a place in English, with its level unless its name says it."""
    if place.isdecimal():
        return f"{pattern.format('').strip()} {place}"
    entry = known_place(whole, "vi", gazetteer) or known_place(place, "vi", gazetteer)
    if entry is not None and entry.term is not None:
        plain = entry.term.en
    else:
        plain = in_one_word(strip_diacritics(place))
    said = {"{} City", "{} Town"} if entry is not None else set()
    return plain if pattern in said or pattern.format("").strip() in plain else pattern.format(plain)


def seat_en(name: str, gazetteer: Gazetteer) -> tuple[str, str, Entry | None] | None:
    """Split "Binh Duong provincial People's Committee" into the body and its seat in Vietnamese."""
    for pattern in (_SEAT_EN_BEFORE, _SEAT_EN_AFTER):
        match = pattern.match(name)
        if match is None:
            continue
        place, level = match["place"], match["level"]
        entry = known_place(place, "en", gazetteer) or known_place(f"{place} {level}", "en", gazetteer)
        if entry is None and level is None:
            continue
        said = _place_vi(place, entry, gazetteer)
        kind = _LEVELS_EN.get((level or "").lower(), "")
        plain = said.lower().startswith(("thành phố", "tp", "tỉnh")) or not kind
        return match["base"], said if plain else f"{kind} {said}", entry
    words = list(WORD.finditer(name))
    for count in range(min(_LONGEST_PLACE, len(words) - 1), 0, -1):
        place = name[: words[count - 1].end()]
        entry = known_place(place, "en", gazetteer)
        if entry is not None:
            rest = re.sub(r"^['’]s\b", "", name[words[count - 1].end() :]).strip()
            return rest, _place_vi(place, entry, gazetteer), entry
    return None


def _place_vi(place: str, entry: Entry | None, gazetteer: Gazetteer) -> str:
    if entry is not None and entry.term is not None:
        return entry.term.preferred(other("en"))
    if entry is not None and entry.kind == "capital":
        country = gazetteer.countries[entry.country or ""]
        return country.capitals_vi[0] if country.capitals_vi else place
    return gazetteer.spellings.get(place, place)
