"""An added model loaded: one translator for both directions, whatever it is made of.

Promises that a folder is loaded once, and that the version names each model that translates.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from models.ctranslate2_translator import CTranslate2Translator, EngineOptions
from models.families import family_of
from models.families_pieces import load_tokens
from models.micro_batcher import BatchTranslator, Hypotheses
from models.registry import Deployment, Direction, Manifest, ModelError
from models.transformers_translator import TransformersTranslator

ENGINE, TOKENS = "engine", "tokens"


@dataclass(frozen=True, slots=True)
class PairTranslator:
    """A translator for each direction; two that are the same are loaded once."""

    ways: Mapping[Direction, BatchTranslator]

    @property
    def version(self) -> str:
        """The versions of the translators that do the work, with their directions where they are several."""
        versions = {way: one.version for way, one in self.ways.items()}
        if len(set(versions.values())) == 1:
            return next(iter(versions.values()))
        return ", ".join(f"{way} {version}" for way, version in versions.items())

    @property
    def placeholders(self) -> tuple[str, ...]:
        """What both directions carry across."""
        first, *rest = [one.placeholders for one in self.ways.values()]
        return tuple(mark for mark in first if all(mark in marks for marks in rest))

    def translate(
        self, texts: Sequence[str], *, source: str, target: str, alternatives: int = 1
    ) -> list[Hypotheses]:
        """Translate with the translator of the direction."""
        way = self.ways[cast(Direction, f"{source}-{target}")]
        return way.translate(texts, source=source, target=target, alternatives=alternatives)


def load_added(manifest: Manifest, folder: Path, options: EngineOptions) -> dict[Direction, BatchTranslator]:
    """Load the translators of an added model by direction."""
    deployment = deployment_of(manifest)
    loaded: dict[str, BatchTranslator] = {}
    for way, name in deployment.folders.items():
        if name not in loaded:
            loaded[name] = _load(manifest, deployment, way, folder / name, options)
    return {way: loaded[name] for way, name in deployment.folders.items()}


def deployment_of(manifest: Manifest) -> Deployment:
    """Return how an added model runs."""
    if manifest.deployment is None or manifest.family in ("logistic", "chat"):
        raise ModelError(f"{manifest.label} is no added translation model.", "Add it again.")
    return manifest.deployment


def _load(
    manifest: Manifest, deployment: Deployment, way: Direction, folder: Path, options: EngineOptions
) -> BatchTranslator:
    tokens = load_tokens(
        folder / TOKENS,
        family_of(manifest.family),
        positions=deployment.positions[way],
        prefixes=cast(Mapping[str, str], deployment.prefixes),
    )
    if deployment.engine == "transformers":
        return TransformersTranslator.open(
            folder / TOKENS,
            tokens,
            label=manifest.label,
            beam_size=options.beam_size,
            batch=options.batch_sentences,
            device=options.device,
        )
    stored = EngineOptions(
        compute_type=deployment.compute_type,
        beam_size=options.beam_size,
        threads=options.threads,
        batch_sentences=options.batch_sentences,
        reproducible=options.reproducible,
        device=options.device,
    )
    return CTranslate2Translator.open(folder / ENGINE, tokens, label=manifest.label, options=stored)
