"""Cuts the chunks of a stream in several processes ahead of the training: a GPU waits for one.

Promises the same batches in the same order as the stream alone, whatever the number of processes.
"""

import multiprocessing
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor

import numpy as np
import torch
from numpy.typing import NDArray

from models.recipe.batches import Batch, BatchStream, Position, chunks_from, placed

_Arrays = list[tuple[NDArray[np.int16], ...]]
_STREAM: list[BatchStream] = []  # of a worker: what its chunks are cut from, inherited by the fork


def _begin(stream: BatchStream) -> None:
    torch.set_num_threads(1)
    _STREAM[:] = [stream]


def _cut(at: Position) -> _Arrays:
    """Return the arrays of a chunk's batches; piece ids fit 16 bits, and pickle is the way between."""
    return [tuple(t.numpy().astype(np.int16) for t in batch) for batch in _STREAM[0].cut(at)]


def fed(stream: BatchStream, start: Position, *, workers: int) -> Iterator[tuple[Batch, Position]]:
    """Yield what `stream.batches(start)` yields, in int16."""
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(workers, context, initializer=_begin, initargs=(stream,)) as pool:
        waiting: deque[tuple[Position, Future[_Arrays]]] = deque()
        try:
            for at in chunks_from(start, stream.chunks):
                waiting.append((at, pool.submit(_cut, at)))
                if len(waiting) > workers:
                    yield from _next(waiting)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _next(waiting: deque[tuple[Position, Future[_Arrays]]]) -> Iterator[tuple[Batch, Position]]:
    at, future = waiting.popleft()
    batches = [Batch(*map(torch.from_numpy, arrays)) for arrays in future.result()]
    yield from placed(batches, at)
