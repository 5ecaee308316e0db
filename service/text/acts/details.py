"""Where an act takes place and what sums it names.

Promises words of the article: a place only where the act's own sentences put it there, sums only from the
most explicit sentence that has any.
"""

from collections.abc import Sequence

from service.domain.article import Segment
from service.domain.highlight import Amount, Bilingual
from service.text.acts.places import place_of_act
from service.text.acts.slots import Act
from service.text.amounts import find_amounts
from service.text.entities.model import Entities


def place_of(act: Act, entities: Entities) -> Bilingual | None:
    """Return the place of the act in the article's words."""
    span = place_of_act(act, entities)
    return Bilingual.of(act.article.language, act.article.text[slice(*span)]) if span else None


def amounts_of(act: Act, segments: Sequence[Segment]) -> tuple[Amount, ...]:
    """Return the sums in the act's part of its first sentence, else in the first other sentence with any."""
    language = act.article.language
    for place, index in enumerate(act.members):
        segment = segments[index]
        found = [
            mention.amount
            for mention in find_amounts(segment.text, language)
            if place or act.start <= segment.span.start + mention.span.start < act.end
        ]
        if found:
            return tuple(dict.fromkeys(found))
    return ()
