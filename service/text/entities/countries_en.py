"""Whether an English word names a country here: "South China Sea", "US$30 billion" and "Lao Dong" do not."""

from service.text.entities.lexicon import heads_en, longest_at, titles_en
from service.text.entities.line import Line
from service.text.gazetteer import Entry
from service.text.syllables import is_bare_syllable

_COMPASS = frozenset({"south", "north", "east", "west", "central", "southern", "northern", "latin", "new"})
_WATERS = frozenset({"sea", "peninsula", "strait", "ocean", "sahara"})
_MONEY = frozenset({"dollar", "dollars", "yen", "won", "yuan", "pounds", "francs"})
_LOCATIVE = frozenset(
    {"in", "at", "to", "near", "visit", "visiting", "visited", "around", "outside", "leave"}
)


def country_fits(line: Line, first: int, last: int) -> bool:
    """Whether the entry at words [first, last) is a country here."""
    if line.adjacent(first) and line.words[first - 1].key in _COMPASS and line.words[first - 1].capital:
        return False
    if line.gaps[last - 1].startswith("$"):
        return False
    if not line.adjacent(last):
        return True
    after = line.words[last]
    if after.key in _WATERS | _MONEY:
        return False
    return not (line.known[first] is not None and _other_name(line, first, last))


def _other_name(line: Line, first: int, last: int) -> bool:
    """Whether a short adjective starts a Vietnamese name: "Lao Dong", "Thai Binh"."""
    if last - first > 1 or line.words[first].key not in {"lao", "thai"} or not line.words[last].capital:
        return False
    following = longest_at(titles_en(), line.words, line.gaps, last)
    return (
        following is None
        and not longest_at(heads_en(), line.words, line.gaps, last)
        and is_bare_syllable(line.words[last].text)
    )


def waters(key: str) -> bool:
    """Whether a word makes a sea, strait or peninsula of the name before it."""
    return key in _WATERS


def stands_for_state(line: Line, first: int, entry: Entry) -> bool:
    """Whether a capital stands for the state that acts from it, rather than for a place."""
    return entry.country != "VN" and not (line.adjacent(first) and line.words[first - 1].key in _LOCATIVE)
