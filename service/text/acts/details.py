"""Where an act takes place and what sums it names.

Promises words of the article: a place only where the act's own sentences put it there, sums only from the
most explicit sentence that has any.
"""

import re
from collections.abc import Sequence

from service.domain.article import Segment
from service.domain.highlight import Amount, Bilingual
from service.text.acts.slots import Act
from service.text.amounts import find_amounts
from service.text.entities.model import Entities

_LOCATIVE = {
    "vi": re.compile(
        r"(?:tại|ở|tới|đến|sang|cập cảng)\s+(?:(?:thủ đô|thành phố|TP\.?|tỉnh|nước|cảng)\s+)?$", re.I
    ),
    "en": re.compile(
        r"\b(?:in|at|to|near)\s+(?:the\s+)?(?:(?:city|capital|province|port)\s+(?:of\s+)?)?$", re.I
    ),
}


def place_of(act: Act, entities: Entities) -> Bilingual | None:
    """Return the first place that a preposition of place governs, the most explicit sentence first."""
    text, language = act.article.text, act.article.language
    for index in act.members:
        for mention in entities.mentions_in(act.sketches[index].index):
            if mention.short or not entities.entities[mention.entity].place:
                continue
            if _LOCATIVE[language].search(text[max(0, mention.start - 30) : mention.start]):
                return Bilingual.of(language, text[mention.start : mention.end])
    return None


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
