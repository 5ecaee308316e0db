"""Turns sentence pairs into padded batches, in an order that depends on the seed alone.

A position (pass, chunk, batch) names a place in that order, so a run that was killed goes on
exactly where its checkpoint stood. Nothing here touches a model.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple, TypeVar

import numpy as np
import torch
from torch import Tensor

from models.recipe.corpora import (
    BACKTRANSLATED,
    BACKTRANSLATED_VI,
    DISTILLED,
    DISTILLED_VI,
    Pair,
)
from models.recipe.vocabulary import Vocabulary, seed_sampling

B = TypeVar("B")
LENGTHS = (8, 12, 16, 20, 24, 28, 32, 40, 48, 56, 64, 80, 96, 128)  # pieces, the longer side


class Example(NamedTuple):
    """Piece ids: tag, source, </s> and target, </s>."""

    source: list[int]
    target: list[int]


class Batch(NamedTuple):
    """source (rows, S), decoder input (rows, T) and labels (rows, T); labels are -100 at pads."""

    source: Tensor
    decoder: Tensor
    labels: Tensor


class Position(NamedTuple):
    """The next batch to train on."""

    epoch: int = 0
    chunk: int = 0
    batch: int = 0


@dataclass(frozen=True, slots=True)
class Batching:
    """How to cut: padded tokens of the longer side per batch, examples encoded at a time."""

    tokens: int = 6144
    chunk: int = 40_000
    seed: int = 1
    fixed_shapes: bool = False  # pad to LENGTHS (oneDNN bf16 reuses kernels) or to the longest
    keep_rest: bool = False  # also yield what does not fill half a batch (dev sets)
    sampled: float = 0.0  # share of the sources that get a sampled segmentation
    multiple: int = 1  # of widths: attention on CUDA copies masks of other widths than multiples of 8


def fitting_length(example: Example) -> int | None:
    """Return the smallest of LENGTHS that holds both sides, or None."""
    longest = max(len(example.source), len(example.target))
    return next((length for length in LENGTHS if longest <= length), None)


def pad(rows: list[list[int]], *, width: int, value: int) -> Tensor:
    """Return (rows, width) int64, right-padded with value."""
    out = np.full((len(rows), width), value, dtype=np.int64)
    lengths = np.fromiter(map(len, rows), dtype=np.int64, count=len(rows))
    ids = np.fromiter(chain.from_iterable(rows), dtype=np.int64, count=int(lengths.sum()))
    out[np.arange(width) < lengths[:, None]] = ids
    return torch.from_numpy(out)


def collate(examples: list[Example], *, pad_id: int, width: int | None = None, multiple: int = 1) -> Batch:
    """Pad examples to the given width or to the longest; the decoder starts with <pad>."""
    source_width = width or -(-max(len(e.source) for e in examples) // multiple) * multiple
    target_width = width or -(-max(len(e.target) for e in examples) // multiple) * multiple
    return Batch(
        pad([e.source for e in examples], width=source_width, value=pad_id),
        pad([[pad_id, *e.target[:-1]] for e in examples], width=target_width, value=pad_id),
        pad([e.target for e in examples], width=target_width, value=-100),
    )


def encode(pair: Pair, vocabulary: Vocabulary, *, to_english: bool, sample: bool = False) -> Example:
    """Return the ids of one pair in one direction."""
    source, target = (pair.vi, pair.en) if to_english else (pair.en, pair.vi)
    tag = vocabulary.tag("en" if to_english else "vi")
    pieces = vocabulary.encode(source, sample=sample)
    return Example([tag, *pieces, vocabulary.eos], [*vocabulary.encode(target), vocabulary.eos])


def cut(examples: list[Example], batching: Batching, pad_id: int) -> Iterator[Batch]:
    """Yield batches of examples of similar lengths; the rest of a group may be left out."""
    groups: dict[int, list[Example]] = defaultdict(list)
    for example in examples:
        length = fitting_length(example)
        if length:
            groups[length].append(example)
    for length, group in sorted(groups.items()):
        rows = max(1, batching.tokens // length)
        group.sort(key=lambda e: (len(e.target), len(e.source)))
        for start in range(0, len(group), rows):
            part = group[start : start + rows]
            full_enough = len(part) == rows if batching.fixed_shapes else 2 * len(part) >= rows
            if full_enough or batching.keep_rest:
                width = length if batching.fixed_shapes else None
                yield collate(part, pad_id=pad_id, width=width, multiple=batching.multiple)


def direction_weights(pair: Pair) -> tuple[float, float]:
    """Return the expected uses per pass from vi to en and from en to vi."""
    to_english = 0.0 if pair.source in (BACKTRANSLATED, DISTILLED_VI) else pair.weight
    to_vietnamese = 0.0 if pair.source in (BACKTRANSLATED_VI, DISTILLED) else pair.weight
    return to_english, to_vietnamese


def in_order(
    start: Position, chunks: Callable[[int], int], cut_chunk: Callable[[int, int], list[B]]
) -> Iterator[tuple[B, Position]]:
    """Yield each batch with the position of the one that follows it, without end.

    `chunks(epoch)` is how many a pass has, `cut_chunk(epoch, chunk)` returns the batches of one.
    """
    for at in chunks_from(start, chunks):
        yield from placed(cut_chunk(at.epoch, at.chunk), at)


def chunks_from(start: Position, chunks: Callable[[int], int]) -> Iterator[Position]:
    """Yield the position in each chunk from which to read it, without end."""
    epoch, first_chunk, first_batch = start
    while True:
        for chunk in range(first_chunk, chunks(epoch)):
            yield Position(epoch, chunk, first_batch)
            first_batch = 0
        epoch, first_chunk = epoch + 1, 0


def placed(batches: list[B], at: Position) -> Iterator[tuple[B, Position]]:
    """Yield the batches of a chunk from a position in it, each with the position of the one that follows."""
    for i in range(at.batch, len(batches)):
        last = i + 1 == len(batches)
        yield batches[i], Position(at.epoch, at.chunk + last, 0 if last else i + 1)


class BatchStream:
    """An endless, seeded stream of batches that can start from any position."""

    def __init__(self, pairs: list[Pair], vocabulary: Vocabulary, batching: Batching) -> None:
        self._pairs = pairs
        self._vocabulary = vocabulary
        self._batching = batching
        self._weights = np.array([weight for p in pairs for weight in direction_weights(p)])
        self._orders: dict[int, np.ndarray[tuple[int], np.dtype[np.int64]]] = {}

    def order(self, epoch: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """Return the shuffled uses of one pass as 2 * pair index + direction."""
        random = np.random.default_rng((self._batching.seed, epoch))
        size = len(self._pairs)
        uses = np.floor(self._weights + random.random(2 * size)).astype(np.int64)
        return random.permutation(np.repeat(np.arange(2 * size), uses))

    def chunk(self, order: np.ndarray[tuple[int], np.dtype[np.int64]], at: Position) -> list[Batch]:
        """Return the shuffled batches of the chunk at a position."""
        random = np.random.default_rng((self._batching.seed, at.epoch, at.chunk))
        size = self._batching.chunk
        uses = order[at.chunk * size : (at.chunk + 1) * size]
        sampled = random.random(len(uses)) < self._batching.sampled
        seed_sampling(self._seed_of(at))
        examples = [
            encode(self._pairs[use // 2], self._vocabulary, to_english=use % 2 == 0, sample=bool(some))
            for use, some in zip(uses.tolist(), sampled, strict=True)
        ]
        batches = list(cut(examples, self._batching, self._vocabulary.pad))
        return [batches[i] for i in random.permutation(len(batches))]

    def _seed_of(self, at: Position) -> int:
        """Return the seed of a chunk's segmentations: 31 bits, apart from what the order is drawn from."""
        words = np.random.SeedSequence((self._batching.seed, at.epoch, at.chunk, 1)).generate_state(1)
        return int(words[0]) >> 1

    def chunks(self, epoch: int) -> int:
        """Return how many chunks a pass has."""
        if epoch not in self._orders:
            self._orders = {epoch: self.order(epoch)}  # of the present pass alone
        return -(-len(self._orders[epoch]) // self._batching.chunk)

    def cut(self, at: Position) -> list[Batch]:
        """Return the batches of the chunk at a position."""
        self.chunks(at.epoch)
        return self.chunk(self._orders[at.epoch], at)

    def batches(self, start: Position) -> Iterator[tuple[Batch, Position]]:
        """Yield each batch with the position of the one that follows it."""
        return in_order(start, self.chunks, lambda epoch, chunk: self.cut(Position(epoch, chunk)))
