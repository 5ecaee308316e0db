"""Which acts of cooperation an article states, and in which of its sentences.

Promises at most eight acts, the one of the greatest news value first. Knows what an act looks like from the
trained models alone.
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
from service.text.entities.model import Entities

MOST_ACTS = 8


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
    chances = evidence_chances(whole, model)
    limits = model.thresholds
    groups = group(whole, chances, model["pair"], least=limits["evidence"], alike=limits["pair"])
    likely = sorted(judged(whole, chances, groups, model), key=lambda item: -item[1])
    if not likely or likely[0][1] < limits["article"]:
        return Found((), whole)
    acts = tuple(
        _act(article, whole, chances, members, chance=chance, model=model)
        for members, chance in likely[:MOST_ACTS]
        if chance >= limits["act"]
    )
    return Found(acts, whole)


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
