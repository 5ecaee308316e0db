"""Which year an article means by a date without one: "ngày 14/6", "tháng 4 năm nay".

Promises candidates that the article itself gives, with what speaks for each; a trained model chooses. Knows
no clock: an article that names no year gives no candidate.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.text.acts.model import Features
from service.text.dates import DateMention
from service.text.folding import fold

_WORD = re.compile(r"[^\W_]+|[(),;:–\-/\"“”]")
_BEFORE, _AFTER = 24, 14  # characters around a year and after a date that are looked at
_AHEAD = re.compile(
    r"\b(?:sẽ|dự kiến|kế hoạch|mục tiêu|tầm nhìn|phấn đấu|hướng tới|sắp tới|nhiệm kỳ|ứng cử|"
    r"will|plans?|planned|expected|targets?|goal|by|vision|until|term)\b",
    re.I,
)
_PAST = re.compile(
    r"\b(?:đã|từng|kể từ|hồi|đạt|tăng|giảm|so với|cùng kỳ|vừa|"
    r"was|were|had|since|reached|rose|fell|compared)\b",
    re.I,
)
_OF_EVENT = re.compile(
    r"\b(?:world cup|olympics?|olympic (?:games|\w+)|euro|asian cup|sea games|asiad|asian games|thế vận hội|"
    r"tầm nhìn|vision|agenda|chương trình nghị sự)\s+(?:đến\s+(?:năm\s+)?)?$",
    re.I,
)
_UNTIL = re.compile(r"\b(?:đến|tới|by|until|through|to)\s+(?:(?:cuối|đầu|năm|the|end|of)\s+)*$", re.I)
_NAME = 24  # characters before a year in which the name of its event stands
_AROUND = 60  # characters on both sides of a year whose verbs tell its tense
_EARLIEST, _LATEST = 1990, 2100  # a year that a news article can be of
_RECENT = 3  # years within which two years are of one story


@dataclass(frozen=True, slots=True)
class Placed:
    """A date of the article with the segment that it stands in, by offsets into the article."""

    segment: int
    start: int
    end: int
    mention: DateMention


@dataclass(frozen=True, slots=True)
class Given:
    """A year that the article writes out, with its month; `how`: as a year, month, day or end of a range."""

    year: int
    month: int | None
    how: str
    at: Placed


@dataclass(frozen=True, slots=True)
class Candidate:
    """A year that a date may mean, and what speaks for it."""

    year: int
    features: Features


def is_open(mention: DateMention) -> bool:
    """Tell whether a date lacks its year alone."""
    pattern, reading = mention.pattern, mention.reading
    if pattern is None:
        return reading.unit == "year"
    return pattern.startswith("XXXX-")


def given_years(placed: Sequence[Placed]) -> tuple[Given, ...]:
    """Return the years that the article writes out, in reading order."""
    found = []
    for one in placed:
        pattern = one.mention.pattern
        if not pattern or "X" in pattern:
            continue
        ends = [end for end in pattern.split("/") if end != ".."]
        for place, end in enumerate(ends):
            year, *rest = end.split("-")
            how = ("year", "month", "day")[len(rest)]
            how = f"end{place} {how}" if "/" in pattern else how
            if _EARLIEST <= int(year) <= _LATEST:
                found.append(Given(int(year), int(rest[0]) if rest else None, how, one))
    return tuple(found)


def year_candidates(text: str, given: Sequence[Given], one: Placed) -> list[Candidate]:
    """Return the years that a date may mean."""
    month = _month(one.mention)
    years = {known.year for known in given}
    if month:
        years |= {_nearest(known.year, known.month, month) for known in given if known.month}
    shared = _of_date(text, one, month)
    return [
        Candidate(
            year,
            shared | _of_year(year, given) | _told(text, year, given, one) | _by_month(year, given, month),
        )
        for year in sorted(years)
    ]


def dates_an_event(text: str, start: int) -> bool:
    """Tell whether what begins there is the year in the name of an event: "World Cup 2034"."""
    return bool(_OF_EVENT.search(text[max(0, start - _NAME) : start]))


def within_news(text: str, given: Sequence[Given], year: int) -> bool:
    """Tell whether a date without a year may be of a year: one that is told, and no older than the news.

    No news is older than the year before the latest one of which something is told as past; the year in the
    name of an event ("World Cup 2034") dates the event alone.
    """
    told = [known for known in given if not dates_an_event(text, known.at.start)]
    past = [known.year for known in told if ".." not in known.at.mention.text and _is_past(text, known.at)]
    near = any(abs(known.year - year) <= 1 for known in told)
    return near and year >= max(past, default=year) - 1


def _is_past(text: str, at: Placed) -> bool:
    before = text[max(0, at.start - _AROUND) : at.start]
    around = before + text[at.start : at.end + _AROUND]
    return bool(_PAST.search(around)) and not (_AHEAD.search(around) or _UNTIL.search(before))


def _month(mention: DateMention) -> int | None:
    return int(mention.pattern[5:7]) if mention.pattern else None


def _nearest(year: int, known: int, month: int) -> int:
    """Return the year that brings a month nearest to a known one."""
    return min((year - 1, year, year + 1), key=lambda one: abs((one - year) * 12 + month - known))


def _of_date(text: str, one: Placed, month: int | None) -> dict[str, float]:
    pattern = one.mention.pattern
    kind = "relative" if pattern is None else "range" if "/" in pattern else f"parts{pattern.count('-')}"
    features = {f"date:{kind}": 1.0}
    after = fold(text[one.end : one.end + _AFTER]).split()
    if after:
        features[f"before:{after[0]}"] = 1.0
    if month:
        features["late in year"] = float(month >= 10)
        features["early in year"] = float(month <= 3)
    return features


def _of_year(year: int, given: Sequence[Given]) -> dict[str, float]:
    """Return how a year stands among the years of the article."""
    years = [known.year for known in given]
    points = [known.year for known in given if not known.how.startswith("end")] or years
    latest, later = max(points), sorted({other for other in years if other > year})
    earlier = [other for other in years if other < year]
    return {
        f"times{min(3, years.count(year))}": 1.0,
        f"later{min(2, len(later))}": 1.0,
        f"years{min(4, len(set(years)))}": 1.0,
        "share": years.count(year) / len(years),
        "latest": float(year == latest),
        "before latest": float(year < latest),
        "after latest": float(year == latest + 1),
        "only": float(set(years) == {year}),
        "only a later one far off": float(len(later) == 1 and later[0] - year > 1),
        "one just before": float(any(year - other < _RECENT for other in earlier)),
        "long after the others": float(bool(earlier) and year - max(earlier, default=year) > _RECENT),
    }


def _told(text: str, year: int, given: Sequence[Given], one: Placed) -> dict[str, float]:
    """Return where and how the article writes a year out."""
    places = [known for known in given if known.year == year]
    if not places:
        return {"not written": 1.0}
    distance = min(3, min(abs(known.at.segment - one.segment) for known in places))
    features = {
        f"away{distance}": 1.0,
        "in title": float(any(known.at.segment == 0 for known in places)),
        "in lead": float(any(known.at.segment == 1 for known in places)),
    }
    for known in places:
        features[f"as {known.how}"] = 1.0
        around = text[max(0, known.at.start - _AROUND) : known.at.end + _AROUND]
        features["told ahead" if _AHEAD.search(around) else "not told ahead"] = 1.0
        features["told as past" if _PAST.search(around) else "not told as past"] = 1.0
        if known.how == "year":
            features |= _beside(text, known.at, distance)
    return features


def _beside(text: str, at: Placed, distance: int) -> dict[str, float]:
    """Return the words before a year; a name before it is that of an event of the year."""
    words = _WORD.findall(text[max(0, at.start - _BEFORE) : at.start])[-2:]
    folded = [fold(word) for word in words]
    bare = at.mention.text[0].isdigit()
    features = {f"after:{folded[-1]}": 1.0} if folded else {}
    if len(folded) == 2:
        features[f"after2:{' '.join(folded)}"] = 1.0
    if bare:
        features[f"bare{distance}"] = 1.0
        features["event"] = float(bool(words) and words[-1][0].isupper())
    else:
        features[f"word:{' '.join(fold(at.mention.text).split()[:-1])}"] = 1.0
        features[f"worded{distance}"] = 1.0
    return features


def _by_month(year: int, given: Sequence[Given], month: int | None) -> dict[str, float]:
    """Return how far the date would lie from the months and days whose year the article writes out."""
    dated = [known for known in given if known.month and not known.how.startswith("end")]
    features = {f"latest {year == max(known.year for known in given)}, months {bool(dated)}": 1.0}
    if not dated or month is None:
        return features
    last = max(dated, key=lambda known: (known.year, known.month or 0))
    ahead = (year - last.year) * 12 + month - (last.month or 0)
    features[f"ahead of last month{_step(ahead)}"] = 1.0
    features["nearest to last month"] = float(_nearest(last.year, last.month or 1, month) == year)
    features["last month in latest year"] = float(last.year == max(known.year for known in given))
    if any(known.how == "day" for known in dated):
        day = max((k for k in dated if k.how == "day"), key=lambda known: (known.year, known.month or 0))
        features["nearest to last day"] = float(_nearest(day.year, day.month or 1, month) == year)
    return features


def _step(months: int) -> int:
    """Round a distance in months to one of a few steps."""
    return min((-12, -4, 0, 2, 4, 7, 10, 13), key=lambda step: abs(step - months))
