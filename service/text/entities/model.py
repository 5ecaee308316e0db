"""What recognition yields: the Entities of an article and the Mentions that name them.

Promises that every offset points into the article and that `Mention.text` is what stands there.
"""

from dataclasses import dataclass

from service.domain.glossary import Term
from service.domain.highlight import PartnerType

_CHAIN = 3  # a person, the committee of a province, the province


@dataclass(frozen=True, slots=True)
class Mention:
    """An occurrence of an entity, by code-point offsets into the article's text, `end` exclusive.

    `inside`: it lies within a longer name or only qualifies one (Việt Nam in "Chính phủ Việt Nam", in
    "doanh nghiệp Việt Nam" or in "Đại sứ Mỹ tại Việt Nam"), so it is no party by itself here.
    `short`: a definite short form ("Tổng cục", "hai nước"); one short form may stand for two entities, which
    then have a mention each with the same offsets.
    `speaker`: words are attributed to it here.
    """

    segment: int
    start: int
    end: int
    text: str
    entity: int
    inside: bool = False
    short: bool = False
    speaker: bool = False


@dataclass(frozen=True, slots=True)
class Entity:
    """A country, place, body, group or person that the article names.

    `name` is the fullest form in the article; a country that occurs only as an adjective ("Japanese") or in a
    pair ("Việt - Nhật") is called by its name. `represents` is the index of the state or body that a person
    (or a government) acts for. `place`: it is a country, province or city, so it may also say where.
    `group`: a kind of parties rather than a name ("các công ty năng lượng Mỹ", "11 nước TPP").
    """

    name: str
    type: PartnerType
    country: str | None = None
    represents: int | None = None
    term: Term | None = None
    place: bool = False
    group: bool = False


@dataclass(frozen=True, slots=True)
class Entities:
    """Entities by index, and every mention in reading order (an outer name before what lies inside it)."""

    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]

    def mentions_in(self, segment: int) -> tuple[Mention, ...]:
        """Return the mentions of one segment, in reading order."""
        return tuple(mention for mention in self.mentions if mention.segment == segment)

    def __getitem__(self, mention: Mention) -> Entity:
        """Return the entity that a mention names."""
        return self.entities[mention.entity]

    def party(self, index: int) -> int:
        """Return the index of the state or body that an entity stands for, itself where it stands alone."""
        for _ in range(_CHAIN):
            represented = self.entities[index].represents
            if represented is None:
                break
            index = represented
        return index
