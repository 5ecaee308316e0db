"""Where files are kept: in the database, or where DIEMNHAN_FILES_URL says."""

import structlog
from sqlalchemy import Engine

from service.adapters.file_storage import open_storage
from service.adapters.kept_files import KeptFiles
from service.domain.errors import Overloaded
from service.settings import Settings


def open_files(settings: Settings, database: Engine, *, probe: bool = False) -> KeptFiles:
    """Return the files; `probe` tries whether they can be written. Raises ConfigurationError."""
    if settings.files_url is None:
        return KeptFiles(database, None)
    storage = open_storage(settings.files_url)
    if probe:
        try:
            storage.probe()
        except Overloaded as error:  # what needs no file works without it
            structlog.get_logger().warning("files_wait", cause=error.cause)
    return KeptFiles(database, storage)
