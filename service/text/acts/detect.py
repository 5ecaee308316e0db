"""Which acts of cooperation an article states, and in which of its sentences.

Promises at most eight acts, the one of the greatest news value first. Knows what an act looks like from the
trained models alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from service.domain.article import Article, Segment
from service.text.acts.cues import Lexicon
from service.text.acts.features import Outline, act_features, evidence_features, outline
from service.text.acts.grouping import group
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
    article: Article, segments: Sequence[Segment], entities: Entities, *, cues: Lexicon, model: ActModel
) -> Found:
    """Return the acts that an article states."""
    sketches = sketch_all(segments, article.language, entities, cues)
    whole = outline(sketches, model.idf)
    if not sketches:
        return Found((), whole)
    chances = evidence_chances(whole, model)
    groups = group(
        whole, chances, model["pair"], least=model.thresholds["evidence"], alike=model.thresholds["pair"]
    )
    acts = [
        act_of(article, sketches, members, chance)
        for members, chance in judged(whole, chances, groups, model)
    ]
    kept = [act for act in acts if act.chance >= model.thresholds["act"]]
    return Found(tuple(sorted(kept, key=lambda act: -act.chance)[:MOST_ACTS]), whole)


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
