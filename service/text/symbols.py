"""Symbols that no translation model reads well: arrows, emoji, comparisons, and markup written out as text.

Promises that `before`, the stretches with the gaps between them, and `after` put together are the text, and
that every stretch has words. Leaves alone what stands within a word or a figure (38°C, A<B). Translates
nothing.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from service.text.wrapping import has_words

# Arrows, mathematics, technical signs, boxes, pictures; marks of trade; flags and emoji with their modifiers.
_SIGN = (
    "[\u2190-\u21ff\u2248-\u22ff\u2300-\u23ff\u2500-\u27bf\u2900-\u297f\u2b00-\u2bff"
    "\u2122\u00ae\u00a9\U0001f000-\U0001faff]"
)
_AROUND = "[\ufe0f\u200d\u20e3\\s]"
_ALONE = r"(?<![^\s])[<>|~•·](?![^\s])"  # between spaces only
# Tags, comments and entities in a text that is no markup: what a person wrote, or a system escaped twice.
_ATTRIBUTE = r"""\s+[\w:.-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>]+)"""
_TAG = rf"</?[A-Za-z][A-Za-z0-9]*(?:[:-][A-Za-z0-9]+)*(?:{_ATTRIBUTE})*\s*/?>|<!--[^<>]*-->"
_ENTITY = (
    r"&(?:nbsp|amp|lt|gt|quot|apos|hellip|[nm]dash|[lr][sd]quo|copy|reg|trade|euro"
    r"|#\d{1,7}|#[xX][\da-fA-F]{1,6});"
)
_SYMBOL = f"{_SIGN}|{_ALONE}|{_TAG}|(?<!\\w){_ENTITY}|{_ENTITY}(?!\\w)"
_PERHAPS = re.compile(f"{_SIGN}|[<>|~•·&]")  # one of these stands in each of them
_RUN = re.compile(f"\\s*(?:{_SYMBOL})(?:{_SYMBOL}|{_AROUND})*")
_WORD = re.compile(r"[^\W_]+")
_TAGS = re.compile(f"({_TAG})")


@dataclass(frozen=True, slots=True)
class Cut:
    """A text between its symbols: `gaps` has one item less than `stretches`."""

    before: str
    stretches: tuple[str, ...]
    gaps: tuple[str, ...]
    after: str


def cut_at_symbols(text: str) -> Cut:
    """Cut a text at its symbols; what stands between two of them without words belongs to them."""
    gaps, stretches, position = [""], list[str](), 0
    runs = tuple(_RUN.finditer(text)) if _PERHAPS.search(text) else ()
    for run in (*runs, None):
        end = run.start() if run else len(text)
        stretch = text[position:end]
        if has_words(stretch) and not (runs and _is_formula(stretch)):
            stretches.append(stretch)
            gaps.append("")
        else:
            gaps[-1] += stretch
        if run:
            gaps[-1] += run.group()
            position = run.end()
    return Cut(gaps[0], tuple(stretches), tuple(gaps[1:-1]), gaps[-1] if stretches else "")


def _is_formula(stretch: str) -> bool:
    """Whether a stretch between signs has figures and single letters alone: the "2, a" of "3 > 2, a"."""
    words = _WORD.findall(stretch)
    return all(word.isdigit() or (len(word) == 1 and word.isascii()) for word in words)


def outside_tags(text: str, change: Callable[[str], str]) -> str:
    """Return a text with what stands between the tags in it changed."""
    return "".join(part if i % 2 else change(part) for i, part in enumerate(_TAGS.split(text)))


def without_tags(text: str) -> str:
    """Return a text with a space in the place of each tag in it."""
    return _TAGS.sub(" ", text)
