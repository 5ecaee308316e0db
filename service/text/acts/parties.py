"""Who takes part in an act: chosen among the entities that its sentences name.

Promises partners that the article names, each once, persons as the state or body that they stand for, with
the words that name them. Refuses to add a party that the article does not name.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from service.domain.article import Article
from service.domain.highlight import Bilingual, Evidence, Partner
from service.text.acts.bystanders import distinct, takes_part, without_groups
from service.text.acts.candidates import Candidate
from service.text.acts.model import Linear
from service.text.acts.owners import with_bodies
from service.text.acts.settling import Graded, settle
from service.text.acts.slots import Act, place_features
from service.text.acts.two_sides import is_only_place, other_sides
from service.text.acts.venues import is_venue
from service.text.entities.model import Entities, Mention

_MOST, _LEAST = 7, 2
_AT = re.compile(
    r"\b(?:tại|ở|at)\s+(?:(?:the|thủ đô|thành phố|TP\.?|tỉnh)\s+)*(?:(?:[A-ZÀ-ỸĐ]\w*\s?){1,4},\s*)?$"
)
_BETWEEN = re.compile(r"\b(?:between|giữa)\s+(?:the\s+)?$", re.I)
_AND = re.compile(r"\s+(?:and|và|với)\s+(?:the\s+)?", re.I)
_BEFORE = 40  # characters
_ENOUGH = 2  # parties in the first sentence beside which no other sentence adds any
_DEFAULTED = 0.12  # below this chance a party is not named even where the act lacks a second one


def party_candidates(act: Act, entities: Entities) -> tuple[Candidate, ...]:
    """Return whom the act's sentences name, and the article's two most frequent parties."""
    shares = _shares(entities)
    order = {act.sketches[index].index: place for place, index in enumerate(act.members)}
    best: dict[int, list[Mention]] = {}
    for mention in entities.mentions:
        if mention.segment in order:
            best.setdefault(entities.party(mention.entity), []).append(mention)
    frequent = [party for party, _ in shares.most_common(2)]
    for mention in entities.mentions:
        party = entities.party(mention.entity)
        if party in frequent and party not in best:
            best[party] = [mention]
    found = [Candidate(party, _shown(mentions, order, party), {}) for party, mentions in best.items()]
    return tuple(
        Candidate(
            candidate.entity,
            candidate.mention,
            _features(act, entities, candidate, best[candidate.entity], shares)
            | _rivals(candidate, found, entities, act),
        )
        for candidate in found
    )


def _shares(entities: Entities) -> Counter[int]:
    return Counter(entities.party(mention.entity) for mention in entities.mentions if not mention.inside)


def _shown(mentions: Sequence[Mention], order: dict[int, int], party: int) -> Mention:
    """Choose the mention that shows the party best: whole, in the most explicit sentence, by its own name."""
    return min(
        mentions,
        key=lambda m: (m.inside, order.get(m.segment, 99), m.short, m.entity != party, m.start),
    )


def _features(
    act: Act, entities: Entities, candidate: Candidate, mentions: Sequence[Mention], shares: Counter[int]
) -> dict[str, float]:
    entity, mention = entities.entities[candidate.entity], candidate.mention
    top = [party for party, _ in shares.most_common(3)]
    features = place_features(act, mention.segment, mention.start, mention.end)
    features |= {
        f"type:{entity.type}": 1.0,
        f"type:{entity.type}:inside{int(mention.inside)}": 1.0,
        "inside": float(mention.inside),
        "all inside": float(all(m.inside for m in mentions)),
        "speaker": float(mention.speaker),
        "short": float(mention.short),
        "place": float(entity.place),
        "place body": float(entity.place and entity.type != "country"),
        "group": float(entity.group),
        "by person": float(mention.entity != candidate.entity),
        "top": float(candidate.entity in top[:2]),
        f"rank{top.index(candidate.entity) if candidate.entity in top else 3}": 1.0,
        "mentions": min(len(mentions), 4) / 4,
    }
    for cue in act.head.cues:
        features[f"{cue}:{entity.type}"] = 1.0
    return features


def _rivals(
    candidate: Candidate, found: Sequence[Candidate], entities: Entities, act: Act
) -> dict[str, float]:
    """Return how the candidate stands among the others in the most explicit sentence."""
    entity = entities.entities[candidate.entity]
    head = sorted(
        (other for other in found if other.mention.segment == act.head.index and not other.mention.inside),
        key=lambda other: other.mention.start,
    )
    fellows = [entities.entities[other.entity] for other in head if other.entity != candidate.entity]
    place = next((i for i, other in enumerate(head) if other.entity == candidate.entity), 4)
    return {
        f"place{min(place, 4)}": 1.0,
        f"fellows{min(len(fellows), 4)}": 1.0,
        "compatriot": float(any(fellow.country == entity.country and entity.country for fellow in fellows)),
        "compatriot body": float(
            entity.type == "country"
            and any(fellow.country == entity.country and fellow.type != "country" for fellow in fellows)
        ),
        "same type": float(any(fellow.type == entity.type for fellow in fellows)),
    }


def choose_parties(
    act: Act, entities: Entities, model: Linear, *, least: float
) -> tuple[tuple[Candidate, float], ...]:
    """Return the parties with their chances, in the order in which they are named."""
    candidates = tuple(
        one
        for one in party_candidates(act, entities)
        if takes_part(act, one.entity, entities) and not is_only_place(act, one.entity, entities)
    )
    if not candidates:
        return ()
    chances = model.chances([candidate.features for candidate in candidates])[:, 0]
    ranked = sorted(zip(candidates, chances.tolist(), strict=True), key=lambda pair: -pair[1])
    chosen = _likely(act, ranked, entities, least=least)
    settled = _settled(act, chosen, ranked, entities)
    if distinct([one.entity for one, _ in settled], entities) < _LEAST:
        settled = _with_another(act, settled, ranked, entities)
    sides = other_sides(act, {one.entity for one, _ in settled}, entities)
    settled = [*settled, *((side, _DEFAULTED) for side in sides)]
    settled = with_bodies(act, settled, {one.entity: one for one in candidates}, entities)
    kept = without_groups(act, [candidate for candidate, _ in settled], entities)
    return tuple(
        sorted((pair for pair in settled if pair[0] in kept), key=lambda pair: pair[0].mention.start)
    )


def _likely(act: Act, ranked: Sequence[Graded], entities: Entities, *, least: float) -> list[Graded]:
    """Return the likely parties, at least two; where three stand in the act's first sentence those alone."""
    chosen = [pair for pair in ranked if pair[1] >= least][:_MOST]
    chosen = _filled_up(act, chosen, ranked[len(chosen) :], entities)
    here = [pair for pair in chosen if _here(act, pair[0])]
    if here:
        return here if len(here) >= _ENOUGH else chosen
    pair = _between(act, ranked, entities)
    return pair or chosen


def _between(act: Act, ranked: Sequence[Graded], entities: Entities) -> list[Graded]:
    """Return the two of whom the act's first sentence says "between A and B"; none where it does not."""
    text = act.article.text
    here = [mention for mention in entities.mentions_in(act.head.index) if not mention.inside]
    for one, other in pairwise(here):
        before = text[max(act.head.start, one.start - _BEFORE) : one.start]
        if _BETWEEN.search(before) and _AND.fullmatch(text, one.end, other.start):
            both = {entities.party(one.entity), entities.party(other.entity)}
            return [pair for pair in ranked if pair[0].entity in both]
    return []


def _with_another(
    act: Act, settled: Sequence[Graded], ranked: Sequence[Graded], entities: Entities
) -> list[Graded]:
    """Return a lone party, or a body beside its own state, with the next best of elsewhere."""
    body = [pair for pair in settled if entities.entities[pair[0].entity].type != "country"] or [*settled]
    lands = {entities.entities[one.entity].country for one, _ in body}
    rest = [pair for pair in ranked if entities.entities[pair[0].entity].country not in lands]
    filled = _settled(act, _filled_up(act, body, rest, entities), ranked, entities)
    return filled if distinct([one.entity for one, _ in filled], entities) >= _LEAST else [*settled]


def _filled_up(
    act: Act, chosen: Sequence[Graded], rest: Sequence[Graded], entities: Entities
) -> list[Graded]:
    """Return two parties where there are fewer: with the next best of the act's sentences or of the title.

    Of its first sentence alone where a person without a state acts there; never the place of the act.
    """
    standing = any(_unresolved(pair[0]) for pair in rest if pair[0].mention.segment == act.head.index)
    near = [
        pair
        for pair in rest
        if pair[1] >= _DEFAULTED and (_here(act, pair[0]) if standing else _near(act, pair[0]))
    ]
    lacking = _LEAST - len(chosen)
    return [*chosen, *_first_fit(act, near, lacking, entities)] if lacking > 0 else [*chosen]


def _first_fit(act: Act, near: Sequence[Graded], count: int, entities: Entities) -> list[Graded]:
    return [
        pair
        for pair in near[:count]
        if not is_venue(act, pair[0].entity, entities) and not _located(act, pair[0].mention)
    ]


def _located(act: Act, mention: Mention) -> bool:
    return bool(_AT.search(act.article.text[max(0, mention.start - _BEFORE) : mention.start]))


def _settled(
    act: Act, chosen: Sequence[Graded], ranked: Sequence[Graded], entities: Entities
) -> list[Graded]:
    taken = {candidate.entity for candidate, _ in chosen}
    return settle(act, chosen, [pair for pair in ranked if pair[0].entity not in taken], entities)


def _unresolved(candidate: Candidate) -> bool:
    """Tell whether a candidate is a person whose state or body the article does not name."""
    return not candidate.mention.inside and bool(candidate.features.get("type:person"))


def _here(act: Act, candidate: Candidate) -> bool:
    return candidate.mention.segment == act.head.index


def _near(act: Act, candidate: Candidate) -> bool:
    titled = act.sketches[0].index
    return candidate.mention.segment in {titled, *(act.sketches[index].index for index in act.evidence)}


def partner_of(candidate: Candidate, entities: Entities, article: Article) -> Partner:
    """Return a party as the domain's Partner; the other language's name is left open."""
    entity, mention = entities.entities[candidate.entity], candidate.mention
    return Partner(
        name=Bilingual.of(article.language, entity.name),
        type=entity.type,
        country=entity.country,
        evidence=Evidence(
            mention.segment, mention.start, mention.end, article.text[mention.start : mention.end]
        ),
    )
