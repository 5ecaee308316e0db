"""How the service stands, for people: what is kept, what waits, what went wrong lately."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class Census:
    """What the database holds. `octets` is its size; `oldest_job` when the oldest unfinished job came.

    `workers` are the processes that work at jobs; `dead_deliveries` are webhooks that were given up.
    """

    kind: Literal["sqlite", "postgresql"]
    octets: int
    briefs: int
    promised: int
    jobs: int
    job_items: int
    oldest_job: datetime | None
    workers: int
    dead_deliveries: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits in a queue, and since when the oldest of it."""

    queue: str
    count: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class Room:
    """The disk that the data directory is on, in octets."""

    total: int
    free: int


@dataclass(frozen=True, slots=True)
class Margin:
    """What is free on a disk, and below which of it nothing new is taken, in octets."""

    free: int
    floor: int


@dataclass(frozen=True, slots=True)
class Trouble:
    """A warning or an error of the log: its event, and the cause where it names one."""

    at: str
    level: str
    event: str
    cause: str | None = None
