"""Trees give the chances of the classifier that they were exported from, without it."""

import numpy as np
import pytest
from pydantic import ValidationError
from sklearn.ensemble import HistGradientBoostingClassifier

from models.recipe.salience_training import exported
from models.trees import Trees


def fitted() -> tuple[HistGradientBoostingClassifier, np.ndarray[tuple[int, int], np.dtype[np.float64]]]:
    draws = np.random.default_rng(5)
    rows = draws.normal(size=(400, 3))
    labels = (rows[:, 0] * rows[:, 1] > 0).astype(float)
    model = HistGradientBoostingClassifier(
        max_iter=12, max_leaf_nodes=7, min_samples_leaf=5, early_stopping=False
    )
    return model.fit(rows, labels), rows


def test_exported_trees_give_the_classifiers_chances() -> None:
    model, rows = fitted()
    trees = exported(model, ("a", "b", "c"))
    assert np.allclose(trees.chances(rows), model.predict_proba(rows)[:, 1], atol=1e-4)
    assert Trees.model_validate_json(trees.model_dump_json()) == trees


def test_no_rows_have_no_chances_and_no_trees_the_chance_of_the_start() -> None:
    trees = Trees(features=("a",), start=0.0, depth=0, feature=(), threshold=(), left=(), right=(), value=())
    assert trees.chances(np.zeros((0, 1))).shape == (0,)
    assert trees.chances(np.zeros((2, 1))).tolist() == [0.5, 0.5]


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ({"left": ((3, 1, 2),)}, "no node"),
        ({"feature": ((1, 0, 0),)}, "a feature that there is not"),
        ({"value": ((0.0, 1.0),)}, "differ in shape"),
    ],
)
def test_trees_that_would_run_astray_are_refused(change: dict[str, object], cause: str) -> None:
    good: dict[str, object] = {
        "features": ("a",), "start": 0.0, "depth": 1, "feature": ((0, 0, 0),),
        "threshold": ((0.0, 0.0, 0.0),),
        "left": ((1, 1, 2),), "right": ((2, 1, 2),), "value": ((0.0, -1.0, 1.0),),
    }  # fmt: skip
    assert Trees.model_validate(good).chances(np.array([[-1.0], [1.0]])).argmax() == 1
    with pytest.raises(ValidationError, match=cause):
        Trees.model_validate(good | change)
