"""How the service stands."""

from typing import Literal, TypedDict


class Census(TypedDict):
    """What the database holds. `octets` is its size; `oldest_job` when the oldest unfinished job came."""

    kind: Literal["sqlite", "postgresql"]
    octets: int
    briefs: int
    promised: int
    jobs: int
    job_items: int
    oldest_job: str | None
    workers: int
    dead_deliveries: int


class Room(TypedDict):
    """The disk that the data directory is on, in octets."""

    total: int
    free: int


class ModelCard(TypedDict):
    """A model of the service: `task` is what it does here, `problems` what a check of its files found."""

    name: str
    version: str
    task: str
    licence: str
    octets: int
    problems: list[str]
    in_use: bool


class Trouble(TypedDict):
    """A warning or an error of the log: its event, and the cause where it names one."""

    at: str
    level: str
    event: str
    cause: str | None


class ServiceStatus(TypedDict):
    """How the service stands."""

    version: str
    now: str
    started_at: str
    ready: bool
    obstacles: list[str]
    models: list[ModelCard]
    database: Census | None
    disk: Room
    memory_octets: int | None
    requests: dict[str, int]
    troubles: list[Trouble]
