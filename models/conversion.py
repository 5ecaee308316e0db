"""A Marian folder converted to CTranslate2, once, and kept under the sha256 of what it was made of.

Promises that torch and transformers are loaded in a child process only, that two processes may ask at once,
and that a broken conversion leaves nothing behind. Translates nothing.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Literal

import ctranslate2

from models.registry import ModelError, sha256_of

ComputeType = Literal["int8", "float32"]
_SECONDS = 600
_SOURCES = ("*.safetensors", "*.safetensors.index.json", "config.json", "vocab.json", "*.spm")


def converted(weights: Path, *, cache: Path, compute_type: ComputeType) -> Path:
    """Return the folder with the converted model, converting where the cache has none."""
    ready = cache / f"{fingerprint(weights)}-{compute_type}"
    if (ready / "model.bin").is_file():
        return ready
    cache.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix="converting-", dir=cache))
    try:
        _convert(weights, draft / "model", compute_type)
        _publish(draft / "model", ready)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return ready


def fingerprint(weights: Path) -> str:
    """Return a key of the files that a conversion depends on, and of the converter's version."""
    files = sorted({path for pattern in _SOURCES for path in weights.glob(pattern)})
    if not any(path.suffix == ".safetensors" for path in files):
        raise ModelError(
            f"{weights} holds no .safetensors weights.", "Name the folder of a Marian model in safetensors."
        )
    lines = [ctranslate2.__version__, *(f"{path.name} {sha256_of(path)}" for path in files)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:32]


def _convert(weights: Path, out: Path, compute_type: ComputeType) -> None:
    command = [sys.executable, "-m", "models.conversion", str(weights.absolute()), str(out), compute_type]
    root = str(Path(__file__).parent.parent)
    path = os.pathsep.join([root, *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = {**os.environ, "PYTHONPATH": path, "HF_HUB_OFFLINE": "1"}
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=_SECONDS, env=environment)
    except subprocess.CalledProcessError as error:
        last = (error.stderr.strip().splitlines() or ["no message"])[-1]
        raise ModelError(
            f"{weights} cannot be converted to CTranslate2: {last}.",
            "The folder must hold a Hugging Face Marian model whose last vocabulary entry is <pad>.",
        ) from None
    except subprocess.TimeoutExpired:
        raise ModelError(
            f"Converting {weights} took longer than {_SECONDS} seconds.", "Try again on a faster machine."
        ) from None


def _publish(draft: Path, ready: Path) -> None:
    try:
        draft.rename(ready)
    except OSError:  # another process was first: a rename does not replace a folder with files in it
        if not (ready / "model.bin").is_file():
            raise


def _main(weights: str, out: str, compute_type: str) -> None:
    from ctranslate2.converters import TransformersConverter  # loads torch: in the child process only

    with tempfile.TemporaryDirectory() as folder:
        _mirror(Path(weights), Path(folder))
        TransformersConverter(folder).convert(out, quantization=compute_type)


def _mirror(weights: Path, folder: Path) -> None:
    """Link the model's files, its config saying float32: else the positions are computed in float16."""
    for path in weights.iterdir():
        if path.name != "config.json":
            (folder / path.name).symlink_to(path.absolute())
    config = json.loads((weights / "config.json").read_text(encoding="utf-8"))
    (folder / "config.json").write_text(json.dumps({**config, "dtype": "float32"}), encoding="utf-8")


if __name__ == "__main__":
    _main(*sys.argv[1:])
