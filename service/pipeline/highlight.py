"""The stage that finds the acts of cooperation which an article reports, and what is said in direct speech.

Promises highlights in the order of their news value, each resting on whole segments of the article. Names in
the other language and gists are left open for the stages after it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from service.domain.article import Article, Segment
from service.domain.highlight import Bilingual, Evidence, Highlight, Quote
from service.text.acts.cues import Lexicons, load_lexicons
from service.text.acts.details import amounts_of, place_of
from service.text.acts.detect import find_acts
from service.text.acts.draft import Draft
from service.text.acts.drafts_of_parts import Seen, drafts_of
from service.text.acts.gist import with_gists
from service.text.acts.kinds import event_type
from service.text.acts.model import ActModel, load_model
from service.text.acts.news_value import by_news_value
from service.text.acts.parties import partner_of
from service.text.acts.provisions import with_provisions
from service.text.acts.quotes import quotes_in
from service.text.acts.slots import Act
from service.text.acts.tenure import tenures
from service.text.acts.told_twice import of_parties, told_once, with_captions
from service.text.acts.when import dates_of
from service.text.entities.find import find_entities
from service.text.entities.model import Entities
from service.text.gazetteer import Gazetteer

__all__ = ["Acts", "highlight", "load_acts", "quotes", "with_gists"]


MOST_ACTS = 8


@dataclass(frozen=True, slots=True)
class Acts:
    """What recognising acts needs: the cue lexicon and the trained models."""

    lexicons: Lexicons
    model: ActModel


@lru_cache(maxsize=1)
def load_acts() -> Acts:
    """Read the lexicon and the weights that come with the service."""
    return Acts(load_lexicons(), load_model())


def highlight(
    article: Article, segments: tuple[Segment, ...], *, gazetteer: Gazetteer, acts: Acts
) -> tuple[Highlight, ...]:
    """Return at most eight acts of cooperation, the one of the greatest news value first."""
    entities = find_entities(segments, article.language, gazetteer)
    found = find_acts(article, segments, entities, lexicons=acts.lexicons, model=acts.model)
    dates = dates_of(article, segments, acts.model)
    offices = {tenure.segment: tenure for tenure in tenures(article, segments, entities)}
    seen = Seen(segments, found.outline, entities, dates, offices)
    stated = [
        draft
        for act in with_provisions(found.acts)
        for draft in drafts_of(act, seen, lexicons=acts.lexicons, model=acts.model)
    ]
    surest = told_once(with_captions(of_parties(stated), dates, entities))[:MOST_ACTS]
    kept = by_news_value(surest)
    return tuple(
        _highlight(rank, draft, article, segments, entities=entities) for rank, draft in enumerate(kept, 1)
    )


def _highlight(
    rank: int, draft: Draft, article: Article, segments: Sequence[Segment], *, entities: Entities
) -> Highlight:
    """Return a draft as the domain's Highlight."""
    act, kind = draft.act, draft.kind
    return Highlight(
        rank=rank,
        instrument=kind.instrument,
        status=kind.status,
        event_type=event_type(kind.instrument, kind.status),
        partners=tuple(partner_of(party, entities, article) for party in draft.parties),
        date=draft.date,
        place=place_of(act, entities),
        fields=kind.fields,
        amounts=amounts_of(act, segments),
        gist=Bilingual("", ""),
        evidence=evidence_of(act, segments),
        confidence=draft.confidence,
    )


def evidence_of(act: Act, segments: Sequence[Segment]) -> tuple[Evidence, ...]:
    """Return the act's segments, whole, the most explicit first."""
    return tuple(
        Evidence(segment.index, segment.span.start, segment.span.end, segment.text)
        for segment in (segments[index] for index in act.evidence)
    )


def quotes(
    article: Article, segments: tuple[Segment, ...], *, gazetteer: Gazetteer, acts: Acts
) -> tuple[Quote, ...]:
    """Return the direct speech of an article; the other language's words are left open."""
    return quotes_in(
        article, segments, find_entities(segments, article.language, gazetteer), acts.lexicons.cues
    )
