"""The models that an operator added: a folder for each, with its manifest, beside the one in use.

Promises that a folder is there whole or not at all, and that nothing outside the store is touched. Knows no
engine.
"""

import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.registry import Manifest, ModelError, list_manifests, load_manifest

MANIFEST = "manifest.toml"
_CHOSEN = "in-use"
_NAME = re.compile(r"[a-z][a-z0-9-]*")


def added_models(store: Path) -> tuple[Manifest, ...]:
    """Return the manifests of the store by name."""
    return tuple(load_manifest(path) for path in sorted(store.glob(f"*/{MANIFEST}")))


def find_added(store: Path, name: str) -> Manifest:
    """Return one manifest; raise ModelError with the names that there are."""
    for manifest in added_models(store):
        if manifest.name == name:
            return manifest
    raise ModelError(f"No model {name!r} was added.", f"There are: {_names(store)}.")


def remove(store: Path, name: str) -> None:
    """Remove a model's folder; where it was in use, the embedded model is from now on."""
    find_added(store, name)
    shutil.rmtree(store / name)
    if chosen(store) == name:
        (store / _CHOSEN).unlink()


def choose(store: Path, name: str | None) -> None:
    """Remember which model translates; None is the embedded one."""
    if name is None:
        (store / _CHOSEN).unlink(missing_ok=True)
        return
    find_added(store, name)
    (store / _CHOSEN).write_text(name + "\n", encoding="utf-8")


def chosen(store: Path) -> str | None:
    """Return the name that was chosen, None where none was."""
    file = store / _CHOSEN
    return file.read_text(encoding="utf-8").strip() if file.is_file() else None


def refuse_name(store: Path, name: str) -> None:
    """Raise ModelError where this is no name, or that of a model that is there already."""
    if not _NAME.fullmatch(name):
        raise ModelError(
            f"{name!r} is no name for a model.", "Use small letters, digits and hyphens: opus-vi-en."
        )
    if name in {manifest.name for manifest in list_manifests()}:
        raise ModelError(f"{name} is the name of an embedded model.", "Choose another name.")
    if (store / name).exists():
        raise ModelError(
            f"A model {name!r} is there already.", f"Choose another name, or `diemnhan models remove {name}`."
        )


@contextmanager
def draft(store: Path, name: str) -> Iterator[Path]:
    """Give a folder that becomes the model's when all goes well, and is gone when it does not."""
    try:
        store.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=".adding-", dir=store))
    except OSError as error:
        raise ModelError(
            f"{store} cannot be written: {error.strerror}.", "Check DIEMNHAN_DATA_DIR."
        ) from None
    try:
        yield folder
        folder.chmod(0o755)
        folder.rename(store / name)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def quoted(text: str) -> str:
    """Return a text as a manifest holds it."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")  # a JSON string is a TOML string


def _names(store: Path) -> str:
    return ", ".join(manifest.name for manifest in (*list_manifests(), *added_models(store)))
