"""The rows from which the year that an article means, and the date of an act, are learnt."""

from collections.abc import Sequence
from dataclasses import replace

from benchmarks.highlight_data import Prepared
from benchmarks.highlight_labels import GoldAct
from models.recipe.highlights import Row
from service.text.acts.dating import date_candidates
from service.text.acts.model import ActModel
from service.text.acts.slots import Act, act_of
from service.text.acts.when import Dated, resolved
from service.text.acts.years import Placed, given_years, is_open, year_candidates
from service.text.dates import resolve
from service.text.folding import name_key

YES, NO = ("yes",), ()
_LEFT_OPEN = 0.5  # who leaves a year open that the article fixes may only have been careful
_AGREED = 2.0


def gold_act(prepared: Prepared, act: GoldAct) -> Act:
    """Return an annotated act in the shape that serving works on."""
    return act_of(prepared.article, prepared.outline.sketches, act.evidence)


def same_words(one: str, other: str) -> bool:
    """Tell whether one of two phrases holds the other, whatever their case and marks."""
    first, second = (f" {' '.join(name_key(name))} " for name in (one, other))
    return bool(first.strip() and second.strip()) and (first in second or second in first)


def year_rows(prepared: Prepared) -> list[Row]:
    """Return a row for each year that an annotated date without one may mean: does the annotator say it?"""
    placed = placed_of(prepared.dates)
    given, seen, rows = given_years(placed), set(), []
    for gold in prepared.gold.acts:
        place = _open_date(prepared.dates, gold)
        if place is None or place in seen:
            continue
        seen.add(place)
        weight = (1.0 if gold.date_edtf else _LEFT_OPEN) * (_AGREED if prepared.gold.agreed else 1.0)
        for candidate in year_candidates(prepared.article.text, given, placed[place]):
            meant = resolve(placed[place].mention, anchor_year=candidate.year)
            right = meant is not None and meant == gold.date_edtf
            rows.append(Row("year", YES if right else NO, candidate.features, weight))
    return rows


def _open_date(dates: Sequence[Dated], gold: GoldAct) -> int | None:
    """Return the place of the date without a year that is the annotated one."""
    if gold.partners is None or not gold.date_text:
        return None
    graded = [
        (_rank(gold, date), place)
        for place, date in enumerate(dates)
        if is_open(date.mention) and same_words(gold.date_text, date.mention.text)
    ]
    return min(graded)[1] if graded else None


def _rank(gold: GoldAct, date: Dated) -> int:
    return gold.evidence.index(date.segment) if date.segment in gold.evidence else 99


def placed_of(dates: Sequence[Dated]) -> tuple[Placed, ...]:
    """Return dates as they were before anything resolved them."""
    return tuple(Placed(one.segment, one.start, one.end, one.mention) for one in dates)


def date_rows(prepared: Prepared, model: ActModel) -> list[Row]:
    """Return a row for each date of the article and act: is it the date of the act?"""
    annotated = [gold for gold in prepared.gold.acts if gold.partners is not None]
    if not annotated:
        return []
    dates = resolved(prepared.article, placed_of(prepared.dates), model)
    prepared, rows = replace(prepared, dates=dates), []
    for gold in annotated:
        right = _right_date(dates, gold)
        features = date_candidates(gold_act(prepared, gold), dates)
        rows += [Row("date", YES if place == right else NO, row) for place, row in enumerate(features)]
    return rows


def _right_date(dates: Sequence[Dated], gold: GoldAct) -> int | None:
    """Return the place of the annotated date: the same EDTF before the same words."""
    if not gold.date_text:
        return None
    graded = []
    for place, date in enumerate(dates):
        meant = bool(gold.date_edtf) and date.edtf == gold.date_edtf
        worded = same_words(gold.date_text, date.mention.text)
        if meant or worded:
            graded.append((not meant, not worded, _rank(gold, date), place))
    return min(graded)[3] if graded else None
