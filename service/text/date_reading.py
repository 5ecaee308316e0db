"""What a date rule reads out of the words, before anybody knows the day that they were written on."""

import re
from collections.abc import Callable
from typing import Literal, NamedTuple

from service.text.edtf import Unit

DateKind = Literal["absolute", "partial", "relative", "range", "term", "comparison"]
Side = Literal["past", "ahead"]


class Reading(NamedTuple):
    """A pattern (EDTF, XXXX for an unknown year), or a distance from the day of publication.

    With a pattern, a distance in years says which year XXXX is ("tháng 4 năm ngoái"). `weekday` counts from
    Monday = 0 within the week that lies `offset` weeks away, or the latest one where `offset` is None; `days`
    are the first and last day within the month that lies `offset` months away ("ngày 28 tháng trước"). `side`
    tells on which side of the day of publication the words put a pattern or weekday ("ngày 30/4 vừa qua").
    Neither pattern nor unit: relative to something else than publication ("two days earlier"). Of the kind
    `comparison` is what figures are compared with ("the same period last year"): no event is dated by it.
    """

    kind: DateKind
    pattern: str | None = None
    unit: Unit | None = None
    offset: int | None = None
    weekday: int | None = None
    side: Side | None = None
    days: tuple[int, int] | None = None


Read = Callable[[re.Match[str]], Reading | None]


class Rule(NamedTuple):
    """A way of writing a date. `sign` stands, in small letters, in every text in which `pattern` matches.

    Most rules match in few texts, and it takes far longer to look for a pattern than for its sign.
    """

    pattern: re.Pattern[str]
    read: Read
    sign: re.Pattern[str]


def dated(pattern: str | None, kind: DateKind | None = None) -> Reading | None:
    """Return a reading of a pattern, absolute where its year is known; None for no pattern."""
    if pattern is None:
        return None
    return Reading(kind or ("partial" if "XXXX" in pattern else "absolute"), pattern)


def number(group: str | None) -> int | None:
    """Read an optional group of digits."""
    return int(group) if group else None
