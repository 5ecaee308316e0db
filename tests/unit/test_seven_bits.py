"""Weights of seven bits: as near as they can be, and no sum of two products is lost in sixteen bits."""

import numpy as np
from ctranslate2.specs.common_spec import LinearSpec
from ctranslate2.specs.model_spec import LayerSpec

from models.seven_bits import in_seven_bits, seven_bits


def random_weight(rows: int, columns: int) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    drawn = np.random.default_rng(5).normal(size=(rows, columns)).astype(np.float32)
    drawn[0, 0] = 40.0  # an outlier
    return drawn


def test_two_products_fit_into_sixteen_bits() -> None:
    whole, _ = seven_bits(random_weight(20, 64))
    assert 2 * 255 * int(np.abs(whole.astype(int)).max()) <= np.iinfo(np.int16).max


def test_a_weight_is_off_by_half_a_step_of_its_row_at_most() -> None:
    weight = random_weight(20, 64)
    whole, scale = seven_bits(weight)
    assert whole.dtype == np.int8
    assert np.all(np.abs(whole / scale[:, None] - weight) <= 0.5 / scale[:, None] + 1e-6)


def test_a_row_of_nothing_stays_nothing() -> None:
    whole, scale = seven_bits(np.zeros((2, 3), np.float32))
    assert not whole.any()
    assert np.all(np.isfinite(scale))


def test_weights_of_products_are_rounded_and_biases_are_not() -> None:
    class Model(LayerSpec):  # type: ignore[misc]  # untyped there
        def __init__(self) -> None:
            self.linear = LinearSpec()

    model, weight = Model(), random_weight(4, 8)
    model.linear.weight, model.linear.bias = weight, np.ones(4, np.float32)
    in_seven_bits(lambda: model)
    assert model.linear.weight.numpy().dtype == np.int8
    assert model.linear.weight_scale.numpy().shape == (4,)
    assert model.linear.bias.numpy().dtype == np.float32
