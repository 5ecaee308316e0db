"""What the holder of a key has had translated in a month, for those who give keys an allowance."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Usage:
    """Characters of source texts, and files, in one month."""

    characters: int = 0
    documents: int = 0


class UsageStore(Protocol):
    """Counts. What was spent is on the disk when `spend` returns."""

    def spend(self, owner: str, month: str, spent: Usage, *, limit: int | None) -> bool:
        """Add to the owner's usage of a month (2026-11) in one step.

        False, with nothing added, where the characters would pass the limit.
        """
        ...

    def give_back(self, owner: str, month: str, unused: Usage) -> None:
        """Take off what was spent on something that failed."""
        ...

    def read(self, owner: str, month: str) -> Usage: ...
