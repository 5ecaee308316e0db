"""What is known already: sentences that the translation memory has, looked up before anything is translated.

Promises one look at the memory for any number of texts, and nothing where there is no memory. An editor's
words come as they are; whether they fit is for the checks to say.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from service.domain.article import Language, Segment
from service.domain.memory import MemoryMatch, Passage
from service.domain.stores import Memory


@dataclass(frozen=True, slots=True)
class NoMemory:
    """Remembers nothing."""

    @property
    def version(self) -> str | None:
        """Return None: there is nothing to name."""
        return None

    def recall(
        self,
        passages: Sequence[Passage],
        *,
        source: Language,  # noqa: ARG002  # the port's
    ) -> list[MemoryMatch | None]:
        """Return None for each."""
        return [None] * len(passages)


NO_MEMORY = NoMemory()


def passages(sentences: Sequence[str]) -> list[Passage]:
    """Return sentences that follow one another, each between its neighbours."""
    around = (None, *sentences, None)
    return [Passage(text, around[n], around[n + 2]) for n, text in enumerate(sentences)]


def recall_segments(
    segments: Sequence[Segment], *, source: Language, memory: Memory
) -> list[MemoryMatch | None]:
    """Look up an article's segments."""
    return memory.recall(passages([segment.text for segment in segments]), source=source)


def recall_texts(
    texts: Sequence[Sequence[str]], *, source: Language, memory: Memory
) -> list[list[MemoryMatch | None]]:
    """Look up the sentences of several texts; sentences of different texts are no neighbours."""
    found = iter(memory.recall([one for text in texts for one in passages(text)], source=source))
    return [[next(found) for _ in text] for text in texts]


def memory_label(memory: Memory) -> str | None:
    """Return how a brief names the memory that it was written with."""
    return None if memory.version is None else f"memory@{memory.version}"
