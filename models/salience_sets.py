"""What can be seen of one or two sentences taken together as the summary of their article.

Promises one row of finite numbers a set, in the order of NAMES. The heart of it is the overlap with the
abstract that is to be expected: the sum of the chances of the words and pairs in the set, each counted once.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models import salience_features
from models.salience_features import Matrix, similarities, words_of

Indexes = NDArray[np.int64]

_EACH = (
    "score",
    "gain",
    "title_recall",
    "title_bigrams",
    "centroid",
    "textrank",
    "numbers",
    "quotes",
    "names",
    "words",
)
NAMES = (
    "length", "ascii_runs", "words", "pairs", "words_f1", "pairs_f1", "words_precision", "pairs_precision",
    "distinct", "best_word", "two", "best_score", "least_score", "best_rank", "last_rank", "place",
    "second_place", "gap", "relative_place", "relative_second_place", "has_first", "has_second", "has_last",
    "neighbours", "title", "question", "likeness", "points_back", "second_points_back",
    *(f"{side}_{name}" for name in _EACH for side in ("one", "other")),
)  # fmt: skip
_ABSTRACT = 36.0  # the length in words for which an F1 is expected; an abstract has 33 at the median
_FURTHEST = 40  # places after this one count as this one: training articles are hardly longer
_RUN = re.compile(r"[A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class Overlap:
    """What each sentence is expected to share with the abstract, and each two of them twice. (n,), (n, n)"""

    own: Matrix
    shared: Matrix

    def of(self, one: Indexes, other: Indexes) -> Matrix:
        """Return the expected overlap of sets, what both sentences have counted once."""
        return np.asarray(self.own[one] + (one != other) * (self.own[other] - self.shared[one, other]))


def overlap(counts: Matrix, weights: Matrix) -> Overlap:
    """Return the overlap of the sentences with terms of these weights (the chances, or 1 for each)."""
    has = (counts > 0).astype(np.float64)
    shared: Matrix = (has * weights) @ has.T
    return Overlap(np.diagonal(shared).copy(), shared)


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of an article with all that their sets are judged by."""

    columns: dict[str, Matrix]  # by name, one value a sentence
    expected_words: Overlap
    expected_pairs: Overlap
    distinct: Overlap
    title: Overlap
    cosines: Matrix

    @property
    def gains(self) -> Matrix:
        """The F1 in words and pairs that each sentence is expected to have alone."""
        return self.columns["gain"]


def sentences_of(
    texts: Sequence[str],
    *,
    title: str,
    plain: Matrix,
    scores: Matrix,
    words: tuple[tuple[tuple[str, ...], ...], Matrix, Matrix],
    pairs: tuple[Matrix, Matrix],
) -> Sentences:
    """Put together what is known; `plain` are the sentences' features, words and pairs counts and chances."""
    terms, counts, chances = words
    heading = set(words_of(title))
    in_title = np.array([float(term[0] in heading) for term in terms]) / max(1, len(heading))
    expected_words, expected_pairs = overlap(counts, chances), overlap(*pairs)
    lengths = counts.sum(axis=1)
    gain = 2 * (expected_words.own + expected_pairs.own) / (lengths + _ABSTRACT)
    columns = {name: plain[:, i] for i, name in enumerate(salience_features.NAMES)}
    columns |= {
        "score": scores,
        "gain": gain,
        "words": lengths,
        "ascii_runs": np.array([float(len(_RUN.findall(text))) for text in texts]),
        "rank": np.minimum((-gain).argsort(kind="stable").argsort(kind="stable"), _FURTHEST).astype(float),
        "best_word": ((counts > 0) * chances).max(axis=1, initial=0.0),
    }
    ones = np.ones(counts.shape[1])
    return Sentences(
        columns, expected_words, expected_pairs, overlap(counts, ones), overlap(counts, in_title),
        similarities([words_of(text) for text in texts]),
    )  # fmt: skip


def rows_of(sentences: Sentences, one: Indexes, other: Indexes) -> Matrix:
    """Return the features of sets: sentences `one` and `other` in reading order; the same twice is one."""
    two = (one != other).astype(np.float64)
    apart = two * (other - one != 1)
    of = sentences.columns
    length = np.maximum(of["words"][one] + two * of["words"][other], 1.0)
    words, pairs = sentences.expected_words.of(one, other), sentences.expected_pairs.of(one, other)

    def most(name: str) -> Matrix:
        return np.maximum(of[name][one], of[name][other])

    columns = [
        length,
        of["ascii_runs"][one] + two * of["ascii_runs"][other],
        words,
        pairs,
        2 * words / (length + _ABSTRACT),
        2 * pairs / (length + _ABSTRACT),
        words / length,
        pairs / length,
        sentences.distinct.of(one, other) / length,
        most("best_word"),
        two,
        most("score"),
        np.minimum(of["score"][one], of["score"][other]),
        np.minimum(of["rank"][one], of["rank"][other]),
        most("rank"),
        *_places(one, other, len(of["words"])),
        sentences.title.of(one, other),
        most("question"),
        two * sentences.cosines[one, other],
        of["points_back"][one],
        apart * of["points_back"][other],
        *(side for name in _EACH for side in (of[name][one], two * of[name][other])),
    ]
    return np.stack(columns, axis=1)


def _places(one: Indexes, other: Indexes, count: int) -> list[Matrix]:
    near = [np.minimum(side, _FURTHEST).astype(np.float64) for side in (one, other)]
    return [
        near[0],
        near[1],
        near[1] - near[0],
        one / count,
        other / count,
        (one == 0).astype(np.float64),
        ((one == 1) | (other == 1)).astype(np.float64),
        (other == count - 1).astype(np.float64),
        (other - one == 1).astype(np.float64),
    ]
