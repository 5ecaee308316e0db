"""What an operator does to the database: copy it, put a copy back, make it smaller. Loads no model."""

from pathlib import Path

from sqlalchemy.exc import DBAPIError

from service.adapters import backup, retention
from service.adapters.database import open_database
from service.domain.errors import ConfigurationError
from service.settings import Settings


def back_up(settings: Settings, target: Path) -> int:
    """Copy the SQLite database while the service runs; returns the size of the copy."""
    return backup.back_up(settings.database, target)


def restore(settings: Settings, source: Path) -> None:
    """Put a copy in the place of the SQLite database, and bring its schema up to date."""
    backup.restore(settings.database, source)
    open_database(settings.database).dispose()


def vacuum(settings: Settings) -> None:
    """Give back the room of what was deleted."""
    engine = open_database(settings.database)
    try:
        retention.vacuum(engine)
    except DBAPIError as error:
        raise ConfigurationError(
            f"The database could not be made smaller: {error.orig}.", "Try again while nobody writes."
        ) from None
    finally:
        engine.dispose()
