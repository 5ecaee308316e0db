"""Adding a model: what is refused says why and what to do, and leaves nothing behind."""

import hashlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from models.ctranslate2_translator import EngineOptions
from models.families_add import Addition, add_model
from models.families_hub import fetch
from models.families_recognise import recognise
from models.families_store import added_models, choose, chosen, find_added, remove
from models.registry import ModelError
from service.bootstrap.added_models import add, drop, translating, use
from service.domain.errors import ConfigurationError, ModelUnavailable
from service.domain.model import ModelAddition
from service.settings import Settings

COMMIT = "0123456789abcdef0123456789abcdef01234567"
MANIFEST = """name = "{name}"
version = "1"
kind = "translation"
family = "nllb"
languages = ["vi", "en"]
description = "Added from a test"
licence = "cc0-1.0"
training_data = ["none"]

[deployment]
engine = "ctranslate2"
compute_type = "int8"
origin = "a test"
folders = {{vi-en = "both", en-vi = "both"}}
positions = {{vi-en = 64, en-vi = 64}}

[files]
"""


def hub_folder(home: Path, *, name: str = "model", **files: Any) -> Path:
    """Make a folder as transformers saves a model, of the files named (`config` is config.json)."""
    folder = home / name
    folder.mkdir(parents=True)
    (folder / "model.safetensors").write_bytes(b"weights")
    for file, content in files.items():
        (folder / f"{file}.json").write_text(json.dumps(content), encoding="utf-8")
    return folder


def refused(folder: Path, store: Path, **settings: Any) -> ModelError:
    addition = Addition(**{"name": "new", "folders": (folder,), "origin": "a test", **settings})
    with pytest.raises(ModelError) as caught:
        add_model(addition, store, convert=never, options=EngineOptions(), tell=lambda _: None)
    assert not store.exists() or list(store.iterdir()) == []
    return caught.value


def never(*_: object) -> None:
    pytest.fail("nothing is to be converted")


NLLB: dict[str, Any] = {"config": {"model_type": "m2m_100", "tokenizer_class": "NllbTokenizer"}}
MARIAN: dict[str, Any] = {
    "config": {"model_type": "marian"},
    "tokenizer_config": {"tokenizer_class": "MarianTokenizer"},
}


def test_a_folder_without_a_config(tmp_path: Path) -> None:
    error = refused(hub_folder(tmp_path), tmp_path / "store")
    assert "holds no config.json" in error.cause
    assert "config.json, weights and tokenizer" in error.remedy


def test_no_folder(tmp_path: Path) -> None:
    assert "There is no folder" in refused(tmp_path / "nowhere", tmp_path / "store").cause


def test_a_folder_without_weights(tmp_path: Path) -> None:
    folder = hub_folder(tmp_path, **NLLB)
    (folder / "model.safetensors").unlink()
    assert "holds no weights" in refused(folder, tmp_path / "store").cause


def test_a_model_that_is_no_translation_model(tmp_path: Path) -> None:
    error = refused(hub_folder(tmp_path, config={"model_type": "bert"}), tmp_path / "store")
    assert "type 'bert'" in error.cause
    assert "m2m_100" in error.remedy


def test_a_family_that_the_files_leave_open(tmp_path: Path) -> None:
    error = refused(hub_folder(tmp_path, config={"model_type": "mbart"}), tmp_path / "store")
    assert error.remedy == "Name the family with --family."


def test_a_family_that_there_is_not(tmp_path: Path) -> None:
    error = refused(hub_folder(tmp_path, **NLLB), tmp_path / "store", family="bart")
    assert "madlad" in error.remedy


def test_a_direction_that_the_files_leave_open(tmp_path: Path) -> None:
    error = refused(hub_folder(tmp_path, config={"model_type": "t5"}), tmp_path / "store")
    assert "--languages vi-en" in error.remedy


def test_one_vocabulary_for_each_language(tmp_path: Path) -> None:
    tokens = {"tokenizer_class": "MarianTokenizer", "separate_vocabs": True}
    folder = hub_folder(tmp_path, config=MARIAN["config"], tokenizer_config=tokens)
    assert "one vocabulary for each language" in refused(folder, tmp_path / "store").cause


def test_no_licence(tmp_path: Path) -> None:
    error = refused(hub_folder(tmp_path, **NLLB), tmp_path / "store")
    assert "under which licence" in error.cause
    assert "--licence" in error.remedy


def test_two_models_of_the_same_direction(tmp_path: Path) -> None:
    folders = [hub_folder(tmp_path, name=f"{one}-opus-vi-en", **MARIAN) for one in "ab"]
    error = refused(folders[0], tmp_path / "store", folders=tuple(folders))
    assert "the same way" in error.cause


def test_a_name_that_is_none_or_taken(tmp_path: Path) -> None:
    folder = hub_folder(tmp_path, **NLLB)
    assert "no name for a model" in refused(folder, tmp_path / "store", name="../up").cause
    assert "embedded" in refused(folder, tmp_path / "store", name="vien").cause


def test_an_engine_that_cannot_run_it(tmp_path: Path) -> None:
    folder = hub_folder(tmp_path, config={"model_type": "nllb-moe"})
    error = refused(folder, tmp_path / "store", engine="ctranslate2", licence="cc-by-nc-4.0")
    assert error.remedy == "Say --engine transformers."


def test_weights_that_cannot_be_converted_leave_nothing(tmp_path: Path) -> None:
    def broken(*_: object) -> None:
        raise ModelError("These weights are broken.", "Fetch them again.")

    store = tmp_path / "store"
    addition = Addition("new", (hub_folder(tmp_path, **NLLB),), "a test", licence="cc-by-nc-4.0")
    with pytest.raises(ModelError, match="broken"):
        add_model(addition, store, convert=broken, options=EngineOptions(), tell=lambda _: None)
    assert list(store.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "direction"),
    [
        ("opus-mt-vi-en", "vi-en"),
        ("vinai-translate-en2vi-v2", "en-vi"),
        ("t5_eng_vie", "en-vi"),
        ("mt5-en-to-vi", "en-vi"),
    ],
)
def test_a_published_name_tells_the_direction(tmp_path: Path, name: str, direction: str) -> None:
    assert recognise(hub_folder(tmp_path, name=name, config={"model_type": "t5"})).directions == (direction,)


def test_what_the_operator_says_goes_before_the_files(tmp_path: Path) -> None:
    folder = hub_folder(tmp_path, name="t5-vi-en", config={"model_type": "t5"})
    found = recognise(folder, family="envit5", directions=("en-vi",))
    assert (found.family.name, found.directions) == ("envit5", ("en-vi",))


@pytest.mark.parametrize("cards", ["license: mit", "licence: 'mit'", "license:\n- mit"])
def test_the_licence_is_the_cards(tmp_path: Path, cards: str) -> None:
    folder = hub_folder(tmp_path, config={"model_type": "nllb-moe"})
    (folder / "README.md").write_text(f"---\n{cards}\ntags: [x]\n---\n\nlicense: none\n", encoding="utf-8")
    error = refused(folder, tmp_path / "store", engine="ctranslate2")
    assert "cannot convert" in error.cause  # it came past the licence


def stored(store: Path, name: str) -> None:
    (store / name).mkdir(parents=True)
    (store / name / "manifest.toml").write_text(MANIFEST.format(name=name), encoding="utf-8")


def test_models_are_found_chosen_and_removed(tmp_path: Path) -> None:
    stored(tmp_path, "one")
    stored(tmp_path, "two")
    assert [manifest.label for manifest in added_models(tmp_path)] == ["one@1", "two@1"]
    assert chosen(tmp_path) is None
    choose(tmp_path, "two")
    assert chosen(tmp_path) == "two"
    remove(tmp_path, "two")
    assert chosen(tmp_path) is None
    with pytest.raises(ModelError, match="No model 'two'"):
        find_added(tmp_path, "two")


def test_the_setting_goes_before_the_choice_and_the_embedded_model_is_the_default(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    stored(tmp_path / "models", "one")
    stored(tmp_path / "models", "two")
    assert translating(settings) is None
    use("one", settings)
    assert label(settings) == "one@1"
    assert label(Settings(data_dir=tmp_path, translation_model="two")) == "two@1"
    assert translating(Settings(data_dir=tmp_path, translation_model="vien")) is None
    use("vien", settings)
    assert translating(settings) is None


def label(settings: Settings) -> str | None:
    found = translating(settings)
    return found.label if found else None


def test_a_model_that_the_setting_names_is_not_removed(tmp_path: Path) -> None:
    stored(tmp_path / "models", "one")
    with pytest.raises(ConfigurationError, match="DIEMNHAN_TRANSLATION_MODEL names one"):
        drop("one", Settings(data_dir=tmp_path, translation_model="one"))


def test_a_model_that_there_is_not_is_an_operators_error(tmp_path: Path) -> None:
    for call in (use, drop):
        with pytest.raises(ModelUnavailable, match="No model 'nix'"):
            call("nix", Settings(data_dir=tmp_path))


@pytest.mark.parametrize(
    ("addition", "cause"),
    [
        (ModelAddition("a"), "from a folder or from a hub"),
        (ModelAddition("a", paths=(Path("x"),), engine="onnx"), "--engine cannot be 'onnx'"),
        (ModelAddition("a", paths=(Path("x"),), compute_type="int4"), "--compute-type cannot be 'int4'"),
        (ModelAddition("a", paths=(Path("x"),), languages=("vi",)), "--languages cannot be 'vi'"),
    ],
)
def test_options_that_cannot_be(tmp_path: Path, addition: ModelAddition, cause: str) -> None:
    with pytest.raises(ConfigurationError, match=cause):
        add(addition, Settings(data_dir=tmp_path), tell=lambda _: None)


def test_a_hub_that_cannot_be_reached(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as caught:
        fetch("owner/model", revision=None, cache=tmp_path, endpoint="http://127.0.0.1:1")
    assert "owner/model cannot be fetched" in caught.value.cause
    assert "--path" in caught.value.remedy


def test_a_name_that_is_none_on_a_hub(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no name on a hub"):
        fetch("owner/model/more", revision=None, cache=tmp_path, endpoint="http://127.0.0.1:1")


class Hub(BaseHTTPRequestHandler):
    """The part of a hub's protocol that fetching needs: what a model has, and its files by commit."""

    files: ClassVar[dict[str, bytes]] = {
        "config.json": b"{}",
        "model.safetensors": b"safe",
        "pytorch_model.bin": b"pickled",
        "README.md": b"---\nlicense: mit\n---\n",
        "script.py": b"raise SystemExit",
    }

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        if path.startswith("/api/models/owner/model/tree/"):
            tree = [
                {"type": "file", "path": name, "size": len(content), "oid": COMMIT}
                for name, content in self.files.items()
            ]
            self._send(json.dumps(tree).encode())
        elif path.startswith("/api/models/owner/model"):
            siblings = [{"rfilename": name} for name in self.files]
            self._send(json.dumps({"id": "owner/model", "sha": COMMIT, "siblings": siblings}).encode())
        elif path.startswith(f"/owner/model/resolve/{COMMIT}/"):
            self._send(self.files[path.rsplit("/", 1)[1]])
        else:
            self.send_response(404)
            self.send_header("X-Error-Code", "RepoNotFound")
            self.send_header("Content-Length", "0")
            self.end_headers()

    do_HEAD = do_GET  # noqa: N815 the name that http.server calls

    def _send(self, content: bytes) -> None:
        self.send_response(200)
        self.send_header("X-Repo-Commit", COMMIT)
        self.send_header("ETag", f'"{hashlib.sha1(content, usedforsecurity=False).hexdigest()}"')
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def hub() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_hub_gives_one_commit_without_pickles_and_programs(hub: str, tmp_path: Path) -> None:
    found = fetch("owner/model", revision="main", cache=tmp_path, endpoint=hub)
    assert found.origin == f"owner/model@{COMMIT}"
    assert sorted(file.name for file in found.folder.iterdir()) == [
        "README.md",
        "config.json",
        "model.safetensors",
    ]


def test_a_hub_without_the_model(hub: str, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no model owner/other"):
        fetch("owner/other", revision=None, cache=tmp_path, endpoint=hub)
