"""The recipe's packed export, on a tiny random network."""

from pathlib import Path

import pytest
import torch
from safetensors.numpy import load_file
from transformers import MarianMTModel

from models.packed import float_folder
from models.recipe.export import check_sizes, export
from models.recipe.network import EMBEDDING, configure, filled
from models.recipe.vocabulary import Vocabulary
from models.seven_bits import seven_bits
from tests.tiny_models import build


@pytest.fixture(scope="module")
def marian_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("marian", tmp_path_factory.mktemp("export") / "vien")


def test_a_packed_export_holds_the_trained_weights_in_seven_bits(marian_folder: Path, tmp_path: Path) -> None:
    vocabulary = Vocabulary(marian_folder)
    trained = MarianMTModel(configure("tiny", vocabulary))
    weights = {name: p.detach() for name, p in trained.named_parameters() if "embed_positions" not in name}
    model = filled(weights, preset="tiny", vocabulary=vocabulary)
    model.config.placeholders = True
    export(model, marian_folder, tmp_path / "out", packed=True)
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names >= {
        "model.int8.safetensors",
        "config.json",
        "generation_config.json",
        "source.spm",
        "vocab.json",
    }
    found = load_file(tmp_path / "out" / "model.int8.safetensors")
    for name, weight in weights.items():
        if weight.ndim == 2 and name != EMBEDDING:
            whole, scale = seven_bits(weight.numpy())
            assert (found[name] == whole).all(), name
            assert (found[f"{name}.scale"] == scale).all(), name
        elif name != EMBEDDING:
            assert (found[name] == weight.numpy()).all(), name
    assert not found[EMBEDDING][vocabulary.pad].any()
    assert check_sizes(tmp_path / "out") > 0


def test_a_run_may_start_from_a_packed_export(marian_folder: Path, tmp_path: Path) -> None:
    vocabulary = Vocabulary(marian_folder)
    weights = dict(MarianMTModel(configure("tiny", vocabulary)).named_parameters())
    model = filled({name: p.detach() for name, p in weights.items()}, preset="tiny", vocabulary=vocabulary)
    export(model, marian_folder, tmp_path / "out", packed=True)
    with float_folder(tmp_path / "out") as floats:
        loaded = MarianMTModel.from_pretrained(str(floats))
    assert loaded.dtype == torch.float32
    state = loaded.state_dict()
    for name, one in model.state_dict().items():
        assert torch.allclose(one, state[name], atol=float(one.abs().max()) / 126 + 1e-6), name
