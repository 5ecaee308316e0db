"""Signs that a translation broke down: loops, text left in the source language, a length that cannot be.

Promises to stay silent on ordinary translations. Knows neither numbers nor names.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from operator import eq
from typing import Literal

from service.domain.article import Language
from service.text.caching import remembered
from service.text.person_names import capitalised_runs
from service.text.wrapping import without_addresses

LengthFault = Literal["too_short", "too_long"]

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# Letters that English borrows at most in names; the plain accents of French and Spanish are left out.
_VI_LETTER = re.compile(r"[ăâđơưạảấầẩẫậắằẳẵặẹẻẽềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
_EN_FUNCTION_WORDS = frozenset(
    {
        "the",
        "of",
        "and",
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "that",
        "which",
        "with",
        "for",
        "from",
        "by",
    }
    | {"this", "these", "will", "would", "been", "their", "its", "said", "on", "at", "as", "an"}
)
_COPIED_WORDS = 7
_FUNCTION_WORDS = 3
_RUN_WORDS = 4
_FEWEST_REPEATS = 3
_LONGEST_PHRASE = 10
_OFTEN = 4
# Characters of the translation by characters of the source; outside of these lie 0.1 % of human pairs.
_SHORTEST = {"vi": 0.45, "en": 0.42}
_LONGEST = {"vi": 2.3, "en": 2.3}
_FREE_CHARACTERS = 25


def repeated_phrase(source_text: str, target_text: str) -> str | None:
    """Return the phrase that a translation repeats over and over, unless the source does the same."""
    loop = _loop(target_text)
    return loop if loop and not _loop(source_text) else None


def untranslated_stretch(source_text: str, target_text: str, *, source: Language) -> str | None:
    """Return words of the source's language that stand in the translation, names and addresses apart."""
    return _stretch(source_text, target_text, source)


@remembered(1024)  # a pair is looked at when it is chosen, and checked
def _stretch(source_text: str, target_text: str, source: Language) -> str | None:
    source_text, target_text = without_addresses(source_text), without_addresses(target_text)
    return _copied(source_text, target_text) or (
        _vietnamese_run(target_text) if source == "vi" else _english_run(target_text)
    )


def length_fault(source_text: str, target_text: str, *, source: Language) -> LengthFault | None:
    """Say whether a translation is far shorter or longer than translations are."""
    ours, theirs = len(target_text.strip()), len(source_text.strip())
    if ours + _FREE_CHARACTERS < theirs * _SHORTEST[source] or (not ours and theirs):
        return "too_short"
    return "too_long" if ours > theirs * _LONGEST[source] + _FREE_CHARACTERS else None


@remembered(2048)  # a sentence is compared with each of its hypotheses
def _loop(text: str) -> str | None:
    written = _words(text)
    words = [word.lower() for word in written]
    most = max(Counter(words).values(), default=0)
    if most < _FEWEST_REPEATS:
        return None
    in_a_row = _in_a_row(words)
    return _often(written) if in_a_row is None and most >= _OFTEN else in_a_row


def _in_a_row(words: Sequence[str]) -> str | None:
    """Find the shortest phrase that is said several times without a word between."""
    for size in range(1, _LONGEST_PHRASE + 1):
        same = list(map(eq, words, words[size:]))
        needed = size * ((4 if size == 1 else _FEWEST_REPEATS) - 1)
        run = 0
        for end, is_same in enumerate(same, 1) if sum(same) >= needed else ():
            run = run + 1 if is_same else 0
            start = end - needed
            if run >= needed and len(words[start]) > 1:
                return " ".join(words[start : start + size])
    return None


def _often(written: Sequence[str]) -> str | None:
    """Find four words, not all of them names, that are said again and again."""
    runs = zip(*(written[i:] for i in range(4)), strict=False)
    said = (run for run in runs if not all(map(_is_name, run)))  # a name may come back in a list
    grams = Counter(tuple(word.lower() for word in run) for run in said)
    phrase_words, count = grams.most_common(1)[0] if grams else ((), 0)
    return " ".join(phrase_words) if count >= _OFTEN else None


@remembered(1024)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text))


def _is_name(word: str) -> bool:
    return word[0].isupper()


def _copied(source_text: str, target_text: str) -> str | None:
    """Find a run of words, not all of them names, that stands in both."""
    theirs, own = _words(source_text), _words(target_text)
    if sum(map(frozenset(own).__contains__, theirs)) < min(_COPIED_WORDS, len(theirs)):
        return None
    ours = " ".join(own)
    if len(theirs) <= _COPIED_WORDS and len(theirs) >= _RUN_WORDS and " ".join(theirs) == ours:
        return ours if _has_sentence_words(theirs) else None
    if _longest_shared(theirs, frozenset(own)) < _COPIED_WORDS:
        return None
    padded = f" {ours} "
    for start in range(len(theirs) - _COPIED_WORDS + 1):
        run = theirs[start : start + _COPIED_WORDS]
        if _has_sentence_words(run) and f" {' '.join(run)} " in padded:
            return " ".join(run)
    return None


def _longest_shared(words: Sequence[str], others: frozenset[str]) -> int:
    """Return how many words in a row are among the others."""
    shared = groupby(words, key=others.__contains__)
    return max((sum(1 for _ in run) for among, run in shared if among), default=0)


def _has_sentence_words(words: Sequence[str]) -> bool:
    return sum(word[0].islower() for word in words) * 2 > len(words)


def _vietnamese_run(text: str) -> str | None:
    """Find accented words in a row, Vietnamese letters among them, of which at least two are no names."""
    if text.isascii() or not _VI_LETTER.search(text):
        return None
    run: list[str] = []
    for match in _WORD.finditer(text):
        run = [] if match[0].isascii() else [*run, match[0]]
        lower = sum(word[0].islower() for word in run)
        if len(run) >= 3 and lower >= 2 and any(_VI_LETTER.search(word) for word in run):
            return " ".join(run)
    return None


def _english_run(text: str) -> str | None:
    """Find a stretch of plain letters with several English function words in it."""
    words = _words(text)
    if sum(map(_EN_FUNCTION_WORDS.__contains__, words)) < _FUNCTION_WORDS:
        return None
    for start in range(len(words) - 7):
        run = words[start : start + 8]
        plain = all(word.isascii() for word in run)
        if plain and sum(word in _EN_FUNCTION_WORDS for word in run) >= _FUNCTION_WORDS:
            return " ".join(run)
    return None


def names_left_with_diacritics(target_text: str) -> tuple[str, ...]:
    """Return the Vietnamese names of an English translation that still carry their diacritics."""
    if target_text.isascii():
        return ()
    runs = (" ".join(words) for _, words in capitalised_runs(target_text))
    return tuple(run for run in runs if _VI_LETTER.search(run))
