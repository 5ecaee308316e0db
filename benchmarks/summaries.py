"""ROUGE of the extractive summary on Vietnamese news, beside lead-2, TextRank and the two-sentence oracle.

python -m benchmarks.summaries [--shared ../shared] [--split test] [--articles 1000] [--words 60]

Two tokenisations: whole words (in Vietnamese, syllables), and rouge-score's default, which drops every letter
with a diacritic and is what published figures use. Intervals and p by a paired bootstrap over articles.
"""

import argparse
import hashlib
import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rouge_score.rouge_scorer import RougeScorer

from benchmarks.service import Row
from models.recipe.stories import Story, read_stories
from models.registry import MANIFESTS, WEIGHTS, load_manifest
from models.salience import SalienceModel
from models.salience_features import similarities, textrank, words_of
from service.domain.article import Article, Block, Segment, Span
from service.pipeline.summarise import SummaryOptions, summarise

OURS = "salience"
METRICS = ("rouge1", "rouge2", "rougeL")
SAMPLES = 1000
_ORACLE_POOL = 14  # the sentences with the highest ROUGE-1 of their own, of which pairs are tried


class Syllables:
    """A tokenizer for rouge-score that keeps the letters of Vietnamese."""

    def tokenize(self, text: str) -> list[str]:
        """Return the words in small letters."""
        return words_of(text)


@dataclass(frozen=True, slots=True)
class Outcome:
    """F1 of one system, (articles, metrics), in percent."""

    system: str
    tokenisation: str
    scores: NDArray[np.float64]


def article_of(story: Story) -> tuple[Article, tuple[Segment, ...]]:
    """Return a story as the pipeline sees one: its sentences as paragraphs."""
    starts = list(itertools.accumulate((len(s) + 1 for s in story.sentences), initial=0))
    segments = tuple(
        Segment(i, Span(starts[i], starts[i] + len(sentence)), sentence, "paragraph")
        for i, sentence in enumerate(story.sentences)
    )
    text = "\n".join(story.sentences)
    blocks = tuple(Block("paragraph", segment.span) for segment in segments)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Article(text, "vi", blocks, digest, title=story.title), segments


def systems(ranker: SalienceModel, words: int) -> dict[str, Callable[[Story], Sequence[int]]]:
    """Return what chooses sentences, by name."""

    def summary(story: Story, options: SummaryOptions) -> Sequence[int]:
        article, segments = article_of(story)
        return summarise(article, segments, ranker=ranker, options=options)

    def by_textrank(story: Story) -> Sequence[int]:
        weights = textrank(similarities([words_of(s) for s in story.sentences]))
        return sorted(np.argsort(-weights, kind="stable")[:2].tolist())

    return {
        "lead-2": lambda story: range(min(2, len(story.sentences))),
        "TextRank-2": by_textrank,
        OURS: lambda story: summary(story, SummaryOptions(words=words)),
        "salience, three sentences": lambda story: summary(story, SummaryOptions(sentences=3)),
        "oracle-2": oracle,
    }


def oracle(story: Story) -> Sequence[int]:
    """Return the pair of sentences with the highest ROUGE-1 against the abstract."""
    scorer = RougeScorer(["rouge1"], tokenizer=Syllables())

    def gain(chosen: Sequence[int]) -> float:
        text = " ".join(story.sentences[i] for i in chosen)
        return float(scorer.score(story.abstract, text)["rouge1"].fmeasure)

    count = len(story.sentences)
    pool = sorted(sorted(range(count), key=lambda i: -gain([i]))[:_ORACLE_POOL])
    return max([[i] for i in pool] + [list(pair) for pair in itertools.combinations(pool, 2)], key=gain)


def evaluate(stories: Sequence[Story], chosen: dict[str, list[Sequence[int]]]) -> Iterator[Outcome]:
    """Score every system in both tokenisations."""
    scorers = {"syllables": Syllables(), "rouge-score default": None}
    for tokenisation, tokenizer in scorers.items():
        scorer = RougeScorer(list(METRICS), tokenizer=tokenizer)
        for system, choices in chosen.items():
            rows = []
            for story, indexes in zip(stories, choices, strict=True):
                text = " ".join(story.sentences[i] for i in indexes)
                found = scorer.score(story.abstract, text)
                rows.append([100 * found[metric].fmeasure for metric in METRICS])
            yield Outcome(system, tokenisation, np.array(rows))


def better_by_chance(ours: Outcome, theirs: Outcome) -> float:
    """Return the share of resampled sets in which ROUGE-1 of ours is not higher (paired bootstrap)."""
    difference = ours.scores[:, 0] - theirs.scores[:, 0]
    draws = np.random.default_rng(1).integers(0, len(difference), (SAMPLES, len(difference)))
    return float((difference[draws].mean(axis=1) <= 0).mean())


def half_width(outcome: Outcome) -> float:
    """Return half of the 95 % interval of ROUGE-1."""
    draws = np.random.default_rng(1).integers(0, len(outcome.scores), (SAMPLES, len(outcome.scores)))
    low, high = np.percentile(outcome.scores[:, 0][draws].mean(axis=1), [2.5, 97.5])
    return float(high - low) / 2


def measure(
    shared: Path = Path("../shared"), *, split: str = "test", articles: int = 1000, words: int = 60
) -> Iterator[Row]:
    """Return a row for each system and tokenisation."""
    stories = list(islice(read_stories(shared / "data" / f"vietnews.{split}.jsonl.xz"), articles))
    label = load_manifest(MANIFESTS / "salience.toml").label
    ranker = SalienceModel.load(WEIGHTS / "salience", label=label)
    chosen = {name: [choose(s) for s in stories] for name, choose in systems(ranker, words).items()}
    outcomes = list(evaluate(stories, chosen))
    for outcome in outcomes:
        means = " / ".join(f"{value:.1f}" for value in outcome.scores.mean(axis=0))
        ours = next(o for o in outcomes if o.system == OURS and o.tokenisation == outcome.tokenisation)
        beaten = f", ours better: p = {better_by_chance(ours, outcome):.3f}" if outcome is not ours else ""
        aim = (
            ("34 / 19 / 26" if outcome.tokenisation == "syllables" else "57 / 28 / 36") if not beaten else ""
        )
        what = f"ROUGE-1/2/L, {outcome.system}, {outcome.tokenisation}, {split} {len(stories)}"
        yield Row(what, f"{means} (± {half_width(outcome):.1f}{beaten})", aim)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--split", default="test", choices=["val", "test"])
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--words", type=int, default=60, help="length of our summary")
    args = parser.parse_args()
    for row in measure(args.shared, split=args.split, articles=args.articles, words=args.words):
        print(f"| {row.what} | {row.figure} | {row.aim} |")


if __name__ == "__main__":
    main()
