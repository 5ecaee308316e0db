"""What the models see of a segment: words, cues, parties, and whether it holds a sum or a date.

Promises to look at each segment once; every later step works on sketches.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service.domain.article import Language, Segment
from service.text.acts.cues import Lexicons, shape_of
from service.text.entities.model import Entities
from service.text.folding import words_of

_MONEY = re.compile(
    r"[$€£¥]\s?\d|\d[\d.,]*\s*(?:triệu|tỷ|tỉ|nghìn|ngàn|million|billion|trillion|bn|m)?\s*(?:tỷ|tỉ)?\s*"
    r"(?:USD|VND|VNĐ|đồng|đô la|đôla|dollars?|euros?|yên|yen|won|baht|pounds?)",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:ngày|sáng|chiều|tối|hôm|tháng|năm|quý)\s+\d|hôm (?:nay|qua)|\d{1,2}[-/]\d{1,2}|hồi tháng|"
    r"(?:tuần|tháng) trước|năm ngoái|vừa qua|\b(?:January|February|March|April|May|June|July|August|"
    r"September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|yesterday|"
    r"today)\b|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_FALSE_FRIENDS = "coop_false"  # "hợp tác xã" (a cooperative), "hợp tác với cơ quan điều tra"
_QUOTES = re.compile(r"[\"“”«»]")


@dataclass(frozen=True, slots=True)
class Sketch:
    """A segment in outline. `parties` are indexes of entities, persons resolved to what they stand for.

    `places` are the offsets of the words. `cues` gives for each class the offsets in the
    article's text, `fields` how many words speak for a field.
    """

    index: int
    start: int
    end: int
    title: bool
    words: tuple[str, ...]
    places: tuple[int, ...]
    cues: Mapping[str, tuple[int, ...]]
    fields: Mapping[str, int]
    parties: frozenset[int]
    countries: frozenset[str]
    bodies: int
    persons: int
    money: bool
    dated: bool
    quoted: bool
    opens: str


def sketch_all(
    segments: Sequence[Segment], language: Language, entities: Entities, lexicons: Lexicons
) -> tuple[Sketch, ...]:
    """Return the sketch of every segment."""
    named = _parties(entities)
    return tuple(
        _sketch(segment, language, lexicons, named.get(segment.index, _NOBODY)) for segment in segments
    )


@dataclass(frozen=True, slots=True)
class _Named:
    parties: frozenset[int]
    countries: frozenset[str]
    bodies: int
    persons: int


_NOBODY = _Named(frozenset(), frozenset(), 0, 0)


def _parties(entities: Entities) -> dict[int, _Named]:
    parties: dict[int, set[int]] = {}
    persons: dict[int, int] = {}
    for mention in entities.mentions:
        entity = entities.entities[mention.entity]
        if entity.type == "person":
            persons[mention.segment] = persons.get(mention.segment, 0) + 1
        if not mention.inside:
            parties.setdefault(mention.segment, set()).add(entities.party(mention.entity))
    return {
        segment: _Named(
            frozenset(indexes),
            frozenset(code for index in indexes if (code := entities.entities[index].country)),
            sum(entities.entities[index].type not in {"country", "person"} for index in indexes),
            persons.get(segment, 0),
        )
        for segment, indexes in parties.items()
    }


def _sketch(segment: Segment, language: Language, lexicons: Lexicons, named: _Named) -> Sketch:
    words = words_of(segment.text, segment.span.start)
    found = lexicons.cues.find_in(words, language)
    false = frozenset(found.get(_FALSE_FRIENDS, ()))
    return Sketch(
        index=segment.index,
        start=segment.span.start,
        end=segment.span.end,
        title=segment.role == "title",
        words=tuple(_FALSE_FRIENDS if word.start in false else shape_of(word.key) for word in words),
        places=tuple(word.start for word in words),
        cues=_without(found, false),
        fields={name: len(hits) for name, hits in lexicons.fields.find_in(words, language).items()},
        parties=named.parties,
        countries=named.countries,
        bodies=named.bodies,
        persons=named.persons,
        money=bool(_MONEY.search(segment.text)),
        dated=bool(_DATE.search(segment.text)),
        quoted=bool(_QUOTES.search(segment.text)),
        opens=" ".join(word.key for word in words[:2]),
    )


def _without(found: Mapping[str, tuple[int, ...]], false: frozenset[int]) -> dict[str, tuple[int, ...]]:
    """Leave out the cues that begin a false friend."""
    kept = {
        name: hits if name == _FALSE_FRIENDS else tuple(hit for hit in hits if hit not in false)
        for name, hits in found.items()
    }
    return {name: hits for name, hits in kept.items() if hits}
