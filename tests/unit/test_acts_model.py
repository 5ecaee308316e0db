"""Linear models: what is not known counts nothing, and a weights file reads back as it was written."""

from pathlib import Path

import numpy as np
import pytest

from models.recipe.highlights import Row, fit, tabulate, write_weights
from service.text.acts.model import Linear, read_model


def _toy() -> Linear:
    weights = np.array([[1.0, -1.0], [0.5, 2.0]], dtype=np.float32)
    return Linear(("yes", "no"), {"a": 0, "b": 1}, weights, np.array([0.0, 1.0], dtype=np.float32))


def test_logits_are_weighted_sums() -> None:
    assert _toy().logits([{"a": 2.0, "b": 1.0}]).tolist() == [[2.5, 1.0]]


def test_an_unknown_feature_counts_nothing() -> None:
    toy = _toy()
    assert toy.logits([{"a": 1.0, "never seen": 9.0}]).tolist() == toy.logits([{"a": 1.0}]).tolist()


def test_no_rows_have_no_chances() -> None:
    assert _toy().chances([]).shape == (0, 2)


def test_what_is_trained_is_what_is_served(tmp_path: Path) -> None:
    rows = [Row("mood", ("good",), {"sun": 1.0, "day": 1.0})] * 6
    rows += [Row("mood", ("bad",), {"rain": 1.0, "day": 1.0})] * 6
    path = tmp_path / "weights.npz"
    write_weights(path, {"mood": fit(tabulate("mood", rows))}, {"mood": 0.5}, {"sun": 1.5}, "toy@1")
    model = read_model(path)
    chances = dict(zip(model["mood"].classes, model["mood"].chances([{"sun": 1.0}])[0], strict=True))
    assert chances["good"] > chances["bad"]
    assert (model.version, model.thresholds["mood"], model.idf["sun"]) == ("toy@1", 0.5, 1.5)


def test_training_twice_gives_the_same_weights() -> None:
    rows = [Row("t", ("yes",) if i % 2 else (), {f"f{i % 3}": 1.0, "always": 1.0}) for i in range(30)]
    assert np.array_equal(fit(tabulate("t", rows)).values, fit(tabulate("t", rows)).values)


@pytest.mark.parametrize("name", ["evidence", "lead", "pair", "telling", "instrument", "status", "field"])
@pytest.mark.weights
def test_the_shipped_weights_have_every_task(name: str) -> None:
    from service.text.acts.model import load_model

    assert load_model()[name].weights.shape[1] == len(load_model()[name].classes)
