"""Forms that English news write one way: US$1.5 billion, 2:30 p.m., January 1, 2022.

Promises to change the form alone, and only of what the Vietnamese source says: a "$" is US$ where all dollars
of the source are surely American, 14:30 is 2:30 p.m. where the source tells that time. Judges no value.
"""

import re

from service.text.amounts import find_amounts
from service.text.clock import TORN_TIME, find_times, render_time

_DOLLAR = re.compile(r"(?<![\w$])\$(?=\d)")
_CODE_BEHIND = re.compile(
    r"(?<![\w.,$€£¥/–-])(\d[\d.,]*(?:[-–]\d[\d.,]*)?(?: (?:thousand|million|billion|trillion))?) USD"
    r"(?![\w/]| ?\d)"
)
# The sum is the end of a longer one, of a range or a list, or it has another currency before it.
_TORN = re.compile(
    r"\d(?: (?:thousand|million|billion|trillion))?,? ?(?:(?:to|and|or|-|–) )?\Z|(?:\b[A-Z]{3}|[$€£¥]) \Z"
)
_LOOK_BACK = 24  # characters before a sum in which such words are looked for
_AMERICAN = re.compile(r"USD|US\$|đô(?:[ -]?la)? Mỹ|[Mm]ỹ kim")
_BARE = re.compile(r"(?<!\w)đô(?:[ -]?la)?(?! Mỹ)(?!\w)", re.IGNORECASE)
_OTHER_LAND = re.compile(
    r"(?<!\w)(?:Úc|Australia|Canada|Singapore|Xin-?ga-?po|Hong Kong|Hồng Kông|Hồng Công|Đài Loan"
    r"|New Zealand)(?!\w)"
)
_GLUED = re.compile(
    r"\b((?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}),"
    r"(?=(?:19|20)\d\d(?!\d))"
)
_TIME = re.compile(r"(?<![\w:.])(?:1[3-9]|2[0-3]):[0-5]\d(?![\w:%]|\.\d|\s?[ap]\.?m)")


def in_english_form(source_text: str, target_text: str) -> str:
    """Return a translation from Vietnamese in these forms."""
    if "$" in target_text and _are_american(source_text):
        target_text = _DOLLAR.sub("US$", target_text)
    if " USD" in target_text:
        target_text = _CODE_BEHIND.sub(_code_before, target_text)
    if TORN_TIME.search(target_text):
        target_text = _with_whole_times(source_text, target_text)
    if "," in target_text:
        target_text = _GLUED.sub(r"\1, ", target_text)
    if ":" in target_text and _TIME.search(target_text):
        target_text = _with_halves(source_text, target_text)
    return target_text


def _code_before(match: re.Match[str]) -> str:
    before = match.string[max(0, match.start() - _LOOK_BACK) : match.start()]
    return match[0] if _TORN.search(before) else f"US${match[1]}"


def _are_american(text: str) -> bool:
    """Whether all dollars of a Vietnamese text are surely those of the United States."""
    doubtful = _BARE.search(text) and _OTHER_LAND.search(text)
    return bool(_AMERICAN.search(text)) and not doubtful and _dollars(text) == {"USD"}


def _dollars(text: str) -> set[str]:
    found = {mention.amount.currency or "" for mention in find_amounts(text, "vi")}
    return {code for code in found if code.endswith("D") and code != "VND"}


def _with_whole_times(source_text: str, target_text: str) -> str:
    """Return a translation with the ends of its times, "9 a." for "9 a.m.", where the source tells them."""
    ours = {minutes for time in find_times(source_text, "vi") for minutes in time.minutes}

    def whole(match: re.Match[str]) -> str:
        hour, _, minute = match["time"].partition(":")
        minutes = 60 * (int(hour) % 12 + 12 * (match["half"] == "p")) + int(minute or 0)
        return f"{match['time']} {match['half']}.m." if minutes in ours else match[0]

    return TORN_TIME.sub(whole, target_text)


def _with_halves(source_text: str, target_text: str) -> str:
    """Return a translation with the hours of the source's clock as a.m. and p.m. have them."""
    ours = {minutes for t in find_times(source_text, "vi") if len(t.minutes) == 1 for minutes in t.minutes}
    for time in reversed(find_times(target_text, "en")):
        words = target_text[time.span.start : time.span.end]
        rendering = render_time(time, "en") if time.minutes <= ours and _TIME.fullmatch(words) else None
        if rendering:
            after = target_text[time.span.end :]
            rest = after[1:] if after.startswith(".") and rendering.endswith(".") else after
            target_text = f"{target_text[: time.span.start]}{rendering}{rest}"
    return target_text
