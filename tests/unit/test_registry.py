"""A manifest is strict, and a file that is not what the manifest says is found."""

from pathlib import Path

import pytest

from models.registry import (
    MANIFESTS,
    WEIGHTS,
    Manifest,
    ModelError,
    files_table,
    list_manifests,
    load_manifest,
    pin,
    require,
    sha256_of,
    verify,
)

GOOD = """
name = "toy"
version = "1"
kind = "translation"
family = "marian"
languages = ["vi", "en"]
description = "A toy"
licence = "CC0"
training_data = ["none"]

[files]
"""


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    folder = tmp_path / "toy"
    folder.mkdir()
    (folder / "a.bin").write_bytes(b"weights")
    (folder / "README.md").write_text("A card.", encoding="utf-8")
    return folder


def manifest_at(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "toy.toml"
    path.write_text(text, encoding="utf-8")
    return path


def toy(tmp_path: Path, weights: Path) -> Manifest:
    return load_manifest(manifest_at(tmp_path, GOOD.replace("[files]\n", files_table(weights))))


def test_untouched_files_have_no_problems(tmp_path: Path, weights: Path) -> None:
    manifest = toy(tmp_path, weights)
    assert verify(manifest, weights) == []
    require(manifest, weights)
    assert manifest.label == "toy@1"


def test_a_changed_file_is_named_with_both_sums(tmp_path: Path, weights: Path) -> None:
    manifest = toy(tmp_path, weights)
    (weights / "a.bin").write_bytes(b"other weights")
    (problem,) = verify(manifest, weights)
    assert "a.bin" in problem
    assert manifest.files["a.bin"] in problem
    assert sha256_of(weights / "a.bin") in problem
    with pytest.raises(ModelError) as caught:
        require(manifest, weights)
    assert "a.bin" in caught.value.cause
    assert caught.value.remedy


def test_a_missing_file_is_named(tmp_path: Path, weights: Path) -> None:
    manifest = toy(tmp_path, weights)
    (weights / "a.bin").unlink()
    assert verify(manifest, weights) == ["toy@1: a.bin is missing."]


def test_the_card_is_no_weights_file(weights: Path) -> None:
    assert "README.md" not in files_table(weights)


def test_pinning_takes_the_files_that_are_there(tmp_path: Path, weights: Path) -> None:
    path = manifest_at(tmp_path, GOOD + '"old.bin" = "' + "0" * 64 + '"\n')
    pin(path, weights)
    assert set(load_manifest(path).files) == {"a.bin"}
    assert verify(load_manifest(path), weights) == []


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('licence = "CC0"', "", "licence"),
        ('kind = "translation"', 'kind = "oracle"', "kind"),
        ('version = "1"', "version = 1", "version"),
        ("[files]", 'colour = "red"\n[files]', "colour"),
        ("[files]", '[files]\n"a.bin" = "abc"', "files.a.bin"),
        ('languages = ["vi", "en"]', 'languages = ["fr"]', "languages"),
    ],
)
def test_a_wrong_manifest_is_refused_by_the_name_of_the_key(
    tmp_path: Path, old: str, new: str, named: str
) -> None:
    with pytest.raises(ModelError, match=named):
        load_manifest(manifest_at(tmp_path, GOOD.replace(old, new)))


def test_what_is_no_toml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="not TOML"):
        load_manifest(manifest_at(tmp_path, "name = "))


def test_a_missing_manifest_says_which_there_are(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"vien\.toml"):
        load_manifest(tmp_path / "nothing.toml")


@pytest.mark.parametrize("manifest", list_manifests(), ids=lambda manifest: manifest.name)
def test_the_shipped_weights_are_those_of_their_manifests(manifest: Manifest) -> None:
    assert verify(manifest, WEIGHTS / manifest.name) == []


def test_every_folder_of_weights_has_a_manifest() -> None:
    folders = {path.name for path in WEIGHTS.iterdir() if path.is_dir()}
    assert folders == {path.stem for path in MANIFESTS.glob("*.toml")}
