"""What a run learns from: batches and the loss of one. Knows no optimiser, no checkpoint, no schedule."""

from collections.abc import Iterator
from typing import Protocol, TypeVar

import torch
from torch import Tensor
from transformers import MarianMTModel

from models.recipe.batches import Batch, Batching, BatchStream, Position
from models.recipe.corpora import Pair
from models.recipe.feeding import fed
from models.recipe.network import loss_of
from models.recipe.vocabulary import Vocabulary

SMOOTHING = 0.1  # of labels
B = TypeVar("B")


class Objective(Protocol[B]):
    """What a run learns from: batches in an order that depends on a seed alone, and the loss of one."""

    def batches(self, start: Position) -> Iterator[tuple[B, Position]]:
        """Yield each batch with the position of the one that follows it, without end."""
        ...

    def loss(self, model: MarianMTModel, batch: B) -> Tensor:
        """Return the scalar to minimise, float32."""
        ...

    def size(self, batch: B) -> tuple[int, int]:
        """Return the target tokens of a batch, and its tokens with pads, of the longer side."""
        ...


def moved(batch: Batch, device: torch.device) -> Batch:
    """Return a batch on a device, int64; a copy from memory that is not pinned would wait for the GPU."""
    if device.type == "cuda":
        batch = Batch(*(tensor.pin_memory() for tensor in batch))
    return Batch(*(tensor.to(device, non_blocking=True).long() for tensor in batch))


class Likelihood:
    """The cross-entropy of the targets of pairs, with label smoothing."""

    def __init__(
        self, pairs: list[Pair], vocabulary: Vocabulary, batching: Batching, *, workers: int = 0
    ) -> None:
        self._stream = BatchStream(pairs, vocabulary, batching)
        self._pad = vocabulary.pad
        self._workers = workers

    def batches(self, start: Position) -> Iterator[tuple[Batch, Position]]:
        """Yield each batch with the position of the one that follows it, without end."""
        if self._workers:
            return fed(self._stream, start, workers=self._workers)
        return self._stream.batches(start)

    def loss(self, model: MarianMTModel, batch: Batch) -> Tensor:
        """Return the mean a target token."""
        on_device = moved(batch, model.device)
        return loss_of(model, on_device, pad_id=self._pad, smoothing=SMOOTHING)

    def size(self, batch: Batch) -> tuple[int, int]:
        """Return the target tokens of a batch, and its tokens with pads, of the longer side."""
        return int(batch.labels.ge(0).sum()), max(batch.source.numel(), batch.labels.numel())
