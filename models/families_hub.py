"""A model's files fetched from a Hugging Face hub.

Promises the files of one commit, named, or a ModelError that says what kept them away; weights in safetensors
rather than pickles where both are offered. Runs no code of the model.
"""

from dataclasses import dataclass
from pathlib import Path

from models.registry import ModelError

_WANTED = ["*.json", "*.safetensors", "*.spm", "*.model", "README.md"]
_PICKLED = "pytorch_model*.bin"
_SECONDS = 20
_REMEDY = "Check the network and HF_ENDPOINT, or fetch the folder elsewhere and add it with --path."


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A model's files in a folder, and the commit that they are of."""

    folder: Path
    origin: str


def fetch(hub: str, *, revision: str | None, cache: Path, endpoint: str | None = None) -> Snapshot:
    """Fetch a model by its name on the hub, `owner/name`; what is in the cache is not fetched again."""
    from httpx2 import HTTPError  # the client of huggingface_hub
    from huggingface_hub import HfApi, snapshot_download
    from huggingface_hub.errors import HFValidationError, RepositoryNotFoundError, RevisionNotFoundError

    try:
        info = HfApi(endpoint=endpoint).model_info(hub, revision=revision, timeout=_SECONDS)
        safe = any(file.rfilename.endswith(".safetensors") for file in info.siblings or ())
        folder = snapshot_download(
            hub,
            revision=info.sha or revision,
            cache_dir=cache,
            endpoint=endpoint,
            allow_patterns=_WANTED if safe else [*_WANTED, _PICKLED],
        )
    except HFValidationError:
        raise ModelError(f"{hub!r} is no name on a hub.", "Names are like owner/model.") from None
    except RevisionNotFoundError:
        raise ModelError(
            f"{hub} has no revision {revision!r}.", "Name a branch, a tag or a commit."
        ) from None
    except RepositoryNotFoundError:
        raise ModelError(
            f"The hub has no model {hub}, or shows it only to some.",
            "Check the name; for a gated model set HF_TOKEN to your token.",
        ) from None
    except (HTTPError, OSError, ValueError, TypeError, KeyError) as error:  # no network, or no hub
        raise ModelError(f"{hub} cannot be fetched: {_first_line(error)}.", _REMEDY) from None
    return Snapshot(Path(folder), f"{hub}@{Path(folder).name}")


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")
