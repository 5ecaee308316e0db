"""What a student would say, and how near each hypothesis is to the reference: kept as JSON lines.

Promises every hypothesis as the engine gave it, the likeliest first. Trains nothing.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sacrebleu.metrics.chrf import CHRF

from models.recipe.corpora import DISTILLED, DISTILLED_VI, Pair
from models.recipe.filters import clean, reason_to_reject

if TYPE_CHECKING:  # a hired machine has torch, and not what the service needs
    from models.micro_batcher import BatchTranslator

HYPOTHESES = 8
SHORT = 25  # characters: captions and names are no sentences
NEAR = 35.0  # chrF below which a pair is likelier misaligned than hard
_OWN = 5.0  # what a point of mean log-probability weighs in points of chrF


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A translation, its mean log-probability a token, and its chrF to the reference (0 to 100)."""

    text: str
    score: float
    near: float


def nearest_of(hypotheses: Sequence[Hypothesis]) -> Hypothesis:
    """Return the one that is nearest by chrF, its own score weighing a little."""
    return max(hypotheses, key=lambda one: one.near + _OWN * one.score)


@dataclass(frozen=True, slots=True)
class NBest:
    """The hypotheses for one side of a pair, the likeliest first."""

    to_english: bool
    licence: str  # class A, A2, B, C or D of the corpus card
    text: str
    hypotheses: tuple[Hypothesis, ...]

    @property
    def nearest(self) -> Hypothesis:
        """The hypothesis that is nearest by chrF, its own score weighing a little."""
        return nearest_of(self.hypotheses)

    def pair(self) -> Pair | None:
        """Return the text with the nearest hypothesis, if it is near and fit to train on."""
        best = self.nearest
        vi, en = (self.text, clean(best.text)) if self.to_english else (clean(best.text), self.text)
        made = Pair(DISTILLED if self.to_english else DISTILLED_VI, self.licence, vi, en)
        return made if best.near >= NEAR and reason_to_reject(made) is None else None


def n_best(translator: "BatchTranslator", pairs: Sequence[Pair], *, to_english: bool) -> Iterator[NBest]:
    """Yield for each pair what the translator makes of one side of it, measured by the other."""
    way = ("vi", "en") if to_english else ("en", "vi")
    sides = [(pair.vi, pair.en) if to_english else (pair.en, pair.vi) for pair in pairs]
    sources = [source for source, _ in sides]
    found = translator.translate(sources, source=way[0], target=way[1], alternatives=HYPOTHESES)
    measure = CHRF()
    for pair, (source, reference), options in zip(pairs, sides, found, strict=True):
        measured = tuple(
            Hypothesis(text, score, measure.sentence_score(text, [reference]).score)
            for text, score in options
        )
        yield NBest(to_english, pair.licence, source, measured)


def write_n_best(path: Path, found: Iterable[NBest]) -> None:
    """Write one list a line; read_n_best reads them back."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as out:
        for one in found:
            options = [[h.text, round(h.score, 4), round(h.near, 2)] for h in one.hypotheses]
            out.write(json.dumps([one.to_english, one.licence, one.text, options], ensure_ascii=False) + "\n")


def read_n_best(path: Path) -> list[NBest]:
    """Return what write_n_best wrote."""
    with path.open(encoding="utf-8") as lines:
        return [
            NBest(to_english, licence, text, tuple(Hypothesis(*one) for one in options))
            for to_english, licence, text, options in map(json.loads, lines)
        ]
