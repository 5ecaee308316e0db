"""Drafts of the acts that one sentence tells together: each as if the others were not there.

Promises drafts whose parties, dates, sums and kind come from the act's own part of the sentence and from what
all parts share; offsets stay those of the article. A part that lacks a second party is no act of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from service.domain.article import Article, Segment
from service.text.acts.cues import Lexicons
from service.text.acts.draft import Draft
from service.text.acts.drafting import drafted
from service.text.acts.features import Outline, outline
from service.text.acts.mentioned import is_only_mentioned
from service.text.acts.model import ActModel
from service.text.acts.parts import Part, parts_of
from service.text.acts.sketch import sketch_all
from service.text.acts.slots import Act, act_of
from service.text.acts.tenure import Tenure
from service.text.acts.when import Dated
from service.text.entities.model import Entities

_LEAST = 2


@dataclass(frozen=True, slots=True)
class Seen:
    """An article as drafting sees it."""

    segments: Sequence[Segment]
    whole: Outline
    entities: Entities
    dates: Sequence[Dated]
    offices: Mapping[int, Tenure]


def drafts_of(act: Act, seen: Seen, *, lexicons: Lexicons, model: ActModel) -> list[Draft]:
    """Return an act with its slots; several where its most explicit sentence tells several."""
    parts = () if act.head.index in seen.offices else _parts(act, seen)
    views = [_only(part, act, seen, lexicons, idf=model.idf) for part in parts]
    apart = [_drafted(one, view, model) for one, view in views]
    kept = [draft for draft in apart if draft and len(draft.members) >= _LEAST]
    if kept:
        return kept
    draft = _drafted(act, seen, model)
    return [draft] if draft else []


def _drafted(act: Act, seen: Seen, model: ActModel) -> Draft | None:
    draft = drafted(act, seen.whole, seen.entities, seen.dates, model=model, offices=seen.offices)
    return None if draft is None or is_only_mentioned(draft) else draft


def _parts(act: Act, seen: Seen) -> tuple[Part, ...]:
    head = seen.segments[act.members[0]]
    named = [
        mention.start - head.span.start
        for mention in seen.entities.mentions_in(head.index)
        if not (mention.inside or mention.short)
    ]
    return parts_of(head.text, act.article.language, named)


def _only(
    part: Part, act: Act, seen: Seen, lexicons: Lexicons, *, idf: Mapping[str, float]
) -> tuple[Act, Seen]:
    """Return the act of a part, and the article without the other parts."""
    place = act.members[0]
    head = seen.segments[place]
    text = "".join(
        char if offset < part.lead or part.start <= offset < part.end else " "
        for offset, char in enumerate(head.text)
    )
    kept = replace(head, text=text)
    entities = _of_part(part, head, seen.entities)
    dates = [one for one in seen.dates if one.segment != head.index or _in(one.start, part, head)]
    sketches = list(act.sketches)
    sketches[place] = sketch_all((kept,), act.article.language, entities, lexicons)[0]
    others = tuple(index for index in act.evidence if index != place)
    found = act_of(_with(kept, act.article), sketches, (place,), support=others, chance=act.chance)
    start = head.span.start
    view = replace(seen, whole=outline(sketches, idf), entities=entities, dates=dates)
    return replace(found, start=start + part.start, end=start + part.end), view


def _of_part(part: Part, head: Segment, entities: Entities) -> Entities:
    """Return the entities with the mentions of those alone whom the part names, or what all parts share."""
    here = [m for m in entities.mentions_in(head.index) if _in(m.start, part, head)]
    own = {entities.party(mention.entity) for mention in here if not mention.inside}
    elsewhere = (m for m in entities.mentions if m.segment != head.index and entities.party(m.entity) in own)
    own_here = (mention for mention in here if entities.party(mention.entity) in own)
    mentions = sorted((*own_here, *elsewhere), key=lambda mention: (mention.start, -mention.end))
    return replace(entities, mentions=tuple(mentions))


def _in(offset: int, part: Part, head: Segment) -> bool:
    own = offset - head.span.start
    return own < part.lead or part.start <= own < part.end


def _with(kept: Segment, article: Article) -> Article:
    """Return the article with the text of a segment as it is kept."""
    before, after = article.text[: kept.span.start], article.text[kept.span.end :]
    return replace(article, text=before + kept.text + after)
