"""What can be told about a model without loading it."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ModelCard:
    """A model of the service: `task` is what it does here, `problems` what a check of its files found.

    `in_use` is False for a translation model while another one translates.
    """

    name: str
    version: str
    task: str
    licence: str
    octets: int
    problems: tuple[str, ...] = ()
    in_use: bool = True


@dataclass(frozen=True, slots=True)
class ModelAddition:
    """A translation model that an operator adds: from folders, or from names on a hub.

    Two folders or names are one model each way, `languages` ("vi-en", "en-vi") in their order. None, () and
    "auto" leave it to what the files say. `prefixes` are words before a source text, by its language. Or it
    is `chat_model` behind the OpenAI-compatible server at `chat_url`.
    """

    name: str
    paths: tuple[Path, ...] = ()
    hub: tuple[str, ...] = ()
    revision: str | None = None
    version: str = "1"
    family: str | None = None
    languages: tuple[str, ...] = ()
    licence: str | None = None
    engine: str = "auto"
    compute_type: str = "int8"
    prefixes: tuple[tuple[str, str], ...] = ()
    chat_url: str | None = None
    chat_model: str | None = None


@dataclass(frozen=True, slots=True)
class TriedModel:
    """A model that was added, and (direction, sentence, its translation, score) for each way it goes."""

    card: ModelCard
    family: str
    engine: str
    samples: tuple[tuple[str, str, str, float], ...]
