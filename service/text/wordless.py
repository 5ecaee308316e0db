"""Texts of figures and dates alone, as the other language writes them: 1.234 is 1,234 in English.

A text that is one sum or one date in words is among them: 1,5 tỷ USD, August 2019.

Promises that only what is written by the rules of the source's language changes; addresses, versions,
telephone numbers, times, scores and dates whose day and month cannot be told apart stay. Looks at no words.
"""

import re

from service.domain.article import Language, Span, other
from service.text.clock import find_times, render_time
from service.text.dates import find_dates
from service.text.figures import swap_marks
from service.text.protected import find_protected
from service.text.wrapping import find_addresses

_WRITTEN_OTHERWISE = re.compile(r"\d[.,/-]\d|\d\s*[₫$]|[₫$]\s*\d")
_DIGIT = re.compile(r"\d")
_UNIT = re.compile(
    r"(?<=\d)\s?(?:VN[DĐ]|USD|EUR|JPY|GBP|AUD|CAD|SGD|HKD|CNY|KRW|THB|CHF|NZD|TWD|[kcm]?m[²³]?|kg|ha|[kMG]W)(?!\w)"
    r"|(?<!\w)(?:VN[DĐ]|USD|EUR|JPY|GBP|AUD|CAD|SGD|HKD|CNY|KRW|THB|CHF|NZD|TWD|US)\s?(?=[$\d])"
)
_HALF_DAY = re.compile(r"\b[ap]\.m\.\Z")
_MARKED = re.compile(r"(?<![\w.,/:])\d+(?:[.,]\d+)+(?![\w/:])")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:[.,]\d{3})+")
_LONGEST = 40  # characters of a date or a sum
# Thousands and decimals as the language itself writes them. Round thousands with the other language's mark
# ("15,000" in Vietnamese) are no decimals, and right there already.
_FIGURE: dict[Language, re.Pattern[str]] = {
    "vi": re.compile(
        r"(?<![\w.,/:])(?:[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?|(?![1-9]\d{0,2},000(?!\d))\d+,\d+)"
        r"(?![\w/:]|[.,]\d)"
    ),
    "en": re.compile(
        r"(?<![\w.,/:])(?:[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?|(?![1-9]\d{0,2}\.000(?!\d))\d+\.\d+)"
        r"(?![\w/:]|[.,]\d|\.\s*$)"
    ),
}
_NETWORK_ADDRESS = re.compile(r"(?:(?:1?\d?\d|2[0-4]\d|25[0-5])\.){3}(?:1?\d?\d|2[0-4]\d|25[0-5])")
_TELEPHONE = re.compile(r"\+(?:\d[ .-]?){9,14}\d(?!\d)")
_MONTH_FIRST = re.compile(r"(?<![\w.,/-])(0?[1-9]|1[0-2])/(1[3-9]|2\d|3[01])/(\d{4})(?![\w/-])")
_STANDARD_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def is_wordless(text: str) -> bool:
    """Whether a text has no letters but those of currencies and units: 100.000 VND, 12,5 km."""
    return not any(map(str.isalpha, text)) or not any(map(str.isalpha, _UNIT.sub(" ", text)))


def written_in(text: str) -> Language | None:
    """Return the language whose marks the figures of a text have: 1.234 is Vietnamese, 1,234 English."""
    languages = {_of_figure(match[0]) for match in _MARKED.finditer(text)}
    return next(iter(languages)) if len(languages) == 1 else None


def _of_figure(figure: str) -> Language:
    """Take the last mark for the decimals' where there are two, and for thousands' before three digits."""
    last = figure[max(figure.rfind("."), figure.rfind(","))]
    groups = len({mark for mark in figure if not mark.isdigit()}) == 1 and _GROUPED.fullmatch(figure)
    return "vi" if (last == ",") != bool(groups) else "en"


def render_alone(text: str, *, source: Language) -> str | None:
    """Return a text that is one sum, date or time, with letters, as the other language writes it."""
    core = text.strip()
    if len(core) > _LONGEST or not _DIGIT.search(core) or not any(map(str.isalpha, core)):
        return None
    found = [(one.span, one.rendering) for one in find_protected(core, source=source)]
    found += [(time.span, render_time(time, other(source)) or "") for time in find_times(core, source)]
    # The point of a lone "p.m." is that of a sentence to those who look for times.
    whole = (words for span, words in found if span.start == 0 and core[span.end :] in ("", "."))
    rendering = next(whole, "") if not core.endswith(".") or _HALF_DAY.search(core) else ""
    return text.replace(core, rendering) if rendering else None


def may_change(text: str) -> bool:
    """Whether a text has figures or dates at all that languages write in different ways."""
    return bool(_WRITTEN_OTHERWISE.search(text))


def is_for_translation(text: str) -> bool:
    """Whether a text has letters, or figures and dates, which the other language may write otherwise."""
    return any(map(str.isalpha, text)) or may_change(text)


def render_wordless(text: str, *, source: Language) -> str:
    """Return a text without words as the other language writes it."""
    if not may_change(text):
        return text
    kept = find_addresses(text)
    changes = [*_dates_and_sums(text, source), *_figures(text, source)]
    done, position = "", 0
    for span, rendering in sorted(changes, key=lambda change: (change[0].start, -change[0].end)):
        if span.start >= position and not any(span.overlaps(address) for address in kept):
            done += text[position : span.start] + rendering
            position = span.end
    return done + text[position:]


def _dates_and_sums(text: str, source: Language) -> list[tuple[Span, str]]:
    dates = [mention.span for mention in find_dates(text, source)]
    found = []
    for one in find_protected(text, source=source):
        words = text[one.span.start : one.span.end]
        is_date = any(one.span.overlaps(span) for span in dates)
        is_sum = any(sign in words for sign in "₫$") and _is_written_right(words, source)
        if (is_date and not _STANDARD_DATE.search(words)) or is_sum:
            found.append((one.span, one.rendering))
    if source == "en":
        found += [(Span(*m.span()), f"{int(m[2])}/{int(m[1])}/{m[3]}") for m in _MONTH_FIRST.finditer(text)]
    return found


def _is_written_right(words: str, source: Language) -> bool:
    """Whether the figure of a sum has no mark, or those of the source's language."""
    return not re.search(r"\d[.,]\d", words) or bool(_FIGURE[source].search(words))


def _figures(text: str, source: Language) -> list[tuple[Span, str]]:
    return [
        (Span(*match.span()), swap_marks(match[0]))
        for match in _FIGURE[source].finditer(text)
        if not _NETWORK_ADDRESS.fullmatch(match[0]) and not _TELEPHONE.match(text, max(0, match.start() - 1))
    ]
