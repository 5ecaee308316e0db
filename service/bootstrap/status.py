"""How the service stands, wired: the database counted, the disk looked at, the models named."""

import shutil
from collections.abc import Callable
from datetime import datetime
from functools import partial

from sqlalchemy import Engine

from service.adapters.census import take_census
from service.api.status_parts import StatusParts
from service.bootstrap.models import list_models
from service.domain.status import Room
from service.settings import Settings


def build_status(settings: Settings, database: Engine, clock: Callable[[], datetime]) -> StatusParts:
    """Return what /v1/status asks."""

    def room() -> Room:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        found = shutil.disk_usage(settings.data_dir)
        return Room(total=found.total, free=found.free)

    return StatusParts(
        started_at=clock(), models=list_models(settings), census=partial(take_census, database), room=room
    )
