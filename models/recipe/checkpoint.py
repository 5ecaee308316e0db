"""Checkpoints that survive kill -9: written aside, synced, then renamed over the old one."""

import os
from dataclasses import dataclass, field
from pathlib import Path

import torch
from torch import Tensor

from models.recipe.batches import Position
from models.recipe.optimiser import OptimiserState


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Everything a run needs to go on; average is the moving average of the weights.

    random: the states of torch's generators, by device; none in checkpoints of before they were kept.
    """

    step: int
    tokens: int  # target tokens trained on, pads excluded
    position: Position
    optimiser: OptimiserState
    average: dict[str, Tensor]
    random: dict[str, Tensor] = field(default_factory=dict)


def random_states() -> dict[str, Tensor]:
    """Return the states of the generators that dropout draws from."""
    states = {"cpu": torch.get_rng_state()}
    if torch.cuda.is_available():
        states["cuda"] = torch.cuda.get_rng_state()
    return states


def restore_random(states: dict[str, Tensor]) -> None:
    """Put the generators back where they were; those that have no state stay as they are."""
    if "cpu" in states:
        torch.set_rng_state(states["cpu"])
    if "cuda" in states and torch.cuda.is_available():
        torch.cuda.set_rng_state(states["cuda"])


def write_checkpoint(path: Path, checkpoint: Checkpoint) -> None:
    """Replace the checkpoint at path in one atomic step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(".partial")
    fields = {name: getattr(checkpoint, name) for name in Checkpoint.__slots__}
    with aside.open("wb") as out:
        torch.save({**fields, "position": tuple(checkpoint.position)}, out)
        out.flush()
        os.fsync(out.fileno())
    aside.replace(path)


def read_checkpoint(path: Path) -> Checkpoint:
    """Read what write_checkpoint wrote, on the CPU; refuses pickled code."""
    fields = torch.load(path, map_location="cpu", weights_only=True)
    return Checkpoint(**{**fields, "position": Position(*fields["position"])})
