"""`diemnhan backup`, `restore`, `vacuum`: looking after the database."""

from pathlib import Path
from typing import Annotated

import typer

from service.cli.audit import note
from service.settings import read_settings


def backup(context: typer.Context, path: Annotated[Path, typer.Argument(help="The new file.")]) -> None:
    """Copy the SQLite database, of one moment, while the service runs."""
    from service.bootstrap import upkeep

    octets = upkeep.back_up(read_settings(), path)
    note(context, "database.copied", path.name)
    typer.echo(f"{path}: {octets / 1e6:.1f} MB, checked.", err=True)


def restore(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(help="A file that `diemnhan backup` wrote.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Put a copy in the place of the SQLite database. Stop the service first."""
    from service.bootstrap import upkeep

    settings = read_settings()
    if not yes:
        typer.confirm("What the database holds now is lost. Go on?", abort=True, err=True)
    upkeep.restore(settings, path)
    note(context, "database.restored", path.name)
    typer.echo("Restored; the service can be started.", err=True)


def vacuum() -> None:
    """Give the room of what was deleted back to the disk. SQLite: the service waits meanwhile."""
    from service.bootstrap import upkeep

    upkeep.vacuum(read_settings())
