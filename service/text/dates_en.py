"""Rules for dates in English news, most specific first. Each rule reads one way of writing a date."""

import re

from service.text.date_reading import DateKind, Read, Reading, Rule, Side, dated, number
from service.text.edtf import EN_MONTHS, Unit, first_months, interval, point, quarter

_MONTHS = {name.lower()[:3]: index for index, name in enumerate(EN_MONTHS) if name}
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_ANY_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_WEEKDAYS = {name: i for i, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
_SMALL = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
          "eleven": 11, "half": 6}  # fmt: skip
_AWAY = {"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1, "coming": 1, "following": 1,
         "the same": 0}  # fmt: skip
_SIDES: dict[str, Side] = {"last": "past", "this past": "past", "next": "ahead"}
_DAYS = {"the day before yesterday": -2, "yesterday": -1, "last night": -1, "today": 0, "tonight": 0,
         "tomorrow": 1, "the day after tomorrow": 2}  # fmt: skip
_UNITS: dict[str, Unit] = {
    "day": "day",
    "week": "week",
    "weekend": "weekend",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
}
_TERM = re.compile(r"\b(?:term|tenure|mandate|school year|academic year)\b")

_Y = r"(?:1[5-9]|20)[0-9]{2}"
_D = r"(?:0?[1-9]|[12]\d|3[01])"
_TH = r"(?:st|nd|rd|th)?"
_TO = r"\s*(?:-|–|—|to|through|until|and)\s*"
_EDGE = r"(?<![\w.,/-])"
_END = r"(?![^\W_]|[.,]\d|/\d|%)"
_AWAY_YEAR = r"(?:,? (?:of )?(?P<away>last|this|next|the same) year)"


def _month(name: str | None) -> int | None:
    return _MONTHS[name.lower()[:3]] if name else None


def _read_day(match: re.Match[str]) -> Reading | None:
    pattern = point(number(match["y"]), _month(match["m"]), int(match["d"]))
    if pattern and match["away"]:
        return Reading("relative", pattern, "year", _AWAY[match["away"].lower()])
    return dated(pattern)


def _read_days(match: re.Match[str]) -> Reading | None:
    year = number(match["y"])
    month = _month(match["m1"] or match["m2"])
    first = point(number(match["y1"]) or year, month, int(match["d1"]))
    return dated(interval(first, point(year, _month(match["m2"] or match["m1"]), int(match["d2"]))), "range")


def _read_slashes(match: re.Match[str]) -> Reading | None:
    """American order, but for a month that there is not."""
    first, second = int(match["a"]), int(match["b"])
    month, day = (second, first) if first > 12 else (first, second)
    return dated(point(int(match["y"]), month, day))


def _read_month(match: re.Match[str]) -> Reading | None:
    name, year, away = match["m"], match["y"], match["away"] or match["before"]
    if name in ("May", "March", "Mar", "Mar.", "Jun", "Dec", "Sep") and not (year or away or match["cue"]):
        return None
    pattern = point(number(year), _month(name))
    if away and not year:
        if match["away"]:
            return Reading("relative", pattern, "year", _AWAY[away.lower()])
        return Reading("relative", pattern, "year", side=_SIDES.get(away.lower().strip()))
    return dated(pattern)


def _read_months(match: re.Match[str]) -> Reading | None:
    year = number(match["y2"])
    first = point(number(match["y1"]) or year, _month(match["m1"]))
    return dated(interval(first, point(year, _month(match["m2"]))), "range")


def _read_quarter(match: re.Match[str]) -> Reading | None:
    digit = match["q"] or match["digit"]
    if match[0].lower() == "last quarter" and not match.string[: match.start()].lower().endswith("the "):
        return Reading("relative", None, "quarter", -1)
    pattern = quarter(int(digit) if digit else _QUARTERS[match["word"].lower()], number(match["y"]))
    if pattern and match["away"]:
        return Reading("relative", pattern, "year", _AWAY[match["away"].lower()])
    return dated(pattern)


def _read_first_months(match: re.Match[str]) -> Reading | None:
    word = (match["n"] or "half").lower()
    count = int(word) if word.isdigit() else _SMALL.get(word)
    if count is None or count > 12:
        return None
    from_end = match["end"].lower() in ("second", "last", "latter", "final")
    pattern = first_months(count, number(match["y"]), from_end=from_end)
    if pattern and match["away"]:
        return Reading("relative", pattern, "year", _AWAY[match["away"].lower()])
    return dated(pattern, "range")


def _read_years(match: re.Match[str]) -> Reading | None:
    around = match.string[max(0, match.start() - 30) : match.end() + 20]
    kind: DateKind = "term" if _TERM.search(around) else "range"
    last = match["y2"] if len(match["y2"]) == 4 else match["y1"][:2] + match["y2"]
    return dated(interval(match["y1"], last), kind)


def _read_since(match: re.Match[str]) -> Reading | None:
    first = point(int(match["y"]), _month(match["m"]))
    return Reading("range", f"{first}/..") if first else None


def _read_weekday(match: re.Match[str]) -> Reading | None:
    weekday = _WEEKDAYS[match["day"].lower()[:3]]
    if match["week"]:
        return Reading("relative", None, "week", _AWAY[match["week"].lower()], weekday)
    away = match["away"].lower() if match["away"] else None
    week = _AWAY[away] if away in ("next", "this", "coming") else None
    return Reading("relative", None, "week", week, weekday, _SIDES.get(away or ""))


def _read_days_of_month(match: re.Match[str]) -> Reading | None:
    first, last = int(match["d1"]), number(match["d2"]) or int(match["d1"])
    if first > last:
        return None
    return Reading("relative", None, "month", _AWAY[match["away"].lower()], days=(first, last))


def _read_weekend(match: re.Match[str]) -> Reading | None:
    """Read "over the weekend" as the last one; which one the "next" is, writers do not agree on."""
    away = (match["away"] or "past").lower().removeprefix("this ")
    if away == "next":
        return Reading("relative")
    return Reading("relative", None, "weekend", min(_AWAY.get(away, 0), 0))


def _read_away(match: re.Match[str]) -> Reading | None:
    offset = -2 if match["twice"] else _AWAY[match["away"].lower()]
    return Reading("relative", None, _UNITS[(match["twice"] or match["unit"]).lower()], offset)


def _read_today(match: re.Match[str]) -> Reading | None:
    return Reading("relative", None, "day", _DAYS.get(match[0].lower(), 0))


def _read_ago(match: re.Match[str]) -> Reading | None:
    if match["about"] or match["since"].lower() != "ago":
        return Reading("relative")  # about so long ago, or before what was told last
    word = match["n"].lower()
    count = int(word) if word.isdigit() else _SMALL.get(word, 1)
    if match["unit"].lower() == "fortnight":
        return Reading("relative", None, "week", -2 * count)
    return Reading("relative", None, _UNITS[match["unit"].lower()], -count)


def _rule(pattern: str, read: Read, *, sign: str, flags: re.RegexFlag = re.NOFLAG) -> Rule:
    return Rule(re.compile(pattern, flags), read, re.compile(sign))


DIGIT_RULES: tuple[Rule, ...] = (
    _rule(
        rf"{_EDGE}(?P<y>{_Y})-(?P<m>\d\d)-(?P<d>\d\d){_END}",
        lambda match: dated(point(int(match["y"]), int(match["m"]), int(match["d"]))),
        sign=r"\d-\d\d-\d",
    ),
    _rule(
        rf"{_EDGE}(?P<a>\d\d?)/(?P<b>\d\d?)/(?P<y>{_Y}){_END}",
        _read_slashes,
        sign=r"\d/\d\d?/\d",
    ),
    _rule(
        rf"\b(?P<m1>{_MONTH}) (?P<d1>{_D}){_TH}(?:, (?P<y1>{_Y}))?{_TO}(?:(?P<m2>{_MONTH}) )?"
        rf"(?P<d2>{_D}){_TH}(?:,? (?P<y>{_Y}))?{_END}",
        _read_days,
        sign=rf"{_ANY_MONTH}[a-z]*\.? \d",
    ),
    _rule(
        rf"{_EDGE}(?P<d1>{_D}){_TH}(?: (?P<m1>{_MONTH})(?: (?P<y1>{_Y}))?)?{_TO}(?P<d2>{_D}){_TH} "
        rf"(?:of )?(?P<m2>{_MONTH})(?:,? (?P<y>{_Y}))?{_END}",
        _read_days,
        sign=rf"\d{_TH} (?:of )?{_ANY_MONTH}",
    ),
    _rule(
        rf"\b(?P<m>{_MONTH}),? (?:the )?(?P<d>{_D}){_TH}"
        rf"(?:(?:,? |, ?)(?P<y>{_Y})|{_AWAY_YEAR})?{_END}",
        _read_day,
        sign=rf"{_ANY_MONTH}[a-z]*\.?,? (?:the )?\d",
    ),
    _rule(
        rf"{_EDGE}(?P<d>{_D}){_TH} (?:of )?(?P<m>{_MONTH})(?:,? (?P<y>{_Y})|{_AWAY_YEAR})?{_END}",
        _read_day,
        sign=rf"\d{_TH} (?:of )?{_ANY_MONTH}",
    ),
    _rule(
        rf"\bsince (?:early |late |mid-)?(?:(?P<m>{_MONTH}) )?(?P<y>{_Y}){_END}",
        _read_since,
        sign=r"since ",
    ),
    _rule(
        rf"{_EDGE}(?:from |between )?(?P<y1>{_Y})"
        rf"(?:\s*[-–—]\s*| to | through | until | and (?=20|19)| or )"
        rf"(?P<y2>{_Y}|\d\d){_END}",
        _read_years,
        sign=r"\d(?:\s*[-–—]\s*| to | through | until | and | or )\d",
    ),
    _rule(
        rf"{_EDGE}(?:the )?(?P<y>(?:1[89]|20)\d)0'?s\b",
        lambda match: Reading("partial", match["y"] + "X"),
        sign=r"\d0'?s",
    ),
)
MONTH_RULES: tuple[Rule, ...] = (
    _rule(
        rf"\b(?:Q(?P<q>[1-4])|(?:(?P<word>first|second|third|fourth|last|final)"
        rf"|(?P<digit>[1-4])(?:st|nd|rd|th))"
        rf"[ -]quarter)(?:,? (?:of )?(?P<y>{_Y})|{_AWAY_YEAR})?\b",
        _read_quarter,
        sign=r"q[1-4]|quarter",
        flags=re.IGNORECASE,
    ),
    _rule(
        rf"\b(?P<end>first|second|last|latter|final) (?:half|(?P<n>\d\d?|{'|'.join(_SMALL)}) months)"
        rf" (?:of )?(?:(?:the )?year|(?P<y>{_Y})|(?P<away>last|this|next|the same) year)\b",
        _read_first_months,
        sign=r"half|months",
        flags=re.IGNORECASE,
    ),
    _rule(
        rf"\b(?:from |between )?(?P<m1>{_MONTH})(?: (?P<y1>{_Y}))?(?:{_TO})"
        rf"(?P<m2>{_MONTH})(?:,? (?P<y2>{_Y}))?\b",
        _read_months,
        sign=_ANY_MONTH,
    ),
    _rule(
        rf"\b(?P<cue>(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil"
        rf"|[Ff]rom|[Ee]arly|[Ll]ate|[Mm]id|[Ee]nd of)[ -])?"
        rf"(?P<before>last |this |next |[Tt]his past )?(?P<m>{_MONTH})"
        rf"(?:,? (?:of )?(?P<y>{_Y})|{_AWAY_YEAR})?(?!\w)",
        _read_month,
        sign=_ANY_MONTH,
    ),
)
YEAR_RULES: tuple[Rule, ...] = (
    _rule(
        rf"(?:{_EDGE}|(?<=mid-))(?P<y>(?:19|20)[0-9][0-9])(?![^\W_]|[.,]\d|[/-]\d|%)"
        r"(?! (?:people|tons?|tonnes|km|cases|ha|units|USD))",
        lambda match: dated(match["y"]),
        sign=r"(?:19|20)\d\d",
    ),
)
WORD_RULES: tuple[Rule, ...] = (
    _rule(
        rf"\b(?:the )?same period(?:,? (?:(?:of |in )?(?:last year|the previous year|(?P<y>{_Y}))"
        r"|(?:a|one) year (?:earlier|ago|before)))?\b",
        lambda match: Reading("comparison", match["y"]),
        sign=r"same period",
        flags=re.IGNORECASE,
    ),
    _rule(
        rf"\bthe (?P<d1>{_D})(?:st|nd|rd|th)(?:{_TO}(?:the )?(?P<d2>{_D})(?:st|nd|rd|th))?"
        r" of (?P<away>last|this|next) month\b",
        _read_days_of_month,
        sign=r"of (?:last|this|next) month",
        flags=re.IGNORECASE,
    ),
    _rule(
        r"\b(?:(?:over|during|at) the weekend"
        r"|(?:(?:over|during) )?(?P<away>last|this past|this coming|this|next|coming) weekend)\b",
        _read_weekend,
        sign=r" weekend",
        flags=re.IGNORECASE,
    ),
    _rule(
        r"\b(?P<about>(?:about|around|nearly|almost|over|some|(?:more|less) than|at least) )?"
        r"(?P<n>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten)"
        r" (?P<unit>day|week|fortnight|month|year)s?"
        r" (?P<since>ago|earlier)\b",
        _read_ago,
        sign=r" (?:ago|earlier)",
        flags=re.IGNORECASE,
    ),
    _rule(
        rf"\b(?:(?P<away>last|this past|this|next|coming) )?(?P<day>{_WEEKDAY})"
        rf"(?:,? (?:of )?(?P<week>last|this|next) week)?\b",
        _read_weekday,
        sign=r"(?:mon|tues|wednes|thurs|fri|satur|sun)day",
    ),
    _rule(
        r"\b(?:the day before yesterday|the day after tomorrow|yesterday|today|tonight|tomorrow|last night"
        r"|this (?:morning|afternoon|evening))\b",
        _read_today,
        sign=r"yesterday|today|tonight|tomorrow|last night|this [mae]",
        flags=re.IGNORECASE,
    ),
    _rule(
        r"\b(?:(?:early|earlier|late|later|(?:at )?the (?:beginning|start|end) of) )?"
        r"(?:the (?P<twice>week|month|quarter|year) before last(?! (?:week|month|quarter|year)\b)"
        r"|(?P<away>last|this|next|coming|previous|following)"
        r" (?P<unit>week|month|quarter|year)(?!-|s))\b",
        _read_away,
        sign=r"[a-z] (?:week|month|quarter|year)|before last",
        flags=re.IGNORECASE,
    ),
)
