"""What can be told about a model without loading it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ModelCard:
    """A model of the service: `task` is what it does here, `problems` what a check of its files found."""

    name: str
    version: str
    task: str
    licence: str
    octets: int
    problems: tuple[str, ...] = ()
