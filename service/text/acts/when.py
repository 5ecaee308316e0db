"""The dates that an article gives, resolved as far as it allows.

Promises EDTF only where the article (or its day of publication) fixes the year; not which date is an act's.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from service.domain.article import Article, Segment
from service.text.acts.issue import issue_of
from service.text.acts.model import ActModel, Linear
from service.text.acts.years import (
    Given,
    Placed,
    dates_an_event,
    given_years,
    is_open,
    within_news,
    year_candidates,
)
from service.text.dates import DateMention, find_dates, resolve

_FULL_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_EVENT_YEAR = re.compile(
    r"(?i:diễn đàn|hội nghị|lễ hội|liên hoan|triển lãm|expo|festival|forum|summit|conference|exhibition)\b"
    r"[^.,;()\d]{0,60}?\b((?:19|20)\d\d)\b|\b[A-ZĐ]\w*[A-Z]\s((?:19|20)\d\d)\b"
)
# What figures are compared with dates no event: "so với năm 2021", "compared with 5% in 2021".
_COMPARED = re.compile(
    r"(?:\b(?:so với|so sánh với|compared (?:with|to)|versus|(?:up|down)(?: \S+)? from)(?:\s+[\w%$.,]+){0,3}|"
    r"\d%?\s+(?:cao |thấp )?hơn|\bthan(?: in)?|(?:%|percent|per cent)(?: \w+)? from)\s+(?:the\s+)?$",
    re.I,
)
_BEFORE = 50  # characters before a date in which such words are looked for


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of the article with the segment that it stands in, by offsets into the article."""

    segment: int
    start: int
    end: int
    mention: DateMention
    edtf: str | None
    dateline: bool = False


def dates_of(
    article: Article, segments: Sequence[Segment], model: ActModel | None = None
) -> tuple[Dated, ...]:
    """Return every date of the article, resolved as far as the article allows.

    Without a model for years, only a full date or the name of an event fixes the year of others.
    """
    issue = issue_of(article, segments)
    placed = [
        Placed(
            segment.index,
            segment.span.start + mention.span.start,
            segment.span.start + mention.span.end,
            mention,
        )
        for segment in segments
        for mention in find_dates(segment.text, article.language, published=issue.day)
        if mention.kind != "comparison"
    ]
    found = resolved(article, placed, model, published=issue.day)
    lines = {segment.index for segment in segments if segment.role == "dateline"}
    return tuple(
        replace(one, dateline=one.segment in lines or one.end <= issue.line)
        for one in found
        if not (dates_an_event(article.text, one.start) or _is_compared(article.text, one.start))
    )


def _is_compared(text: str, start: int) -> bool:
    sentence = re.split(r"\n|\. ", text[max(0, start - _BEFORE) : start])[-1]
    return bool(_COMPARED.search(sentence))


def resolved(
    article: Article, placed: Sequence[Placed], model: ActModel | None, *, published: date | None = None
) -> tuple[Dated, ...]:
    """Return dates resolved as far as the article allows."""
    known = _known(article, placed, model, published)
    return tuple(
        Dated(one.segment, one.start, one.end, one.mention, one.mention.edtf or known.resolve(one))
        for one in placed
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """What fixes the year of dates without one: the day of publication, else the years that are given."""

    text: str
    published: date | None
    full: date | None
    event: int | None
    given: tuple[Given, ...]
    years: Linear | None
    least: float

    def resolve(self, one: Placed) -> str | None:
        """Return the EDTF of a date that lacks its year, None where nothing fixes it."""
        if self.published or not is_open(one.mention):
            return None
        learnt = self._learnt(one)
        if learnt:
            return resolve(one.mention, anchor_year=learnt)
        if self.full and one.mention.kind == "partial":
            return resolve(one.mention, published=self.full, sided=False)
        return (
            None
            if self.years
            else resolve(one.mention, anchor_year=self.full.year if self.full else self.event)
        )

    def _learnt(self, one: Placed) -> int | None:
        """Return the year that the model is sure enough of."""
        if not self.years or not self.given:
            return None
        found = year_candidates(self.text, self.given, one)
        candidates = [it for it in found if within_news(self.text, self.given, it.year)]
        if not candidates:
            return None
        chances = self.years.chances([candidate.features for candidate in candidates])[:, 0]
        best = int(chances.argmax())
        return candidates[best].year if chances[best] >= self.least else None


def _known(
    article: Article, placed: Sequence[Placed], model: ActModel | None, published: date | None
) -> _Known:
    """Return the latest full date, the year that the names of events agree on, and every year given."""
    full = max(
        (
            date.fromisoformat(one.mention.edtf)
            for one in placed
            if one.mention.edtf and _FULL_DATE.fullmatch(one.mention.edtf)
        ),
        default=None,
    )
    given = given_years(placed)
    if full and not (published or within_news(article.text, given, full.year)):
        full = None
    named = {int(match[1] or match[2]) for match in _EVENT_YEAR.finditer(article.text)}
    return _Known(
        article.text,
        published,
        full,
        named.pop() if len(named) == 1 else None,
        given,
        model.tasks.get("year") if model else None,
        model.thresholds.get("year", 1.0) if model else 1.0,
    )
