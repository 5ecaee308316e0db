"""People in Vietnamese: runs of capitals after a title, and names that start with a Vietnamese surname."""

from service.text.entities.lexicon import surnames_vi
from service.text.entities.line import Line
from service.text.entities.tails_vi import head_at
from service.text.syllables import is_syllable

# Lower-case parts of foreign names: "Kim Jong-un", "Mohammed bin Salman", "Ursula von der Leyen".
_PARTICLES = frozenset({"bin", "al", "van", "von", "der", "de", "da", "el", "un", "in", "il", "hye", "eun"})
_SUFFIXES = frozenset({"un", "in", "il", "hye", "eun", "hwa", "kyung"})
_LONGEST_RUN = 7
_LONGEST_NAME = 5
_SHORT = 5  # letters of the second half of a Korean given name


def run_end(line: Line, first: int) -> int:
    """Return the index after the run of capitalised words at `first` that no known name interrupts."""
    end = first + 1
    while end < min(first + _LONGEST_RUN, len(line.words)):
        if not _joins(line, end) or _interrupted(line, end):
            break
        end += 1
    while end > first + 1 and not _closes(line, end - 1):
        end -= 1
    return end


def _closes(line: Line, index: int) -> bool:
    """Whether a word may be the last of a name: a capital or the second half of "Jong-ho"."""
    word = line.words[index]
    return word.capital or word.key in _SUFFIXES or line.gaps[index - 1] == "-"


def _joins(line: Line, index: int) -> bool:
    """Whether a word goes on in a run: after a space, an initial's full stop, or a hyphen."""
    word, gap = line.words[index], line.gaps[index - 1]
    if line.adjacent(index) or (gap == ". " and len(line.words[index - 1].text) == 1):
        return word.capital or word.key in _PARTICLES
    if gap in {"-", " - "} and line.words[index - 1].key in {"al", "el"}:
        return word.capital
    if gap == "-":
        return word.capital or word.key in _SUFFIXES or (word.text.islower() and len(word.text) <= _SHORT)
    return gap in {" - ", " -"} and word.key in _SUFFIXES and not word.capital


def _interrupted(line: Line, index: int) -> bool:
    known = line.known[index]
    if known is not None and known[0].kind in {"country", "body", "capital"}:
        return known[1] - index > 1 or not is_syllable(line.words[index].text)
    head = head_at(line, index)
    return head is not None and head[1] - index > 1


def titled_person_end(line: Line, first: int) -> int | None:
    """Return the index after the person's name that a title announces."""
    if not line.words[first].capital or (
        line.words[first].text.isupper() and len(line.words[first].text) > 1
    ):
        return None
    return min(run_end(line, first), first + _LONGEST_NAME)


def surname_start(line: Line, first: int, end: int) -> int | None:
    """Return where in a run of capitals a Vietnamese name of two to four syllables starts."""
    for index in range(first, end - 1):
        words = line.words[index:end]
        if words[0].key in surnames_vi() and len(words) < 5 and all(is_syllable(word.text) for word in words):
            return index
    return None
