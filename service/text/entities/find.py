"""The order of recognition: names line by line, then which of them mean the same."""

from dataclasses import replace

from service.domain.article import Language, Segment
from service.text.entities.line import Line, Named, NamedKind, line_of, named
from service.text.entities.merging import merge
from service.text.entities.model import Entities
from service.text.gazetteer import EntryKind, Gazetteer

_KINDS: dict[EntryKind, NamedKind] = {
    "country": "country",
    "adjective": "country",
    "pair": "pair",
    "capital": "capital",
    "region": "region",
    "place": "place",
    "body": "body",
}


def find_entities(segments: tuple[Segment, ...], language: Language, gazetteer: Gazetteer) -> Entities:
    """Return who is named in the segments, and where."""
    return merge(
        tuple(name for segment in segments for name in _names(line_of(segment), language, gazetteer))
    )


def _names(line: Line, language: Language, gazetteer: Gazetteer) -> list[Named]:
    found: list[Named] = []
    index = 0
    while index < len(line.words):
        match = gazetteer.at(line.words, line.gaps, index, language)
        if match is None or match[0].kind not in _KINDS:
            index += 1
            continue
        entry, last = match
        name = named(line, index, last, kind=_KINDS[entry.kind], kind_type=entry.type)
        found.append(replace(name, country=entry.country, term=entry.term))
        index = last
    return found
