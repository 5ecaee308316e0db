"""Marian folders whose weights are int8: half of float16, and served exactly as the floats they were made of.

A packed folder is a Hugging Face folder but for its weights, model.int8*.safetensors
(models/packed_tensors.py); transformers finds none in it and says so, so that nobody takes the integers for
weights. `float_folder` gives an ordinary folder of either kind.

Promises files under 14 MB, and a ModelError for files that are damaged or of another format. Knows no engine.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile
from typing import cast

import numpy as np
from numpy.typing import NDArray

from models.errors import ModelError
from models.packed_tensors import Tensors, pack, unpack

FORMAT = "int8-rows/1"  # in each file's metadata as "format", where transformers writes "pt"
FILE_BYTES = 14_000_000
INDEX = "model.int8.safetensors.index.json"
_ONE, _PACKED, _ANY = "model.int8.safetensors", "model.int8*.safetensors", "*.safetensors"
_HEADER_BYTES = 100_000  # what names and shapes may take of a file
_REMEDY = "Restore the files (git checkout), or pack the model again: docs/models.md."

# safetensors comes with transformers, which whoever unpacks has; the service without torch has neither and
# unpacks nothing. So it is imported where it is used. It writes files for their owner alone.


def is_packed(folder: Path) -> bool:
    """Whether a folder's weights are packed; raise ModelError where it has weights of both kinds."""
    packed = set(folder.glob(_PACKED))
    if packed and set(folder.glob(_ANY)) - packed:
        raise ModelError(
            f"{folder} holds packed weights and others too.", "Remove those that are out of date."
        )
    return bool(packed)


@contextmanager
def float_folder(folder: Path) -> Iterator[Path]:
    """Give an ordinary folder: this one, or for a packed one a temporary one with its weights as float32."""
    if not is_packed(folder):
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="unpacked-") as out:
        _unpack_into(folder, Path(out), lambda source, link: link.symlink_to(source.absolute()))
        yield Path(out)


def unpack_folder(folder: Path, out: Path) -> None:
    """Write an ordinary Hugging Face folder, float32, of a packed one."""
    if not is_packed(folder):
        raise ModelError(f"{folder} holds no packed weights.", f"It needs {_ONE}.")
    _make(out)
    _unpack_into(folder, out, copyfile)


def pack_folder(folder: Path, out: Path, *, file_bytes: int = FILE_BYTES) -> None:
    """Write a packed folder of an ordinary Marian one, with the tokenizer and all else that lies there."""
    files = sorted(folder.glob(_ANY))
    if is_packed(folder) or not files:
        raise ModelError(f"{folder} holds no weights to pack.", "It needs model.safetensors, in floats.")
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    if config.get("model_type") != "marian":
        raise ModelError(f"{folder} holds no Marian model.", "Only Marian models can be packed.")
    try:
        packed = pack({name: tensor for file in files for name, tensor in _read(file)[1].items()})
    except (ValueError, TypeError) as error:  # a TypeError: bfloat16, which numpy does not know
        raise ModelError(f"{folder} cannot be packed: {error}.", "Save it as float32.") from None
    _make(out)
    for file in _beside_weights(folder):
        copyfile(file, out / file.name)
    (out / "config.json").write_text(json.dumps(config | {"dtype": "float32"}, indent=2), encoding="utf-8")
    _write(_parts(packed, file_bytes - _HEADER_BYTES), out)


def check(folder: Path) -> None:
    """Raise ModelError where a folder is packed and cannot be unpacked."""
    if is_packed(folder):
        _unpacked(folder)


def _unpack_into(folder: Path, out: Path, place: Callable[[Path, Path], object]) -> None:
    from safetensors.numpy import save_file

    tensors = _unpacked(folder)
    for file in _beside_weights(folder):
        place(file, out / file.name)
    save_file(tensors, out / "model.safetensors", metadata={"format": "pt"})
    (out / "model.safetensors").chmod(0o644)


def _unpacked(folder: Path) -> dict[str, NDArray[np.float32]]:
    packed: dict[str, NDArray[np.generic]] = {}
    for name in _names(folder):
        written, tensors = _read(folder / name)
        if written != FORMAT:
            raise ModelError(
                f"{folder / name} is of the format {written!r}, not of {FORMAT!r}.",
                "Use the release that it was written for, or pack the model again: docs/models.md.",
            )
        packed |= tensors
    try:
        return unpack(packed)
    except ValueError as error:
        raise ModelError(f"The weights in {folder} are damaged: {error}.", _REMEDY) from None


def _names(folder: Path) -> list[str]:
    """Return the names of the files of weights; raise ModelError where one is missing."""
    if not (folder / INDEX).is_file():
        names = [path.name for path in folder.glob(_PACKED)]
        if names != [_ONE]:
            raise ModelError(f"{folder} lacks {INDEX}, which names its files of weights.", _REMEDY)
        return names
    try:
        listed = json.loads((folder / INDEX).read_text(encoding="utf-8"))
        names = sorted(set(cast("dict[str, str]", listed["weight_map"]).values()))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ModelError(f"{folder / INDEX} is no index of weights.", _REMEDY) from None
    if missing := [name for name in names if not (folder / name).is_file()]:
        raise ModelError(f"{folder} lacks {', '.join(missing)}.", _REMEDY)
    return names


def _read(file: Path) -> tuple[str, dict[str, NDArray[np.generic]]]:
    """Return the format that a file names, and its tensors."""
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(file, framework="numpy") as opened:
            tensors = {name: opened.get_tensor(name) for name in opened.keys()}  # noqa: SIM118  # no mapping
            return str((opened.metadata() or {}).get("format")), tensors
    except (SafetensorError, OSError) as error:
        raise ModelError(f"{file} cannot be read: {error}.", _REMEDY) from None


def _write(parts: list[dict[str, NDArray[np.generic]]], out: Path) -> None:
    from safetensors.numpy import save_file

    places: dict[str, str] = {}
    for i, part in enumerate(parts, start=1):
        name = _ONE if len(parts) == 1 else f"model.int8-{i:05}-of-{len(parts):05}.safetensors"
        save_file(part, out / name, metadata={"format": FORMAT})
        (out / name).chmod(0o644)
        places |= dict.fromkeys(part, name)
    if len(parts) > 1:
        total = sum(tensor.nbytes for part in parts for tensor in part.values())
        index = {"metadata": {"total_size": total}, "weight_map": dict(sorted(places.items()))}
        (out / INDEX).write_text(json.dumps(index, indent=2) + "\n", encoding="utf-8")


def _parts(packed: Tensors, most: int) -> list[dict[str, NDArray[np.generic]]]:
    """Return the tensors by name, in parts of so many bytes at most."""
    parts: list[dict[str, NDArray[np.generic]]] = [{}]
    room = most
    for name, tensor in sorted(packed.items()):
        if parts[-1] and tensor.nbytes > room:
            parts.append({})
            room = most
        parts[-1][name] = tensor
        room -= tensor.nbytes
    return parts


def _beside_weights(folder: Path) -> list[Path]:
    """Return the files that are neither weights nor their index."""
    endings = (".safetensors", ".safetensors.index.json")
    return [path for path in sorted(folder.iterdir()) if path.is_file() and not path.name.endswith(endings)]


def _make(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ModelError(f"{out} cannot be made: {error.strerror}.", "Name another folder.") from None
    if any(out.iterdir()):
        raise ModelError(f"{out} is not empty.", "Name a new folder.")


def main(arguments: list[str]) -> None:
    """Pack or unpack a folder."""
    parser = argparse.ArgumentParser(prog="python -m models.packed", description="Pack or unpack a folder.")
    parser.add_argument("what", choices=("pack", "unpack"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args(arguments)
    try:
        (pack_folder if args.what == "pack" else unpack_folder)(args.folder, args.out)
    except ModelError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(sys.argv[1:])
