"""The order of recognition: names line by line, then which of them mean the same."""

from functools import lru_cache

from service.domain.article import Language, Segment
from service.text.entities.line import line_of
from service.text.entities.model import Entities
from service.text.entities.resolution import resolve
from service.text.entities.scan_en import names_en
from service.text.entities.scan_vi import names_vi
from service.text.gazetteer import Gazetteer


@lru_cache(maxsize=8)  # several stages ask for those of the article that is being worked at
def find_entities(segments: tuple[Segment, ...], language: Language, gazetteer: Gazetteer) -> Entities:
    """Return who is named in the segments, and where."""
    lines = [line_of(segment, language, gazetteer) for segment in segments]
    names_of = names_vi if language == "vi" else names_en
    names = tuple(name for line in lines for name in names_of(line))
    return resolve(names, language, {line.segment: line for line in lines})
