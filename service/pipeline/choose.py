"""Of what a translator offers for a sentence, the hypothesis that loses least: facts, terms, then the score.

Promises that a sentence whose best hypothesis broke something is put to the translator once more, in other
ways, and that such a second attempt is taken only where it is better. Refuses to know articles and markup.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from service.domain.article import Language, other
from service.domain.ports import Translator
from service.pipeline.second_attempts import Attempt, attempts_for_facts, attempts_for_terms
from service.pipeline.shield import shielded
from service.text.altered_words import invented_word
from service.text.binding import missed_terms
from service.text.copied_figures import in_target_form
from service.text.degeneration import length_fault, repeated_phrase, untranslated_stretch
from service.text.fidelity import fidelity_penalty, mismatches
from service.text.introduced_brackets import with_brackets
from service.text.negation import lost_negation
from service.text.terms import Occurrence, contains_term
from service.text.turned_loans import lost_limit, said_plainly, turned_loan

_STRAY = re.compile(r"\s*[\x01-\x08]")  # placeholders that a model makes up
_FIRST, _SECOND = 2, 4  # hypotheses of a sentence; of a second attempt, where more is lost
_ROUNDS = 3  # of second attempts: each is made where the one before it did not keep everything
_UNSURE = -0.75  # a mean log-probability below which the terms of a field are put in the model's mouth
_WORSE_BY = 0.4  # a second attempt whose mean log-probability falls by more is no sentence any more


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A possible translation; `second` says that it came from a second attempt."""

    text: str
    score: float
    second: bool = False


@dataclass(slots=True)
class Unit:
    """A piece of a sentence while it is worked on: the terms in it, and its hypotheses."""

    text: str
    terms: tuple[Occurrence, ...]
    hypotheses: list[Hypothesis] = field(default_factory=list)
    costs: dict[str, tuple[float, int]] = field(default_factory=dict)


def work(units: list[Unit], source: Language, translator: Translator) -> None:
    """Translate every unit; then, in other ways, those that lost something, the surest ways first."""
    _put([(unit, Attempt((unit.text,))) for unit in units], source, translator, second=False)
    ways = [(unit, _ways(unit, source, translator.placeholders)) for unit in units]
    for number in range(_ROUNDS):
        attempts = [
            (unit, attempt)
            for unit, rounds in ways
            if rounds and (number == 0 or any(cost(unit, best(unit, source), source)))
            for attempt in rounds[number]
        ]
        _put(attempts, source, translator, second=True)


def _put(
    attempts: Sequence[tuple[Unit, Attempt]], source: Language, translator: Translator, *, second: bool
) -> None:
    """Put attempts to the translator, all at once, and give each unit the hypotheses that came of them."""
    pieces = [piece.strip() for _, attempt in attempts for piece in attempt.pieces]
    if not pieces:
        return
    target = other(source)
    alternatives = _SECOND if second else _FIRST
    found = iter(translator.translate(pieces, source=source, target=target, alternatives=alternatives))
    for unit, attempt in attempts:
        answers = [next(found) for _ in attempt.pieces]
        unit.hypotheses += (
            _in_form(unit, one, source) for one in _finished(attempt, answers, target, second=second)
        )


def _in_form(unit: Unit, hypothesis: Hypothesis, source: Language) -> Hypothesis:
    """Return a hypothesis with figures and introduced abbreviations as its language writes them."""
    text = in_target_form(unit.text, hypothesis.text, source=source)
    text = with_brackets(unit.text, unit.terms, text, source=source)
    return hypothesis if text == hypothesis.text else replace(hypothesis, text=text)


def _ways(unit: Unit, source: Language, placeholders: Sequence[str]) -> tuple[tuple[Attempt, ...], ...]:
    """Return other ways to put a sentence that lost something, round by round; () where it lost nothing.

    First stand-ins for what got lost alone, which disturb a sentence least; then for all that can be lost;
    then the renderings themselves, and shorter clauses.
    """
    chosen = best(unit, source)
    penalty, missing = cost(unit, chosen, source)
    rounds: tuple[list[Attempt | None], ...] = tuple([] for _ in range(_ROUNDS))
    if chosen.score < _UNSURE and (unnamed := _unnamed(unit, chosen.text, other(source))):
        rounds[0].extend(attempts_for_terms(unit.text, unnamed, source=source, placeholders=placeholders)[:1])
    if penalty or missing:
        missed = missed_terms(unit.text, unit.terms, chosen.text, source=source)
        shield = partial(shielded, unit.text, unit.terms, source=source, placeholders=placeholders)
        rounds[0].append(shield(only=_lost(unit, chosen, missed, source)))
        rounds[1].append(shield())
        if missing:
            named = attempts_for_terms(unit.text, missed, source=source, placeholders=placeholders)
            rounds[0].extend(named[:1])
            rounds[2].extend(named[1:])
    turned = penalty and _turned(unit.text, chosen.text, source)
    if turned and (plain := said_plainly(unit.text, source=source)) != unit.text:
        rounds[0].append(Attempt((plain,)))
    if penalty:
        rounds[2].extend(attempts_for_facts(unit.text, chosen.text, source=source))
    return _each_once(rounds)


def _turned(text: str, translation: str, source: Language) -> bool:
    """Whether a translation turns a loan round, or a limit into a date."""
    found = turned_loan(text, translation, source=source) or lost_limit(text, translation, source=source)
    return found is not None


def _each_once(rounds: Sequence[Sequence[Attempt | None]]) -> tuple[tuple[Attempt, ...], ...]:
    """Leave out what could not be made, and what an earlier round has."""
    seen: dict[Attempt, int] = {}
    for number, attempts in enumerate(rounds):
        for attempt in attempts:
            if attempt is not None:
                seen.setdefault(attempt, number)
    if not seen:
        return ()
    return tuple(tuple(way for way, at in seen.items() if at == number) for number in range(len(rounds)))


def _lost(unit: Unit, chosen: Hypothesis, missed: Sequence[Occurrence], source: Language) -> list[str]:
    """Return the words whose facts or terms a hypothesis lost."""
    found = mismatches(unit.text, chosen.text, source=source)
    return [
        *(words for one in found for words in one.missing),
        *(unit.text[place.start : place.end] for place in missed),
    ]


def _finished(
    attempt: Attempt, answers: list[list[tuple[str, float]]], target: Language, *, second: bool
) -> list[Hypothesis]:
    """Return the sentences of an attempt: the best hypotheses of its pieces, the second best, and so on."""
    found = []
    for choice in zip(*answers, strict=False):
        text = attempt.finish(tuple(words for words, _ in choice), target=target)
        if text is not None:
            sizes = [len(words.split()) + 1 for words, _ in choice]
            score = sum(s * n for (_, s), n in zip(choice, sizes, strict=True)) / sum(sizes)
            found.append(Hypothesis(_STRAY.sub("", text), score, second))
    return found


def best(unit: Unit, source: Language) -> Hypothesis:
    """Return the most faithful hypothesis; then terms, then plain before second attempts, then the score.

    Where the model is unsure, terms of a field count too, whose wording is free elsewhere.
    """
    first = unit.hypotheses[0]
    admitted = [h for h in unit.hypotheses if not h.second or h.score >= first.score - _WORSE_BY]
    unsure = first.score < _UNSURE

    def lost(h: Hypothesis) -> tuple[float, int, int]:
        return (*cost(unit, h, source), len(_unnamed(unit, h.text, other(source))) if unsure else 0)

    in_order = sorted(admitted, key=lambda h: (h.second, -h.score))
    faithful = next((h for h in in_order if not any(lost(h))), None)  # those after it need no look
    return faithful or min(in_order, key=lost)


def cost(unit: Unit, hypothesis: Hypothesis, source: Language) -> tuple[float, int]:
    """Return what a hypothesis breaks (facts, and the language itself) and how many terms it misses."""
    text = hypothesis.text
    if text not in unit.costs:
        broken = (
            lost_negation(unit.text, text, source=source),
            invented_word(unit.text, text, source=source),
            untranslated_stretch(unit.text, text, source=source),
            repeated_phrase(unit.text, text),
            turned_loan(unit.text, text, source=source),
            lost_limit(unit.text, text, source=source),
            length_fault(unit.text, text, source=source),
        )
        penalty = fidelity_penalty(unit.text, text, source=source) + 2 * sum(map(bool, broken))
        unit.costs[text] = (penalty, len(missed_terms(unit.text, unit.terms, text, source=source)))
    return unit.costs[text]


def _unnamed(unit: Unit, text: str, target: Language) -> list[Occurrence]:
    """Return the terms of a field, whose wording is free, that a translation words otherwise."""
    return [
        place
        for place in unit.terms
        if place.term.kind == "field_term" and not contains_term(text, place.term, target)
    ]
