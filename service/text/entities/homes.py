"""Whose a body is that states no country: Vietnam's by its name, the article's only state's, its neighbour's.

Promises no country where none of these tells. Knows nothing of the world outside the article but the
spelling of Vietnamese.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from service.domain.article import Language
from service.text.entities.lexicon import surnames_bare, surnames_vi
from service.text.entities.line import Named
from service.text.entities.model import Entity
from service.text.folding import FILLERS, name_key, words_of
from service.text.syllables import is_bare_syllable, is_syllable, strip_diacritics

_HOME = "VN"
# Legal forms of Vietnamese firms, as words of a name or head nouns.
_LEGAL = frozenset({"tnhh", "cp", "tmcp", "mtv", "ctcp", "jsc"})
_LEGAL_HEADS = ("cổ phần", "joint stock company")
# Kinds whose Vietnamese entry also fits a namesake abroad: every state has a "Bộ Ngoại giao".
_NAMESAKES = frozenset({"ministry", "government", "agency", "court_parliament"})
# Types that belong to the only state of an article; a firm may come from anywhere.
_OFFICIAL = frozenset({"agency", "government", "university"})
_STATELESS = frozenset({"international_org", "country"})


def with_homes(
    entities: Sequence[Entity], groups: Sequence[list[Named]], names: Sequence[Named], language: Language
) -> list[Entity]:
    """Give bodies and people the country that their names or the article imply."""
    by_line: dict[int, list[Named]] = {}
    for name in names:
        by_line.setdefault(name.line, []).append(name)
    states = frozenset(entity.country for entity in entities if entity.place and entity.country)
    return [
        _with_home(entity, group, by_line, states, language)
        for entity, group in zip(entities, groups, strict=True)
    ]


def is_vietnamese_person(name: str, language: Language) -> bool:
    """Whether a name is a Vietnamese one in full: a surname and two to four more syllables."""
    key = name_key(name if language == "vi" else strip_diacritics(name))
    surnames, fits = (surnames_vi(), is_syllable) if language == "vi" else (surnames_bare(), is_bare_syllable)
    return len(key) > 2 and key[0] in surnames and all(fits(word) for word in key)


def _with_home(
    entity: Entity,
    group: list[Named],
    by_line: Mapping[int, Sequence[Named]],
    states: frozenset[str],
    language: Language,
) -> Entity:
    first = next((name for name in group if name.head), group[0])
    neighbour = _neighbour(first, by_line[first.line])
    if _abroad(entity, group, states) and neighbour is not None:
        return replace(entity, term=None, country=neighbour)
    if entity.country or entity.group or entity.type in _STATELESS or first.kind == "region":
        return entity
    if entity.type == "person":
        return replace(entity, country=_HOME) if is_vietnamese_person(entity.name, language) else entity
    if not first.head:
        return entity
    if entity.term is not None and entity.type == "company":
        return entity  # the termbase would say if it were at home: Airbus
    native, foreign = _spelling(first, language)
    alone = states == {_HOME} or (not states and language == "vi")
    if (alone and not foreign) or _legal(first) or (native and not foreign and _HOME in states):
        return replace(entity, country=_HOME)
    if _HOME in states:
        return entity
    only = next(iter(states)) if len(states) == 1 and entity.type in _OFFICIAL else None
    if foreign and neighbour == _HOME:
        neighbour = None  # "Đại học Quốc gia TP.HCM và Đại học Queensland"
    return replace(entity, country=neighbour or only)


def _abroad(entity: Entity, group: list[Named], states: frozenset[str]) -> bool:
    """Whether a Vietnamese entry was linked in an article in which Vietnam does not occur."""
    term = entity.term
    if term is None or term.country != _HOME or term.kind not in _NAMESAKES or not states or _HOME in states:
        return False
    return not any("nam" in name_key(name.text) or "vietnam" in name_key(name.text) for name in group)


def _legal(name: Named) -> bool:
    return any(form in name_key(name.plain) for form in _LEGAL) or name.head.endswith(_LEGAL_HEADS)


def _spelling(name: Named, language: Language) -> tuple[int, int]:
    """Return how many words of a name besides its head noun are Vietnamese, and how many not."""
    head = set(name_key(name.head))
    words = [word for word in words_of(name.plain) if word.key not in head and word.key not in FILLERS]
    fits = is_syllable if language == "vi" else is_bare_syllable
    native = sum(fits(word.key) or word.key.isdecimal() or word.acronym for word in words)
    return native, len(words) - native


def _neighbour(name: Named, line: Sequence[Named]) -> str | None:
    """Return the country of the last body or group before this one in its line."""
    before = [other.country for other in line if other.start < name.start and other.kind in {"body", "group"}]
    return before[-1] if before else None
