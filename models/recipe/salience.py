"""Trains the extractive ranker on news with abstracts, and tunes the number of sentences.

python -m models.recipe.salience [--shared ../shared] [--articles 6000]

A sentence's target is the mean of its own ROUGE-1 and ROUGE-2 F1 against the abstract.
Takes half a minute on one core. Writes models/weights/salience;
pin it with `python -m models.registry salience`.
"""

import argparse
import json
import lzma
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from models.registry import WEIGHTS
from models.salience import Weights, write
from models.salience_features import NAMES, Matrix, features, words_of


@dataclass(frozen=True, slots=True)
class Story:
    """A news article, its sentences without the abstract, and the abstract."""

    title: str
    abstract: str
    sentences: tuple[str, ...]


def read_stories(path: Path) -> Iterator[Story]:
    """Read vietnews.*.jsonl.xz; articles without a body are left out."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            captions = set(row["captions"])
            body = tuple(sentence for sentence in row["body"] if sentence not in captions)
            if body and row["abstract"].strip():
                yield Story(row["title"], row["abstract"], body)


def overlap_f1(candidate: Sequence[str], reference: Sequence[str], order: int) -> float:
    """Return ROUGE-N F1 of words."""
    ours, theirs = (
        Counter(zip(*(words[i:] for i in range(order)), strict=False)) for words in (candidate, reference)
    )
    shared = sum((ours & theirs).values())
    total = sum(ours.values()) + sum(theirs.values())
    return 2 * shared / total if total else 0.0


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


def train(stories: Sequence[Story], *, strength: float = 1.0) -> Weights:
    """Fit the ranker: a soft target is the same row twice, as positive and negative, weighted."""
    rows = np.concatenate([features(story.sentences, title=story.title) for story in stories])
    soft = np.concatenate([targets(story) for story in stories])
    mean, scale = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-6)
    scaled = (rows - mean) / scale
    model = LogisticRegression(C=strength, max_iter=500)
    labels = np.concatenate([np.ones(len(soft)), np.zeros(len(soft))])
    model.fit(np.concatenate([scaled, scaled]), labels, sample_weight=np.concatenate([soft, 1 - soft]))
    return Weights(
        features=NAMES,
        mean=tuple(np.round(mean, 6).tolist()),
        scale=tuple(np.round(scale, 6).tolist()),
        coefficients=tuple(np.round(model.coef_[0], 5).tolist()),
        intercept=round(float(model.intercept_[0]), 5),
    )


def main() -> None:
    """Train on the command line's data."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--articles", type=int, default=6000)
    parser.add_argument("--out", type=Path, default=WEIGHTS / "salience")
    args = parser.parse_args()
    stories = list(islice(read_stories(args.shared / "data" / "vietnews.train.jsonl.xz"), args.articles))
    weights = train(stories)
    write(weights, args.out)
    for name, value in sorted(zip(NAMES, weights.coefficients, strict=True), key=lambda pair: -abs(pair[1])):
        print(f"{value:8.3f} {name}")


if __name__ == "__main__":
    main()
