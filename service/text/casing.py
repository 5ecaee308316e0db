"""Headlines in capitals to sentence case and back.

Promises that only texts wholly in capitals are touched. Which words are names it is told: nothing in a line
of capitals says so.
"""

import re
from collections.abc import Iterable

from service.text.person_names import capitalised_runs

_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_LETTERS = 8  # "ASEAN", "COVID-19" and "VN-EU" alone are names, not headlines


def in_capitals(text: str) -> bool:
    """Whether a text of at least two words is written in capitals throughout."""
    first = _WORD.search(text)
    if first is None or not first[0].isupper():
        return False
    words = _WORD.findall(text)
    return len(words) > 1 and sum(map(len, words)) >= _FEWEST_LETTERS and all(map(str.isupper, words))


def names_in(texts: Iterable[str]) -> dict[str, str]:
    """Return the capitalised runs within sentences, by their lower-case form; the longer ones first."""
    names: dict[str, str] = {}
    for text in texts:
        for start, words in capitalised_runs(text):
            if start > 0 or len(words) > 1:
                names.setdefault(" ".join(words).lower(), " ".join(words))
    return dict(sorted(names.items(), key=lambda item: -len(item[0])))


def sentence_case(text: str, names: dict[str, str]) -> str:
    """Return a line of capitals in small letters, with a capital at its start and in the names."""
    lowered = text.lower()
    if len(lowered) != len(text):
        return text
    cased = list(lowered)
    for key, name in names.items():
        if len(key) != len(name):
            continue
        for match in re.finditer(rf"\b{re.escape(key)}\b", lowered):
            if "".join(cased[match.start() : match.end()]) == key:
                cased[match.start() : match.end()] = name
    first = _WORD.search(lowered)
    if first:
        cased[first.start()] = cased[first.start()].upper()
    return "".join(cased)
