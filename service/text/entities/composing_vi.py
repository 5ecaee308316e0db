"""A Vietnamese name in English by its parts: head noun, field of work, proper name, seat or country.

Promises a rendering in which every word of the name is said, or None where a part is unknown.
"""

from dataclasses import dataclass

from service.text.entities.fields import field_at, listed
from service.text.entities.lexicon import Head, heads_vi, longest_at
from service.text.entities.parts import in_one_word, seat_vi, with_article, without_country
from service.text.folding import FILLERS, Word, words_of
from service.text.gazetteer import Country, Gazetteer
from service.text.syllables import is_syllable, strip_diacritics

_SCOPES = {
    ("quốc", "gia"): "National", ("trung", "ương"): "Central", ("quốc", "tế"): "International",
    ("hoàng", "gia"): "Royal",
}  # fmt: skip
# Nouns that their field follows: "Institute of Oceanography".
_OF_FIELD = frozenset({"Institute", "University", "College", "Academy", "Vocational College"})
_FEWEST = 2  # words that follow a field of one syllable, lest it only begins a proper name: "Điện Quang"


@dataclass(frozen=True, slots=True)
class _Parts:
    """What stands between the head noun and the seat, said in English."""

    scope: str
    fields: tuple[str, ...]
    proper: str
    number: str


def composed_vi(name: str, gazetteer: Gazetteer) -> str | None:
    """Return the name in English, None where one of its parts is unknown or it states no field."""
    base, country = without_country(name, gazetteer, "vi")
    seat = seat_vi(base, gazetteer) if country is None else None
    base = seat[0] if seat is not None else base
    words = words_of(base)
    found = longest_at(heads_vi(), words, [" "] * len(words), 0) if words else None
    if found is None or found[1] == len(words):
        return None
    head, after = found
    parts = _parts(words[after:], head, gazetteer, placed=seat is not None)
    if parts is None or head.pattern == "{}":
        return None
    return _said(head, parts, seat=seat[1:] if seat else None, country=country)


def headed_vi(name: str, gazetteer: Gazetteer) -> str | None:
    """Return the head noun and the seat in English, and what stands between them as it is spelt."""
    base, country = without_country(name, gazetteer, "vi")
    seat = seat_vi(base, gazetteer) if country is None else None
    base = seat[0] if seat is not None else base
    words = words_of(base)
    found = longest_at(heads_vi(), words, [" "] * len(words), 0) if words else None
    if found is None or found[1] == len(words) or found[0].pattern == "{}":
        return None
    rest = " ".join("and" if word.key in FILLERS else _spelt(word) for word in words[found[1] :])
    said = found[0].pattern.format(rest[:1].upper() + rest[1:])
    owner = with_article(country.en) if country is not None else seat[1] if seat is not None else ""
    return f"{said} of {owner}" if owner else said


def _parts(words: tuple[Word, ...], head: Head, gazetteer: Gazetteer, *, placed: bool) -> _Parts | None:
    firm = head.type == "company"
    scope, number = "", ""
    if words[-1].text.isdecimal():
        words, number = words[:-1], words[-1].text
    words, scope = _without_scope(words)
    fields: list[str] = []
    index = 0
    while index < len(words):
        field = None if _starts_place(words, index, gazetteer) else field_at(words, index, "vi", firm=firm)
        if words[index].key in FILLERS and fields:
            index += 1
        elif field is None or not _is_field(words, index, field[1], placed=placed or not firm):
            break
        else:
            fields.append(field[0])
            index = field[1]
    rest = words[index:]
    if not (fields or (scope and (rest or placed))) or (
        firm and not rest and not placed and all(word.capital for word in words)
    ):
        return None
    if any(not word.capital and not word.text.isdecimal() for word in rest) or (not firm and _has_head(rest)):
        return None
    return _Parts(scope, tuple(fields), in_one_word(" ".join(map(_spelt, rest))), number)


def _has_head(words: tuple[Word, ...]) -> bool:
    """Whether another body's name follows: "Trường Đại học Y - ĐH Quốc gia"."""
    gaps = [" "] * len(words)
    return any(longest_at(heads_vi(), words, gaps, first) for first in range(len(words)))


def _without_scope(words: tuple[Word, ...]) -> tuple[tuple[Word, ...], str]:
    for key, said in _SCOPES.items():
        if tuple(word.key for word in words[-2:]) == key:
            return words[:-2], said
        if tuple(word.key for word in words[:2]) == key:
            return words[2:], said
    return words, ""


def _starts_place(words: tuple[Word, ...], index: int, gazetteer: Gazetteer) -> bool:
    """Whether a place's name starts here that is no shorter than the field: "Điện Biên"."""
    known = gazetteer.at(words, [" "] * len(words), index, "vi")
    field = field_at(words, index, "vi")
    return (
        known is not None
        and known[0].kind in {"place", "capital", "country"}
        and (field is None or known[1] >= field[1])
    )


def _is_field(words: tuple[Word, ...], first: int, end: int, *, placed: bool) -> bool:
    """Whether a field is no proper name: of one syllable, more must follow or a place."""
    if end - first > 1 or placed:
        return True
    return len(words) - end >= _FEWEST


def _spelt(word: Word) -> str:
    return strip_diacritics(word.text) if is_syllable(word.text) else word.text


def _said(head: Head, parts: _Parts, *, seat: tuple[str, bool] | None, country: Country | None) -> str | None:
    fields = listed(parts.fields, "and")
    noun = head.pattern.format("").strip()
    before, behind = _seats(head, seat, country)
    leads = not head.pattern.startswith("{}")
    if leads and (parts.proper or parts.number or fields.endswith(("'s", "s'"))):
        return None
    if leads:
        core = f"{parts.scope} {head.pattern.format(fields)}"
    elif noun in _OF_FIELD and fields and not fields.endswith(("'s", "s'")):
        core = f"{parts.proper} {before} {parts.scope} {noun} of {fields}"
    else:
        core = f"{parts.proper} {before} {parts.scope} {fields} {noun} {parts.number}"
    return " ".join(f"{core}{behind}".split())


def _seats(head: Head, seat: tuple[str, bool] | None, country: Country | None) -> tuple[str, str]:
    """Return the seat or country, before the noun or behind the name."""
    leads = not head.pattern.startswith("{}")
    if country is not None:
        own = country.code == "VN" or head.type in {"company", "other"}
        return (country.en, "") if own and not leads else ("", f" of {with_article(country.en)}")
    if seat is None:
        return "", ""
    place, stated = seat
    firm = head.type == "company"
    return ("", f" of {place}") if leads or (stated and not firm) else (place, "")
