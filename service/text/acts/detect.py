"""Which acts of cooperation an article states, and in which of its sentences.

Promises the act of the greatest news value first. Knows what an act looks like from the trained models, and
from the words of taking office; when a body was founded is none.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from service.domain.article import Article, Language, Segment
from service.text.acts.cues import Lexicons
from service.text.acts.denied import verdict
from service.text.acts.ending import ends_cooperation
from service.text.acts.features import Outline, outline
from service.text.acts.grouping import SHORT, Limits, group
from service.text.acts.model import ActModel
from service.text.acts.sketch import Sketch, sketch_all
from service.text.acts.slots import Act, act_of
from service.text.acts.speech import speech_kept_together
from service.text.acts.telling import FirstLook, first_look, telling_features
from service.text.acts.tenure import WEIGHTIER, tenures, told_by
from service.text.acts.told_apart import Deeds, deeds_in
from service.text.acts.wording import is_history
from service.text.entities.model import Entities

_PLAINLY = 0.5  # the chance of a deed that a text of a few sentences tells plainly
_OFFICE = 0.95  # the chance of an act that the words of taking office tell by themselves


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
    apart = taken | {segment.index for segment in segments if is_history(segment.text)}
    deeds = deeds_in(article, segments, entities, sketches)
    acts = _learnt(article, segments, whole, apart, model=model, deeds=deeds)
    return Found(tuple(sorted((*acts, *offices), key=lambda act: -act.chance)), whole)


def _learnt(
    article: Article,
    segments: Sequence[Segment],
    whole: Outline,
    apart: Collection[int],
    *,
    model: ActModel,
    deeds: Deeds,
) -> tuple[Act, ...]:
    """Return the acts that the models see outside the sentences that are told apart."""
    look = _visits_apart(_without(first_look(whole, model), apart), article, whole)
    look = replace(look, same=np.where(deeds.apart, 0.0, look.same).astype(np.float32))
    plain = len(segments) <= SHORT and any(deeds.plain)
    if max(look.states) < model.thresholds["article"] and not plain:
        return ()
    telling = _with_plain(telling_chances(whole, look, model), look, deeds)
    groups = speech_kept_together(group(look, telling, _limits(model, article.language)), segments)
    alike = model.thresholds["pair"]
    return tuple(
        act_of(
            article,
            whole.sketches,
            [head, *(index for index in others if look.same[head, index] >= alike)],
            support=[index for index in others if look.same[head, index] < alike],
            chance=telling[head],
        )
        for head, others in ((head, _alike(article, whole, head, rest)) for head, *rest in groups)
    )


def _limits(model: ActModel, language: Language) -> Limits:
    """Return the limits that were tuned with a model; how sure it is differs by language."""
    limits = model.thresholds
    return Limits(
        limits[f"telling {language}"],
        limits[f"sure {language}"],
        limits["evidence"],
        limits["support"],
        limits["repeat"],
    )


def _without(look: FirstLook, apart: Collection[int]) -> FirstLook:
    """Return the look with no chance for some sentences."""
    states, leads = (
        tuple(0.0 if index in apart else chance for index, chance in enumerate(chances))
        for chances in (look.states, look.leads)
    )
    return FirstLook(states, leads, look.same)


def _visits_apart(look: FirstLook, article: Article, whole: Outline) -> FirstLook:
    """Return the look in which a visit that lies ahead is none that was made."""
    said = [verdict(_text(article, one), article.language, "visit") for one in whole.sketches]
    ahead = np.array([one == "ahead" for one in said])
    made = np.array([one == "told" for one in said])
    apart = (ahead[:, None] & made[None, :]) | (made[:, None] & ahead[None, :])
    return replace(look, same=np.where(apart, 0.0, look.same).astype(np.float32))


def _alike(article: Article, whole: Outline, head: int, others: Sequence[int]) -> list[int]:
    """Return the sentences that cut aid where the first one does, and those that do not where not."""
    ended, *ends = (
        ends_cooperation(_text(article, whole.sketches[index]), article.language, "aid") is not None
        for index in (head, *others)
    )
    return [index for index, one in zip(others, ends, strict=True) if one == ended]


def _with_plain(telling: Sequence[float], look: FirstLook, deeds: Deeds) -> list[float]:
    """Return the chances; in a text of a few sentences a deed that is plainly told is an act."""
    if len(telling) > SHORT:
        return list(telling)
    return [
        max(chance, _PLAINLY) if states and plain else chance
        for chance, states, plain in zip(telling, look.states, deeds.plain, strict=True)
    ]


def _text(article: Article, sketch: Sketch) -> str:
    return article.text[sketch.start : sketch.end]


def telling_chances(article: Outline, look: FirstLook, model: ActModel) -> list[float]:
    """Return for each sentence the chance that it tells an act of its own."""
    rows = [telling_features(article, look, index) for index in range(len(look.states))]
    chances: list[float] = model["telling"].chances(rows)[:, 0].tolist()
    return [chance if state else 0.0 for chance, state in zip(chances, look.states, strict=True)]


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
