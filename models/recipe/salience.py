"""Trains the extractive ranker on news with abstracts.

python -m models.recipe.salience [--shared ../shared]

Three parts of the training articles, so that no step learns from what an earlier one has seen. On the first a
lexicon is counted (the English one in the parallel texts) and the look at single sentences fitted, on the
second the look at words, on the third the judgement of sets. Takes a minute on one core.
Writes models/weights/salience; pin it with `python -m models.registry salience`.
"""

import argparse
import lzma
from collections.abc import Iterator, Sequence
from pathlib import Path

from models import salience_sets
from models.recipe.salience_training import train_lexicon, train_sentences, train_sets, train_terms
from models.recipe.stories import Story, read_stories
from models.registry import WEIGHTS
from models.salience import Linear, Weights, write
from models.salience_terms import Lexicon

_SENTENCE_ARTICLES = 2000  # 29 coefficients need no more
_ENGLISH = ("alt", "evbnews", "vlsp20-news")  # the news among the parallel texts


def english_sentences(path: Path) -> Iterator[str]:
    """Read the English side of the news in parallel.tsv.xz."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            source, _, _, english = line.rstrip("\n").split("\t")
            if source in _ENGLISH:
                yield english


def train(
    stories: Sequence[Story], english: Iterator[str], *, first: int, second: int
) -> tuple[Weights, Lexicon]:
    """Fit all parts; `first` and `second` are the sizes of the first two parts of the articles."""
    counted, looked = stories[:first], stories[first : first + second]
    lexicon = train_lexicon(counted, english)
    sentences = train_sentences(counted[:_SENTENCE_ARTICLES])
    words, pairs = train_terms(looked, sentences, lexicon)
    names = salience_sets.NAMES
    nothing = (0.0,) * len(names)
    blank = Linear(
        features=names, mean=nothing, scale=(1.0,) * len(names), coefficients=nothing, intercept=0.0
    )
    weights = Weights(sentences=sentences, words=words, pairs=pairs, sets=blank)
    sets = train_sets(stories[first + second :], weights, lexicon)
    return weights.model_copy(update={"sets": sets}), lexicon


def main() -> None:
    """Train on the command line's data."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument(
        "--parts", type=int, nargs=3, default=(4000, 1200, 1300), help="articles of each part"
    )
    parser.add_argument("--out", type=Path, default=WEIGHTS / "salience")
    args = parser.parse_args()
    stories = list(read_stories(args.shared / "data" / "vietnews.train.jsonl.xz"))[: sum(args.parts)]
    english = english_sentences(args.shared / "data" / "parallel.tsv.xz")
    weights, lexicon = train(stories, english, first=args.parts[0], second=args.parts[1])
    write(weights, lexicon, args.out)
    named = zip(salience_sets.NAMES, weights.sets.coefficients, strict=True)
    for name, value in sorted(named, key=lambda pair: -abs(pair[1])):
        print(f"{value:9.4f} {name}")


if __name__ == "__main__":
    main()
