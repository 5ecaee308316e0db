"""Other ways to put a sentence to the translator, where no hypothesis kept its names, numbers or dates.

Promises attempts whose outcome can be verified: each says how its translation is turned back, or that it
cannot be. Decides nothing: the translate stage takes an attempt only where it is better than what it has.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.domain.article import Language, other
from service.domain.glossary import Term
from service.text.clauses import join_clauses, split_clauses
from service.text.copied_figures import in_target_form
from service.text.fidelity import mismatches
from service.text.rare_signs import begins_copied
from service.text.terms import Occurrence

# Short bodies' names that the model copies; one that stands in the sentence itself is not used.
STAND_INS = ("KPC", "QTC", "ABC", "CSIRO", "VAMM", "NPO")
_SHORT_CLAUSE = 18  # words: a model that loses the thread in a long clause keeps it in a short one
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
# Years and numbers that the model has seen so often that it copies them.
_SAFE_YEARS = ("2019", "2020", "2018")
_SAFE_NUMBERS = ("15", "20", "12", "30")
_TAKES_ARTICLE = frozenset(
    {"government", "ministry", "agency", "party_body", "court_parliament", "forum", "treaty", "institute",
     "international_org"}
)  # fmt: skip
_NO_ARTICLE_AFTER = re.compile(
    r"(?:\b(?:the|a|an|its|their|his|her|this|that|our)|['’]s?)\s+\Z", re.IGNORECASE
)


_DAY_SAID = re.compile(r"(?:ngày|sáng|chiều|trưa|tối|đêm|hôm|mùng|mồng)\s+\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StandIn:
    """What was put in (`mark`) and what belongs there; a name may want its article, a day its noun."""

    mark: str
    rendering: str
    takes_article: bool = False
    is_day: bool = False

    def at(self, mark: str) -> "StandIn":
        """Return the same with its mark."""
        return replace(self, mark=mark)

    def after(self, before: str, target: Language) -> str:
        """Return the rendering as it follows the words `before` it."""
        if self.takes_article:
            return f"{_article(before)}{self.rendering}"
        if self.is_day and target == "vi" and not _DAY_SAID.search(before):
            return f"{'ngày' if before.strip() else 'Ngày'} {self.rendering}"
        return self.rendering


@dataclass(frozen=True, slots=True)
class Attempt:
    """Texts to translate instead of a sentence, and what was put in; `begins_large`: it has a capital."""

    pieces: tuple[str, ...]
    stand_ins: tuple[StandIn, ...] = ()
    begins_large: bool = False

    def finish(self, translations: tuple[str, ...], *, target: Language) -> str | None:
        """Return the sentence, None where a stand-in got lost or doubled."""
        text = join_clauses(self.pieces, translations, target=target)
        text = in_target_form(" ".join(self.pieces), text, source=other(target))
        for stand_in in self.stand_ins:
            places = list(re.finditer(rf"(?<![\w.,]){re.escape(stand_in.mark)}(?![\w]|[.,]\d)", text))
            if len(places) != 1:
                return None
            at = places[0]
            before = text[: at.start()]
            text = _joined(before, stand_in.after(before, target), text[at.end() :])
        begins_large = self.begins_large and not begins_copied(text)
        return f"{text[:1].upper()}{text[1:]}" if begins_large else text


def attempts_for_terms(
    text: str, missed: Sequence[Occurrence], *, source: Language, placeholders: Sequence[str] = ()
) -> tuple[Attempt, ...]:
    """Put a stand-in, or the rendering itself, in the place of each term whose rendering is missing."""
    free = [name for name in placeholders or STAND_INS if name not in text][: len(missed)]
    if len(free) < len(missed):
        return ()
    renderings = [occurrence.term.preferred(other(source)) for occurrence in missed]
    stand_ins = tuple(
        StandIn(name, rendering, takes_article=takes_article(occurrence.term, rendering, other(source)))
        for name, rendering, occurrence in zip(free, renderings, missed, strict=True)
    )
    masked = Attempt((_replaced(text, missed, free),), stand_ins, text[:1].isupper())
    return (masked, Attempt((_replaced(text, missed, renderings),)))


def attempts_for_facts(text: str, best: str, *, source: Language) -> tuple[Attempt, ...]:
    """Translate in shorter clauses, and with safe numbers in the place of those that came out wrong."""
    pieces = split_clauses(text, language=source, longest=_SHORT_CLAUSE)
    shorter = (Attempt(pieces),) if len(pieces) > 1 else ()
    wrong = [words for found in mismatches(text, best, source=source) for words in found.missing]
    masked = _masked(text, wrong)
    return (*shorter, masked) if masked else shorter


def _masked(text: str, wrong: Sequence[str]) -> Attempt | None:
    """Replace the years and plain numbers of what came out wrong by ones that the model copies."""
    stand_ins: list[StandIn] = []
    years = [year for year in _SAFE_YEARS if year not in text]
    numbers = [number for number in _SAFE_NUMBERS if number not in text]
    for words in wrong:
        for digits in _DIGITS.findall(words):
            pool = years if _YEAR.fullmatch(digits) else numbers
            if pool and text.count(digits) == 1 and digits.isdigit() and len(digits) > 1:
                stand_ins.append(StandIn(pool.pop(0), digits))
    for one in stand_ins:
        text = re.sub(rf"(?<!\d){one.rendering}(?!\d)", one.mark, text)
    return Attempt((text,), tuple(stand_ins)) if stand_ins else None


def _joined(before: str, words: str, after: str) -> str:
    """Return a text in which the point of "p.m." is that of the sentence as well."""
    return f"{before}{words}{after[1:] if words.endswith('.') and after.startswith('.') else after}"


def _replaced(text: str, places: Sequence[Occurrence], by: Sequence[str]) -> str:
    for place, words in sorted(zip(places, by, strict=True), key=lambda pair: -pair[0].start):
        text = f"{text[: place.start]}{words}{text[place.end :]}"
    return text


def takes_article(term: Term, rendering: str, target: Language) -> bool:
    """Whether an English sentence puts "the" before the rendering."""
    of_kind = term.kind in _TAKES_ARTICLE and " " in rendering
    return target == "en" and of_kind and not rendering.lower().startswith("the ")


def _article(before: str) -> str:
    if not before.strip():
        return "The "
    return "" if _NO_ARTICLE_AFTER.search(before) else "the "
