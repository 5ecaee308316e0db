"""When a text is an everyday phrase and nothing else, and how its rendering takes over marks and case.

Promises that what is no such phrase is never touched, and that diacritics may be left out only where two
syllables or more tell which phrase is meant. Knows no phrase itself.
"""

import re
import unicodedata

from service.domain.article import Language
from service.text.syllables import strip_diacritics

_PARTS = re.compile(r"(?P<words>.*?)(?P<marks>[\s.!?…:;,]*)", re.DOTALL)
_STAYS = re.compile(r"I\b")  # the one English word that keeps its capital


def phrase_key(text: str) -> str:
    """Return the form in which phrases are the same: without final marks, case and runs of space."""
    composed = unicodedata.normalize("NFC", text).replace("’", "'")
    return " ".join(_taken_apart(composed)[0].casefold().split())


def bare_key(text: str) -> str | None:
    """Return the key of a Vietnamese phrase typed without diacritics; None for a single syllable."""
    bare = strip_diacritics(phrase_key(text))
    return bare if " " in bare else None


def fitted(text: str, rendering: str, *, target: Language) -> str:
    """Return the rendering of a phrase with the marks and the case of the text that it is for."""
    words, marks = _taken_apart(text)
    letters = [character for character in words if character.isalpha()]
    if len(letters) > 1 and all(map(str.isupper, letters)):
        rendering = rendering.upper()
    elif letters and letters[0].islower() and not (target == "en" and _STAYS.match(rendering)):
        rendering = rendering[0].lower() + rendering[1:]
    return rendering + marks


def _taken_apart(text: str) -> tuple[str, str]:
    """Return the words and the marks after them."""
    found = _PARTS.fullmatch(text)
    return (found["words"], found["marks"]) if found else (text, "")
