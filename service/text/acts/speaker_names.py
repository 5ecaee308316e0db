"""The fullest name of a person whom an article lets speak.

Promises words of the article: what recognition left outside a name (a particle, a given name before it) comes
back, the country before a foreign name goes.
"""

import re

from service.domain.article import Article
from service.text.entities.model import Entities, Mention
from service.text.syllables import is_bare_syllable, strip_diacritics

PARTICLE = re.compile(r"\b(?:van der|van de|van|von|bin|bint|al|el|da|de|dos)\s$")
_NEAR = 40  # characters before a name in which what belongs to it stands
_CALLED = re.compile(
    r"(?P<courtesy>(?:ông|bà|anh|chị|cô|em|Mr\.?|Mrs\.?|Ms\.?|Dr\.?)\s)?"
    r"(?P<name>[^\W\d_a-zà-ỹđ][^\W\d_]+(?:[\s-][^\W\d_a-zà-ỹđ][^\W\d_]*){0,3})(?:\s[a-zà-ỹđ].*)?",
)
_CALLED_LAST = re.compile(r"[a-zà-ỹđ]\s(?P<name>[^\W\d_a-zà-ỹđ][^\W\d_A-ZÀ-ỸĐ]+)$")
_GIVEN = re.compile(r"\b[A-Z][a-z]+(?:-[A-Z]?[a-z]+)?\s$")


def fullest_name(mention: Mention, article: Article, entities: Entities) -> str:
    """Return the longest form under which the article knows the person of a mention."""
    name = _without_country(entities[mention].name, entities)
    others = [_without_country(one.name, entities) for one in entities.entities if one.type == "person"]
    forms = [name, *(one for one in others if one.endswith(f" {name}"))]
    forms += [
        _grown(name, found.start(), article, entities)
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", article.text)
    ]
    return max(forms, key=len)


def _grown(name: str, start: int, article: Article, entities: Entities) -> str:
    """Put the particle and the given name before a foreign name back: Kees van Baar, Osama Abu Zaid."""
    text = article.text
    particle = PARTICLE.search(text, max(0, start - _NEAR), start)
    if _is_vietnamese(name) or (article.language == "en" and particle is None):
        return name
    if particle:
        given = next((m for m in entities.mentions if m.end == particle.start() - 1), None)
        return text[given.start if given else particle.start() : start] + name
    given_name = _GIVEN.search(text, max(0, start - _NEAR), start)
    if given_name is None or _is_vietnamese(given_name.group()) or not _is_loose(given_name, entities):
        return name
    return given_name.group() + name


def _is_loose(word: re.Match[str], entities: Entities) -> bool:
    """Whether a word with a capital belongs to no other name and stands within a sentence."""
    taken = [m.text for m in entities.mentions if m.start < word.end() and word.start() < m.end]
    common = all(text.removesuffix(word.group().strip()).islower() for text in taken)  # "phe đối lập Osama"
    return common and bool(re.search(r"\w\s$", word.string[max(0, word.start() - 2) : word.start()]))


def short_name(words: str, entities: Entities) -> str:
    """Return the full name of whoever a chunk calls by one part of it ("Song", "bà Hằng"); "" for nobody."""
    found = _CALLED.fullmatch(words.strip()) or _CALLED_LAST.search(words.strip())
    if found is None:
        return ""
    called = found["name"]
    persons = [one.name for one in entities.entities if one.type in {"person", "other"} and not one.place]
    fitting = [name for name in persons if called in name and set(called.split()) <= set(name.split())]
    return max(fitting, key=len, default=called if found.groupdict().get("courtesy") else "")


def _without_country(name: str, entities: Entities) -> str:
    """Take the country off that stands between a title and a foreign name: "Bộ trưởng Nga Denis Manturov"."""
    for entity in entities.entities:
        rest = name.removeprefix(f"{entity.name} ")
        if entity.type == "country" and rest != name and len(rest.split()) > 1 and not _is_vietnamese(rest):
            return rest
    return name


def _is_vietnamese(name: str) -> bool:
    return all(is_bare_syllable(strip_diacritics(part)) for part in name.split())
