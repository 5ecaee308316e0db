"""What the API needs to say how the service stands. The composition root fills it in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from service.domain.model import ModelCard
from service.domain.status import Census, Room


@dataclass(frozen=True)
class StatusParts:
    """`census` counts in the database and raises OperatorError where it is away; `room` looks at the disk."""

    started_at: datetime
    models: tuple[ModelCard, ...]
    census: Callable[[], Census]
    room: Callable[[], Room]
