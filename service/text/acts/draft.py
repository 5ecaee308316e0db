"""An act with its slots, before acts that are told twice become one and evidence is held to the act."""

from dataclasses import dataclass

from service.domain.highlight import ActDate
from service.text.acts.candidates import Candidate
from service.text.acts.kinds import Kind
from service.text.acts.slots import Act


@dataclass(frozen=True, slots=True)
class Draft:
    """An act, its parties in the order of the text, what it is and when."""

    act: Act
    parties: tuple[Candidate, ...]
    kind: Kind
    date: ActDate

    @property
    def members(self) -> frozenset[int]:
        """Return its parties as entities."""
        return frozenset(candidate.entity for candidate in self.parties)

    @property
    def confidence(self) -> float:
        """Return how sure the models are of the act and of what it is (0..1)."""
        return round(self.act.chance * (0.5 + 0.5 * self.kind.certainty), 3)
