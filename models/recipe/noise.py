"""Copies of news pairs whose source is written carelessly: without diacritics, or in small letters.

The target stays as it is, so the model learns to read such text and never to write it.
"""

import argparse
import logging
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from models.recipe.corpora import (
    BACKTRANSLATED,
    BACKTRANSLATED_VI,
    NEWS_SOURCES,
    Pair,
    read_prepared,
    write_prepared,
)
from models.recipe.filters import bare
from models.recipe.paths import runs_folder

log = logging.getLogger(__name__)

WEIGHT = 0.5
_BARE, _SMALL = 0.08, 0.03  # of the pairs, for each kind of noise and each direction


def noised(pairs: list[Pair], seed: int) -> Iterator[Pair]:
    """Yield the copies; each is used in the direction whose source was changed."""
    chance = random.Random(seed)
    for pair in pairs:
        if pair.source not in NEWS_SOURCES:
            continue
        changed = replace(pair, source=BACKTRANSLATED_VI, weight=WEIGHT)
        copies = (
            (_BARE, replace(changed, vi=bare(pair.vi))),
            (_SMALL, replace(changed, vi=pair.vi.lower())),
            (_SMALL, replace(changed, source=BACKTRANSLATED, en=pair.en.lower())),
        )
        for share, copy in copies:
            if chance.random() < share and (copy.vi, copy.en) != (pair.vi, pair.en):
                yield copy


def main() -> None:
    """Write the copies of the prepared pairs that the command line names."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--out", type=Path, default=runs_folder() / "data" / "noised.tsv")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    found = list(noised(read_prepared(args.pairs), args.seed))
    write_prepared(args.out, found)
    log.info("%d copies", len(found))


if __name__ == "__main__":
    main()
