"""The country that the words around a name give it: "Vietnam's", "Japanese carmaker", "của Nga"."""

from dataclasses import replace

from service.text.entities.lexicon import function_words_en
from service.text.entities.line import ADJECTIVE, Line, Named
from service.text.folding import Word

_NATIONAL = frozenset({"country", "capital"})
_WORDS_BETWEEN = 3  # "South Korean consumer electronics maker Samsung"


def owned_before(line: Line, name: Named, found: tuple[Named, ...]) -> Named:
    """Return a name with the country before it, possessive or as an adjective that describes it."""
    owner = found[-1] if found else None
    if owner is None or owner.kind not in _NATIONAL or owner.country == name.country or name.type == "person":
        return name
    between = range(owner.last, name.first)
    if len(between) == 1 and line.words[owner.last].key == "s":
        return replace(name, country=owner.country, term=None)
    if name.country or owner.head != ADJECTIVE or not 0 < len(between) <= _WORDS_BETWEEN:
        return name
    described = all(line.adjacent(index) and _describes(line.words[index]) for index in between)
    return replace(name, country=owner.country) if described and line.adjacent(name.first) else name


def _describes(word: Word) -> bool:
    return word.text.islower() and word.key not in function_words_en()


def owned_after(line: Line, name: Named) -> Named:
    """Return a name with the country that follows it: "Roscosmos của Nga"."""
    if name.country or name.last + 1 >= len(line.words) or line.words[name.last].key != "của":
        return name
    known = line.known[name.last + 1]
    return replace(name, country=known[0].country) if known and known[0].kind == "country" else name
