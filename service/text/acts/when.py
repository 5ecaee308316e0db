"""When an act took or takes place: chosen among the dates that the article gives.

Promises the article's words, and EDTF only where the article (or its day of publication) fixes the year.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.domain.article import Article, Segment
from service.domain.highlight import ActDate
from service.text.acts.model import Linear
from service.text.acts.slots import Act, place_features
from service.text.dates import DateMention, find_dates, resolve

_FULL_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}")
_EVENT_YEAR = re.compile(r"[A-ZĐ][\w&]*\s(20\d\d|19\d\d)\b")
_NONE = ActDate(None, None)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of the article with the segment that it stands in, by offsets into the article."""

    segment: int
    start: int
    end: int
    mention: DateMention
    edtf: str | None


def dates_of(article: Article, segments: Sequence[Segment]) -> tuple[Dated, ...]:
    """Return every date of the article, resolved as far as the article allows."""
    published = article.published_at.date() if article.published_at else None
    found = [
        (segment, mention)
        for segment in segments
        for mention in find_dates(segment.text, article.language, published=published)
    ]
    year = None if published else _year_of(article.text, [mention for _, mention in found])
    return tuple(
        Dated(
            segment.index,
            segment.span.start + mention.span.start,
            segment.span.start + mention.span.end,
            mention,
            mention.edtf or resolve(mention, published=published, anchor_year=year),
        )
        for segment, mention in found
    )


def _year_of(text: str, mentions: Sequence[DateMention]) -> int | None:
    """Return the year that full dates or the names of events fix, where they agree on one."""
    years = {int(m.edtf[:4]) for m in mentions if m.edtf and _FULL_DATE.match(m.edtf)}
    named = {int(match[1]) for match in _EVENT_YEAR.finditer(text)}
    candidates = years or named
    return max(candidates) if candidates and max(candidates) - min(candidates) <= 1 else None


def date_candidates(act: Act, dates: Sequence[Dated]) -> list[dict[str, float]]:
    """Return the features of every date of the article with regard to an act."""
    in_head = sum(date.segment == act.head.index for date in dates)
    rows = []
    for date in dates:
        features = place_features(act, date.segment, date.start, date.end)
        features[f"kind:{date.mention.kind}"] = 1.0
        features[f"precision{len((date.edtf or date.mention.pattern or '').split('-'))}"] = 1.0
        features[f"rivals{min(in_head, 3)}"] = 1.0
        features["resolved"] = float(date.edtf is not None)
        for cue in ("future", "propose", "past", "sign", "ongoing", "visit", "end"):
            if cue in act.head.cues:
                features[f"{cue}:{date.mention.kind}"] = 1.0
                features[f"{cue}:{'in' if date.segment == act.head.index else 'out'}"] = 1.0
        rows.append(features)
    return rows


def choose_date(act: Act, dates: Sequence[Dated], model: Linear, *, least: float) -> ActDate:
    """Return the date of an act, empty where none is likely enough."""
    if not dates:
        return _NONE
    chances = model.chances(date_candidates(act, dates))[:, 0].tolist()
    best = max(range(len(dates)), key=lambda index: chances[index])
    if chances[best] < least:
        return _NONE
    chosen = dates[best]
    return ActDate(act.article.text[chosen.start : chosen.end], chosen.edtf)
