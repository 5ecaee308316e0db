"""Which family a folder's model is of, and which way it translates, from what lies beside the weights.

Promises a ModelError with a remedy where the files leave it open; never a guess. Loads no weights.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import sentencepiece

from models.families import FAMILIES, Family, family_of
from models.registry import Direction, ModelError

BOTH: tuple[Direction, ...] = ("vi-en", "en-vi")
_VI, _EN = ("vi", "vie"), ("en", "eng")
_NAMED = re.compile(r"(?<![a-z])(vie?|eng?)(?:2|[-_](?:to[-_])?)(vie?|eng?)(?![a-z])", re.IGNORECASE)
_WEIGHTS = ("*.safetensors", "pytorch_model*.bin")


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a folder holds."""

    family: Family
    directions: tuple[Direction, ...]


def recognise(
    folder: Path, *, family: str | None = None, directions: tuple[Direction, ...] = (), hint: str = ""
) -> Recognised:
    """Recognise a Hugging Face folder; what the operator says goes before what the files say.

    `hint` is another name of the model, such as its name on a hub.
    """
    config = _config(folder)
    if not any(path for pattern in _WEIGHTS for path in folder.glob(pattern)):
        raise ModelError(
            f"{folder} holds no weights.", "It needs *.safetensors or pytorch_model.bin beside config.json."
        )
    names = (hint, str(config.get("_name_or_path", "")), folder.resolve().name)
    found = family_of(family) if family else _family(folder, config, names)
    _refuse_unreadable(folder, config, found)
    return Recognised(found, directions or _directions(folder, found, names))


def _config(folder: Path) -> dict[str, object]:
    if not folder.is_dir():
        raise ModelError(f"There is no folder {folder}.", "Name the folder that holds config.json.")
    config = _read(folder / "config.json")
    if config is None:
        raise ModelError(
            f"{folder} holds no config.json that can be read.",
            "Name a folder as transformers saves a model: config.json, weights and tokenizer.",
        )
    return config


def _read(file: Path) -> dict[str, object] | None:
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return cast(dict[str, object], content) if isinstance(content, dict) else None


def _family(folder: Path, config: dict[str, object], names: Iterable[str]) -> Family:
    model_type = str(config.get("model_type", ""))
    tokenizer = _tokenizer_class(folder, config)
    rows = [row for row in FAMILIES if model_type in row.model_types]
    if not rows:
        known = ", ".join(sorted({one for row in FAMILIES for one in row.model_types}))
        raise ModelError(
            f"{folder} holds a model of type {model_type!r}, which is no translation model that is known.",
            f"Known are {known}.",
        )
    if rows[0].name == "t5":
        return _t5(folder, names)
    if len(rows) > 1:
        rows = [row for row in rows if tokenizer in row.tokenizers]
    if len(rows) != 1:
        raise ModelError(
            f"{folder} holds a model of type {model_type!r} whose tokenizer is not named.",
            "Name the family with --family.",
        )
    return rows[0]


def _t5(folder: Path, names: Iterable[str]) -> Family:
    if _has_piece(folder, "<2vi>"):
        return family_of("madlad")
    return family_of("envit5" if any("envit5" in name.lower() for name in names) else "t5")


def _tokenizer_class(folder: Path, config: dict[str, object]) -> str:
    named = (_read(folder / "tokenizer_config.json") or {}).get("tokenizer_class")
    return str(named or config.get("tokenizer_class") or "").removesuffix("Fast")


def _has_piece(folder: Path, piece: str) -> bool:
    """Whether the vocabulary has a piece, by spiece.model or the words of tokenizer.json."""
    model, words = folder / "spiece.model", folder / "tokenizer.json"
    if model.is_file():
        pieces = sentencepiece.SentencePieceProcessor(model_file=str(model))
        return bool(pieces.piece_to_id(piece) != pieces.unk_id())
    return words.is_file() and f'"{piece}"' in words.read_text(encoding="utf-8")


def _refuse_unreadable(folder: Path, config: dict[str, object], family: Family) -> None:
    """Raise for what would be read wrongly without anybody noticing."""
    tokens = _read(folder / "tokenizer_config.json") or {}
    if tokens.get("separate_vocabs") or config.get("share_encoder_decoder_embeddings") is False:
        raise ModelError(
            f"{folder} has one vocabulary for each language.",
            "Only models with a shared vocabulary can be used.",
        )
    if tokens.get("legacy_behaviour") and family.tokenizer == "NllbTokenizer":
        raise ModelError(
            f"{folder} was trained with the language code behind the text (legacy_behaviour).",
            "Use a model with the code before the text, as NLLB-200 was trained.",
        )


def _directions(folder: Path, family: Family, names: Iterable[str]) -> tuple[Direction, ...]:
    if family.multilingual:
        return BOTH
    if family.name == "marian" and (told := _marian_directions(folder)):
        return told
    for name in names:
        if match := _NAMED.search(name):
            source, target = ("vi" if end.lower() in _VI else "en" for end in match.groups())
            if source != target:
                return (cast(Direction, f"{source}-{target}"),)
    raise ModelError(
        f"Which way the model in {folder} translates cannot be told from its files.",
        "Say --languages vi-en, --languages en-vi or --languages both.",
    )


def _marian_directions(folder: Path) -> tuple[Direction, ...]:
    tokens = _read(folder / "tokenizer_config.json") or {}
    source, target = str(tokens.get("source_lang") or ""), str(tokens.get("target_lang") or "")
    if source in _VI and target in _EN:
        return ("vi-en",)
    if source in _EN and target in _VI:
        return ("en-vi",)
    words = _read(folder / "vocab.json") or {}
    codes = family_of("marian").codes
    return BOTH if all(any(code in words for code in codes[one]) for one in ("vi", "en")) else ()
