"""A Hugging Face folder converted to CTranslate2, once, and kept under the sha256 of what it was made of.

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
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, Protocol, cast

import ctranslate2

from models.packed import check, float_folder
from models.registry import ModelError, sha256_of
from models.seven_bits import in_seven_bits

ComputeType = Literal["int8", "float32", "float16", "bfloat16"]
COMPUTE_TYPES: tuple[ComputeType, ...] = ("int8", "float32", "float16", "bfloat16")
_SECONDS = 3600
_CONVERTER = "seven bits"  # change it with what a conversion writes, or old ones stay in use
_SOURCES = ("*.safetensors", "*.safetensors.index.json", "config.json", "vocab.json", "*.spm")  # Marian's


def converted(weights: Path, *, cache: Path, compute_type: ComputeType) -> Path:
    """Return the folder with the converted model, converting where the cache has none."""
    ready = cache / f"{fingerprint(weights)}-{compute_type}"
    if (ready / "model.bin").is_file():
        return ready
    _require_torch()
    try:
        cache.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix="converting-", dir=cache))
    except OSError as error:
        raise ModelError(
            f"The converted model cannot be kept in {cache}: {error.strerror}.",
            "Let DIEMNHAN_CONVERTED_DIR or DIEMNHAN_DATA_DIR name a folder that the service can write to.",
        ) from None
    try:
        convert(weights, draft / "model", compute_type, "")
        _publish(draft / "model", ready)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return ready


def fingerprint(weights: Path) -> str:
    """Return a key of the files that a conversion depends on, and of the converters' versions."""
    files = sorted({path for pattern in _SOURCES for path in weights.glob(pattern)})
    if not any(path.suffix == ".safetensors" for path in files):
        raise ModelError(
            f"{weights} holds no .safetensors weights.", "Name the folder of a Marian model in safetensors."
        )
    lines = [ctranslate2.__version__, _CONVERTER, *(f"{path.name} {sha256_of(path)}" for path in files)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:32]


def convert(weights: Path, out: Path, compute_type: ComputeType, tokenizer: str) -> None:
    """Convert a folder in a child process; `tokenizer`: the class that its config is to name, "" its own."""
    _require_torch()
    check(weights)
    command = [sys.executable, "-m", "models.conversion", str(weights.absolute()), str(out.absolute())]
    command += [compute_type, tokenizer]
    root = str(Path(__file__).parent.parent)
    path = os.pathsep.join([root, *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = {**os.environ, "PYTHONPATH": path, "HF_HUB_OFFLINE": "1"}
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=_SECONDS, env=environment)
    except subprocess.CalledProcessError as error:
        last = (error.stderr.strip().splitlines() or ["no message"])[-1]
        raise ModelError(
            f"{weights} cannot be converted to CTranslate2: {last}.",
            "The folder must hold a model and tokenizer as transformers saves them; a Marian model's last "
            "vocabulary entry must be <pad>.",
        ) from None
    except subprocess.TimeoutExpired:
        raise ModelError(
            f"Converting {weights} took longer than {_SECONDS} seconds.", "Try again on a faster machine."
        ) from None


def _require_torch() -> None:
    if not all(map(find_spec, ("torch", "transformers"))):
        raise ModelError(
            "To convert a model takes torch and transformers, and they are not installed here.",
            "Build the image with TORCH=yes (docs/operations.md), or install requirements.lock.",
        )


def _publish(draft: Path, ready: Path) -> None:
    try:
        draft.rename(ready)
    except OSError:  # another process was first: a rename does not replace a folder with files in it
        if not (ready / "model.bin").is_file():
            raise


def convert_here(weights: Path, out: Path, compute_type: ComputeType, tokenizer: str) -> None:
    """Convert in this process, which loads torch and transformers."""
    from ctranslate2.converters import TransformersConverter

    with float_folder(weights) as floats, tempfile.TemporaryDirectory() as folder:
        _mirror(floats, Path(folder), tokenizer)
        converter = TransformersConverter(folder)
        converter.load_model = _load_unscaled
        if compute_type == "int8":
            converter._load = partial(in_seven_bits, converter._load)  # what a converter overrides
        converter.convert(str(out), quantization=None if compute_type == "int8" else compute_type)
    _complete(out / "config.json")


def _complete(config: Path) -> None:
    """Name the control tokens that a tokenizer leaves unnamed (MBart50Tokenizer: <s>); null is no token."""
    found = json.loads(config.read_text(encoding="utf-8"))
    named = {"bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>"}
    found |= {key: token for key, token in named.items() if found.get(key) is None}
    config.write_text(json.dumps(found, indent=2), encoding="utf-8")


def _load_unscaled(model_class: "Loader", path: str, **settings: object) -> "Loaded":
    """Load a model that says whether its outputs are scaled.

    transformers 5 sets tie_word_embeddings for every T5 and mT5; the converter reads it as "outputs are
    scaled", which holds for the first T5 alone, not for T5 1.1, mT5 and MADLAD.
    """
    model = model_class.from_pretrained(path, **settings)
    if model.config.model_type in ("t5", "mt5"):
        model.config.tie_word_embeddings = bool(getattr(model.config, "scale_decoder_outputs", False))
    return model


def _mirror(weights: Path, folder: Path, tokenizer: str) -> None:
    """Link the model's files; its config says float32, else the positions are computed in float16.

    It also says what the converter asks and newer configs leave out: the tokenizer's class, which decides how
    an mBART decoder starts, and that mBART normalises first.
    """
    for path in weights.iterdir():
        if path.name != "config.json":
            (folder / path.name).symlink_to(path.absolute())
    config = json.loads((weights / "config.json").read_text(encoding="utf-8"))
    config["dtype"] = "float32"
    if tokenizer:
        config["tokenizer_class"] = tokenizer
    if config.get("model_type") == "mbart":
        config |= {"normalize_before": True, "normalize_embedding": True}
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")


class Config(Protocol):
    """The part of a model's config that is used here."""

    model_type: str
    tie_word_embeddings: bool


class Loaded(Protocol):
    """A model of transformers."""

    config: Config


class Loader(Protocol):
    """A model class of transformers."""

    def from_pretrained(self, path: str, **settings: object) -> Loaded: ...


if __name__ == "__main__":
    _weights, _out, _compute_type, _tokenizer = sys.argv[1:]
    convert_here(Path(_weights), Path(_out), cast(ComputeType, _compute_type), _tokenizer)
