"""Where a model computes, and in which numbers: `auto` is the GPU where there is one, else the CPU.

Promises a ModelError where a GPU is asked for and none is there. Loads torch only when asked about torch.
"""

from typing import Literal

import ctranslate2

from models.registry import ModelError

Device = Literal["auto", "cpu", "cuda"]
_REMEDY = "Set DIEMNHAN_DEVICE=cpu, or install the NVIDIA driver and libraries that the engine asks for."


def ctranslate2_device(device: Device, stored: str) -> tuple[Literal["cpu", "cuda"], str]:
    """Return CTranslate2's device and compute type for a model that is stored in `stored`."""
    there = device != "cpu" and ctranslate2.get_cuda_device_count() > 0
    if device == "cuda" and not there:
        raise ModelError("CTranslate2 finds no GPU.", _REMEDY)
    if not there:
        return "cpu", stored if stored in ("int8", "float32") else "float32"
    able = ctranslate2.get_supported_compute_types("cuda")
    half = "bfloat16" if "bfloat16" in able else "float16"
    return "cuda", f"int8_{half}" if stored == "int8" else half


def torch_device(device: Device) -> Literal["cpu", "cuda"]:
    """Return torch's device."""
    import torch

    there = device != "cpu" and torch.cuda.is_available()
    if device == "cuda" and not there:
        raise ModelError("torch finds no GPU.", _REMEDY)
    return "cuda" if there else "cpu"
