"""What the holder of a key has had translated in a month, for those who give keys an allowance."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from service.domain.errors import QuotaExceeded


@dataclass(frozen=True, slots=True)
class Usage:
    """Characters of source texts, and files, in one month."""

    characters: int = 0
    documents: int = 0


@dataclass(frozen=True, slots=True)
class Charge:
    """What was counted for something that is still to be done, and where."""

    owner: str
    month: str
    spent: Usage


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


def month_of(now: datetime) -> str:
    """Return the month of a time, 2026-11."""
    return now.strftime("%Y-%m")


def used_up(now: datetime) -> QuotaExceeded:
    """Return the error of an allowance that something would pass."""
    begin = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    following = begin.replace(year=now.year + now.month // 12, month=now.month % 12 + 1)
    return QuotaExceeded(
        "The character allowance for this month is used up, or this would pass it.",
        "Wait for the next month, or ask the operator for more: DIEMNHAN_CHARACTER_LIMIT is what a key has"
        " that has no allowance of its own, and what all have together where keys are off.",
        retry_after=round((following - now).total_seconds()),
    )
