"""How far an English name goes: capitals around a head noun ("Ministry of Health", "Samsung Group").

Promises the index after the name and its head noun. Knows nothing of what the name means.
"""

import re
from dataclasses import dataclass

from service.text.entities.lexicon import Head, function_words_en, heads_en, longest_at, titles_en
from service.text.entities.line import Line

_LINKS = frozenset({"of", "for", "on"})
_JOINT = re.compile(r"\s?&\s?|-|\s?[–—]\s?|, |\., |\. ")
_LEGAL = frozenset({"co", "ltd", "inc", "corp", "jsc", "llc", "pte", "pty", "limited"})
_LISTING = frozenset({"ministry", "department"})
_OWNERS = frozenset(
    {"people", "women", "children", "farmers", "workers", "youth", "writers", "journalists", "students"}
)
_SAINTS = frozenset({"St", "Ste", "Mt"})
_LONGEST = 9


@dataclass(frozen=True, slots=True)
class Chunk:
    """A name with a head noun: the index after its last word, the head noun and its key."""

    end: int
    head: Head
    key: str


def title_starts(line: Line, index: int) -> bool:
    """Whether a title starts at a capitalised word."""
    return line.words[index].capital and longest_at(titles_en(), line.words, line.gaps, index) is not None


def run_end(line: Line, first: int) -> int:
    """Return the index after the run of capitals at `first`; a title or a function word ends it."""
    end = first + 1
    while end < min(first + _LONGEST, len(line.words)):
        word, gap = line.words[end], line.gaps[end - 1]
        given = gap == "-" and len(word.text) < 7 and line.known[end - 1] is None  # "Song Young-moo"
        if _possessive(line, end):
            end += 1
            continue
        if not word.capital and not given and not (word.text.isdigit() and gap == " "):
            break
        legal = word.key in _LEGAL and _JOINT.fullmatch(gap)
        before = line.words[end - 1]
        initial = gap in {". ", "."} and (len(before.text) == 1 or before.text in _SAINTS)
        paired = gap == "/" and word.acronym and before.acronym  # "POW/MIA Accounting Agency"
        if gap not in {" ", "-", " & "} and not legal and not initial and not paired:
            break
        if title_starts(line, end) and not longest_at(heads_en(), line.words, line.gaps, end):
            break
        end += 1
    return end


def _possessive(line: Line, index: int) -> bool:
    """Whether an "s" belongs to the name: "People's Committee", "Women's Union"."""
    owned = line.words[index].key == "s" and line.gaps[index - 1] in {"'", "’"}
    follows = index + 1 < len(line.words) and line.words[index + 1].capital
    return owned and follows and line.words[index - 1].key in _OWNERS


def chunk_at(line: Line, first: int) -> Chunk | None:
    """Return the name with a head noun that starts at a word."""
    opening = longest_at(heads_en(), line.words, line.gaps, first)
    if opening is not None and opening[0].first and _linked(line, opening[1]):
        head, after = opening
        return Chunk(_phrase_end(line, after + 1, head), head, line.key(first, after))
    if opening is not None and opening[1] - first > 2:
        return Chunk(opening[1], opening[0], line.key(first, opening[1]))
    end = run_end(line, first)
    closing = _last_head(line, first, end)
    if closing is None:
        return _joint_chunk(line, first, end)
    head, start, after = closing
    key = line.key(start, after)
    if after < end and line.known[after] is not None:
        after = end if line.known[after] is not None else after
    if _linked(line, after) and (head.first or _of_country(line, after)):
        after = _phrase_end(line, after + 1, head)
    return Chunk(after, head, key) if after - first > 1 else None


def _linked(line: Line, index: int) -> bool:
    """Whether "of", "for" or "on" with a capital after it goes on at a word."""
    if not line.adjacent(index) or line.words[index].key not in _LINKS or index + 1 >= len(line.words):
        return False
    after = index + 2 if line.words[index + 1].key == "the" else index + 1
    if after >= len(line.words) or line.words[after].key in function_words_en():
        return False  # "on October 10"
    return line.words[after].capital


def _of_country(line: Line, index: int) -> bool:
    known = line.known[index + 2 if line.words[index + 1].key == "the" else index + 1]
    return line.words[index].key == "of" and known is not None and known[0].kind == "country"


def _last_head(line: Line, first: int, end: int) -> tuple[Head, int, int] | None:
    """Return the last head noun of a run, and where it starts and ends."""
    found: tuple[Head, int, int] | None = None
    index = first
    while index < end:
        head = longest_at(heads_en(), line.words, line.gaps, index) if line.words[index].capital else None
        if head is not None and (head[1] <= end or head[1] - index > 2):  # "Chamber of Commerce"
            found = head[0], index, head[1]
            index = head[1]
        else:
            index += 1
    return found


def _joint_chunk(line: Line, first: int, end: int) -> Chunk | None:
    """Return a name with "and" before its head noun: "Food and Agriculture Organization"."""
    if end + 1 >= len(line.words) or line.words[end].key != "and" or not line.words[end + 1].capital:
        return None
    if any(line.known[index] is not None for index in range(first, end)) or end - first > 3:
        return None
    after = run_end(line, end + 1)
    closing = _last_head(line, end + 1, after)
    if (
        closing is None
        or closing[0].type == "company"
        or closing[2] - (end + 1) < 2
        or line.known[end + 1] is not None
    ):
        return None
    head, start, last = closing
    return Chunk(last, head, line.key(start, last))


def _phrase_end(line: Line, index: int, head: Head) -> int:
    """Return the index after the phrase that follows "of", "for" or "on"."""
    if line.words[index].key == "the":
        index += 1
    known = line.known[index]
    end = known[1] if known is not None and known[0].kind in {"country", "place"} else run_end(line, index)
    while end < len(line.words):
        further = _further(line, end, head)
        if further is None:
            break
        end = further
    return end


def _further(line: Line, end: int, head: Head) -> int | None:
    """Return the index after one more part: "and Technology", ", Sports", "of Japan"."""
    gap, word = line.gaps[end - 1], line.words[end]
    if gap == ", " and head.form.lower() in _LISTING and word.capital and line.known[end] is None:
        listed = any(item.key == "and" for item in line.words[end : end + 4])
        return run_end(line, end) if listed else None
    if gap != " " and gap != " & ":
        return None
    if word.key == "and" and end + 1 < len(line.words):
        return _conjunct_end(line, end + 1, head)
    if _linked(line, end):
        return _phrase_end(line, end + 1, head)
    return None


def _conjunct_end(line: Line, index: int, head: Head) -> int | None:
    """Return the index after a conjunct that cannot be a party by itself."""
    word = line.words[index]
    if not word.capital or word.acronym or word.key in function_words_en() or title_starts(line, index):
        return None
    other = longest_at(heads_en(), line.words, line.gaps, index)
    field = other is not None and other[0].type == "company" and head.form.lower() in _LISTING
    if line.known[index] is not None or (other is not None and not field):
        return None  # "Energy" ends a firm's name, but is a ministry's field too
    end = run_end(line, index)
    return None if chunk_at(line, index) is not None and end - index > 1 else end
