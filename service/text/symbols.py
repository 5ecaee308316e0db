"""Symbols that no translation model reads well: arrows, emoji, notes of music, comparisons.

Promises that `before`, the stretches with the gaps between them, and `after` put together are the text, and
that every stretch has letters. Leaves alone what stands within a word or a figure (38°C, A<B). Translates
nothing.
"""

import re
from dataclasses import dataclass

# Arrows, mathematics, technical signs, boxes, pictures; marks of trade; flags and emoji with their modifiers.
_SIGN = (
    "[\u2190-\u21ff\u2248-\u22ff\u2300-\u23ff\u2500-\u27bf\u2900-\u297f\u2b00-\u2bff"
    "\u2122\u00ae\u00a9\U0001f000-\U0001faff]"
)
_AROUND = "[\ufe0f\u200d\u20e3\\s]"
_ALONE = r"(?<![^\s])[<>|~•·](?![^\s])"  # between spaces only
_RUN = re.compile(f"\\s*(?:{_SIGN}|{_ALONE})(?:{_SIGN}|{_ALONE}|{_AROUND})*")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Cut:
    """A text between its symbols: `gaps` has one item less than `stretches`."""

    before: str
    stretches: tuple[str, ...]
    gaps: tuple[str, ...]
    after: str


def cut_at_symbols(text: str) -> Cut:
    """Cut a text at its symbols; what stands between two of them without any letter belongs to them."""
    gaps, stretches, position = [""], list[str](), 0
    for run in (*_RUN.finditer(text), None):
        end = run.start() if run else len(text)
        stretch = text[position:end]
        if _LETTER.search(stretch):
            stretches.append(stretch)
            gaps.append("")
        else:
            gaps[-1] += stretch
        if run:
            gaps[-1] += run.group()
            position = run.end()
    return Cut(gaps[0], tuple(stretches), tuple(gaps[1:-1]), gaps[-1] if stretches else "")
