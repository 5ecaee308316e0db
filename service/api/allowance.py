"""What a key may have translated in a month, and what it has.

Promises that the count is on the disk, that two requests at a time cannot pass the limit together, and that
what fails costs nothing. Refuses to know what is being done.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from service.domain.job import NewItem
from service.domain.stores import KeyStore
from service.domain.upload import Admit
from service.domain.usage import Usage, UsageStore, month_of, used_up

Result = TypeVar("Result")
ANYBODY = "-"  # the owner of what is asked for where keys are off


@dataclass(frozen=True)
class Allowance:
    """Everything here blocks. `usual` is the limit of a key that has none of its own; None is no limit."""

    usage: UsageStore
    keys: KeyStore
    clock: Callable[[], datetime]
    usual: int | None

    def limit_of(self, owner: str) -> int | None:
        """Return how many characters a key may have translated a month."""
        key = None if owner == ANYBODY else self.keys.find(owner)
        own = None if key is None else key.grant.characters_per_month
        return self.usual if own is None else own

    def used(self, owner: str) -> Usage:
        """Return what a key has had translated this month."""
        return self.usage.read(owner, self.month())

    def reserve(self, owner: str, spent: Usage) -> str:
        """Count something, and return in which month. Raises QuotaExceeded."""
        month = self.month()
        if not self.usage.spend(owner, month, spent, limit=self.limit_of(owner)):
            raise used_up(self.clock())
        return month

    def give_back(self, owner: str, month: str, spent: Usage) -> None:
        """Take off what was counted in vain."""
        self.usage.give_back(owner, month, spent)

    def charged(self, owner: str, spent: Usage, job: Callable[[], Result]) -> Result:
        """Do a job that costs something; what fails costs nothing. Raises QuotaExceeded."""
        month = self.reserve(owner, spent)
        try:
            return job()
        except BaseException:
            self.give_back(owner, month, spent)
            raise

    def charged_for_file(self, owner: str, job: Callable[[Admit], Result]) -> Result:
        """Do a job that tells what it costs as soon as it knows; what fails costs nothing.

        Telling it again counts nothing. Raises QuotaExceeded where it is told.
        """
        taken: list[tuple[str, Usage]] = []

        def admit(characters: int) -> None:
            if not taken:
                spent = Usage(characters, documents=1)
                taken.append((self.reserve(owner, spent), spent))

        try:
            return job(admit)
        except BaseException:
            for month, spent in taken:
                self.give_back(owner, month, spent)
            raise

    def require_some(self, owner: str) -> None:
        """Count nothing. Raises QuotaExceeded where nothing is left."""
        limit = self.limit_of(owner)
        if limit is not None and self.used(owner).characters >= limit:
            raise used_up(self.clock())

    def metered(self, owner: str, items: Iterable[NewItem]) -> Iterator[NewItem]:
        """Pass items on as long as they are within what is left now; whoever takes all counts them."""
        limit = self.limit_of(owner)
        left = None if limit is None else limit - self.used(owner).characters
        for item in items:
            if left is not None:
                left -= item.characters
                if left < 0:
                    raise used_up(self.clock())
            yield item

    def month(self) -> str:
        """Return the current month, 2026-11."""
        return month_of(self.clock())
