"""The audit log: who did what to the service and to what it keeps, and when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One act. `actor` is `key:ID`, `user:NAME` on the command line, `anybody` where keys are off.

    `subject` names what it was done to: an id or a file's name; never a secret and never a text.
    """

    at: datetime
    actor: str
    act: str
    subject: str = ""


class AuditLog(Protocol):
    """Append-only. What was recorded is on the disk when `record` returns."""

    def record(self, entry: AuditEntry) -> None: ...

    def entries(self, *, since: datetime | None = None) -> Iterator[AuditEntry]:
        """Return the entries, oldest first."""
        ...
