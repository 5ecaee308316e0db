"""On which day an article was published: as its sender says, else as the article itself does.

Promises a day only from a full date: of the date line, of words like one that open the text ("BANGKOK, 18
June 2025 (Wednesday) —"), or on which the first sentences have something said or announced.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from service.domain.article import Article, Segment
from service.text.acts.not_yet import is_day_of_saying
from service.text.dates import DateMention, find_dates

_FULL_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_PLACE = re.compile(r"[A-ZĐÀ-Ỹ][\w.'’/-]*(?:[ -/,]+[A-ZĐÀ-Ỹ][\w.'’/-]*){0,5}[,\s]+(?:ngày\s+)?")
_DASH = re.compile(r"\s*(?:\([^()]{1,30}\)\s*)?(?:[–—:]|-+)\s")
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+$", re.I)
_OPENING = 80  # characters in which a date line ends
_FIRST = 3  # sentences in which the day of the news stands, the title among them


@dataclass(frozen=True, slots=True)
class Issue:
    """The day of publication, None where it is not known; `line`: where a date line within a sentence ends.

    `line` is an offset into the article, 0 without such a line.
    """

    day: date | None
    line: int = 0


def issue_of(article: Article, segments: Sequence[Segment]) -> Issue:
    """Return the day of publication, and where the text opens with it."""
    opening = _opening(article, segments)
    if article.published_at:
        return Issue(article.published_at.date(), opening.line if opening else 0)
    lines = (segment.text for segment in segments if segment.role == "dateline")
    days = [mention.edtf for line in lines for mention in find_dates(line, article.language) if mention.edtf]
    if days and _FULL_DATE.fullmatch(days[0]):
        return Issue(date.fromisoformat(days[0]))
    return opening or Issue(_day_of_saying(article, segments))


def _opening(article: Article, segments: Sequence[Segment]) -> Issue | None:
    """Return the issue by a date line that a sentence begins with."""
    for segment in segments[:_FIRST]:
        for mention in _full(find_dates(segment.text[:_OPENING], article.language)):
            place = _PLACE.fullmatch(segment.text[: mention.span.start])
            if place and _DASH.match(segment.text, mention.span.end):
                return Issue(date.fromisoformat(mention.edtf or ""), segment.span.start + mention.span.end)
    return None


def _day_of_saying(article: Article, segments: Sequence[Segment]) -> date | None:
    """Return the full date on which the first sentences have something said, if there is one alone."""
    days = {
        mention.edtf or ""
        for segment in segments[:_FIRST]
        for mention in _full(find_dates(segment.text, article.language))
        if is_day_of_saying(_WEEKDAY.sub("", segment.text[: mention.span.start]))
    }
    return date.fromisoformat(days.pop()) if len(days) == 1 else None


def _full(mentions: Sequence[DateMention]) -> Iterator[DateMention]:
    return (mention for mention in mentions if _FULL_DATE.fullmatch(mention.edtf or ""))
