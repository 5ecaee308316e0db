"""Whether the translation of a name still holds what is foreign in it.

Promises an answer on words with a capital that are no common words: "Deltares" in "Institute Deltares". A
country or capital may take the form of the other language. Knows common English words from how often they
are met, and those that the termbase spells without a capital.
"""

from service.domain.article import Language
from service.text.entities.common_words import is_common
from service.text.entities.linking import countries_in
from service.text.folding import WORD, fold
from service.text.gazetteer import Gazetteer
from service.text.person_names import names_to_keep, survives
from service.text.syllables import strip_diacritics

_SHORTEST = 3  # letters of a word that may be a name


def loses_a_name(name: str, translation: str, *, source: Language, gazetteer: Gazetteer) -> bool:
    """Tell whether a foreign word of a name is missing from its translation."""
    if source == "vi":
        return any(not survives(kept, translation) for kept in names_to_keep(name, "vi"))
    said = {_key(word) for word in WORD.findall(translation)}
    known = _said_otherwise(name, translation, gazetteer)
    return any(
        _key(word) not in said and _key(word) not in known
        for word in WORD.findall(name)
        if word[0].isupper() and len(word) >= _SHORTEST and not is_common(word, gazetteer)
    )


def _key(word: str) -> str:
    return fold(strip_diacritics(word))


def _said_otherwise(name: str, translation: str, gazetteer: Gazetteer) -> frozenset[str]:
    """Return the words of countries and other known names whose Vietnamese form stands in the translation."""
    words = WORD.findall(name)
    entries = [entry for word in words for entry in gazetteer.named(word, "en")]
    codes = {entry.country or "" for entry in entries} | set(countries_in(name, "en", gazetteer))
    found = {
        _key(word)
        for entry in entries
        if entry.term is not None and _holds(translation, (entry.term.vi, *entry.term.vi_variants))
        for word in WORD.findall(entry.form)
    }
    for country in (gazetteer.countries[code] for code in codes if code in gazetteer.countries):
        if _holds(translation, (country.vi, *country.vi_aliases, *country.capitals_vi)):
            forms = (country.en, *country.en_aliases, *country.adjectives, *country.capitals_en)
            found |= {_key(word) for form in forms for word in WORD.findall(form)}
    return frozenset(found)


def _holds(translation: str, forms: tuple[str, ...]) -> bool:
    return any(form in translation for form in forms)
