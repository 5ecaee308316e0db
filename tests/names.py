"""The shipped termbase and articles of a few sentences, for tests of names."""

from functools import lru_cache
from pathlib import Path

from service.adapters.termbase import load_gazetteer
from service.domain.article import Language, Segment, Span
from service.text.entities import Entities, Entity, find_entities
from service.text.gazetteer import Gazetteer

TERMBASE = Path(__file__).parent.parent / "termbase"


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    return load_gazetteer(TERMBASE)


def segments(*sentences: str) -> tuple[Segment, ...]:
    """Lay sentences out one a line, as an article has them."""
    laid: list[Segment] = []
    start = 0
    for index, sentence in enumerate(sentences):
        laid.append(Segment(index, Span(start, start + len(sentence)), sentence, "paragraph"))
        start += len(sentence) + 1
    return tuple(laid)


def read(*sentences: str, language: Language = "vi") -> Entities:
    return find_entities(segments(*sentences), language, gazetteer())


def entity(found: Entities, name: str) -> Entity:
    """Return the entity of that very name."""
    matching = [candidate for candidate in found.entities if candidate.name == name]
    assert matching, f"{name} is not among {[candidate.name for candidate in found.entities]}"
    return matching[0]


def names(found: Entities) -> list[str]:
    return [candidate.name for candidate in found.entities]


def called(found: Entities, name: str) -> list[str]:
    """Return the words under which an entity is mentioned."""
    index = found.entities.index(entity(found, name))
    return [mention.text for mention in found.mentions if mention.entity == index]


def represented(found: Entities, name: str) -> str | None:
    """Return the name of whom an entity stands for."""
    owner = entity(found, name).represents
    return None if owner is None else found.entities[owner].name
