"""The translation memory with each of its answers counted for the metrics."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from service.domain.article import Language
from service.domain.memory import MemoryMatch, Passage
from service.domain.stores import Memory


@dataclass(frozen=True, slots=True)
class MeasuredMemory:
    """A Memory; `observe` is told of each look what kind of match every text had, "" for none."""

    memory: Memory
    observe: Callable[[Iterable[str]], None]

    @property
    def version(self) -> str | None:
        """Return the version of the memory that answers."""
        return self.memory.version

    def recall(self, passages: Sequence[Passage], *, source: Language) -> list[MemoryMatch | None]:
        """Look up, and count."""
        found = self.memory.recall(passages, source=source)
        self.observe(match.kind if match else "" for match in found)
        return found
