"""Where files are kept: in the database, or where DIEMNHAN_FILES_URL says."""

from pathlib import Path
from urllib.parse import urlsplit

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


def watched_folders(settings: Settings, database: Engine) -> list[Path]:
    """Return the folders of this machine that fill up: where files arrive, the database's, the files' own."""
    folders = [settings.data_dir.absolute()]
    if database.dialect.name == "sqlite" and database.url.database:
        folders.append(Path(database.url.database).absolute().parent)
    if settings.files_url is not None and settings.files_url.startswith("file:"):
        folders.append(Path(urlsplit(settings.files_url).path))
    return folders
