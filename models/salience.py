"""Says how much each sentence of an article, and each two, would share with an abstract of it.

Promises a score in 0..1 for each sentence and for each two of the best, the same for the same article: the
overlap (ROUGE F1) that is to be expected. In three steps: a logistic regression looks at each sentence, trees
at each word and pair of words, a linear model at the sets. numpy only; trained by models/recipe/salience.py.
Chooses no sentences: that is the summary stage's business.
"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from models import salience_features, salience_sets, salience_terms
from models.registry import ModelError
from models.salience_features import Matrix, features
from models.salience_sets import Sentences, rows_of, sentences_of
from models.salience_terms import PAIR_NAMES, WORD_NAMES, Lexicon, Terms, chances_of, pairs_in, words_in
from models.trees import Trees

WEIGHTS_FILE, LEXICON_FILE = "weights.json", "lexicon.json"
_LONGEST = 120  # sentences that are looked at closely: memory grows with their number times their words
_PAIRED = 12  # the best sentences, of which each two are judged together


class Linear(BaseModel):
    """A linear model: a mean, a scale and a coefficient for each feature by name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    features: tuple[str, ...]
    mean: tuple[float, ...]
    scale: tuple[float, ...]
    coefficients: tuple[float, ...]
    intercept: float

    @model_validator(mode="after")
    def _as_many(self) -> "Linear":
        if {len(self.mean), len(self.scale), len(self.coefficients)} != {len(self.features)}:
            raise ValueError("there must be a mean, a scale and a coefficient for each feature")
        return self

    def values(self, rows: Matrix) -> Matrix:
        """Return the value of each row. (n, features) → (n,)"""
        scaled = (rows - np.array(self.mean)) / np.array(self.scale)
        values: Matrix = scaled @ np.array(self.coefficients) + self.intercept
        return values


class Weights(BaseModel):
    """The weights of one ranker: of its look at sentences, at words, at pairs of words, and at sets."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sentences: Linear
    words: Trees
    pairs: Trees
    sets: Linear


@dataclass(frozen=True, slots=True)
class Scores:
    """How good a summary each sentence would be by itself, and each two of the best together, 0..1."""

    sentences: tuple[float, ...]
    pairs: Mapping[tuple[int, int], float]


class SalienceModel:
    """The extractive ranker. Safe under threads: it keeps nothing between calls."""

    def __init__(self, weights: Weights, lexicon: Lexicon, *, version: str) -> None:
        if _features_of(weights) != _FEATURES:
            raise ModelError(
                "The salience weights were trained on other features.", "Train them again: docs/models.md."
            )
        self._weights = weights
        self._lexicon = lexicon
        self.version = version

    @classmethod
    def load(cls, folder: Path, *, label: str) -> "SalienceModel":
        """Load the weights and the lexicon; `label` is as in the manifest."""
        try:
            weights = Weights.model_validate_json((folder / WEIGHTS_FILE).read_text(encoding="utf-8"))
            lexicon = Lexicon.model_validate_json((folder / LEXICON_FILE).read_text(encoding="utf-8"))
        except (OSError, ValidationError) as error:
            raise ModelError(
                f"The salience weights in {folder} cannot be read: {error}.",
                "Restore the files (git checkout), or train them again: docs/models.md.",
            ) from None
        return cls(weights, lexicon, version=label)

    def rank(self, sentences: Sequence[str], *, title: str, language: Literal["vi", "en"]) -> Scores:
        """Return the scores of the sentences, given in reading order, and of each two of the best."""
        if not sentences:
            return Scores((), {})
        plain = features(sentences, title=title)
        looks = plain_scores(self._weights.sentences, plain)
        near = sorted((-looks).argsort(kind="stable")[:_LONGEST].tolist())
        seen = look_closely(
            [sentences[i] for i in near], plain[near], title=title, weights=self._weights,
            vocabulary=getattr(self._lexicon, language),
        )  # fmt: skip
        places = np.arange(len(near))
        singles = self._judged(seen, places, places)
        scores = looks * singles.min()  # of the sentences that were not looked at closely
        scores[near] = singles
        return Scores(tuple(np.round(scores, 6).tolist()), self._pairs(seen, singles, near))

    def _pairs(self, seen: Sentences, singles: Matrix, near: Sequence[int]) -> dict[tuple[int, int], float]:
        best = sorted((-singles).argsort(kind="stable")[:_PAIRED].tolist())
        pairs = list(itertools.combinations(best, 2))
        if not pairs:
            return {}
        one, other = (np.array(side, dtype=np.int64) for side in zip(*pairs, strict=True))
        scores = np.round(self._judged(seen, one, other), 6).tolist()
        return {(near[i], near[j]): score for (i, j), score in zip(pairs, scores, strict=True)}

    def _judged(self, seen: Sentences, one: salience_sets.Indexes, other: salience_sets.Indexes) -> Matrix:
        return np.clip(self._weights.sets.values(rows_of(seen, one, other)), 0.0, 1.0)


def plain_scores(weights: Linear, rows: Matrix) -> Matrix:
    """Return how salient each sentence looks by itself, 0..1."""
    scores: Matrix = 1 / (1 + np.exp(-weights.values(rows)))
    return scores


def look_closely(
    sentences: Sequence[str],
    plain: Matrix,
    *,
    title: str,
    weights: Weights,
    vocabulary: salience_terms.Vocabulary,
) -> Sentences:
    """Return what the sets of these sentences are judged by; `plain` are their features."""
    looks = plain_scores(weights.sentences, plain)
    words = words_in(sentences, title=title, scores=looks, vocabulary=vocabulary)
    chances = chances_of(words, weights.words)
    pairs: Terms = pairs_in(
        sentences, title=title, scores=looks, vocabulary=vocabulary, words=words, chances=chances
    )
    return sentences_of(
        sentences, title=title, plain=plain, scores=looks, words=(words.terms, words.counts, chances),
        pairs=(pairs.counts, chances_of(pairs, weights.pairs)),
    )  # fmt: skip


_FEATURES = (salience_features.NAMES, WORD_NAMES, PAIR_NAMES, salience_sets.NAMES)


def _features_of(weights: Weights) -> tuple[tuple[str, ...], ...]:
    return (
        weights.sentences.features,
        weights.words.features,
        weights.pairs.features,
        weights.sets.features,
    )


def write(weights: Weights, lexicon: Lexicon, folder: Path) -> None:
    """Write weights and lexicon where `load` reads them."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / WEIGHTS_FILE).write_text(weights.model_dump_json() + "\n", encoding="utf-8")
    (folder / LEXICON_FILE).write_text(lexicon.model_dump_json() + "\n", encoding="utf-8")
