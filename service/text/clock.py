"""Clock times in Vietnamese and English news: 14h30, 9 giờ 30 sáng, 2:30 p.m.

Promises what minutes of the day a time may mean, how the other language writes it, and which times of a text
its translation tells otherwise. A lone hour is a time only beside words that say so: "24 giờ" is a day's
length, "2 giờ 30 phút" a length of time, "14:30" a score. Refuses to know dates and time zones.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from service.domain.article import Language, Span, other

_VI = re.compile(
    r"(?<![\w.,/:-])(?P<h>2[0-4]|1\d|0?\d)(?:\s?(?P<unit>[hg])(?:(?P<m>[0-5]\d)(?!\d))?'?|\s?giờ"
    r"(?: ?(?P<m2>[0-5]\d)(?! ?(?:người|%|triệu|t[ỷỉ]|nghìn|[.,]\d))(?P<minutes>\s?phút)?)?"
    r"|:(?P<m3>[0-5]\d)(?![:\d]))"
    r"(?![^\W_]|/)(?: (?P<part>sáng|trưa|chiều|tối|đêm|khuya)(?!\w))?",
    re.IGNORECASE,
)
_EN = re.compile(
    r"(?<![\w.,/:-])(?P<h>2[0-4]|1\d|0?\d)(?:[:.](?P<m>[0-5]\d))?"
    r"(?:\s?(?P<part>[ap])\.?\s?m(?:\.(?!\w)|(?![\w.]))|(?(m)(?![:.]?\d|%)|(?!)))"
    r"|(?<![\w-])(?:12 )?(?P<word>noon|midday|midnight)(?![\w-])(?! (?:oil|sun|blue)(?!\w))",
    re.IGNORECASE,
)
_SIGN = re.compile(r"\d ?(?:[hg]|giờ|:\d\d|[ap]\.? ?m)|noon|midday|midnight", re.IGNORECASE)
# An hour is a time after these, or where a part of the day or a date follows.
_AT = re.compile(r"(?<!\w)(?:lúc|vào|hồi)(?: khoảng)? \Z", re.IGNORECASE)
_BOUND = re.compile(r"(?<!\w)(?:từ|đến|tới|trước) \Z", re.IGNORECASE)
# From one to another hour: of the day, unless it is said how long something takes, or how long a day is.
_TO = re.compile(r" (?:đến|tới) (?:2[0-4]|1\d|0?\d) ?(?:giờ|[hg])(?![\w/])", re.IGNORECASE)
_FROM = re.compile(r"(?<!\w)từ \Z", re.IGNORECASE)
_FROM_TO = re.compile(r"(?<!\w)(?P<from>từ )(?:2[0-4]|1\d|0?\d) ?(?:giờ|[hg]) (?:đến|tới) \Z", re.IGNORECASE)
_TAKES = re.compile(
    r"(?<!\w)(?:trong|trong vòng|kéo dài|dài|mất|cần|suốt|sau|chạy|bay|đi|nghỉ|ngủ|gia hạn|làm|làm việc"
    r"|làm thêm|thời gian|thời lượng|tăng|giảm|khoảng) \Z",
    re.IGNORECASE,
)
_EACH = re.compile(r" (?:mỗi|một|hằng|hàng|trong|làm|bay|lao động|liên tục|đồng hồ|/)|/", re.IGNORECASE)
_AFTER = re.compile(r"(?<!\w)sau \Z", re.IGNORECASE)
_ON = re.compile(r" (?:ngày \d|thứ (?!\d)|cùng ngày|\(giờ)", re.IGNORECASE)
_NEAR_DAY = re.compile(r",? (?:ngày \d|hôm|thứ (?!\d)|cùng ngày|\(giờ|\d\d?/\d)", re.IGNORECASE)
# After these an hour is a length of time, after the latter unless a part of the day or a date follows.
_LONG = re.compile(
    r"(?<!\w)(?:trong|trong vòng|kéo dài|dài|mất|suốt|chạy|bay|đi bộ|nghỉ|gia hạn|làm|làm việc)"
    r" (?:(?:hơn|gần|khoảng|thêm|tới|đến) )?\Z",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"(?<!\w)(?:sau|hơn|gần|khoảng) \Z", re.IGNORECASE)
_SCORE = re.compile(
    r"(?<!\w)(?:t[ỷỉ] số|t[ỷỉ] lệ|thắng|thua|hòa|hoà|bản đồ)(?!\w)[^.;!?\n]*\Z", re.IGNORECASE
)
_LOOK_BACK = 40  # characters before an hour in which such words are looked for
_NOON_AFTER = re.compile(r"(?<!\w)(?:at|by|until|before|after|around) \Z", re.IGNORECASE)
_IN_NAME = re.compile(r" [A-ZĐ]")
_DAYPARTS = {
    "vi": re.compile(r"(?<!\w)(?:chiều|tối|đêm|khuya)(?!\w)", re.IGNORECASE),
    "en": re.compile(r"\b(?:afternoon|evening|night|tonight|morning|today)\b", re.IGNORECASE),
}
_FIRST_SURE = 7  # o'clock: an earlier hour without its part of the day may be one after noon
_NOON = 12
_EN_WORDS = {0: "midnight", _NOON: "noon"}
# An English time that lost its end: "9 a.", "9 a.m" before a comma.
TORN_TIME = re.compile(
    r"(?<![\w.,:/$€£¥-])(?P<time>\d{1,2}(?::[0-5]\d)?) ?(?P<half>[ap])"
    r"(?:\.m(?![\w.])|\.(?! ?m(?!\w))(?![\w.])|(?=[,;)]|\Z))"
)
_HOURS_LONG = re.compile(r"(?<![\w.,:-])(2[0-4]|1\d|0?\d)[ -]hours?\b", re.IGNORECASE)


_ANY_NOON = re.compile(r"trưa|12|mười hai|đêm|khuya|giữa ngày|(?<!\d)0[h:]|(?<!\d)0 giờ|24", re.IGNORECASE)
_LEFT = re.compile(r"(?<![\w.,:-])(?:2[0-4]|1\d|0?\d)[hg](?:[0-5]\d)?(?!\w)")


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time as written; `minutes` of the day that it may mean: none where it is no time that there is."""

    span: Span
    minutes: frozenset[int]
    surely: bool


def find_times(text: str, language: Language) -> tuple[ClockTime, ...]:
    """Return the times of a text, in reading order."""
    if not _SIGN.search(text):
        return ()
    return tuple(_vietnamese(text) if language == "vi" else _english(text))


def render_time(time: ClockTime, target: Language) -> str | None:
    """Return a time as the target language writes it; None where it may be one of two."""
    if len(time.minutes) != 1:
        return None
    hour, minute = divmod(min(time.minutes), 60)
    if target == "vi":
        return f"{hour} giờ {minute:02}" if minute else f"{hour} giờ"
    if minute == 0 and hour in _EN_WORDS:
        return _EN_WORDS[hour]
    written = f"{hour % 12 or 12}:{minute:02}" if minute else f"{hour % 12 or 12}"
    return f"{written} {'a' if hour < _NOON else 'p'}.m."


def altered_times(source_text: str, target_text: str, source: Language) -> tuple[tuple[str, ...], ...]:
    """Return the times that a translation tells otherwise, and what it has in their place."""
    ours = [time for time in find_times(source_text, source) if time.surely]
    if not ours:
        return (), ()
    theirs = find_times(target_text, other(source))
    told = [time for time in theirs if any(time.minutes & one.minutes for one in ours)]
    wrong = [target_text[t.span.start : t.span.end] for t in theirs if t not in told]
    lost = [one for one in ours if not any(one.minutes & time.minutes for time in told)]
    lengths = (
        (*_lengths(target_text, lost), *_left(target_text), *_torn(target_text)) if source == "vi" else ()
    )
    if not lost or not (wrong or lengths or _is_noon_gone(source_text, target_text, lost)):
        return (), ()
    return tuple(source_text[t.span.start : t.span.end] for t in lost), tuple(
        dict.fromkeys((*wrong, *lengths))
    )


def _is_noon_gone(source_text: str, target_text: str, lost: list[ClockTime]) -> bool:
    """Whether a "noon" has no counterpart at all: figures that are gone are found as numbers."""
    in_words = any(source_text[time.span.start].isalpha() for time in lost)
    return in_words and not _ANY_NOON.search(target_text)


def _lengths(text: str, lost: list[ClockTime]) -> tuple[str, ...]:
    """Return the "17 hours" of an English text that were an hour of the day."""
    hours = {minutes // 60 for time in lost for minutes in time.minutes}
    return tuple(match[0] for match in _HOURS_LONG.finditer(text) if int(match[1]) in hours)


def _torn(text: str) -> Iterator[str]:
    """Yield the times of an English text that lost their end."""
    return (match[0] for match in TORN_TIME.finditer(text))


def _left(text: str) -> Iterator[str]:
    """Yield what an English text has of Vietnamese times: 20h, 14h30."""
    return (match[0] for match in _LEFT.finditer(text))


def _vietnamese(text: str) -> Iterator[ClockTime]:
    afternoon = bool(_DAYPARTS["vi"].search(text))
    for match in _VI.finditer(text):
        hour, minute = int(match["h"]), match["m"] or match["m2"] or match["m3"]
        if _is_time(text, match) and not (hour == 24 and minute):
            hours = _hours_in_part(hour, (match["part"] or "").lower(), open_=afternoon)
            minutes = frozenset(60 * h + int(minute or 0) for h in hours)
            yield ClockTime(Span(*match.span()), minutes, surely=True)


def _is_time(text: str, match: re.Match[str]) -> bool:
    """Whether words around an hour say that it is one of the day, no length of time and no score."""
    before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
    if _AT.search(before):
        return True
    if _LONG.search(before):
        return False
    on_day = bool(match["part"] or _ON.match(text, match.end()))
    if match["m3"]:
        near = on_day or _NEAR_DAY.match(text, match.end()) or _BOUND.search(before) or _AFTER.search(before)
        return bool(near) and not _SCORE.search(before)
    if on_day or match["minutes"] or _ABOUT.search(before):
        return on_day
    bound = _BOUND.search(before) and _NEAR_DAY.match(text, match.end())
    return bool(match["m"] or match["m2"] or bound or _is_in_range(text, before, match.end()))


def _is_in_range(text: str, before: str, end: int) -> bool:
    """Whether an hour is one of "từ 9 giờ đến 11 giờ", which is when, not how long."""
    to = _TO.match(text, end) if _FROM.search(before) else None
    first = _FROM.search(before) if to else _FROM_TO.search(before)
    last = to.end() if to else end
    return first is not None and not _EACH.match(text, last) and not _TAKES.search(before[: first.start()])


def _hours_in_part(hour: int, part: str, *, open_: bool) -> tuple[int, ...]:
    """Return the hours of the day, by the clock of 24 hours, that an hour may be in a part of it."""
    if not part:
        either = hour <= _NOON and (open_ or 0 < hour < _FIRST_SURE)
        return (hour % 24, (hour + 12) % 24) if either else (hour % 24,)
    if hour > _NOON:
        return () if part == "sáng" else (hour % 24,)
    in_part = {
        "sáng": range(12),
        "trưa": range(10, 15),
        "chiều": range(12, 20),
        "tối": range(17, 24),
        "đêm": (*range(19, 24), *range(5)),
        "khuya": (*range(20, 24), *range(5)),
    }
    return tuple(h for h in {hour % 24, (hour + 12) % 24} if h in in_part[part])


def _english(text: str) -> Iterator[ClockTime]:
    for match in _EN.finditer(text):
        span = Span(match.start(), match.end() - _ends_sentence(text, match))
        if match["word"]:
            if not _is_in_name(text, match):
                at_night = match["word"].lower() == "midnight"
                yield ClockTime(span, frozenset({0 if at_night else 60 * _NOON}), True)
            continue
        hours: tuple[int, ...] = ()
        hour, minute, half = int(match["h"]), match["m"], (match["part"] or "").lower()
        if half:
            hours = (hour % 12 + (12 if half == "p" else 0),) if 0 < hour <= _NOON else ()
        elif minute is None or text[match.end("h")] == ".":
            continue  # 2.30 is a number
        else:
            hours = (hour % 24,) if hour > _NOON or hour == 0 else (hour % 24, (hour + 12) % 24)
        yield ClockTime(span, frozenset(60 * h + int(minute or 0) for h in hours), surely=bool(half))


def _is_in_name(text: str, match: re.Match[str]) -> bool:
    """Whether a "Noon" is a name: Noon Capital."""
    if match["word"].islower():
        return False
    before = text[max(0, match.start() - 8) : match.start()]
    return not _NOON_AFTER.search(before) or bool(_IN_NAME.match(text, match.end()))


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    """Whether the point of "p.m." is the sentence's as well."""
    return match[0].endswith(".") and not re.search(r"\w", text[match.end() :])
