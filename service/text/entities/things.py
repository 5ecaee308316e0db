"""Names in the news that no party bears: seas, rivers, tournaments, storms, months, models of aircraft.

Promises where such a name ends, and nothing where a longer name goes on ("Mekong Capital"). Knows no context
but the words beside it.
"""

import re

from service.domain.article import Language
from service.text.entities.lexicon import longest_at, things
from service.text.entities.line import Line, Named, named

_STORMS: dict[Language, frozenset[str]] = {
    "vi": frozenset({"bão", "siêu bão", "cơn bão", "áp thấp", "đập", "hồ chứa"}),
    "en": frozenset({"typhoon", "hurricane", "cyclone", "storm", "super typhoon", "tropical storm"}),
}
_MODEL = re.compile(r"[A-Z]{1,4}-?\d{1,4}[A-Za-z]{0,4}")
_MODEL_ALONE = re.compile(r"[A-Z]{1,4}(?:-\d|-?\d{2,4})[A-Za-z]{0,4}")  # VTV3 and E3 may be anything
_VERSIONS = frozenset({"max", "neo", "plus", "pro", "ultra", "dreamliner", "er", "lr", "xlr"})
_MONTHS = frozenset({"Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec"})
_QUARTER = frozenset({"quý", "quí", "qúy", "quarter"})
_QUARTERS = frozenset({"I", "II", "III", "IV", "1", "2", "3", "4"})
_COUNTED = frozenset({"block", "lô", "lot", "flight", "phase", "route"})
_DAY = frozenset({" ", ". ", "."})


def passed_over(line: Line, index: int, run: int) -> tuple[int, tuple[Named, ...]] | None:
    """Return where a thing's name ends, with the name if it may come back without its kind: a storm's.

    The capitals that begin at `index` end at `run`.
    """
    name = storm_end(line, index, run)
    if name is not None:
        return run, (named(line, name, run, kind="thing", kind_type="other"),)
    end = thing_end(line, index, run)
    return None if end is None else (end, ())


def thing_end(line: Line, index: int, run: int) -> int | None:
    """Return where the name of a thing ends; the capitals that begin at `index` end at `run`."""
    word = line.words[index]
    found = longest_at(things(), line.words, line.gaps, index)
    if found is not None and _alone(line, found[1], run) and line.words[found[1] - 1].capital:
        return found[1]
    if (
        word.text.lower() in _QUARTER
        and index + 1 < len(line.words)
        and line.words[index + 1].text in _QUARTERS
    ):
        return index + 2
    if line.language == "en" and word.text in _MONTHS and _beside_day(line, index):
        return run if all(item.text.isdigit() for item in line.words[index + 1 : run]) else index + 1
    before = line.words[index - 1].text if line.adjacent(index) else ""
    if run == index + 1 and before.isdigit() and word.key in _VERSIONS:
        return run  # "737 Max"
    bare = without_model(line, index, run)
    counted = _is_model_here(line, index) or _block(line, index, run)
    if bare == index + 1 and line.known[index] is None and counted:
        return run
    return None


def storm_end(line: Line, index: int, run: int) -> int | None:
    """Return the index of the name after "Bão", "Typhoon" at the start of a run of capitals."""
    for length in (2, 1):
        if line.key(index, index + length) in _STORMS[line.language] and index + length < run:
            return index + length
    return None


def is_model(text: str) -> bool:
    """Whether a word behind another may be its model or number: A330neo, PM3."""
    return bool(_MODEL.fullmatch(text))


def _is_model_here(line: Line, index: int) -> bool:
    """Whether a word is a model by itself, as A330neo is, or behind a maker or a count: "Kia K3", "lô B5"."""
    text, before = line.words[index].text, line.words[index - 1]
    behind = line.adjacent(index) and (before.capital or before.key in _COUNTED)
    return bool(_MODEL_ALONE.fullmatch(text)) or (behind and is_model(text))


def without_model(line: Line, index: int, run: int) -> int:
    """Return the end of a run without the model after a maker's name: "Airbus A330neo"."""
    while run > index + 1 and is_model(line.words[run - 1].text):
        run -= 1
    return run


def _block(line: Line, index: int, run: int) -> bool:
    """Whether a word only counts what its number names: "Block PM3", "lô 15-1"."""
    return run > index + 1 and line.words[index].key in _COUNTED


def _alone(line: Line, end: int, run: int) -> bool:
    """Whether nothing but a number follows the name within its run: "World Cup 2034"."""
    return run <= end or all(word.text.isdigit() for word in line.words[end:run])


def _beside_day(line: Line, index: int) -> bool:
    """Whether a number stands beside a month's abbreviation: "Oct. 14", "14 Oct"."""
    after = index + 1 < len(line.words) and line.words[index + 1].text.isdigit()
    if after and line.gaps[index] in _DAY:
        return True
    return line.adjacent(index) and line.words[index - 1].text.isdigit()
