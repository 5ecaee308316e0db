"""Where an act takes place and what sums it names.

Promises words of the article: a place only where the act's own sentences put it there, sums only from its
most explicit sentence, or from another that points back to it ("The deal is worth ..."): any other sum is
that of another act.
"""

import re
from collections.abc import Iterator, Sequence

from service.domain.article import Segment
from service.domain.highlight import Amount, Bilingual
from service.text.acts.places import place_of_act
from service.text.acts.slots import Act
from service.text.amounts import find_amounts
from service.text.entities.model import Entities

_POINTS_BACK = re.compile(
    r"(?:the|this|that|their|its)\s+(?:new\s+)?(?:deal|agreement|contract|loan|grant|aid|package|purchase|"
    r"investment|project)(?:,? which)?\s+(?:is|was|has|will be|would be|amounts?|totals?|costs?|includes?|"
    r"covers?)\b|"
    r"(?:tổng\s+)?(?:(?:giá )?trị\s+(?:của\s+)?)?(?:th(?:ỏa|oả) thuận|hợp đồng|khoản (?:vay|viện trợ|tài trợ|"
    r"đầu tư)|gói (?:vay|viện trợ|tài trợ)|dự án|thương vụ)(?:\s+(?:này|trên))?\s+(?:có\s+)?(?:tổng\s+)?"
    r"(?:giá\s+)?(?:trị|trị giá|vốn|kinh phí|là)\b",
    re.I,
)


def place_of(act: Act, entities: Entities) -> Bilingual | None:
    """Return the place of the act in the article's words."""
    span = place_of_act(act, entities)
    return Bilingual.of(act.article.language, act.article.text[slice(*span)]) if span else None


def amounts_of(act: Act, segments: Sequence[Segment]) -> tuple[Amount, ...]:
    """Return the sums in the act's part of its first sentence, else in the first one that points back."""
    head, *others = act.members
    own = tuple(dict.fromkeys(_sums(act, segments[head], act.start, act.end)))
    if own:
        return own
    back = next((index for index in others if _POINTS_BACK.match(segments[index].text)), None)
    if back is None:
        return ()
    span = segments[back].span
    return tuple(dict.fromkeys(_sums(act, segments[back], span.start, span.end)))


def _sums(act: Act, segment: Segment, start: int, end: int) -> Iterator[Amount]:
    """Return the sums of a sentence that begin between two offsets of the article."""
    for mention in find_amounts(segment.text, act.article.language):
        if start <= segment.span.start + mention.span.start < end:
            yield mention.amount
