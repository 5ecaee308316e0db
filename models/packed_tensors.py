"""A network's tensors as int8 with a scale for each row, and back.

Promises that what models/seven_bits.py makes of the floats, it makes of the unpacked ones too: the same
integers, the same scales. Knows no files.
"""

from collections.abc import Mapping
from typing import cast

import numpy as np
from numpy.typing import NDArray

from models.seven_bits import LARGEST, seven_bits

Tensors = Mapping[str, NDArray[np.generic]]
_SCALE = ".scale"


def pack(tensors: Tensors) -> dict[str, NDArray[np.generic]]:
    """Return tensors of floats with each matrix of a product as `<name>` (int8) and `<name>.scale`.

    All else becomes float32. Raise ValueError where a number is not finite.
    """
    packed: dict[str, NDArray[np.generic]] = {}
    for name, tensor in tensors.items():
        floats = tensor.astype(np.float32)
        if not np.isfinite(floats).all():
            raise ValueError(f"{name} holds numbers that are not finite")
        if _is_product(name, floats):
            packed[name], packed[name + _SCALE] = seven_bits(floats)
        else:
            packed[name] = floats
    return packed


def unpack(packed: Tensors) -> dict[str, NDArray[np.float32]]:
    """Return the float32 tensors; raise ValueError where one is not as `pack` makes it."""
    named = {name for name in packed if not name.endswith(_SCALE)}
    if stray := sorted(set(packed) - named - {name + _SCALE for name in named}):
        raise ValueError(f"{stray[0]} scales nothing")
    return {name: _floats(name, packed[name], packed.get(name + _SCALE)) for name in sorted(named)}


def _is_product(name: str, tensor: NDArray[np.float32]) -> bool:
    """Whether CTranslate2 quantises it: linear layers and embeddings, but neither positions nor biases."""
    return tensor.ndim == 2 and name.endswith(".weight") and "embed_positions" not in name


def _floats(name: str, tensor: NDArray[np.generic], scale: NDArray[np.generic] | None) -> NDArray[np.float32]:
    if scale is None and tensor.dtype == np.float32:
        return cast(NDArray[np.float32], tensor)
    if scale is None or tensor.dtype != np.int8 or scale.dtype != np.float32:
        raise ValueError(f"{name} is {tensor.dtype} {'without' if scale is None else 'with'} a scale")
    if tensor.ndim != 2 or scale.shape != tensor.shape[:1]:
        raise ValueError(f"{name} and its scale do not fit each other")
    whole, rows = tensor.astype(np.float32), cast(NDArray[np.float32], scale)
    largest = np.abs(whole).max(axis=1)
    if not (np.isfinite(rows) & (rows > 0) & np.isin(largest, (0, LARGEST))).all():
        raise ValueError(f"{name} has rows whose largest number is not ±{LARGEST:.0f}")
    # Of 63 / scale, the largest weight of a row, seven_bits makes the same scale again: of a scale that is
    # itself a rounded quotient, 63 / (63 / scale) loses nothing (tests/unit/test_packed.py: every mantissa).
    return whole / rows[:, None]
