"""Figures in words that a rule can carry across: two-thirds is hai phần ba, two dozen 24, 3 per cent 3%.

Promises forms with one meaning alone: no "quarter" that may be a season of the books, no "half" but of
something, no numerator of one. Refuses to know sentences.
"""

import re
from collections.abc import Iterator

from service.domain.article import Language, Span, other
from service.text.counted import find_halves
from service.text.figures import swap_marks
from service.text.spelled import EN_UNITS

_EN_PARTS = {
    3: "thirds", 4: "quarters", 5: "fifths", 6: "sixths", 7: "sevenths", 8: "eighths", 9: "ninths",
    10: "tenths",
}  # fmt: skip
_EN_COUNTS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_VI_COUNTS = ["hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"]
_VI_PARTS = {3: "ba", 4: "tư", 5: "năm", 6: "sáu", 7: "bảy", 8: "tám", 9: "chín", 10: "mười"}
_EN_FRACTION = re.compile(
    rf"\b({'|'.join(_EN_COUNTS)})[- ]({'|'.join(_EN_PARTS.values())}|fourths)\b", re.IGNORECASE
)
_VI_FRACTION = re.compile(
    rf"(?<!\w)({'|'.join(_VI_COUNTS)}) phần ({'|'.join(_VI_PARTS.values())}|bốn)(?!\w)", re.IGNORECASE
)
_DOZENS = re.compile(rf"\b({'|'.join(_EN_COUNTS)}) dozen\b(?! of\b)", re.IGNORECASE)
_MULTIPLE = re.compile(r"(?<![\w.,–-])(\d+(?:\.\d+)?)[- ]?fold\b")
_PERCENT = {
    "en": re.compile(r"(?<![\w.,–-])(minus )?(\d+(?:[.,]\d+)*) (percent|per cent|percentage points?)\b"),
    "vi": re.compile(r"(?<![\w.,–-])(âm )?(\d+(?:[.,]\d+)*) ((?:điểm )?phần trăm)(?!\w)"),
}
_POINTS: dict[Language, str] = {"en": " percentage points", "vi": " điểm phần trăm"}
_HALF: dict[Language, str] = {"en": "half", "vi": "một nửa"}
_BELOW: dict[Language, str] = {"en": "minus ", "vi": "âm "}


def find_figure_words(text: str, source: Language) -> Iterator[tuple[Span, str]]:
    """Yield each such figure and how the target language writes it."""
    for match in _PERCENT[source].finditer(text):
        below = _BELOW[other(source)] if match[1] else ""
        points = "point" in match[3] or "điểm" in match[3]
        sign = _POINTS[other(source)] if points else "%"
        yield Span(*match.span()), f"{below}{swap_marks(match[2])}{sign}"
    yield from ((span, _HALF[other(source)]) for span in find_halves(text, source))
    if source == "vi":
        for match in _VI_FRACTION.finditer(text):
            parts = [n for n, word in _VI_PARTS.items() if word == match[2].lower().replace("bốn", "tư")]
            counted = _EN_COUNTS[_VI_COUNTS.index(match[1].lower())]
            yield Span(*match.span()), f"{counted}-{_EN_PARTS[parts[0]]}"
        return
    for match in _EN_FRACTION.finditer(text):
        plural = match[2].lower().replace("fourths", "quarters")
        parts = [n for n, word in _EN_PARTS.items() if word == plural]
        counted = _VI_COUNTS[_EN_COUNTS.index(match[1].lower())]
        yield Span(*match.span()), f"{counted} phần {_VI_PARTS[parts[0]]}"
    for match in _MULTIPLE.finditer(text):
        yield Span(*match.span()), f"gấp {swap_marks(match[1])} lần"
    for match in _DOZENS.finditer(text):
        yield Span(*match.span()), str(12 * EN_UNITS[match[1].lower()])
