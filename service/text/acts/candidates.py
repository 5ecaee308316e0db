"""An entity that may be a party of an act, with the mention that shows it best."""

from dataclasses import dataclass

from service.text.entities.model import Mention


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that may be a party, the mention that shows it best, and its features."""

    entity: int
    mention: Mention
    features: dict[str, float]
