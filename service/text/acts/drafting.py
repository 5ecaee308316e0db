"""The slots of an act: parties, instrument, status and date, from the models and from what words settle.

Promises evidence that is about the act, that a fixed phrase of the act's own sentence overrules a model, and
that nothing is done on a day after the article; an office in an organisation has its holder and the
organisation as parties and the term as its date.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from service.domain.highlight import ActDate, Field, Status
from service.text.acts.affirming import AHEAD, affirmed, status_left
from service.text.acts.bearing import held_to
from service.text.acts.candidates import Candidate
from service.text.acts.dating import choose_date
from service.text.acts.denied import seals_a_paper
from service.text.acts.draft import Draft
from service.text.acts.features import Outline
from service.text.acts.field_words import fields_told
from service.text.acts.kind_features import field_features
from service.text.acts.kinds import COME_ABOUT, Kind, kind_of
from service.text.acts.model import ActModel
from service.text.acts.not_yet import is_day_of_saying, is_horizon, is_yet_to_come, looks_back
from service.text.acts.parties import choose_parties
from service.text.acts.slots import Act
from service.text.acts.tenure import WEIGHTIER, Tenure, term_of
from service.text.acts.venues import meets_nobody
from service.text.acts.when import Dated
from service.text.acts.wording import Told, told_in
from service.text.entities.model import Entities

_DAY_GONE = re.compile(r"hôm\s+(?:qua|kia|\d)", re.I)  # "hôm 5/5" is never a day to come
_DONE: frozenset[Status] = frozenset({"signed", "completed"})


def drafted(
    act: Act,
    whole: Outline,
    entities: Entities,
    dates: Sequence[Dated],
    *,
    model: ActModel,
    offices: Mapping[int, Tenure],
) -> Draft | None:
    """Return an act with its slots.

    None where its sentences deny it and none of them tells it, and for the meeting of one body alone.
    """
    draft = _filled(act, whole, entities, dates, model=model, offices=offices)
    if draft.kind.instrument == "visit" and meets_nobody(draft.act, draft.members, entities):
        return None
    kept = affirmed(draft.act, draft.kind)
    if kept is None or kept is draft.act:
        return draft if kept else None
    return _filled(kept, whole, entities, dates, model=model, offices=offices)


def _filled(
    act: Act,
    whole: Outline,
    entities: Entities,
    dates: Sequence[Dated],
    *,
    model: ActModel,
    offices: Mapping[int, Tenure],
) -> Draft:
    limits = model.thresholds
    date = choose_date(act, dates, model["date"], least=limits["date"])
    office = offices.get(act.head.index)
    if office and _about_office(act):
        parties: tuple[Candidate, ...] = tuple(
            Candidate(entities.party(mention.entity), mention, {}) for mention in (office.holder, office.body)
        )
        term = term_of(office, dates)
        date = ActDate(act.article.text[term.start : term.end], term.edtf) if term else date
    else:
        graded = choose_parties(act, entities, model["partner"], least=limits["partner"])
        parties = tuple(candidate for candidate, _ in graded)
    held = held_to(act, frozenset(candidate.entity for candidate in parties))
    kind = _as_told(kind_of(whole, held.evidence, model), held)
    among = _left_to(held, kind, date)
    if among is not None:
        left = kind_of(whole, held.evidence, model, among=among)
        kind = replace(kind, status=left.status, certainty=left.certainty)
    kind = replace(kind, fields=_fields_of(held, whole, kind.fields, model))
    if office and _about_office(act):
        kind = replace(kind, instrument="membership", status=_standing(office))
    if kind.status in AHEAD:
        date = _of_what_is_ahead(act, date, dates, model)
    if kind.status in _DONE and any(is_horizon(date, _text(act, index)) for index in act.evidence):
        date = ActDate(None, None)
    if kind.status in COME_ABOUT and is_yet_to_come(date, act.article):
        date = ActDate(date.text if looks_back(date) else None, None)
    return Draft(held, parties, kind, date)


def _standing(office: Tenure) -> Status:
    return "planned" if office.ahead else "completed" if office.over else "ongoing"


def _fields_of(act: Act, whole: Outline, chosen: Sequence[Field], model: ActModel) -> tuple[Field, ...]:
    """Return the chosen fields that words of the act or the title tell.

    Where there is none, the likeliest that words of the first sentence tell.
    """
    language = act.article.language
    titles = [place for place, sketch in enumerate(act.sketches[:1]) if sketch.title]
    read = [fields_told(_text(act, index), language) for index in (*act.evidence, *titles)]
    kept = tuple(field for field in chosen if field == "other" or any(field in told for told in read))
    if kept:
        return kept
    chances = model["field"].chances([field_features(whole, act.evidence)])[0].tolist()
    likely = sorted(zip(model["field"].classes, chances, strict=True), key=lambda pair: -pair[1])
    return next(((field,) for field, _ in likely if field in read[0]), ("other",))


def _of_what_is_ahead(act: Act, date: ActDate, dates: Sequence[Dated], model: ActModel) -> ActDate:
    """Return the date of an act that lies ahead.

    Never the day of the news itself in the dateline, nor one on which something was done or said before.
    """
    own = [one for one in dates if not (one.dateline or _is_of_the_past(act, one))]
    if len(own) == len(dates):
        return date
    return choose_date(act, own, model["date"], least=model.thresholds["date"])


def _is_of_the_past(act: Act, one: Dated) -> bool:
    """Tell whether a date is that of another sentence that tells a paper signed, or of what was said."""
    sketch = next(sketch for sketch in act.sketches if sketch.index == one.segment)
    text = act.article.text[sketch.start : sketch.end]
    signed = one.segment != act.head.index and seals_a_paper(text, act.article.language)
    return (
        signed
        or bool(_DAY_GONE.match(one.mention.text))
        or is_day_of_saying(act.article.text[sketch.start : one.start])
    )


def _left_to(act: Act, kind: Kind, date: ActDate) -> Collection[Status] | None:
    """Return which statuses the words of an act leave to it, else its day; None for all.

    Where words say plainly that the act was done or the day past, a day to come is none of its own.
    """
    left = status_left(act, kind.instrument)
    if left or not is_yet_to_come(date, act.article) or looks_back(date) or _told(act).status:
        return left
    return AHEAD


def _as_told(kind: Kind, act: Act) -> Kind:
    told = _told(act)
    return replace(kind, instrument=told.instrument or kind.instrument, status=told.status or kind.status)


def _told(act: Act) -> Told:
    return told_in(_text(act, act.members[0]))


def _text(act: Act, index: int) -> str:
    sketch = act.sketches[index]
    return act.article.text[sketch.start : sketch.end]


def _about_office(act: Act) -> bool:
    """Tell whether the office is what the act is about, not the standing of who signs or visits."""
    return not act.head.cues.keys() & WEIGHTIER
