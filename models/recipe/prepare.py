"""Writes the training pairs: selected by licence class, filtered, deduplicated, weighted.

Promises that no pair overlaps with a dev, test or gold text; trains nothing.
"""

import argparse
import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

from models.recipe.corpora import (
    Pair,
    Weights,
    read_articles,
    read_indomain,
    read_parallel,
    read_termbase,
    read_tsv,
    write_prepared,
)
from models.recipe.filters import HeldOut, clean, folded, reason_to_reject
from models.recipe.paths import runs_folder

log = logging.getLogger(__name__)


def held_out_texts(shared: Path) -> Iterator[str]:
    """Yield every text that is for measuring: dev and test files, and the gold articles."""
    for path in sorted((shared / "data" / "dev").glob("*.tsv")):
        yield from chain.from_iterable(read_tsv(path))
    for path in sorted((shared / "gold").glob("*articles.jsonl")):
        if not path.name.startswith("train."):
            yield from chain.from_iterable(read_articles(path))


def read_all(shared: Path, weights: Weights) -> Iterator[Pair]:
    """Yield the pairs of all corpora, the best first: deduplication keeps the first."""
    data = shared / "data"
    yield from read_indomain(data / "indomain.tsv", weights)
    yield from read_parallel(data / "parallel.tsv.xz", weights)
    yield from read_termbase(data / "termbase.csv", weights)


def select(
    pairs: Iterable[Pair], classes: frozenset[str], held_out: HeldOut
) -> tuple[list[Pair], Counter[str]]:
    """Return the pairs to train on and how many were refused for each reason."""
    kept: list[Pair] = []
    refused: Counter[str] = Counter()
    seen: set[str] = set()
    for raw in pairs:
        pair = replace(raw, vi=clean(raw.vi), en=clean(raw.en))
        key = f"{folded(pair.vi)}|{folded(pair.en)}"
        reason = "licence" if pair.licence not in classes else reason_to_reject(pair)
        if reason is None and key in seen:
            reason = "duplicate"
        if reason is None and (held_out.overlaps(pair.vi) or held_out.overlaps(pair.en)):
            reason = "held_out"
        if reason:
            refused[reason] += 1
            continue
        seen.add(key)
        kept.append(pair)
    return kept, refused


def parse() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=runs_folder() / "data" / "pairs.tsv")
    parser.add_argument("--classes", default="A,A2,B,C,D")
    parser.add_argument("--indomain", type=float, default=Weights().indomain)
    parser.add_argument("--termbase", type=float, default=Weights().termbase)
    parser.add_argument("--technical", type=float, default=Weights().technical)
    return parser.parse_args()


def main() -> None:
    """Prepare the pairs and log what was refused."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    args = parse()
    weights = Weights(args.indomain, args.termbase, args.technical)
    held_out = HeldOut(clean(text) for text in held_out_texts(args.shared))
    classes = frozenset(args.classes.split(","))
    kept, refused = select(read_all(args.shared, weights), classes, held_out)
    write_prepared(args.out, kept)
    log.info("kept %d pairs %s", len(kept), dict(Counter(p.source for p in kept)))
    log.info("refused %s", dict(refused))


if __name__ == "__main__":
    main()
