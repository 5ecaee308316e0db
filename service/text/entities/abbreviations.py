"""Abbreviations and other short names that an article introduces: "(KPC)", "– APO", "(gọi tắt là Mcredit)".

Promises where the introduction ends and what it introduces. Knows nothing of what the long name means.
"""

import re
from dataclasses import dataclass

from service.text.entities.line import Line
from service.text.syllables import is_syllable

_BRACKET = re.compile(r"\s?\(([^()]{2,90})\)")
_CALLED = re.compile(
    r"(?:sau đây )?(?:được )?(?:hay còn gọi là|tên viết tắt là|(?:gọi tắt|gọi|viết tắt) là|viết tắt)[:\s]\s*"
    r"|\b(?:(?:hereinafter|hereafter),?\s)?(?:referred to as|abbreviated as|known as|or|as)\s(?:the\s)?"
    r"|\b(?:hereinafter|hereafter),?\s(?:the\s)?",
    re.IGNORECASE,
)
_SHORT_NAME = re.compile(r"[^\W\d_][\w.&/'\-]{0,14}(?:[ \-][\w.&/\-]{1,12}){0,2}")
_SERIES = re.compile(r"[A-Z]\s?\d{1,2}")  # G20, P5
_DASHED = re.compile(r"\s[-–—]\s")


@dataclass(frozen=True, slots=True)
class Introduction:
    """`last`: index after its last word; `end`: offset after it in the article; `short`: the short name."""

    last: int
    end: int
    short: str


def bracket_text(line: Line, last: int) -> tuple[str, int] | None:
    """Return what stands in the bracket right after word `last - 1`, and the line offset after it."""
    at = line.words[last - 1].end - line.offset
    match = _BRACKET.match(line.text, at)
    return (match.group(1).strip(), match.end()) if match else None


def introduction_after(line: Line, last: int) -> Introduction | None:
    """Return the abbreviation that is introduced right after word `last - 1`."""
    bracket = bracket_text(line, last)
    if bracket is not None:
        text, end = bracket
        entries = line.gazetteer.named(text, line.language)
        if entries and entries[0].kind in {"country", "place", "capital"} and not text.isupper():
            return None
        short = _CALLED.sub("", text).strip(" \"'“”")
        return _introduction(line, end, short) if short != text or is_abbreviation(short) else None
    if last < len(line.words) and _DASHED.fullmatch(line.gaps[last - 1]):
        word = line.words[last]
        follows = line.gaps[last]
        if word.text.isupper() and 2 < len(word.text) < 8 and not _DASHED.fullmatch(follows):
            return Introduction(last + 1, word.end, word.text)
    return None


def is_abbreviation(text: str) -> bool:
    """Whether a text could be a short name: a foreign word, or capitals that do not merely start words."""
    if _SERIES.fullmatch(text):
        return True
    if not _SHORT_NAME.fullmatch(text) or text.isdigit():
        return False
    capitals = sum(letter.isupper() for letter in text)
    if " " not in text:
        return capitals > 1 or (text[0].isupper() and not is_syllable(text))
    return capitals > 2 and text.upper() == text


def _introduction(line: Line, end: int, short: str) -> Introduction:
    last = next((i for i, word in enumerate(line.words) if word.start - line.offset >= end), len(line.words))
    return Introduction(last, line.offset + end, short)
