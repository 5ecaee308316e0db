"""Manifests: which model files there are, where they come from, and whether they are still what they were.

Promises that a manifest with a missing, unknown or malformed key is refused by name, and that a file whose
sha256 differs is found. Loads no model and knows no architecture.
"""

import hashlib
import sys
import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from models.errors import ModelError as ModelError  # where most look for it

FamilyName = Literal["marian", "mbart", "mbart50", "nllb", "nllb-moe", "m2m100", "t5", "envit5", "madlad"]
Direction = Literal["vi-en", "en-vi"]
MANIFESTS = Path(__file__).parent / "manifests"
WEIGHTS = Path(__file__).parent / "weights"
_BLOCK = 1 << 20


class Score(BaseModel):
    """A measured figure and how it was measured; `signature` is sacreBLEU's."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    test: str
    metric: str
    value: float
    note: str = ""
    signature: str = ""


class Deployment(BaseModel):
    """How an added model runs: its engine, what it is stored in, and the folder of each direction.

    `positions` bound an input, `prefixes` are words before a source text, `origin` is where it is from.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    engine: Literal["ctranslate2", "transformers"]
    compute_type: Literal["int8", "float32", "float16", "bfloat16"]
    folders: Annotated[dict[Direction, str], Field(min_length=1)]
    positions: Annotated[dict[Direction, int], Field(min_length=1)]
    prefixes: dict[Literal["vi", "en"], str] = {}
    origin: str


class Served(BaseModel):
    """Where an added chat model is: an OpenAI-compatible server, and what the server calls the model."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    url: Annotated[str, Field(pattern=r"^https?://[^\s/@?#]+(/[^\s?#]*)?$")]
    model: Annotated[str, Field(min_length=1)]


class Manifest(BaseModel):
    """A model's card in machine-readable form. `files` maps names inside its folder to their sha256."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    version: Annotated[str, Field(pattern=r"^\d+(\.\d+)*$")]
    kind: Literal["translation", "salience"]
    family: FamilyName | Literal["logistic", "chat"]
    languages: Annotated[list[Literal["vi", "en"]], Field(min_length=1)]
    description: str
    licence: str
    training_data: Annotated[list[str], Field(min_length=1)]
    scores: list[Score] = []
    deployment: Deployment | None = None
    served: Served | None = None
    files: dict[str, Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]]

    @property
    def label(self) -> str:
        """Name and version in one word, `vien@1`."""
        return f"{self.name}@{self.version}"


def load_manifest(path: Path) -> Manifest:
    """Read one manifest; raise ModelError naming the first thing that is wrong with it."""
    try:
        return Manifest.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise ModelError(f"The manifest {path.name} cannot be read: {error.strerror}.", _known()) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ModelError(f"The manifest {path.name} is not TOML: {error}.", "Correct it.") from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise ModelError(
            f"The manifest {path.name} is wrong at `{place}`: {first['msg']}.",
            "models/registry.py lists the keys of a manifest.",
        ) from None


def list_manifests(folder: Path = MANIFESTS) -> tuple[Manifest, ...]:
    """Return every manifest of the folder by name."""
    return tuple(load_manifest(path) for path in sorted(folder.glob("*.toml")))


def verify(manifest: Manifest, weights: Path) -> list[str]:
    """Return what is wrong with the model's files in its folder, one sentence each; [] when all is well."""
    problems = []
    for name, expected in sorted(manifest.files.items()):
        file = weights / name
        if not file.is_file():
            problems.append(f"{manifest.label}: {name} is missing.")
        elif (found := sha256_of(file)) != expected:
            problems.append(f"{manifest.label}: {name} has sha256 {found}, the manifest says {expected}.")
    return problems


def require(manifest: Manifest, weights: Path) -> None:
    """Raise ModelError unless the model's files are exactly those of its manifest."""
    if problems := verify(manifest, weights):
        raise ModelError(
            " ".join(problems),
            "Restore the files (git checkout), add the model again, or pin new weights: docs/models.md.",
        )


def sha256_of(path: Path) -> str:
    """Return the hexadecimal sha256 of a file, read in blocks."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def files_table(weights: Path) -> str:
    """Return the [files] table for the manifest of a folder, as TOML."""
    names = sorted(
        path.relative_to(weights).as_posix()
        for path in weights.rglob("*")
        if path.is_file() and path.suffix != ".md" and path.name != "manifest.toml"
    )
    return "[files]\n" + "".join(f'"{name}" = "{sha256_of(weights / name)}"\n' for name in names)


def pin(manifest: Path, weights: Path) -> None:
    """Rewrite the [files] table, the last of a manifest, to the files that are there now."""
    head, found, _ = manifest.read_text(encoding="utf-8").partition("[files]")
    if not found:
        raise ModelError(f"The manifest {manifest.name} has no [files] table.", "Add it as its last table.")
    manifest.write_text(head + files_table(weights), encoding="utf-8")
    load_manifest(manifest)


def _known() -> str:
    return f"There are: {', '.join(path.name for path in sorted(MANIFESTS.glob('*.toml'))) or 'none'}."


if __name__ == "__main__":  # python -m models.registry NAME: pin new weights of the embedded model NAME
    pin(MANIFESTS / f"{sys.argv[1]}.toml", WEIGHTS / sys.argv[1])
