"""When an act took or takes place: chosen among the dates that the article gives.

Promises the article's words and what they mean, or nothing where no date is likely enough. What is told
"since" a day is dated by that day, as the guideline has the day of an act before the time that it holds for.
"""

import re
from collections.abc import Sequence

from service.domain.highlight import ActDate
from service.text.acts.model import Linear
from service.text.acts.slots import Act, place_features
from service.text.acts.when import Dated

SINCE = re.compile(r"(?:ever\s+)?since\b", re.I)
_FULL_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_SAME_DAY = re.compile(r"\b(?:cùng ngày|the same day)\b", re.I)
_OPEN = "/.."
_RESOLVED = 1.6  # a date with a year is worth more to a reader than one without
_NONE = ActDate(None, None)


def date_candidates(act: Act, dates: Sequence[Dated]) -> list[dict[str, float]]:
    """Return the features of every date of the article with regard to an act."""
    stating = {act.sketches[index].index for index in act.evidence}
    here = [one for one in dates if one.segment == act.head.index]
    borne = [one for one in dates if one.segment in stating]
    nearest = min(here, key=lambda one: abs(one.start - act.pivot), default=None)
    rows = []
    for dated in dates:
        features = place_features(act, dated.segment, dated.start, dated.end)
        features[f"kind:{dated.mention.kind}"] = 1.0
        features[f"precision{len((dated.edtf or dated.mention.pattern or '').split('-'))}"] = 1.0
        features[f"rivals{min(len(here), 3)}"] = 1.0
        features |= {
            "resolved": float(dated.edtf is not None),
            "nearest": float(dated is nearest),
            "alone in head": float(here == [dated]),
            "alone in evidence": float(borne == [dated]),
            "resolved in evidence": float(dated.edtf is not None and dated in borne),
            "first resolved": float(dated is next((one for one in borne if one.edtf), None)),
            "none in head": float(not here and dated in borne),
        }
        for cue in ("intended", "wished", "done", "sealed", "habit", "visit", "cut"):
            if cue in act.head.cues:
                features[f"{cue}:{dated.mention.kind}"] = 1.0
                features[f"{cue}:{'in' if dated.segment == act.head.index else 'out'}"] = 1.0
        rows.append(features)
    return rows


def choose_date(act: Act, dates: Sequence[Dated], model: Linear, *, least: float) -> ActDate:
    """Return the date of an act, empty where none is likely enough."""
    if not dates:
        return _NONE
    day = _same_day(act, dates)
    if day:
        return day
    chances = model.chances(date_candidates(act, dates))[:, 0].tolist()
    grades = [c * (_RESOLVED if one.edtf else 1.0) for c, one in zip(chances, dates, strict=True)]
    best = max(range(len(dates)), key=lambda index: grades[index])
    if grades[best] < least:
        return _NONE
    chosen = dates[best]
    return ActDate(act.article.text[chosen.start : chosen.end], _day_of_act(chosen))


def _day_of_act(chosen: Dated) -> str | None:
    """Return the EDTF of a date as that of an act: "since 2004" is 2004."""
    edtf = chosen.edtf
    return edtf.removesuffix(_OPEN) if edtf and SINCE.match(chosen.mention.text) else edtf


def _same_day(act: Act, dates: Sequence[Dated]) -> ActDate | None:
    """Return the day of the sentence before, if the act's first sentence says "the same day"."""
    head = act.head
    if not _SAME_DAY.search(act.article.text, head.start, head.end):
        return None
    if any(one.segment == head.index for one in dates):
        return None
    days = [one for one in dates if one.segment == head.index - 1 and _FULL_DATE.fullmatch(one.edtf or "")]
    return ActDate(act.article.text[days[0].start : days[0].end], days[0].edtf) if len(days) == 1 else None
