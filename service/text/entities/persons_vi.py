"""People in Vietnamese: runs of capitals after a title, and names that start with a Vietnamese surname."""

from service.text.entities.lexicon import longest_at, surnames_vi, titles_vi
from service.text.entities.line import Line
from service.text.entities.tails_vi import head_at
from service.text.gazetteer import Gazetteer
from service.text.syllables import is_syllable

_PARTICLES = frozenset({"bin", "al", "van", "von", "de", "da", "el", "un", "in", "il", "jung", "hye", "ho"})
_LONGEST = 5


def run_end(line: Line, first: int, gazetteer: Gazetteer) -> int:
    """Return the index after the run of capitalised words at `first` that no known name interrupts."""
    end = first
    while end < len(line.words) and end < first + 7:
        word = line.words[end]
        joined = end > first and line.gaps[end - 1] in {"-", " -", " - "}
        if end > first and not (line.adjacent(end) or _initial(line, end) or joined):
            break
        if not word.capital and not (end > first and word.key in _PARTICLES):
            break
        if joined and (word.capital or line.gaps[end - 1] == " - " and word.key not in {"un", "in", "hye"}):
            if word.capital and line.gaps[end - 1] != "-":
                break
        if end > first and _interrupted(line, end, gazetteer):
            break
        end += 1
    while end > first + 1 and not line.words[end - 1].capital and line.gaps[end - 2] == " ":
        if line.words[end - 1].key in {"un", "in", "hye"}:
            break
        end -= 1
    return end


def _initial(line: Line, index: int) -> bool:
    """ "Daniel J. Kritenbrink": a full stop after an initial."""
    return line.gaps[index - 1] == ". " and len(line.words[index - 1].text) == 1


def _interrupted(line: Line, index: int, gazetteer: Gazetteer) -> bool:
    known = gazetteer.at(line.words, line.gaps, index, "vi")
    if known is not None and known[0].kind in {"country", "body", "capital"} and not known[0].kind == "pair":
        return known[1] - index > 1 or not is_syllable(line.words[index].text)
    if longest_at(titles_vi(), line.words, line.gaps, index) and not is_syllable(line.words[index - 1].text):
        return False
    head = head_at(line, index)
    return head is not None and head[1] - index > 1


def titled_person_end(line: Line, first: int, gazetteer: Gazetteer) -> int | None:
    """Return the index after the person's name that a title announces."""
    if first >= len(line.words) or not line.words[first].capital or line.words[first].text.isupper():
        return None
    end = min(run_end(line, first, gazetteer), first + _LONGEST)
    return end if end > first else None


def surname_start(line: Line, first: int, end: int) -> int | None:
    """Return where in a run of capitals a Vietnamese name of two to four syllables starts."""
    for index in range(first, end - 1):
        words = line.words[index:end]
        if words[0].key in surnames_vi() and len(words) < 5 and all(is_syllable(w.text) for w in words):
            return index
    return None
