"""Training on the student's own hypotheses: the better ones become likelier than the worse ones."""

from pathlib import Path

import numpy as np
import pytest
import torch
from transformers import MarianMTModel

from models.recipe.batches import Batch, Batching, Position
from models.recipe.checkpoint import read_checkpoint
from models.recipe.nbest import Hypothesis, NBest
from models.recipe.network import configure
from models.recipe.prefer import COMPARED, ExpectedNearness, Ranked, compared
from models.recipe.schedule import Schedule
from models.recipe.train import Plan, StopSignal, Training
from models.recipe.vocabulary import Vocabulary
from tests.unit.test_recipe_training import PAIRS, marian_folder, one_thread, vocabulary

__all__ = ["marian_folder", "one_thread", "vocabulary"]


def listed(i: int) -> NBest:
    """The right translation as the second hypothesis of four, all others in the wrong language."""
    others = [PAIRS[(i + k) % len(PAIRS)].vi for k in (7, 13, 29)]
    texts = [others[0], PAIRS[i].en, others[1], others[2]]
    nearness = (40.0, 100.0, 30.0, 10.0)
    hypotheses = [
        Hypothesis(t, -k / 4, near) for k, (t, near) in enumerate(zip(texts, nearness, strict=True))
    ]
    return NBest(True, "A", PAIRS[i].vi, tuple(hypotheses))


LISTS = [listed(i) for i in range(40)]


def learning(vocabulary: Vocabulary) -> ExpectedNearness:
    return ExpectedNearness(LISTS, PAIRS[:20], vocabulary, Batching(tokens=128))


def new_training(vocabulary: Vocabulary) -> Training[Batch | Ranked]:
    torch.manual_seed(3)
    model = MarianMTModel(configure("tiny", vocabulary))
    plan = Plan(Schedule(1e-2, 2, 0, 99), average=0.5)
    return Training(model, learning(vocabulary), plan, pad=vocabulary.pad)


def test_the_nearest_the_likeliest_and_the_farthest_are_compared() -> None:
    chosen = compared(LISTS[0], np.random.default_rng(1))
    assert [h.near for h in chosen] == [100.0, 40.0, 10.0]


def test_equal_hypotheses_are_compared_once_and_a_single_one_fills_the_row() -> None:
    one = Hypothesis("x", -0.1, 60.0)
    other = Hypothesis("y", -0.2, 20.0)
    assert compared(NBest(True, "A", "a", (one, one, other)), np.random.default_rng(1)) == [one, other, one]


@torch.no_grad()
def chosen_best(model: MarianMTModel, batches: list[Ranked], vocabulary: Vocabulary) -> float:
    """The share of rows whose nearest hypothesis has the best mean log-probability."""
    best = []
    for batch in batches:
        mask = (batch.source != vocabulary.pad).long().repeat_interleave(COMPARED, 0)
        logits = model(
            input_ids=batch.source.repeat_interleave(COMPARED, 0),
            attention_mask=mask,
            decoder_input_ids=batch.decoder,
        ).logits
        told = torch.log_softmax(logits, dim=2).gather(2, batch.labels.clamp(min=0)[..., None]).squeeze(2)
        real = batch.labels.ge(0)
        means = (told * real).sum(1) / real.sum(1)
        best += means.view(-1, COMPARED).argmax(1).tolist()
    return best.count(0) / len(best)


def test_training_makes_the_nearest_the_likeliest(vocabulary: Vocabulary, tmp_path: Path) -> None:
    training = new_training(vocabulary)
    found = (batch for batch, _ in learning(vocabulary).batches(Position()))
    batches = [batch for batch, _ in zip(found, range(12), strict=False) if isinstance(batch, Ranked)]
    before = chosen_best(training.model, batches, vocabulary)
    training.run(40, StopSignal(), tmp_path, None)
    assert chosen_best(training.model, batches, vocabulary) > max(before, 0.8)


def test_a_resumed_run_equals_an_uninterrupted_one(vocabulary: Vocabulary, tmp_path: Path) -> None:
    whole = new_training(vocabulary)
    whole.run(9, StopSignal(), tmp_path / "whole", None)
    new_training(vocabulary).run(4, StopSignal(), tmp_path / "parts", None)
    second = new_training(vocabulary)
    second.resume(read_checkpoint(tmp_path / "parts" / "last.pt"))
    second.run(9, StopSignal(), tmp_path / "parts", None)
    left, right = (one.optimiser.state()["master"] for one in (whole, second))
    assert all(torch.equal(left[name], right[name]) for name in left)


@pytest.mark.parametrize("start", [0, 3])
def test_plain_pairs_lie_between_the_ranked_batches(vocabulary: Vocabulary, start: int) -> None:
    whole = [one for one, _ in zip(learning(vocabulary).batches(Position()), range(20), strict=False)]
    assert {type(batch) for batch, _ in whole} == {Batch, Ranked}
    again = learning(vocabulary).batches(whole[start][1])
    assert all(torch.equal(next(again)[0].source, batch.source) for batch, _ in whole[start + 1 : start + 6])
