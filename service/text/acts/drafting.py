"""The slots of an act: parties, instrument, status and date, from the models and from what words settle.

Promises evidence that is about the act, and that a fixed phrase of the act's own sentence overrules a model;
an office in an organisation has its holder and the organisation as parties and the term as its date.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from service.domain.highlight import ActDate
from service.text.acts.affirming import affirmed, status_left
from service.text.acts.bearing import held_to
from service.text.acts.candidates import Candidate
from service.text.acts.draft import Draft
from service.text.acts.features import Outline
from service.text.acts.kinds import Kind, kind_of
from service.text.acts.model import ActModel
from service.text.acts.parties import choose_parties
from service.text.acts.slots import Act
from service.text.acts.tenure import WEIGHTIER, Tenure, term_of
from service.text.acts.venues import meets_nobody
from service.text.acts.when import Dated, choose_date
from service.text.acts.wording import told_in
from service.text.entities.model import Entities


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
    among = status_left(held, kind.instrument)
    if among is not None:
        kind = kind_of(whole, held.evidence, model, among=among)
    if office and _about_office(act):
        kind = replace(kind, instrument="membership", status="planned" if office.ahead else "ongoing")
    return Draft(held, parties, kind, date)


def _as_told(kind: Kind, act: Act) -> Kind:
    told = told_in(act.article.text[act.head.start : act.head.end])
    return replace(kind, instrument=told.instrument or kind.instrument, status=told.status or kind.status)


def _about_office(act: Act) -> bool:
    """Tell whether the office is what the act is about, not the standing of who signs or visits."""
    return not act.head.cues.keys() & WEIGHTIER
