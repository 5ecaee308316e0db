"""What can be seen of a sentence's weight in its article, the same in every language that puts spaces.

Promises one row of finite numbers a sentence, in the order of NAMES. Knows no vocabulary but the words that
open a sentence by pointing back.
"""

import itertools
import math
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

NAMES = (
    "first", "second", "third", "early", "inverse_position", "relative_position", "last",
    "log_length", "short", "long", "title_recall", "title_bigrams", "centroid", "centroid_rank",
    "textrank", "textrank_rank", "lead_similarity", "nearest", "numbers", "has_number", "names", "quotes",
    "question", "points_back", "colon", "no_stop", "few_sentences", "first_and_title", "early_and_central",
)  # fmt: skip

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d")
_POINTS_BACK = re.compile(
    r"[\W_]*(?:tuy nhiên|tuy vậy|nhưng|song|mặc dù vậy|bên cạnh đó|ngoài ra|đồng thời|do đó|vì vậy|vì thế|"
    r"theo đó|trong khi đó|sau đó|trước đó|từ đó|ông này|bà này|anh này|họ|ông ấy|cô ấy|điều này|"
    r"việc này|đây là|đó là|however|but|moreover|in addition|meanwhile|therefore|thus|he|she|they|it|this|"
    r"these|that)\b",
    re.IGNORECASE,
)
_DAMPING, _ROUNDS = 0.85, 20
Matrix = NDArray[np.float64]


def words_of(text: str) -> list[str]:
    """Return the words (in Vietnamese, syllables) in small letters."""
    return _WORD.findall(text.lower())


def similarities(sentences: Sequence[Sequence[str]]) -> Matrix:
    """Return the cosine of each pair of sentences, words weighted by how few sentences have them. (n, n)"""
    count = len(sentences)
    frequency = Counter(word for words in sentences for word in set(words))
    columns = {word: i for i, word in enumerate(frequency)}
    rows = np.zeros((count, max(1, len(columns))))
    for i, words in enumerate(sentences):
        for word, times in Counter(words).items():
            rows[i, columns[word]] = (1 + math.log(times)) * math.log(1 + count / frequency[word])
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    cosines: Matrix = rows @ rows.T
    return cosines


def textrank(cosines: Matrix) -> Matrix:
    """Return each sentence's weight in the graph of similar sentences (Mihalcea and Tarau 2004). (n,)"""
    count = len(cosines)
    links = cosines * (1 - np.eye(count))
    links = links / np.maximum(links.sum(axis=1, keepdims=True), 1e-9)
    weight = np.full(count, 1 / count)
    for _ in range(_ROUNDS):
        weight = (1 - _DAMPING) / count + _DAMPING * (links.T @ weight)
    return weight * count


def features(sentences: Sequence[str], *, title: str) -> Matrix:
    """Return the features of all sentences. (n, len(NAMES))"""
    words = [words_of(sentence) for sentence in sentences]
    cosines = similarities(words)
    ranks = textrank(cosines)
    centroid = cosines.mean(axis=1)
    places = [_relative(centroid), _relative(ranks)]
    heading = words_of(title)
    rows = []
    for i, sentence in enumerate(sentences):
        recall, bigrams = _overlap(words[i], heading)
        central = [float(centroid[i]), float(places[0][i]), float(ranks[i]), float(places[1][i])]
        similar = [float(cosines[i, 0]) if i else 1.0, _nearest(cosines, i)]
        position = _position(i, len(sentences))
        look = _look(sentence, words[i])
        crossed = [1 / (1 + len(sentences) / 5), position[0] * recall, position[3] * central[1]]
        rows.append([*position, *_length(words[i]), recall, bigrams, *central, *similar, *look, *crossed])
    return np.array(rows, dtype=np.float64).reshape(len(sentences), len(NAMES))


def _position(i: int, count: int) -> list[float]:
    return [float(i == 0), float(i == 1), float(i == 2), float(i < 5), 1 / (i + 1), i / count,
            float(i == count - 1)]  # fmt: skip


def _length(words: Sequence[str]) -> list[float]:
    return [math.log(1 + len(words)), float(len(words) < 10), float(len(words) > 50)]


def _overlap(words: Sequence[str], title: Sequence[str]) -> tuple[float, float]:
    """Return the shares of the title's words and of its pairs of words that the sentence has."""
    pairs = set(itertools.pairwise(title))
    own_pairs = set(itertools.pairwise(words))
    recall = len(set(title) & set(words)) / max(1, len(set(title)))
    return recall, len(pairs & own_pairs) / max(1, len(pairs))


def _nearest(cosines: Matrix, i: int) -> float:
    others = np.delete(cosines[i], i)
    return float(others.max()) if len(others) else 0.0


def _relative(values: Matrix) -> Matrix:
    """Return the rank of each value in 0..1, the highest 1."""
    order = values.argsort(kind="stable").argsort(kind="stable")
    return (order + 1) / len(values)


def _look(sentence: str, words: Sequence[str]) -> list[float]:
    numbers = len([word for word in words if _NUMBER.search(word)])
    inner = sentence.split()[1:]
    names = sum(word[:1].isupper() for word in inner) / max(1, len(inner))
    stripped = sentence.rstrip()
    return [
        math.log(1 + numbers),
        float(numbers > 0),
        names,
        float(any(mark in sentence for mark in '"“”«»')),
        float(stripped.endswith("?")),
        float(bool(_POINTS_BACK.match(sentence))),
        float(stripped.endswith(":")),
        float(stripped[-1:] not in '.!?…"”’)'),
    ]
