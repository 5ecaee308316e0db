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
from service.text.acts.speech import speech_kept_together
from service.text.acts.tenure import WEIGHTIER, tenures, told_by
from service.text.acts.wording import is_history
from service.text.entities.model import Entities

_MOST_GROUPS = 12
_OFFICE = 0.75  # the chance of an act that the words of taking office tell by themselves


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
    offices = _offices(article, segments, entities, whole)
    taken = {index for act in offices for index in act.members}
    chances = [
        0.0 if segment.index in taken or is_history(segment.text) else chance
        for segment, chance in zip(segments, evidence_chances(whole, model), strict=True)
    ]
    acts = _learnt(article, segments, whole, chances, model)
    return Found(tuple(sorted((*acts, *offices), key=lambda act: -act.chance)), whole)


def _learnt(
    article: Article, segments: Sequence[Segment], whole: Outline, chances: Sequence[float], model: ActModel
) -> tuple[Act, ...]:
    """Return the acts that the models see."""
    limits = model.thresholds
    groups = speech_kept_together(
        group(whole, chances, model["pair"], least=limits["evidence"], alike=limits["pair"]), segments
    )
    likely = sorted(judged(whole, chances, groups, model), key=lambda item: -item[1])
    if not likely or likely[0][1] < limits["article"]:
        return ()
    return tuple(
        _act(article, whole, chances, members, chance=chance, model=model)
        for members, chance in likely[:_MOST_GROUPS]
        if chance >= limits["act"]
    )


def _offices(
    article: Article, segments: Sequence[Segment], entities: Entities, whole: Outline
) -> tuple[Act, ...]:
    """Return the offices in organisations, each with every sentence that tells of it."""
    found: dict[tuple[int, int], list[int]] = {}
    for tenure in tenures(article, segments, entities):
        if whole.sketches[tenure.segment].cues.keys() & WEIGHTIER:
            continue
        parties = (entities.party(tenure.holder.entity), entities.party(tenure.body.entity))
        found.setdefault(parties, []).extend(told_by(segments, tenure))
    return tuple(
        act_of(article, whole.sketches, tuple(dict.fromkeys(members)), chance=_OFFICE)
        for members in found.values()
    )


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
