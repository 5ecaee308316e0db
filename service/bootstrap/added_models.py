"""The models that an operator adds, looks through, chooses and removes; and the one that translates."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, cast

from models.conversion import COMPUTE_TYPES, ComputeType, convert
from models.ctranslate2_translator import EngineOptions
from models.families_add import Addition, add_model
from models.families_hub import Snapshot, fetch
from models.families_recognise import BOTH
from models.families_store import added_models, choose, chosen, find_added, remove
from models.registry import Direction, Manifest, ModelError, list_manifests
from service.domain.errors import ConfigurationError, ModelUnavailable
from service.domain.model import ModelAddition, ModelCard, TriedModel
from service.settings import Settings

ENGINES = ("auto", "ctranslate2", "transformers")


def store_of(settings: Settings) -> Path:
    """Return the folder of the models that were added."""
    return settings.data_dir / "models"


def translating(settings: Settings) -> Manifest | None:
    """Return the added model that translates by settings and choice; None for the embedded one."""
    store = store_of(settings)
    name = settings.translation_model or chosen(store)
    if name is None or name in {manifest.name for manifest in list_manifests()}:
        return None
    return find_added(store, name)


def cards(settings: Settings) -> tuple[tuple[Manifest, Path], ...]:
    """Return the added models with their folders."""
    store = store_of(settings)
    return tuple((manifest, store / manifest.name) for manifest in added_models(store))


def add(addition: ModelAddition, settings: Settings, *, tell: Callable[[str], None]) -> TriedModel:
    """Add a model: fetch it where it is on a hub, convert, pin and try it. Raises OperatorError."""
    _check("--engine", addition.engine, ENGINES)
    _check("--compute-type", addition.compute_type, COMPUTE_TYPES)
    with as_operator_error():
        folders, origin = _sources(addition, settings, tell)
        wanted = Addition(
            name=addition.name,
            folders=folders,
            origin=origin,
            version=addition.version,
            family=addition.family,
            directions=_directions(addition.languages),
            licence=addition.licence,
            engine=cast(Literal["auto", "ctranslate2", "transformers"], addition.engine),
            compute_type=cast(ComputeType, addition.compute_type),
            prefixes=dict(addition.prefixes),
            hints=addition.hub,
        )
        options = EngineOptions(beam_size=settings.added_beam, device=settings.device)
        added = add_model(wanted, store_of(settings), convert=convert, options=options, tell=tell)
    manifest = added.manifest
    return TriedModel(
        card=card(manifest, store_of(settings) / manifest.name),
        family=manifest.family,
        engine=manifest.deployment.engine if manifest.deployment else "",
        samples=tuple((one.direction, one.text, one.translation, one.score) for one in added.samples),
    )


def drop(name: str, settings: Settings) -> None:
    """Remove a model that was added. Raises OperatorError."""
    if settings.translation_model == name:
        raise ConfigurationError(
            f"DIEMNHAN_TRANSLATION_MODEL names {name}.", "Unset it or name another model first."
        )
    with as_operator_error():
        remove(store_of(settings), name)


def use(name: str, settings: Settings) -> None:
    """Let a model translate from the next start on. Raises OperatorError."""
    embedded = {manifest.name for manifest in list_manifests() if manifest.kind == "translation"}
    with as_operator_error():
        choose(store_of(settings), None if name in embedded else name)


def card(manifest: Manifest, folder: Path) -> ModelCard:
    """Return a model's card with the size of its files."""
    octets = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return ModelCard(manifest.name, manifest.version, manifest.kind, manifest.licence, octets)


@contextmanager
def as_operator_error() -> Iterator[None]:
    """Tell the operator what a model's error says."""
    try:
        yield
    except ModelError as error:
        raise ModelUnavailable(error.cause, error.remedy) from error


def _sources(
    addition: ModelAddition, settings: Settings, tell: Callable[[str], None]
) -> tuple[tuple[Path, ...], str]:
    """Return the folders, and where they are from."""
    if bool(addition.paths) == bool(addition.hub):
        raise ConfigurationError(
            "A model comes from a folder or from a hub.", "Say --path DIR, or --hub OWNER/NAME."
        )
    if not addition.hub:
        return addition.paths, " and ".join(path.resolve().name for path in addition.paths)
    found: list[Snapshot] = []
    for hub in addition.hub:
        tell(f"Fetching {hub}")
        found.append(fetch(hub, revision=addition.revision, cache=settings.data_dir / "hub"))
    return tuple(one.folder for one in found), " and ".join(one.origin for one in found)


def _directions(languages: tuple[str, ...]) -> tuple[Direction, ...]:
    if languages == ("both",):
        return BOTH
    for one in languages:
        _check("--languages", one, ("vi-en", "en-vi", "both"))
    return cast(tuple[Direction, ...], languages)


def _check(option: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise ConfigurationError(f"{option} cannot be {value!r}.", f"Known are {', '.join(known)}.")
