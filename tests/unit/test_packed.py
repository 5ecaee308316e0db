"""Packed folders: nothing of what is served gets lost, and what is damaged is said."""

import json
import struct
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file

from models.packed import FORMAT, INDEX, check, float_folder, is_packed, main, pack_folder, unpack_folder
from models.packed_tensors import pack, unpack
from models.registry import ModelError
from models.seven_bits import LARGEST, seven_bits

WEIGHT, BIAS, LOGITS = "model.shared.weight", "model.encoder.layers.0.fc1.bias", "final_logits_bias"
Network = dict[str, NDArray[np.float32]]


def network(rows: int = 40) -> Network:
    drawn = np.random.default_rng(3)
    weight = drawn.normal(size=(rows, 24)).astype(np.float32) * drawn.lognormal(size=(rows, 1)).astype(
        np.float32
    )
    weight[-1] = 0.0  # <pad>
    weight[1] = 1e-36  # a row that died
    return {
        WEIGHT: weight,
        "model.encoder.layers.0.fc1.weight": drawn.normal(size=(8, 24)).astype(np.float32),
        BIAS: drawn.normal(size=8).astype(np.float32),
        LOGITS: drawn.normal(size=(1, rows)).astype(np.float32),
    }


def marian(folder: Path, tensors: Network) -> Path:
    folder.mkdir()
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    config = {"model_type": "marian", "dtype": "float16", "d_model": 24}
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    (folder / "source.spm").write_bytes(b"pieces")
    return folder


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    return marian(tmp_path / "plain", network())


@pytest.fixture
def folder(plain: Path, tmp_path: Path) -> Path:
    pack_folder(plain, tmp_path / "packed")
    return tmp_path / "packed"


def change(folder: Path, how: Callable[[dict[str, NDArray[np.generic]]], object]) -> None:
    file = folder / "model.int8.safetensors"
    tensors = dict(load_file(file))
    how(tensors)
    save_file(tensors, file, metadata={"format": FORMAT})


def test_unpacked_weights_are_rounded_to_the_same_integers_and_scales() -> None:
    tensors = network(2000)
    packed_ones = pack(tensors)
    again = unpack(packed_ones)
    for name in (WEIGHT, "model.encoder.layers.0.fc1.weight"):
        whole, scale = seven_bits(tensors[name])
        for one in (packed_ones[name], seven_bits(again[name])[0]):
            assert np.array_equal(one, whole)
        for one in (packed_ones[f"{name}.scale"], seven_bits(again[name])[1]):
            assert np.array_equal(one, scale)
        assert np.all(np.abs(again[name] - tensors[name]) <= 0.5001 / scale[:, None])


def test_every_scale_survives_whatever_its_largest_weight() -> None:
    """One row for each mantissa of float32; exponents make no difference."""
    largest = (np.arange(1 << 23, dtype=np.uint32) | np.uint32(127 << 23)).view(np.float32)
    scale = (np.float32(LARGEST) / largest).astype(np.float32)
    unpacked = np.float32(LARGEST) / scale
    assert np.array_equal(np.float32(LARGEST) / unpacked, scale)
    assert np.all(np.rint(unpacked * scale) == LARGEST)


def test_biases_norms_and_logits_stay_floats() -> None:
    tensors = network()
    packed_ones = pack(tensors)
    for name in (BIAS, LOGITS):
        assert packed_ones[name].dtype == np.float32
        assert np.array_equal(unpack(packed_ones)[name], tensors[name])


def test_a_packed_folder_unpacks_to_an_ordinary_one(plain: Path, folder: Path, tmp_path: Path) -> None:
    main(["unpack", str(folder), str(tmp_path / "out")])
    found = load_file(tmp_path / "out" / "model.safetensors")
    assert found.keys() == network().keys()
    assert all(np.array_equal(found[name], one) for name, one in unpack(pack(network())).items())
    assert json.loads((tmp_path / "out" / "config.json").read_text(encoding="utf-8"))["dtype"] == "float32"
    assert (tmp_path / "out" / "source.spm").read_bytes() == b"pieces"
    assert not is_packed(tmp_path / "out")


def test_float16_weights_may_be_packed_too(plain: Path, tmp_path: Path) -> None:
    halves = {name: tensor.astype(np.float16) for name, tensor in network().items()}
    save_file(halves, plain / "model.safetensors")
    pack_folder(plain, tmp_path / "out")
    whole, scale = seven_bits(halves[WEIGHT].astype(np.float32))
    found = load_file(tmp_path / "out" / "model.int8.safetensors")
    assert np.array_equal(found[WEIGHT], whole)
    assert np.array_equal(found[f"{WEIGHT}.scale"], scale)


def test_packing_twice_gives_the_same_bytes(plain: Path, folder: Path, tmp_path: Path) -> None:
    pack_folder(plain, tmp_path / "again")
    unpack_folder(folder, tmp_path / "floats")
    pack_folder(tmp_path / "floats", tmp_path / "third")
    files = [tmp_path / name / "model.int8.safetensors" for name in ("packed", "again", "third")]
    assert len({file.read_bytes() for file in files}) == 1


def test_large_networks_are_cut_into_files(plain: Path, tmp_path: Path) -> None:
    pack_folder(plain, tmp_path / "out", file_bytes=101_200)
    names = sorted(path.name for path in (tmp_path / "out").glob("*.safetensors"))
    assert names == [f"model.int8-0000{i}-of-00002.safetensors" for i in (1, 2)]
    with float_folder(tmp_path / "out") as floats:
        assert load_file(floats / "model.safetensors").keys() == network().keys()
        assert not (floats / INDEX).exists()
    (tmp_path / "out" / names[1]).unlink()
    with pytest.raises(ModelError, match=f"lacks {names[1]}"):
        check(tmp_path / "out")
    (tmp_path / "out" / INDEX).write_text("[]", encoding="utf-8")
    with pytest.raises(ModelError, match="is no index"):
        check(tmp_path / "out")
    (tmp_path / "out" / INDEX).unlink()
    with pytest.raises(ModelError, match=f"lacks {INDEX}"):
        check(tmp_path / "out")


def test_an_ordinary_folder_is_given_as_it_is(plain: Path) -> None:
    with float_folder(plain) as floats:
        assert floats == plain
    check(plain)


def test_the_temporary_folder_is_gone_afterwards(folder: Path) -> None:
    with float_folder(folder) as floats:
        assert (floats / "source.spm").read_bytes() == b"pieces"
    assert not floats.exists()
    assert (folder / "source.spm").exists()


@pytest.mark.parametrize(
    ("how", "cause"),
    [
        (lambda t: t.pop(f"{WEIGHT}.scale"), f"{WEIGHT} is int8 without a scale"),
        (lambda t: t.pop(WEIGHT), f"{WEIGHT}.scale scales nothing"),
        (lambda t: t.update({f"{WEIGHT}.scale": t[f"{WEIGHT}.scale"][:-1]}), "do not fit each other"),
        (lambda t: t[WEIGHT].__setitem__((0, 0), 127), "rows whose largest number is not ±63"),
        (lambda t: t[f"{WEIGHT}.scale"].fill(np.inf), "rows whose largest number"),
        (lambda t: t.update({BIAS: t[BIAS].astype(np.float16)}), f"{BIAS} is float16 without a scale"),
    ],
)
def test_damaged_weights_are_named(
    folder: Path, how: Callable[[dict[str, NDArray[np.generic]]], object], cause: str
) -> None:
    change(folder, how)
    with pytest.raises(ModelError, match="are damaged") as caught:
        check(folder)
    assert cause in caught.value.cause
    assert "git checkout" in caught.value.remedy


def test_a_file_that_is_cut_off_cannot_be_read(folder: Path) -> None:
    file = folder / "model.int8.safetensors"
    file.write_bytes(file.read_bytes()[:-10])
    with pytest.raises(ModelError, match="cannot be read") as caught, float_folder(folder):
        pass
    assert "git checkout" in caught.value.remedy


def test_another_format_is_named(folder: Path) -> None:
    save_file(pack(network()), folder / "model.int8.safetensors", metadata={"format": "int8-rows/2"})
    with pytest.raises(ModelError, match="of the format 'int8-rows/2', not of 'int8-rows/1'"):
        check(folder)


def test_weights_of_both_kinds_are_refused(plain: Path, folder: Path) -> None:
    (folder / "model.safetensors").write_bytes((plain / "model.safetensors").read_bytes())
    with pytest.raises(ModelError, match="and others too"):
        check(folder)


def test_what_cannot_be_packed_says_why(plain: Path, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(ModelError, match="no weights to pack"):
        pack_folder(folder, out)
    with pytest.raises(ModelError, match="no packed weights"):
        unpack_folder(plain, out)
    with pytest.raises(ModelError, match="is not empty"):
        pack_folder(plain, plain)
    with pytest.raises(SystemExit, match="no packed weights"):
        main(["unpack", str(plain), str(out)])
    save_file(network() | {BIAS: np.array([np.nan], np.float32)}, plain / "model.safetensors")
    with pytest.raises(ModelError, match=f"{BIAS} holds numbers that are not finite"):
        pack_folder(plain, out)
    header = json.dumps({WEIGHT: {"dtype": "BF16", "shape": [1, 1], "data_offsets": [0, 2]}}).encode()
    (plain / "model.safetensors").write_bytes(struct.pack("<Q", len(header)) + header + b"\0\0")
    with pytest.raises(ModelError, match="bfloat16"):
        pack_folder(plain, out)
    (plain / "config.json").write_text('{"model_type": "mbart"}', encoding="utf-8")
    with pytest.raises(ModelError, match="no Marian model"):
        pack_folder(plain, out)
    assert not out.exists()
