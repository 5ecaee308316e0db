"""Learns which pieces translate which: IBM model 1 over the training pairs, both ways.

Writes the shortlists of a Marian folder. The tables are dense (vocabulary × vocabulary, float32: 256 MB for
8,000 pieces).
"""

import argparse
import logging
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.pieces import PLACEHOLDERS, Pieces
from models.recipe.corpora import read_prepared
from models.recipe.paths import runs_folder
from models.shortlist import Shortlist, write_shortlists

log = logging.getLogger(__name__)

ROUNDS = 4
TRANSLATIONS = 80  # of a piece; with 50 VLSP dev loses 0.2 chrF, with 120 nothing is won
COMMON = 300  # pieces that are always allowed
RAREST = 0.001  # share of a piece's translations
LONGEST = 100  # pieces of a side; longer pairs are passed over

Ids = NDArray[np.int64]
Table = NDArray[np.float32]


def expected_counts(pairs: Sequence[tuple[Ids, Ids]], vocabulary: int, *, rounds: int = ROUNDS) -> Table:
    """Return how often a source piece (row) is expected to be translated by a target piece (column).

    Brown et al. 1993, model 1; the last row is the empty word, from which anything may come.
    """
    table = np.ones((vocabulary + 1, vocabulary), np.float32)
    counts: Table = table
    for number in range(rounds):
        counts = np.zeros_like(table)
        for source, target in pairs:
            rows = np.append(np.unique(source), vocabulary)[:, None]
            columns, times = np.unique(target, return_counts=True)
            shares = table[rows, columns]
            counts[rows, columns] += shares / shares.sum(axis=0) * times
        total = counts.sum(axis=1, keepdims=True)
        table = np.divide(counts, total, out=np.zeros_like(counts), where=total > 0)
        log.info("model 1, round %d of %d", number + 1, rounds)
    return counts


def shortlist(counts: Table, always: Iterable[int]) -> Shortlist:
    """Return the list of one direction: common pieces, and for each piece itself and its translations."""
    size = counts.shape[1]
    common = np.union1d(np.argsort(-counts.sum(axis=0))[:COMMON], np.fromiter(always, np.int64))
    starts, pieces = [0], []
    for i, row in enumerate(counts[:size]):
        best = np.argsort(-row)[:TRANSLATIONS]
        likely = best[row[best] > RAREST * row.sum()]
        pieces.append(np.setdiff1d(np.append(likely, i), common))
        starts.append(starts[-1] + len(pieces[-1]))
    return Shortlist(
        common.astype(np.uint16), np.array(starts, np.uint32), np.concatenate(pieces).astype(np.uint16)
    )


def control_pieces(words: dict[int, str]) -> list[int]:
    """Return what any translation may need: control tokens, bytes, placeholders."""
    return [i for i, word in words.items() if word.startswith(("<", ">>")) or set(word) & set(PLACEHOLDERS)]


def encoded(text: str, pieces: Pieces, target: str) -> Ids:
    """Return the ids of a side, without the tag and the end."""
    inputs = pieces.inputs(text, target=target)
    return np.array(
        [pieces.ids.get(piece, pieces.unknown) for part in inputs for piece in part[1:-1]], np.int64
    )


def main() -> None:
    """Read prepared pairs and write shortlist.npz into the folder."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path, help="a Marian folder, which is written to")
    parser.add_argument("--pairs", type=Path, nargs="+", default=[runs_folder() / "data" / "pairs-main.tsv"])
    args = parser.parse_args()
    pieces = Pieces(args.model)
    pairs = [
        sides
        for path in args.pairs
        for pair in read_prepared(path)
        if 0
        < max(map(len, sides := (encoded(pair.vi, pieces, "en"), encoded(pair.en, pieces, "vi"))))
        <= LONGEST
    ]
    log.info("%d pairs", len(pairs))
    control = control_pieces(pieces.words)
    lists = {
        "en": shortlist(expected_counts(pairs, len(pieces.ids)), control),
        "vi": shortlist(expected_counts([(en, vi) for vi, en in pairs], len(pieces.ids)), control),
    }
    write_shortlists(lists, args.model)


if __name__ == "__main__":
    main()
