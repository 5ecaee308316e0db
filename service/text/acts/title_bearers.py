"""Titles in a text, and who bears them: "Thứ trưởng Ngoại giao Nga" is the person whom the article calls so.

Promises a bearer only where the article gives a person that title, with every further word of it. Courtesies
(ông, Mr) are no titles.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from service.domain.article import Article, Language
from service.text.entities.lexicon import titles_en, titles_vi
from service.text.entities.model import Entities, Mention
from service.text.folding import fold, words_of

_REACH = 90  # characters before a name that its title may fill
_BORDER = re.compile(r"[.,;:–—(“\"\n]|\s-\s")
_APPOSED = re.compile(r"\s*(?:,|–|—|-|\()\s*")
_PLAIN = frozenset({"courtesy", "other"})
_RANKS = frozenset({"vice", "deputy", "former", "assistant", "phó", "cựu", "nguyên"})
_IDLE = frozenset({"the", "a", "an", "of", "for", "của", "nước", "này", "s"})


@dataclass(frozen=True, slots=True)
class Title:
    """A title as it is looked up, and where it begins in its text."""

    key: str
    start: int


@dataclass(frozen=True, slots=True)
class _Bearer:
    title: str
    words: frozenset[str]
    entity: int
    at: int


@dataclass(frozen=True, slots=True)
class Bearers:
    """Every person of an article with every title that the article gives them."""

    language: Language
    known: tuple[_Bearer, ...]

    def named(self, words: str, at: int) -> int | None:
        """Return the entity that bears a title: the plainest bearer of it, the last one before `at`."""
        title = title_in(words, self.language)
        if title is None:
            return None
        wanted = _keys(words)
        fitting = [one for one in self.known if _fits(title.key, one.title) and wanted <= one.words]
        best = min(fitting, key=lambda one: (len(one.words), one.at > at, abs(at - one.at)), default=None)
        return best.entity if best else None


def title_in(words: str, language: Language) -> Title | None:
    """Return the title that begins a run of words; in English it may stand behind its field or country."""
    pattern = _titles(language)
    match = pattern.match(words) if language == "vi" else pattern.search(words)
    return Title(_key(match.group()), match.start()) if match else None


def bearers_in(article: Article, entities: Entities) -> Bearers:
    """Return who bears which title."""
    return Bearers(article.language, tuple(_bearers(article, entities)))


def is_name(mention: Mention, entities: Entities) -> bool:
    """Tell whether a mention names a person, or what only looks like one: "Bill Urban"."""
    entity = entities[mention]
    if entity.type == "person":
        return True
    parts = mention.text.split()
    plain = entity.type == "other" and not entity.place and not entity.group
    return plain and len(parts) > 1 and all(part[:1].isupper() and not part.isupper() for part in parts)


def _bearers(article: Article, entities: Entities) -> Iterator[_Bearer]:
    text, end = article.text, 0
    for mention in entities.mentions:
        if not is_name(mention, entities):
            continue
        before = _BORDER.split(text[max(0, end, mention.start - _REACH) : mention.start])[-1]
        end = mention.end
        titles = list(_titles(article.language).finditer(before))
        if titles:
            title = titles[-1]
            yield _Bearer(_key(title.group()), _keys(before[title.start() :]), mention.entity, mention.start)
        if apposed := _APPOSED.match(text, mention.end):
            behind = _BORDER.split(text[apposed.end() : apposed.end() + _REACH])[0]
            if later := title_in(behind, article.language):
                yield _Bearer(later.key, _keys(behind), mention.entity, mention.start)


def _fits(bare: str, title: str) -> bool:
    """Tell whether a bare title can stand for a fuller one: bộ trưởng for bộ trưởng ngoại giao."""
    if bare == title:
        return True
    rest = title.removeprefix(bare) if title.startswith(f"{bare} ") else title.removesuffix(bare)
    return rest != title and not _RANKS & set(rest.split())


def _key(words: str) -> str:
    return " ".join(word.key for word in words_of(words))


def _keys(words: str) -> frozenset[str]:
    return frozenset(word.key for word in words_of(words)) - _IDLE


@lru_cache(maxsize=2)
def _titles(language: Language) -> re.Pattern[str]:
    forms = (titles_vi() if language == "vi" else titles_en()).table.values()
    phrases = sorted({one.form for one in forms if one.role not in _PLAIN}, key=len, reverse=True)
    spelt = {spelling for phrase in phrases for spelling in (phrase, fold(phrase))}
    choices = "|".join(re.escape(phrase) for phrase in sorted(spelt, key=len, reverse=True))
    before = r"(?:(?:nguyên|cựu|quyền|tân)\s)?" if language == "vi" else ""
    return re.compile(rf"\b{before}(?:{choices})\b", re.IGNORECASE)
