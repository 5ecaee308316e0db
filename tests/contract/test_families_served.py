"""Added models in the service: chosen by a setting, checked at the start, tried on the command line."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from models.registry import ModelError
from service.bootstrap.models import load_translator, verify_models
from service.cli import _from_bootstrap as from_bootstrap
from service.cli import run
from service.settings import Settings
from tests import tiny_models
from tests.conftest import CONVERTED


@pytest.fixture(scope="module")
def folder_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    import torch

    torch.set_num_threads(1)
    home = tmp_path_factory.mktemp("families")
    return cache(lambda name: tiny_models.build(name, home / name / tiny_models.FOLDERS[name]))


def settings_with(folder: Path, data: Path, **settings: Any) -> Settings:
    """Add a folder to a data directory as "mine"; return the settings that let it translate."""
    tiny_models.add(folder, data / "models", name="mine", **settings)
    return Settings(data_dir=data, converted_dir=CONVERTED, translation_model="mine")


def test_the_service_translates_with_the_model_that_the_setting_names(
    folder_of: Callable[[str], Path], tmp_path: Path
) -> None:
    translator = load_translator(settings_with(folder_of("nllb"), tmp_path, compute_type="int8"))
    try:
        assert translator.version == "mine@1+ct2-int8"
        assert translator.translate(["Thủ tướng đến Hà Nội sáng 17/9."], source="vi", target="en")[0][0][0]
    finally:
        translator.close()


def test_files_that_changed_are_not_loaded(folder_of: Callable[[str], Path], tmp_path: Path) -> None:
    settings = settings_with(folder_of("nllb"), tmp_path)
    (tmp_path / "models" / "mine" / "vi-en-and-en-vi" / "engine" / "model.bin").write_bytes(b"changed")
    with pytest.raises(ModelError, match="the manifest says"):
        load_translator(settings)
    problems = {card.name: card.problems for card in verify_models(settings)}
    assert len(problems["mine"]) == 1


@pytest.mark.weights
def test_a_direction_that_the_model_lacks_is_the_embedded_models(
    folder_of: Callable[[str], Path], tmp_path: Path
) -> None:
    translator = load_translator(settings_with(folder_of("mbart"), tmp_path))
    try:
        assert re.fullmatch(r"vi-en mine@1\+ct2-float32, en-vi vien@[\d.]+\+ct2-int8", translator.version)
        ((best, *_),) = translator.translate(["Vietnam and Japan"], source="en", target="vi")
        assert "Nhật" in best[0]
    finally:
        translator.close()


def test_the_command_line_adds_and_tries_a_model(
    folder_of: Callable[[str], Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DIEMNHAN_DATA_DIR", str(tmp_path))
    commands = from_bootstrap()
    assert run(commands, ["models", "add", "mine", "--path", str(folder_of("marian"))]) == 0
    shown = capsys.readouterr()
    assert "mine@1\tmarian\tctranslate2\tcc0-1.0" in shown.out
    assert re.search(r"^en-vi\tVietnam and Japan .*\t.+\t-\d", shown.out, re.MULTILINE)
    assert "Converting vien" in shown.err
    assert run(commands, ["models", "use", "mine"]) == 0
    assert run(commands, ["models", "list"]) == 0
    listed = capsys.readouterr().out
    assert re.search(r"^mine\t1\ttranslation\tcc0-1.0\t\d\.\d MB$", listed, re.MULTILINE)
    assert re.search(r"^vien\t.*\tnot in use$", listed, re.MULTILINE)
    assert run(commands, ["models", "remove", "mine"]) == 0
