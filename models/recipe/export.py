"""Writes trained weights as a Hugging Face Marian folder, in float16 or packed (int8, models/packed.py).

Promises safetensors in files under 15 MB, the whole folder under 24 MB, and <pad> as the last vocabulary
entry with a zero row; trains and measures nothing.
"""

import argparse
import logging
import shutil
import tempfile
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import MarianMTModel

from models.packed import pack_folder
from models.recipe.checkpoint import read_checkpoint
from models.recipe.network import PRESETS, filled
from models.recipe.paths import runs_folder
from models.recipe.vocabulary import Vocabulary

log = logging.getLogger(__name__)

SHARD_BYTES = 14_000_000
FOLDER_BYTES = 24_000_000
TOKENIZER_FILES = ("source.spm", "target.spm", "vocab.json", "tokenizer_config.json")


class TooLarge(ValueError):
    """A file or the folder is over the limit; export a smaller preset or a smaller vocabulary."""


def mean_of(weights: list[dict[str, Tensor]]) -> dict[str, Tensor]:
    """Return the plain mean of several checkpoints' weights, float32."""
    return {name: torch.stack([w[name].float() for w in weights]).mean(dim=0) for name in weights[0]}


def read_weights(paths: list[Path], *, averaged: bool) -> dict[str, Tensor]:
    """Return the mean over checkpoints of their moving averages (or of their last weights)."""
    checkpoints = [read_checkpoint(path) for path in paths]
    return mean_of([c.average if averaged else c.optimiser["master"] for c in checkpoints])


def check_sizes(folder: Path) -> int:
    """Return the folder's size in bytes; raise TooLarge over a limit."""
    sizes = {path.name: path.stat().st_size for path in folder.iterdir()}
    for name, size in sizes.items():
        if size > SHARD_BYTES + 1_000_000:
            raise TooLarge(f"{name} has {size} bytes")
    if sum(sizes.values()) > FOLDER_BYTES:
        raise TooLarge(f"the folder has {sum(sizes.values())} bytes")
    return sum(sizes.values())


def export(
    model: MarianMTModel, tokenizer: Path, out: Path, *, limited: bool = True, packed: bool = False
) -> None:
    """Write the folder anew; a teacher's may be large (limited=False)."""
    shutil.rmtree(out, ignore_errors=True)
    if packed:
        with tempfile.TemporaryDirectory() as floats:
            nn.Module.to(model, torch.float32).save_pretrained(floats)
            pack_folder(Path(floats), out)
    else:
        nn.Module.to(model, torch.float16)
        model.save_pretrained(out, max_shard_size=SHARD_BYTES)
    for name in TOKENIZER_FILES:
        shutil.copyfile(tokenizer / name, out / name)
    for path in out.iterdir():
        path.chmod(0o644)  # safetensors writes for the owner alone
    if limited:
        log.info("%s has %d bytes", out.name, check_sizes(out))


def main() -> None:
    """Export the checkpoints named on the command line."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("--vocabulary", type=Path, required=True, help="a Marian folder")
    parser.add_argument("--out", type=Path, default=runs_folder() / "export")
    parser.add_argument("--preset", choices=sorted(PRESETS), default="student")
    parser.add_argument("--placeholders", action="store_true", help="it was trained on protected pairs")
    parser.add_argument("--last", action="store_true", help="the last weights, not the average")
    parser.add_argument("--large", action="store_true", help="no limit on the folder: a teacher")
    parser.add_argument("--packed", action="store_true", help="int8, as it is served: half of float16")
    args = parser.parse_args()
    weights = read_weights(args.checkpoints, averaged=not args.last)
    model = filled(weights, preset=args.preset, vocabulary=Vocabulary(args.vocabulary))
    model.config.placeholders = args.placeholders
    export(model, args.vocabulary, args.out, limited=not args.large, packed=args.packed)


if __name__ == "__main__":
    main()
