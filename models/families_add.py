"""A Hugging Face folder made into a model of ours: recognised, converted, pinned, tried.

Promises that nothing is added whose family, direction or licence is unknown, or that does not translate; and
that what is added is whole. Downloads nothing.
"""

import json
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from models.conversion import ComputeType
from models.ctranslate2_translator import EngineOptions
from models.families import Family
from models.families_load import ENGINE, TOKENS, load_added
from models.families_recognise import Recognised, recognise
from models.families_store import MANIFEST, draft, quoted, refuse_name
from models.registry import Direction, Manifest, ModelError, files_table, load_manifest, require

Convert = Callable[[Path, Path, ComputeType, str], None]
Tell = Callable[[str], None]
SAMPLES = {
    "vi": "Việt Nam và Nhật Bản ký bản ghi nhớ hợp tác về nông nghiệp.",
    "en": "Vietnam and Japan signed a memorandum of cooperation on agriculture.",
}
_TOKEN_FILES = (
    "config.json", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json",
    "vocab.json", "source.spm", "target.spm", "sentencepiece.bpe.model", "spiece.model",
)  # fmt: skip
_WEIGHT_FILES = ("*.safetensors", "*.safetensors.index.json", "pytorch_model*.bin*", "generation_config.json")
_LICENCE = re.compile(r"^licen[sc]e:[ \t]*(.*(?:\n[ \t]*- .*)*)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Addition:
    """What to add: `folders` are one model for both directions, or one for each, `origin` says where from.

    `directions`, where given, are of the folders in their order, or of the only one; `engine` auto is
    CTranslate2 where it can convert the family. `hints` are the folders' names on a hub.
    """

    name: str
    folders: tuple[Path, ...]
    origin: str
    version: str = "1"
    family: str | None = None
    directions: tuple[Direction, ...] = ()
    licence: str | None = None
    engine: Literal["auto", "ctranslate2", "transformers"] = "auto"
    compute_type: ComputeType = "int8"
    prefixes: Mapping[str, str] | None = None
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sample:
    """A sentence as the new model translates it."""

    direction: Direction
    text: str
    translation: str
    score: float


@dataclass(frozen=True, slots=True)
class Added:
    """The new model's manifest and what it makes of a sentence each way."""

    manifest: Manifest
    samples: tuple[Sample, ...]


def add_model(
    addition: Addition, store: Path, *, convert: Convert, options: EngineOptions, tell: Tell
) -> Added:
    """Add a model to the store; raise ModelError with cause and remedy where it cannot be."""
    refuse_name(store, addition.name)
    tell("Recognising the model")
    found = _recognised(addition)
    family = found[0].family
    licence = addition.licence or _licence(addition.folders[0])
    engine = _engine(addition, family)
    with draft(store, addition.name) as folder:
        names = [f"{'-and-'.join(one.directions)}" for one in found]
        for name, source in zip(names, addition.folders, strict=True):
            tell(f"{'Copying' if engine == 'transformers' else 'Converting'} {source.name}")
            _install(source, folder / name, engine, convert=convert, addition=addition, family=family)
        tell("Pinning the files")
        written = _manifest(addition, found, names, engine=engine, licence=licence)
        (folder / MANIFEST).write_text(written + files_table(folder), encoding="utf-8")
        manifest = load_manifest(folder / MANIFEST)
        require(manifest, folder)
        tell("Translating a sentence each way")
        samples = _samples(manifest, folder, options)
    return Added(manifest, samples)


def _recognised(addition: Addition) -> list[Recognised]:
    folders, ways = addition.folders, addition.directions
    if len(folders) > 2:
        raise ModelError("More than two folders were named.", "A model has one folder, or one each way.")
    if len(folders) == 2 and ways and len(ways) != 2:
        raise ModelError("Two folders need two directions.", "Say --languages vi-en --languages en-vi.")
    told = [ways[i : i + 1] for i in range(2)] if len(folders) == 2 else [ways]
    hints = addition.hints or ("",) * len(folders)
    found = [
        recognise(folder, family=addition.family, directions=way, hint=hint)
        for folder, way, hint in zip(folders, told, hints, strict=True)
    ]
    covered = [way for one in found for way in one.directions]
    if len(set(covered)) != len(covered):
        raise ModelError(
            "Both folders translate the same way.",
            "Say --languages vi-en --languages en-vi, or name one folder.",
        )
    if len({one.family.name for one in found}) > 1:
        raise ModelError("The folders are of different families.", "Add them under two names.")
    return found


def _engine(addition: Addition, family: Family) -> Literal["ctranslate2", "transformers"]:
    if addition.engine == "ctranslate2" and not family.converts:
        raise ModelError(
            f"CTranslate2 cannot convert models of the family {family.name}.", "Say --engine transformers."
        )
    if addition.engine == "auto":
        return "ctranslate2" if family.converts else "transformers"
    return addition.engine


def _licence(folder: Path) -> str:
    """Return the licence that the front matter of the model's card names."""
    card = folder / "README.md"
    text = card.read_text(encoding="utf-8", errors="replace") if card.is_file() else ""
    front = text.split("\n---", 1)[0] if text.startswith("---") else ""
    match = _LICENCE.search(front)
    named = " ".join(match[1].replace("- ", " ").split()).strip("'\" ") if match else ""
    if not named:
        raise ModelError(
            f"{folder} does not say under which licence the model may be used.",
            "Read its card and say --licence NAME.",
        )
    return named


def _install(
    source: Path, out: Path, engine: str, *, convert: Convert, addition: Addition, family: Family
) -> None:
    (out / TOKENS).mkdir(parents=True)
    patterns: Sequence[str] = _TOKEN_FILES if engine == "ctranslate2" else (*_TOKEN_FILES, *_WEIGHT_FILES)
    for file in sorted({file for pattern in patterns for file in source.glob(pattern)}):
        shutil.copy(file, out / TOKENS / file.name)  # links of a hub's cache become files
    if engine == "ctranslate2":
        convert(source, out / ENGINE, addition.compute_type, family.tokenizer)


def _manifest(
    addition: Addition, found: Sequence[Recognised], names: Sequence[str], *, engine: str, licence: str
) -> str:
    """Return the manifest as TOML, but for its last table."""
    family = found[0].family
    ways = {way: name for one, name in zip(found, names, strict=True) for way in one.directions}
    positions = {
        way: _positions(folder, family)
        for one, folder in zip(found, addition.folders, strict=True)
        for way in one.directions
    }
    lines = [
        f"name = {quoted(addition.name)}",
        f"version = {quoted(addition.version)}",
        'kind = "translation"',
        f"family = {quoted(family.name)}",
        'languages = ["vi", "en"]',
        f"description = {quoted(f'Added from {addition.origin}')}",
        f"licence = {quoted(licence)}",
        'training_data = ["as the model\'s own card says"]',
        "",
        "[deployment]",
        f"engine = {quoted(engine)}",
        f"compute_type = {quoted(addition.compute_type if engine == 'ctranslate2' else 'float32')}",
        f"origin = {quoted(addition.origin)}",
        f"folders = {_table(ways)}",
        f"positions = {_table(positions)}",
        f"prefixes = {_table(dict(addition.prefixes or {}))}",
        "",
    ]
    return "\n".join(lines) + "\n"


def _positions(folder: Path, family: Family) -> int:
    """Return how many positions the model has, by its config; the family's own where that says nothing."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    named = config.get("max_position_embeddings") or config.get("n_positions")
    return named if isinstance(named, int) else family.positions


def _table(pairs: Mapping[Direction, str] | Mapping[Direction, int] | Mapping[str, str]) -> str:
    return (
        "{"
        + ", ".join(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in pairs.items())
        + "}"
    )


def _samples(manifest: Manifest, folder: Path, options: EngineOptions) -> tuple[Sample, ...]:
    samples = []
    for way, translator in load_added(manifest, folder, replace(options, threads=1)).items():
        source, target = way.split("-")
        text = SAMPLES[source]
        ((best, *_),) = translator.translate([text], source=source, target=target)
        if not best[0]:
            raise ModelError(
                f"The model translates {text!r} to nothing.", "Check the weights, --family and --languages."
            )
        samples.append(Sample(way, text, *best))
    return tuple(samples)
