"""A run by the clock warms up by steps, decays by minutes and ends when its time is over."""

import time
from pathlib import Path

import pytest
import torch
from transformers import MarianMTModel

from models.recipe.batches import Batching
from models.recipe.network import configure
from models.recipe.objective import Likelihood
from models.recipe.schedule import ByTheClock
from models.recipe.train import Plan, StopSignal, Training
from models.recipe.vocabulary import Vocabulary
from tests.unit.test_recipe_training import PAIRS, marian_folder, one_thread, vocabulary

__all__ = ["marian_folder", "one_thread", "vocabulary"]


def begun(minutes: float) -> ByTheClock:
    """A run of 100 minutes, the last 20 of which decay, that many minutes after its start."""
    return ByTheClock(2.0, warmup=4, minutes=100.0, decay=0.2, since=time.monotonic() - 60 * minutes)


def test_the_rate_warms_up_by_steps_and_holds() -> None:
    assert [begun(0).rate(step) for step in (0, 1, 3, 9)] == [0.5, 1.0, 2.0, 2.0]
    assert begun(79).rate(1000) == 2.0


@pytest.mark.parametrize(("minutes", "share"), [(85, 0.75), (90, 0.5), (95, 0.25), (100, 0.0), (150, 0.0)])
def test_the_rate_falls_to_its_floor_in_the_last_minutes(minutes: float, share: float) -> None:
    assert begun(minutes).rate(1000) == pytest.approx(2.0 * (0.02 + 0.98 * share), abs=0.01)


def test_without_a_decay_the_rate_holds_to_the_end() -> None:
    assert ByTheClock(2.0, 4, 100.0, 0.0, since=time.monotonic() - 60 * 99.9).rate(50) == 2.0


def test_the_run_is_over_after_its_minutes_whatever_the_step() -> None:
    assert not begun(99.9).over(1_000_000)
    assert begun(100.1).over(0)


def test_the_clock_runs_from_when_the_schedule_was_made() -> None:
    assert not ByTheClock(2.0, 4, 1.0, 0.0).over(0)
    assert ByTheClock(2.0, 4, 1.0, 0.0).since == pytest.approx(time.monotonic(), abs=30)


def test_training_ends_where_the_time_is_over(vocabulary: Vocabulary, tmp_path: Path) -> None:
    torch.manual_seed(3)
    model = MarianMTModel(configure("tiny", vocabulary))
    learning = Likelihood(PAIRS, vocabulary, Batching(tokens=128, chunk=50))
    late = Training(model, learning, Plan(begun(101)), pad=vocabulary.pad)
    late.run(5, StopSignal(), tmp_path, None)
    early = Training(model, learning, Plan(begun(1)), pad=vocabulary.pad)
    early.run(5, StopSignal(), tmp_path, None)
    assert (late.progress.step, early.progress.step) == (0, 5)
