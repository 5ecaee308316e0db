"""Whether words in quotation marks are speech, and which words of the article say who speaks.

Promises a stretch of the clause beside the quotation, never of the quotation itself. Resolves no names.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from service.domain.article import Language
from service.text.acts.quotations import Quotation

_BULLETS = " \t-–—•*"
_DASHES = ("-", "–", "—")
_PARTING = frozenset({",", *_DASHES})
_NAMED_ONLY = re.compile(
    r"(?:ông|bà|anh|chị|cô|Mr|Ms|Mrs)\b\.? [^\W\d_a-z].{0,40}$"
)  # ", ông Nam thẳng thắn"
_GOES_ON = re.compile(
    r"\s*(?:nên|và|là|của|để|do|vì|mà|được|bị|thì|cho|với|như|trong|tại|cũng|đã|and|but|is|was|are|were|of|in|for|to)\b"
)  # the sentence goes on over a name in quotation marks
_FEW = 12  # words before a colon that may name the speaker without a verb
_NEAR = 30  # characters to the verb where no mark parts the quoted words from the clause behind them


@dataclass(frozen=True, slots=True)
class Attributing:
    """The words of one language, as patterns over the text as it is written."""

    verbs: re.Pattern[str]
    quoting: re.Pattern[str]
    according: re.Pattern[str]
    theme: re.Pattern[str]
    verb_edge: re.Pattern[str]
    governed: re.Pattern[str]
    paper: re.Pattern[str]
    circumstance: re.Pattern[str]
    unnamed: re.Pattern[str]
    pronouns: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Subject:
    """Where the speaker is named. `forward`: the name stands first, as behind "said"; else it stands last."""

    start: int
    end: int
    forward: bool


@lru_cache(maxsize=1)
def attributing() -> Mapping[Language, Attributing]:
    """Read the words that come with the package."""
    table = tomllib.loads(files(__package__).joinpath("attribution.toml").read_text(encoding="utf-8"))
    return {"vi": _patterns(table["vi"], "vi"), "en": _patterns(table["en"], "en")}


def _patterns(words: Mapping[str, Sequence[str]], language: Language) -> Attributing:
    verbs, links = _any_of(words["verbs"]), _any_of(words["links"])
    passive = r"(?<!được )(?<!bị )" if language == "vi" else r"(?<!was )(?<!were )(?<!when )"
    said = rf"{passive}\b(?:{verbs})\b"
    return Attributing(
        verbs=re.compile(said),
        quoting=re.compile(rf"(?<!was )(?<!were )\b(?:{_any_of(words['quoting'])})\b", re.IGNORECASE),
        according=re.compile(rf"\b(?:{_any_of(words['according'])})\b(?! (?:dõi|đuổi|đó)\b)", re.IGNORECASE),
        theme=re.compile(rf"\b(?:{_any_of(words['themes'])})\s*[:,]?\s*$", re.IGNORECASE),
        verb_edge=re.compile(rf"{said}(?:\s+(?:{links}))*\s*[:,]?\s*$"),
        governed=re.compile(rf"\b(?:{_any_of(words['governs'])})\s+", re.IGNORECASE),
        paper=re.compile(rf"\b(?:{_any_of(words['papers'])})\s+$", re.IGNORECASE),
        circumstance=re.compile(rf"(?:{_any_of(words['circumstances'])})\b", re.IGNORECASE),
        unnamed=re.compile(rf"(?:{_any_of(words['unnamed'])})\s", re.IGNORECASE),
        pronouns={sex: frozenset(words[sex]) for sex in ("male", "female", "either")},
    )


def _any_of(phrases: Sequence[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))


def is_speech(text: str, quotation: Quotation, language: Language) -> bool:
    """Tell whether a colon, a comma, a dash or a verb of saying stands at an edge of the quoted words."""
    words = attributing()[language]
    lead = text[slice(*quotation.lead)].rstrip()
    if lead.endswith(":"):
        return not words.theme.search(lead)
    if words.verb_edge.search(lead):
        return True
    if lead.endswith((",", *_DASHES)) and words.verbs.search(lead):
        return True
    if lead.strip(_BULLETS):
        return False
    return is_bare(text, quotation) or subject_behind(text, quotation, language) is not None


def is_bare(text: str, quotation: Quotation) -> bool:
    """Tell whether nothing but marks stands beside a quotation in its sentences."""
    return not re.search(r"\w", text[slice(*quotation.lead)] + text[slice(*quotation.trail)])


def subject_behind(text: str, quotation: Quotation, language: Language) -> Subject | None:
    """Return who is said to speak behind the quoted words: ", ông Nam nói", "said Ms Lan"."""
    words = attributing()[language]
    start, end = quotation.trail
    parted = (
        bool(re.search(r"[,.?!…]\s*$", text[max(0, start - 4) : start - 1]))
        or text[start:end].lstrip()[:1] in _PARTING
    )
    if not parted and _GOES_ON.match(text, start, end):
        return None
    start += len(text[start:end]) - len(text[start:end].lstrip(" ,.-–—"))
    verb = words.verbs.search(text, start, end)
    stop = verb.start() if verb else end
    source = words.quoting.search(text, start, stop) or words.according.search(text, start, stop)
    if source and (parted or source.start() - start < _NEAR):
        return Subject(source.end(), stop, forward=True)
    if verb is None and parted and _NAMED_ONLY.match(text[start:end]):
        return Subject(start, end, forward=True)
    if verb is None or not (parted or verb.start() - start < _NEAR):
        return None
    if not text[start : verb.start()].strip():
        return Subject(verb.end(), end, forward=True)
    return Subject(start, verb.start(), forward=False)


def subject_before(text: str, span: tuple[int, int], language: Language) -> Subject | None:
    """Return who speaks in a clause that announces speech: "Ông Nam nói:", "AFP quoted Ms Lan as saying"."""
    words = attributing()[language]
    start, end = span
    verbs = list(words.verbs.finditer(text, start, end))
    stop = verbs[-1].start() if verbs else end
    if quoting := list(words.quoting.finditer(text, start, end)):
        name = quoting[-1].end()
        return Subject(name, stop if stop > name else end, forward=True)
    if verbs:
        return Subject(start, stop, forward=False)
    clause = text[start:end].strip()
    if not clause.endswith(":") or len(clause.split()) > _FEW:
        return None
    source = words.according.search(text, start, end)
    if source is None:
        return Subject(start, end, forward=False)
    return None if "," in text[source.end() : end] else Subject(source.end(), end, forward=True)
