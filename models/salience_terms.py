"""The words of an article and their pairs, and how likely a summary takes each of them up.

Promises one row of finite numbers a term, in the order of WORD_NAMES and PAIR_NAMES, the same in every
language that puts spaces; a word that the lexicon does not know counts as rare and neutral. In Vietnamese,
words are syllables.
"""

import itertools
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from pydantic import BaseModel, ConfigDict

from models.salience_features import Matrix
from models.trees import Trees

_PLACES = (
    "times", "sentences", "early", "first", "last", "in_first", "in_second", "times_in_three",
    "best_sentence", "mean_sentence", "all_sentences", "article_words", "article_sentences",
)  # fmt: skip
WORD_NAMES = (*_PLACES, "capital", "digit", "rarity", "lift", "in_title", "letters", "times_rarity")
PAIR_NAMES = (
    *_PLACES, "least_capital", "most_capital", "digit", "least_rarity", "most_rarity", "least_lift",
    "most_lift", "lift", "words_in_title", "in_title", "letters", "least_chance", "most_chance",
)  # fmt: skip
_WORD = re.compile(r"[^\W_]+")


class Vocabulary(BaseModel):
    """What a collection of news tells about one language's words.

    `rarity` is the negative logarithm of the share of articles that have the word, `lift` that of how much
    likelier an abstract takes it up than any word of its article.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    unseen: float  # the rarity of a word that is not listed
    rarity: dict[str, float]
    lift: dict[str, float]
    pair_lift: dict[str, float]


class Lexicon(BaseModel):
    """The vocabularies by language."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    vi: Vocabulary
    en: Vocabulary


@dataclass(frozen=True, slots=True)
class Terms:
    """Which sentence has which term how often, (sentences, terms), and the terms' features (terms, names)."""

    terms: tuple[tuple[str, ...], ...]
    counts: Matrix
    rows: Matrix


def words_in(sentences: Sequence[str], *, title: str, scores: Matrix, vocabulary: Vocabulary) -> Terms:
    """Return the distinct words. `scores` says how salient each sentence looks by itself."""
    raw = [_WORD.findall(sentence) for sentence in sentences]
    terms, counts = _counted([[(word.lower(),) for word in words] for words in raw])
    heading = {word.lower() for word in _WORD.findall(title)}
    words = [term[0] for term in terms]
    places = _places(counts, scores)
    rarity = np.array([vocabulary.rarity.get(word, vocabulary.unseen) for word in words])
    columns = [
        *places.T,
        _capitals(raw, words) / np.maximum(counts.sum(axis=0), 1),
        np.array([float(any(map(str.isdigit, word))) for word in words]),
        rarity,
        np.array([vocabulary.lift.get(word, 0.0) for word in words]),
        np.array([float(word in heading) for word in words]),
        np.array([float(len(word)) for word in words]),
        places[:, 0] * rarity,
    ]
    return Terms(terms, counts, np.stack(columns, axis=1))


def pairs_in(
    sentences: Sequence[str],
    *,
    title: str,
    scores: Matrix,
    vocabulary: Vocabulary,
    words: Terms,
    chances: Matrix,
) -> Terms:
    """Return the distinct pairs of neighbours; `chances` are those of the words."""
    terms, counts = _counted(
        [list(itertools.pairwise(map(str.lower, _WORD.findall(sentence)))) for sentence in sentences]
    )
    index = {term[0]: i for i, term in enumerate(words.terms)}
    one, other = (np.array([index[term[side]] for term in terms], dtype=np.int64) for side in (0, 1))
    heading = set(itertools.pairwise(map(str.lower, _WORD.findall(title))))

    def least_and_most(values: Matrix) -> list[Matrix]:
        return [np.minimum(values[one], values[other]), np.maximum(values[one], values[other])]

    def of(name: str) -> Matrix:
        column: Matrix = words.rows[:, WORD_NAMES.index(name)]
        return column

    columns = [
        *_places(counts, scores).T,
        *least_and_most(of("capital")),
        least_and_most(of("digit"))[1],
        *least_and_most(of("rarity")),
        *least_and_most(of("lift")),
        np.array([vocabulary.pair_lift.get(" ".join(term), 0.0) for term in terms]),
        of("in_title")[one] + of("in_title")[other],
        np.array([float(term in heading) for term in terms]),
        of("letters")[one] + of("letters")[other],
        *least_and_most(chances),
    ]
    return Terms(terms, counts, np.stack(columns, axis=1).reshape(len(terms), len(PAIR_NAMES)))


def chances_of(terms: Terms, trees: Trees) -> Matrix:
    """Return for each term the chance that a summary takes it up. (terms,)"""
    return trees.chances(terms.rows)


def _counted(sentences: Sequence[Sequence[tuple[str, ...]]]) -> tuple[tuple[tuple[str, ...], ...], Matrix]:
    """Return the distinct terms in the order of the text, and how often each sentence has them."""
    index: dict[tuple[str, ...], int] = {}
    for term in itertools.chain.from_iterable(sentences):
        index.setdefault(term, len(index))
    counts = np.zeros((len(sentences), len(index)))
    for i, terms in enumerate(sentences):
        np.add.at(counts[i], [index[term] for term in terms], 1.0)
    return tuple(index), counts


def _places(counts: Matrix, scores: Matrix) -> Matrix:
    """Return what the places of each term say. (terms, len(_PLACES))"""
    number, size = counts.shape
    has = counts > 0
    among = has.sum(axis=0)
    first = has.argmax(axis=0)
    last = number - 1 - has[::-1].argmax(axis=0)
    total = scores @ has
    none = np.zeros(size)
    columns = [
        np.log1p(counts.sum(axis=0)),
        among / number,
        1 / (1 + first),
        first / number,
        last / number,
        has[0].astype(float),
        has[1].astype(float) if number > 1 else none,
        counts[:3].sum(axis=0),
        (has * scores[:, None]).max(axis=0) if size else none,
        total / np.maximum(among, 1),
        np.log1p(total),
        np.full(size, math.log1p(counts.sum())),
        np.full(size, math.log(number)),
    ]
    return np.stack(columns, axis=1)


def _capitals(raw: Sequence[Sequence[str]], words: Sequence[str]) -> Matrix:
    """Return how often each word has a capital inside of a sentence."""
    index = {word: i for i, word in enumerate(words)}
    capitals = np.zeros(len(words))
    for sentence in raw:
        for word in sentence[1:]:
            capitals[index[word.lower()]] += word[0].isupper()
    return capitals
