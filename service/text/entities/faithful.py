"""Whether a machine's translation of a name still is that name: "Cục trưởng" is no Fisheries Administration.

Promises a doubt wherever the translation loses or invents a proper name, a number or a field of work, names
another kind of body, a person's title or a legal form that the name has not. Knows no context.
"""

import re
from functools import lru_cache

from service.domain.article import Language, other
from service.text.entities.fields import field_at, wordings
from service.text.entities.lexicon import Head, heads_en, heads_vi, longest_at, rows_of, titles_en, titles_vi
from service.text.folding import FILLERS, Word, name_key, words_of
from service.text.gazetteer import Gazetteer
from service.text.invented_bodies import invented_bodies
from service.text.invented_countries import entries_in, invented_countries
from service.text.invented_names import invented_names
from service.text.invented_places import invented_places
from service.text.lost_names import loses_a_name
from service.text.syllables import is_syllable, strip_diacritics

_JOINT_STOCK = re.compile(r"joint.stock|cổ phần|\bJSC\b|\b(?:CT|TM)?CP\b", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_SMALL = frozenset({"of", "for", "on", "and", "the", "in", "to", "at", "provincial", "municipal"})
_PLACES = frozenset({"place", "capital", "country"})
_LOCATED = _PLACES | {"adjective"}


def is_faithful(name: str, said: str, *, source: Language, gazetteer: Gazetteer) -> bool:
    """Tell whether nothing speaks against a translation of a name."""
    return not (
        loses_a_name(name, said, source=source, gazetteer=gazetteer)
        or _invents(name, said, source=source, gazetteer=gazetteer)
        or _loses_a_place(name, said, source=source, gazetteer=gazetteer)
        or sorted(_DIGITS.findall(name)) != sorted(_DIGITS.findall(said))
        or (_JOINT_STOCK.search(said) and not _JOINT_STOCK.search(name))
        or _is_of_other_kind(name, said, source)
        or (
            name[0].isupper() and (_loses_a_field(name, said, source) or _has_loose_words(name, said, source))
        )
        or (source == "en" and _is_too_short(name, said, gazetteer))
    )


def _invents(name: str, said: str, *, source: Language, gazetteer: Gazetteer) -> bool:
    vietnamese, english = (name, said) if source == "vi" else (said, name)
    checks = (invented_bodies, invented_countries, invented_places)
    if any(check(name, said, source=source, gazetteer=gazetteer) for check in checks):
        return True
    return source == "vi" and bool(invented_names(vietnamese, english) or _strange_words(name, said))


def _strange_words(name: str, said: str) -> bool:
    """Whether a capitalised word of a translation is spelt like a syllable that the name has not: "Cau"."""
    own = {strip_diacritics(word.key) for word in words_of(name)}
    joined = "".join(strip_diacritics(word.key) for word in words_of(name))
    known = _english_words()
    return any(
        word.key not in known and word.key not in own and word.key not in joined and word.key not in _SMALL
        for word in words_of(said)
        if len(word.key) <= _SYLLABLE and is_syllable(word.key)
    )


_SYLLABLE = 4  # letters of the longest word that is looked at
_SYLLABLES_A_WORD = 1.3


@lru_cache(maxsize=1)
def _english_words() -> frozenset[str]:
    """Return the words of English fields and heads of names."""
    said = [row[1] for row in rows_of("fields.tsv", 3)] + [head.pattern for head in heads_vi().table.values()]
    return frozenset(word for text in said for word in name_key(text))


def _loses_a_place(name: str, said: str, *, source: Language, gazetteer: Gazetteer) -> bool:
    """Whether a province, city or country of the name is not in the translation in any form."""
    there = [entry for _, _, entry in entries_in(said, other(source), gazetteer)]
    bare = strip_diacritics(said).casefold()
    for _, _, entry in entries_in(name, source, gazetteer):
        if entry.kind in _PLACES and not (
            strip_diacritics(entry.form).casefold() in bare
            or any(one.country == entry.country and one.term == entry.term for one in there)
            or (entry.kind == "country" and any(one.country == entry.country for one in there))
        ):
            return True
    return False


def _is_of_other_kind(name: str, said: str, source: Language) -> bool:
    """Whether the translation names a person, or a body of another kind than the name does."""
    words, own = words_of(said), words_of(name)
    if not words or not own:
        return True
    if _titled(words, other(source)) and not _titled(own, source):
        return True
    head = _head(own, source)
    if head is None:
        return False
    expected = name_key(head.pattern.format(""))
    keys = {word.key for word in words}
    return not any(keys & kin for kin in _kin() if kin & set(expected)) and not set(expected) & keys


def _titled(words: tuple[Word, ...], language: Language) -> bool:
    """Whether a name is a person's title: "Cục trưởng", "Director of Fisheries"."""
    titles, heads = (titles_vi(), heads_vi()) if language == "vi" else (titles_en(), heads_en())
    gaps = [" "] * len(words)
    title, head = longest_at(titles, words, gaps, 0), longest_at(heads, words, gaps, 0)
    return title is not None and (head is None or head[1] <= title[1])


def _head(words: tuple[Word, ...], language: Language) -> Head | None:
    gaps = [" "] * len(words)
    if language == "vi":
        found = longest_at(heads_vi(), words, gaps, 0)
        return found[0] if found is not None else None
    places = [longest_at(heads_en(), words, gaps, first) for first in range(len(words))]
    heads = [place for place in places if place is not None]
    return next((head for head, end in heads if end == len(words)), heads[0][0] if heads else None)


@lru_cache(maxsize=1)
def _kin() -> tuple[frozenset[str], ...]:
    """Return groups of head nouns that may stand for each other in a translation."""
    return tuple(frozenset(name_key(row[0])) for row in rows_of("kindred_heads.tsv", 1))


def _loses_a_field(name: str, said: str, source: Language) -> bool:
    """Whether a field of work that the name states is in the translation in none of its forms."""
    words = words_of(name)
    keys = {word.key for word in words_of(said)}
    keys |= {key.removesuffix("s") for key in keys}
    least = 2 if source == "vi" else 1  # one syllable may be part of a proper name
    first = 0
    while first < len(words):
        field = field_at(words, first, source)
        if field is not None and field[1] - first >= least and not _is_head(words, first, field[1], source):
            forms = wordings(source)[tuple(word.key for word in words[first : field[1]] if not _links(word))]
            if not any(form <= keys for form in forms):
                return True
        first = field[1] if field is not None else first + 1
    return False


def _is_head(words: tuple[Word, ...], first: int, end: int, source: Language) -> bool:
    """Whether English words are the head noun rather than a field: "Administration"."""
    found = longest_at(heads_en(), words, [" "] * len(words), first) if source == "en" else None
    return found is not None and found[1] >= end


def _links(word: Word) -> bool:
    return word.key in FILLERS


def _has_loose_words(name: str, said: str, source: Language) -> bool:
    """Whether a name in English has a word in small letters, or one in Vietnamese no head noun."""
    if source == "en":
        words = words_of(said)
        return _head(words_of(name), "en") is not None and _head(words, "vi") is None
    return any(word.text.islower() and word.key not in _SMALL and word.text != "s" for word in words_of(said))


def _is_too_short(name: str, said: str, gazetteer: Gazetteer) -> bool:
    """Whether a Vietnamese name has too few syllables for the words of the English one."""
    whole, own = words_of(name), words_of(said)
    known = _placed(whole, name, "en", gazetteer)
    kept = {word.key for word in whole} & {word.key for word in own}
    head = _head(whole, "en")
    heads = {*name_key(head.form), *name_key(head.pattern.format(""))} if head is not None else set()
    asked = [word for word in whole if word not in known and word.key not in _SMALL | kept | heads]
    there = _placed(own, said, "vi", gazetteer)
    left = [word for word in own if word not in there and word.key not in {"của"} | kept | heads]
    return len(left) < _SYLLABLES_A_WORD * len(asked)


def _placed(words: tuple[Word, ...], name: str, language: Language, gazetteer: Gazetteer) -> set[Word]:
    """Return the words of a name that name a country or place."""
    found = entries_in(name, language, gazetteer)
    return {word for first, end, entry in found if entry.kind in _LOCATED for word in words[first:end]}
