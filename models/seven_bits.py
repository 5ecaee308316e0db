"""Weights of int8 models rounded to seven bits, so that no processor loses a product.

Without VNNI or AMX (AVX2 alone: many servers) the instruction for int8 products, VPMADDUBSW, adds two
products of u8 and s8 in sixteen bits and saturates: oneDNN's guide asks for weights of half the range there.
With 63 for 127, 2 * 255 * 63 fits. It costs what is lost by rounding (nothing that can be measured,
docs/models.md), and every processor then computes the same.
"""

from collections.abc import Callable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

LARGEST = 63.0
_NOTHING = 1e-30  # of smaller rows the scale would not be finite


class Spec(Protocol):
    """A model as the converter of CTranslate2 holds it."""

    def validate(self) -> None: ...


class Variable(Protocol):
    """An array of a spec; those without a shape are options."""

    def is_scalar(self) -> bool: ...

    def numpy(self) -> NDArray[np.float32]: ...


def in_seven_bits(load: Callable[[], Spec]) -> Spec:
    """Return the spec that `load` returns, with the weights of its products as int8 of seven bits.

    CTranslate2 quantises a weight (outputs, inputs) by row: it is the integer divided by `weight_scale`.
    """
    from ctranslate2.specs.model_spec import visit_spec

    spec = load()
    spec.validate()  # makes variables of its arrays
    visit_spec(spec, _quantise)
    return spec


def _quantise(layer: object, name: str, value: Variable | str) -> None:
    from ctranslate2.specs.model_spec import NumpyVariable

    key = name.rsplit("/", 1)[-1]
    if isinstance(value, str) or value.is_scalar() or not hasattr(layer, f"{key}_scale"):
        return
    whole, scale = seven_bits(value.numpy())
    setattr(layer, key, NumpyVariable(whole))
    setattr(layer, f"{key}_scale", NumpyVariable(scale))


def seven_bits(weight: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return a weight (rows, columns) as int8 within ±63, and the scale of each row (rows,)."""
    largest = np.abs(weight.astype(np.float32)).max(axis=1)
    scale = (LARGEST / np.where(largest > _NOTHING, largest, LARGEST)).astype(np.float32)
    return np.rint(weight * scale[:, None]).astype(np.int8), scale
