"""The other language's side of a quote: the part of its sentence's translation that says the quoted words.

Promises words of the translation, without the clause that names the speaker wherever marks or grammar tell it
apart; all of the translation where nothing does.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from service.domain.article import Language, other
from service.domain.highlight import Bilingual, Quote
from service.text.acts.attribution import attributing

_MARK = re.compile(r"[“”«»\"]")
_OUTER = ' \t“”"«»'
_LEAST = 3  # the quoted words are at least a third as long as they are in the source
_BEFORE_OPEN = frozenset({"", "(", "["})
_SPEECH_OPENS = frozenset({"‘", "'", "…", "(", "["})
_SUBJECT = 14  # words that a clause such as ", said X, the minister" may have before its verb


@dataclass(frozen=True, slots=True)
class _Mark:
    """A quotation mark in a translation."""

    start: int
    end: int
    opens: bool


def with_other_side(quote: Quote, *, sentence: str, target: str, source: Language) -> Quote:
    """Give a quote its other side: the quoted words of its sentence's translation, or all of it."""
    own = quote.text.side(source)
    if not own:
        return quote
    words = _quoted(own, sentence, target, other(source))
    return replace(quote, text=Bilingual.of(source, own, words))


def _quoted(own: str, sentence: str, target: str, language: Language) -> str:
    place = max(0, sentence.find(own))
    begins = not re.search(r"\w", sentence[:place])
    ends = bool(sentence) and not re.search(r"\w", sentence[place + len(own) :])
    if begins and ends:
        return _tidy(target)
    marks = _marks(target, within=begins and not _MARK.search(sentence[:place]))
    for words in _readings(target, marks, language, begins=begins, ends=ends):
        if len(words) >= len(own) / _LEAST:
            return words
    return _tidy(target)


def _readings(
    target: str, marks: Sequence[_Mark], language: Language, *, begins: bool, ends: bool
) -> list[str]:
    """Return what may be the quoted words, the likeliest first."""
    readings = []
    if begins and marks:
        readings.append(target[marks[0].end if marks[0].opens else 0 : _first_close(marks, target)])
    if ends and any(mark.opens for mark in marks):
        opened = [mark for mark in marks if mark.opens][-1]
        stop = next((m.start for m in reversed(marks) if not m.opens and m.start >= opened.end), len(target))
        readings.append(target[opened.end : stop])
    runs = [target[a.end : b.start] for a, b in pairwise(marks) if a.opens and not b.opens]
    readings += sorted(runs, key=len, reverse=True)
    if not marks:
        readings.append(_before_speaker(target, language) if begins else _after_speaker(target, language))
    return [_tidy(words) for words in readings]


def _marks(text: str, *, within: bool) -> list[_Mark]:
    """Tell opening marks from closing ones; `within`: a quotation is open as the text begins."""
    found: list[_Mark] = []
    for match in _MARK.finditer(text):
        sign, before, behind = match.group(), text[: match.start()], text[match.end() :]
        apart, joined = (
            before[-1:].strip() in _BEFORE_OPEN,
            behind[:1].isalnum() or behind[:1] in _SPEECH_OPENS,
        )
        opens = sign in "“«" if sign != '"' else apart and (joined or not within)
        found.append(_Mark(match.start(), match.end(), opens))
        within = opens
    return found


def _first_close(marks: Sequence[_Mark], target: str) -> int:
    """Return where the quotation that a text begins in ends, over those within it.

    A mark in the middle of a sentence ends nothing where a later one stands behind a comma or full stop.
    """
    depth = 0 if marks[0].opens else 1
    for place, mark in enumerate(marks):
        depth += 1 if mark.opens else -1
        if not depth:
            later = marks[place + 1 : place + 2]
            stray = _goes_on(mark, target) and any(not m.opens and _stops(m, target) for m in later)
            return later[0].start if stray else mark.start
    return next((mark.start for mark in marks if not mark.opens), len(target))


def _goes_on(mark: _Mark, target: str) -> bool:
    return target[mark.start - 1 : mark.start].isalnum() and bool(
        re.match(r"\s[^\W_A-Z]", target[mark.end :])
    )


def _stops(mark: _Mark, target: str) -> bool:
    return target[mark.start - 1 : mark.start] in {",", ".", "!", "?", "…"}


def _before_speaker(target: str, language: Language) -> str:
    """Cut the clause that ends a sentence with its speaker: ", ông Nam nói", ", said Ms Lan"."""
    commas = [match.start() for match in re.finditer(r",\s", target)]
    for place in range(len(commas) - 1, -1, -1):
        clause = target[commas[place] + 1 :]
        said = attributing()[language].verbs.search(clause)
        if said is None or len(clause[: said.start()].split()) > _SUBJECT:
            continue
        alone = not clause[: said.start()].strip() and len(clause.split()) == 1
        return target[: commas[max(0, place - 2)] if alone else commas[place]]  # "X, the minister, said"
    return target


def _after_speaker(target: str, language: Language) -> str:
    """Cut the clause that begins a sentence with its speaker: "Ông Nam nói:", "Ms Lan said that"."""
    said = attributing()[language].verbs.search(target)
    if said is None:
        return target
    border = re.compile(r"[^,:]{0,60}?[:,]\s+|\s+(?:that|rằng)\s+").match(target, said.end())
    return target[border.end() :] if border else target


def _tidy(words: str) -> str:
    """Take the marks off, and the comma that led on to the speaker."""
    return words.strip(_OUTER).rstrip(" ,")
