"""Batches that several processes cut are those of the stream alone, from any position."""

from itertools import islice, pairwise

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from models.recipe.batches import (
    Batch,
    Batching,
    BatchStream,
    Example,
    Position,
    chunks_from,
    collate,
    pad,
    placed,
)
from models.recipe.feeding import fed
from models.recipe.objective import Likelihood, moved
from models.recipe.vocabulary import Vocabulary
from tests.unit.test_recipe_training import PAIRS, marian_folder, one_thread, vocabulary

__all__ = ["marian_folder", "one_thread", "vocabulary"]

BATCHING = Batching(tokens=128, chunk=25, sampled=0.5)


def same(one: Batch, other: Batch) -> bool:
    return all(torch.equal(a.long(), b.long()) for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("start", [Position(), Position(0, 1, 2), Position(3, 4, 1)])
def test_processes_feed_what_the_stream_yields(vocabulary: Vocabulary, workers: int, start: Position) -> None:
    stream = BatchStream(PAIRS, vocabulary, BATCHING)
    expected = list(islice(stream.batches(start), 40))
    assert len({(at.epoch, at.chunk) for _, at in expected}) > 4  # over more than one pass
    feed = fed(BatchStream(PAIRS, vocabulary, BATCHING), start, workers=workers)
    found = list(islice(feed, 40))
    assert [at for _, at in found] == [at for _, at in expected]
    assert all(same(one, other) for (one, _), (other, _) in zip(found, expected, strict=True))
    assert {tensor.dtype for batch, _ in found for tensor in batch} == {torch.int16}


def test_a_run_with_processes_learns_from_the_same_batches(vocabulary: Vocabulary) -> None:
    alone, helped = (Likelihood(PAIRS, vocabulary, BATCHING, workers=workers) for workers in (0, 2))
    start = Position(0, 2, 0)
    for (one, at), (other, also) in islice(
        zip(alone.batches(start), helped.batches(start), strict=False), 12
    ):
        assert at == also
        assert same(one, moved(other, torch.device("cpu")))
        assert alone.size(one) == helped.size(other)
    assert {tensor.dtype for tensor in moved(other, torch.device("cpu"))} == {torch.int64}


def test_chunks_are_read_from_a_position_and_then_from_their_first_batch() -> None:
    found = list(islice(chunks_from(Position(1, 2, 7), lambda epoch: 2 + epoch), 4))
    assert found == [Position(1, 2, 7), Position(2, 0), Position(2, 1), Position(2, 2)]


def test_a_batch_comes_with_the_position_of_the_next() -> None:
    found = list(placed(["a", "b", "c"], Position(1, 4, 1)))
    assert found == [("b", Position(1, 4, 2)), ("c", Position(1, 5, 0))]
    assert list(placed(["a"], Position(1, 4, 1))) == []


def test_every_position_of_the_stream_leads_to_its_own_batch(vocabulary: Vocabulary) -> None:
    stream = BatchStream(PAIRS, vocabulary, BATCHING)
    whole = list(islice(stream.batches(Position()), 30))
    for (_, at), (following, _) in pairwise(whole):
        assert same(next(stream.batches(at))[0], following)


ROWS = st.lists(st.lists(st.integers(0, 32_000), max_size=9), min_size=1, max_size=6)


@given(ROWS, st.integers(0, 4), st.sampled_from([-100, 7]))
def test_padding_equals_padding_row_by_row(rows: list[list[int]], more: int, value: int) -> None:
    width = max(map(len, rows)) + more
    found = pad(rows, width=width, value=value)
    assert found.dtype == torch.int64
    assert found.shape == (len(rows), width)
    assert found.tolist() == [row + [value] * (width - len(row)) for row in rows]


def test_widths_are_rounded_up_to_a_multiple() -> None:
    examples = [Example([5] * 9, [6] * 3), Example([5] * 4, [6] * 8)]
    batch = collate(examples, pad_id=99, multiple=8)
    assert (batch.source.shape, batch.decoder.shape, batch.labels.shape) == ((2, 16), (2, 8), (2, 8))
    plain = collate(examples, pad_id=99)
    assert torch.equal(batch.source[:, :9], plain.source)
    assert (batch.source[:, 9:] == 99).all()


def test_the_stream_cuts_batches_of_the_multiple_that_is_asked_for(vocabulary: Vocabulary) -> None:
    stream = BatchStream(PAIRS, vocabulary, Batching(tokens=128, chunk=50, multiple=8))
    widths = {tensor.size(1) for batch, _ in islice(stream.batches(Position()), 20) for tensor in batch}
    assert {width % 8 for width in widths} == {0}
    assert len(widths) > 1
