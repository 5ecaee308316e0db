"""Which acts of cooperation an article states, and in which of its sentences.

Promises the act of the greatest news value first. Knows what an act looks like from the trained models, and
from the words of taking office; when a body was founded is none.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from service.domain.article import Article, Segment
from service.text.acts.cues import Lexicons
from service.text.acts.features import Outline, act_features, evidence_features, outline
from service.text.acts.grouping import group, supporting
from service.text.acts.model import ActModel
from service.text.acts.sketch import sketch_all
from service.text.acts.slots import Act, act_of
from service.text.acts.tenure import tenures, told_by
from service.text.acts.wording import is_history
from service.text.entities.model import Entities

_MOST_GROUPS = 12
_OFFICE = 0.6  # the chance of an act that the words of taking office tell by themselves


@dataclass(frozen=True, slots=True)
class Found:
    """The acts, and the article as the models saw it."""

    acts: tuple[Act, ...]
    outline: Outline


def find_acts(
    article: Article, segments: Sequence[Segment], entities: Entities, *, lexicons: Lexicons, model: ActModel
) -> Found:
    """Return the acts that an article states."""
    sketches = sketch_all(segments, article.language, entities, lexicons)
    whole = outline(sketches, model.idf)
    if not sketches:
        return Found((), whole)
    chances = _present(segments, evidence_chances(whole, model))
    limits = model.thresholds
    groups = group(whole, chances, model["pair"], least=limits["evidence"], alike=limits["pair"])
    likely = sorted(judged(whole, chances, groups, model), key=lambda item: -item[1])
    if not likely or likely[0][1] < limits["article"]:
        return Found((), whole)
    acts = tuple(
        _act(article, whole, chances, members, chance=chance, model=model)
        for members, chance in likely[:_MOST_GROUPS]
        if chance >= limits["act"]
    )
    offices = _offices(article, segments, entities, whole=whole, acts=acts)
    return Found(tuple(sorted((*acts, *offices), key=lambda act: -act.chance)), whole)


def _present(segments: Sequence[Segment], chances: Sequence[float]) -> list[float]:
    """Return the chances, none for a sentence that only tells the history of a body."""
    pairs = zip(segments, chances, strict=True)
    return [0.0 if is_history(segment.text) else chance for segment, chance in pairs]


def _offices(
    article: Article, segments: Sequence[Segment], entities: Entities, *, whole: Outline, acts: Sequence[Act]
) -> tuple[Act, ...]:
    """Return the offices in organisations that no act tells of yet, the first telling of each."""
    told = {index for act in acts for index in act.members}
    found: dict[tuple[int, int], Act] = {}
    for tenure in tenures(article, segments, entities):
        parties = (entities.party(tenure.holder.entity), entities.party(tenure.body.entity))
        if tenure.segment not in told and parties not in found:
            members = [index for index in told_by(segments, tenure) if index not in told]
            found[parties] = act_of(article, whole.sketches, members, chance=_OFFICE)
    return tuple(found.values())


def _act(
    article: Article,
    whole: Outline,
    chances: Sequence[float],
    members: Sequence[int],
    *,
    chance: float,
    model: ActModel,
) -> Act:
    """Return a group as an act: its most explicit sentence first, and what bears it out."""
    heads = model["head"].chances([evidence_features(whole, index) for index in members])[:, 0]
    grades = {index: chances[index] * float(head) for index, head in zip(members, heads, strict=True)}
    ordered = sorted(members, key=lambda index: -grades[index])
    limits = model.thresholds
    support = supporting(
        whole, chances, ordered, model["pair"], least=limits["evidence"], alike=limits["support"]
    )
    return act_of(article, whole.sketches, ordered, support=support, chance=chance)


def evidence_chances(article: Outline, model: ActModel) -> list[float]:
    """Return for each sentence the chance that it states an act of cooperation."""
    rows = [evidence_features(article, index) for index in range(len(article.sketches))]
    return model["evidence"].chances(rows)[:, 0].tolist() if rows else []


def judged(
    article: Outline, chances: Sequence[float], groups: Sequence[Sequence[int]], model: ActModel
) -> list[tuple[Sequence[int], float]]:
    """Return each group with the chance that it is an act worth telling."""
    if not groups:
        return []
    rows = [act_features(article, chances, members) for members in groups]
    return list(zip(groups, model["act"].chances(rows)[:, 0].tolist(), strict=True))
