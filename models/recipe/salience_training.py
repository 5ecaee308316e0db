"""Fits the parts of the extractive ranker: a lexicon by counting, trees on terms, linear models on the rest.

Promises the same weights for the same articles. scikit-learn is needed here only. Reads and writes no files.
"""

import itertools
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from models import salience_features, salience_sets
from models.recipe.rouge import Reference, ascii_tokens
from models.recipe.stories import Story, overlap_f1
from models.salience import Linear, Weights, look_closely, plain_scores
from models.salience_features import Matrix, features, words_of
from models.salience_sets import Indexes, rows_of
from models.salience_terms import (
    PAIR_NAMES,
    WORD_NAMES,
    Lexicon,
    Terms,
    Vocabulary,
    chances_of,
    pairs_in,
    words_in,
)
from models.trees import Trees

_SMOOTHING = 20.0  # articles' worth of belief that a word is like any other
_WORD_ARTICLES, _PAIR_ARTICLES = 5, 40  # a term is listed from so many articles on
_TREES, _LEAVES, _DEPTH, _RATE = 60, 15, 6, 0.15
_POOL = 8  # the sentences of an article of which sets are learned from
_LONGEST_SET = 90  # words
_STRENGTH = 100.0  # of the ridge
_ENGLISH_ARTICLE = 13  # sentences, the median of the Vietnamese articles


def targets(story: Story) -> Matrix:
    """Return for each sentence the mean of its ROUGE-1 and ROUGE-2 F1, in 0..1.

    A target relative to the best sentence of the article was worse: it learns as much from articles whose
    abstract says nothing of the body as from the others.
    """
    reference = words_of(story.abstract)
    return np.array(
        [
            (overlap_f1(words, reference, 1) + overlap_f1(words, reference, 2)) / 2
            for words in map(words_of, story.sentences)
        ]
    )


def train_sentences(stories: Sequence[Story], *, strength: float = 1.0) -> Linear:
    """Fit the look at sentences: a soft target is the same row twice, as positive and negative, weighted."""
    rows = np.concatenate([features(story.sentences, title=story.title) for story in stories])
    soft = np.concatenate([targets(story) for story in stories])
    mean, scale = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-6)
    scaled = (rows - mean) / scale
    model = LogisticRegression(C=strength, max_iter=500)
    labels = np.concatenate([np.ones(len(soft)), np.zeros(len(soft))])
    model.fit(np.concatenate([scaled, scaled]), labels, sample_weight=np.concatenate([soft, 1 - soft]))
    return _linear(salience_features.NAMES, mean, scale, model.coef_[0], float(model.intercept_[0]))


def _linear(names: tuple[str, ...], mean: Matrix, scale: Matrix, coefficients: Matrix, at: float) -> Linear:
    mean, scale, coefficients = (
        np.round(values, 7) for values in (mean, np.maximum(scale, 1e-6), coefficients)
    )
    return Linear(
        features=names, mean=tuple(mean.tolist()), scale=tuple(scale.tolist()),
        coefficients=tuple(coefficients.tolist()), intercept=round(at, 7),
    )  # fmt: skip


def train_lexicon(stories: Sequence[Story], english: Iterable[str]) -> Lexicon:
    """Count how rare words are, and in how many of their articles the abstract takes them up."""
    articles: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    taken: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    for story in stories:
        sentences = [words_of(sentence) for sentence in story.sentences]
        for order in (1, 2):
            there = set().union(*(_grams(words, order) for words in sentences))
            articles[order - 1].update(there)
            taken[order - 1].update(there & _grams(words_of(story.abstract), order))
    count = len(stories)
    vietnamese = Vocabulary(
        unseen=round(math.log(count), 3),
        rarity={
            w: round(math.log(count / n), 3) for w, n in sorted(articles[0].items()) if n >= _WORD_ARTICLES
        },
        lift=_lifts(articles[0], taken[0], _WORD_ARTICLES),
        pair_lift=_lifts(articles[1], taken[1], _PAIR_ARTICLES),
    )
    return Lexicon(vi=vietnamese, en=_english(english, vietnamese))


def _grams(words: Sequence[str], order: int) -> set[str]:
    return {" ".join(gram) for gram in zip(*(words[i:] for i in range(order)), strict=False)}


def _lifts(articles: Counter[str], taken: Counter[str], fewest: int) -> dict[str, float]:
    usual = taken.total() / max(1, articles.total())
    if not usual:
        return {}
    return {
        term: round(math.log((taken[term] + _SMOOTHING * usual) / (n + _SMOOTHING) / usual), 2)
        for term, n in sorted(articles.items())
        if n >= fewest
    }


def _english(sentences: Iterable[str], vietnamese: Vocabulary) -> Vocabulary:
    """Return the English vocabulary: rarity from single sentences; the lift that equally rare words have.

    There are no English abstracts to count in, and function words are taken up in both languages.
    """
    seen: Counter[str] = Counter()
    count = 0
    for sentence in sentences:
        seen.update(set(words_of(sentence)))
        count += 1
    known = sorted(vietnamese.rarity, key=lambda word: vietnamese.rarity[word])
    rare = [vietnamese.rarity[word] for word in known] or [0.0]
    lift = _smoothed([vietnamese.lift[word] for word in known]) or [0.0]
    rarity = {
        word: round(-math.log(1 - (1 - n / (count + 1)) ** _ENGLISH_ARTICLE), 3)
        for word, n in sorted(seen.items())
        if n >= max(_WORD_ARTICLES, count // 10_000)
    }
    return Vocabulary(
        unseen=vietnamese.unseen,
        rarity=rarity,
        lift={word: round(float(np.interp(value, rare, lift)), 2) for word, value in rarity.items()},
        pair_lift={},
    )


def _smoothed(values: Sequence[float], width: int = 50) -> list[float]:
    """Return the running mean."""
    padded = np.concatenate([[0.0], np.cumsum(values)])
    low = [max(0, i - width) for i in range(len(values))]
    high = [min(len(values), i + width + 1) for i in range(len(values))]
    return [float((padded[b] - padded[a]) / (b - a)) for a, b in zip(low, high, strict=True)]


def train_terms(stories: Sequence[Story], sentences: Linear, lexicon: Lexicon) -> tuple[Trees, Trees]:
    """Fit the trees that say which words and pairs of words an abstract takes up."""
    found = [_words(story, sentences, lexicon) for story in stories]
    words = _trees(
        found, [_taken(terms, story, 1) for terms, story in zip(found, stories, strict=True)], WORD_NAMES
    )
    paired = [
        _pairs(story, sentences, lexicon, words=terms, chances=chances_of(terms, words))
        for terms, story in zip(found, stories, strict=True)
    ]
    labels = [_taken(terms, story, 2) for terms, story in zip(paired, stories, strict=True)]
    return words, _trees(paired, labels, PAIR_NAMES)


def _words(story: Story, sentences: Linear, lexicon: Lexicon) -> Terms:
    looks = plain_scores(sentences, features(story.sentences, title=story.title))
    return words_in(story.sentences, title=story.title, scores=looks, vocabulary=lexicon.vi)


def _pairs(story: Story, sentences: Linear, lexicon: Lexicon, *, words: Terms, chances: Matrix) -> Terms:
    looks = plain_scores(sentences, features(story.sentences, title=story.title))
    return pairs_in(
        story.sentences, title=story.title, scores=looks, vocabulary=lexicon.vi, words=words, chances=chances
    )


def _taken(terms: Terms, story: Story, order: int) -> Matrix:
    taken = _grams(words_of(story.abstract), order)
    return np.array([float(" ".join(term) in taken) for term in terms.terms])


def _trees(terms: Sequence[Terms], labels: Sequence[Matrix], names: tuple[str, ...]) -> Trees:
    model = HistGradientBoostingClassifier(
        max_iter=_TREES, max_leaf_nodes=_LEAVES, max_depth=_DEPTH, learning_rate=_RATE, min_samples_leaf=100,
        max_bins=63, early_stopping=False, random_state=1,
    )  # fmt: skip
    model.fit(np.concatenate([found.rows for found in terms]), np.concatenate(labels))
    return exported(model, names)


def exported(model: HistGradientBoostingClassifier, names: tuple[str, ...]) -> Trees:
    """Return the trees of a fitted two-class model, from scikit-learn's own tables: there is no other way."""
    tables = [predictors[0].nodes for predictors in model._predictors]
    most = max((len(table) for table in tables), default=1)

    def filled(column: str) -> tuple[tuple[float, ...], ...]:
        rows = [[*np.where(t["is_leaf"], 0.0, t[column]).tolist(), *[0.0] * (most - len(t))] for t in tables]
        return tuple(map(tuple, rows))

    def child(column: str) -> tuple[tuple[int, ...], ...]:
        return tuple(
            (*np.where(t["is_leaf"], np.arange(len(t)), t[column]).tolist(), *range(len(t), most))
            for t in tables
        )

    return Trees(
        features=names,
        start=float(np.ravel(model._baseline_prediction)[0]),
        depth=max((int(table["depth"].max()) for table in tables), default=0),
        feature=tuple(tuple(int(value) for value in row) for row in filled("feature_idx")),
        threshold=filled("num_threshold"),
        left=child("left"),
        right=child("right"),
        value=tuple(
            (*np.round(table["value"] * table["is_leaf"], 6).tolist(), *[0.0] * (most - len(table)))
            for table in tables
        ),
    )


@dataclass(frozen=True, slots=True)
class _Sets:
    """The sets of one article: features and what they share with the abstract."""

    rows: Matrix
    gains: Matrix


def train_sets(stories: Sequence[Story], weights: Weights, lexicon: Lexicon) -> Linear:
    """Fit the judgement of sets by ridge regression, each set against the others of its article.

    What an abstract shares with any sentence of its article differs more between articles than within one,
    and says nothing about the choice.
    """
    found = [_sets(story, weights, lexicon) for story in stories]
    rows = np.concatenate([sets.rows for sets in found])
    centred = np.concatenate([sets.rows - sets.rows.mean(axis=0) for sets in found])
    gains = np.concatenate([sets.gains - sets.gains.mean() for sets in found])
    scale = np.maximum(centred.std(axis=0), 1e-6)
    scaled = centred / scale
    coefficients = np.linalg.solve(scaled.T @ scaled + _STRENGTH * np.eye(scaled.shape[1]), scaled.T @ gains)
    usual = float(np.concatenate([sets.gains for sets in found]).mean())
    return _linear(salience_sets.NAMES, rows.mean(axis=0), scale, coefficients, usual)


def _sets(story: Story, weights: Weights, lexicon: Lexicon) -> _Sets:
    plain = features(story.sentences, title=story.title)
    seen = look_closely(story.sentences, plain, title=story.title, weights=weights, vocabulary=lexicon.vi)
    scores = seen.gains / max(seen.gains.max(), 1e-9) + seen.columns["score"] / seen.columns["score"].max()
    pool = sorted((-scores).argsort(kind="stable")[:_POOL].tolist())
    lengths = seen.columns["words"]
    sets = [(i, i) for i in pool]
    sets += [(i, j) for i, j in itertools.combinations(pool, 2) if lengths[i] + lengths[j] <= _LONGEST_SET]
    one, other = (np.array(side, dtype=np.int64) for side in zip(*sets, strict=True))
    return _Sets(rows_of(seen, one, other), set_gains(story, one, other))


def set_gains(story: Story, one: Indexes, other: Indexes) -> Matrix:
    """Return for each set the mean of its ROUGE-1, -2 and -L F1, in both tokenisations."""
    total = np.zeros(len(one))
    for tokens in (words_of, ascii_tokens):
        reference = Reference(tokens(story.abstract))
        cut = [tokens(sentence) for sentence in story.sentences]
        texts = [
            cut[i] if i == j else cut[i] + cut[j] for i, j in zip(one.tolist(), other.tolist(), strict=True)
        ]
        total += np.array([sum(reference.rouge(text)) for text in texts])
    return total / 6
