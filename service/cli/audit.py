"""`diemnhan audit`: who did what, and the notes that the other commands leave there."""

import getpass
import json
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from service.cli.console import Commands
from service.domain.audit import AuditEntry
from service.domain.errors import OperatorError
from service.settings import read_settings


def audit(
    context: typer.Context,
    days: Annotated[int | None, typer.Option(min=1, help="Only the last so many days; else all.")] = None,
) -> None:
    """List administrative acts as JSON, one a line, oldest first."""
    since = None if days is None else datetime.now(UTC) - timedelta(days=days)
    commands: Commands = context.obj
    for entry in commands.open_audit(read_settings()).entries(since=since):
        line = {**asdict(entry), "at": entry.at.isoformat()}
        typer.echo(json.dumps(line, ensure_ascii=False))


def note(context: typer.Context, act: str, subject: str) -> None:
    """Record what a command has done. What is done stays done where the log cannot be written."""
    commands: Commands = context.obj
    try:
        log = commands.open_audit(read_settings())
        log.record(AuditEntry(datetime.now(UTC), f"user:{_who()}", act, subject))
    except OperatorError as error:
        typer.echo(f"Not in the audit log: {error.cause}", err=True)


def _who() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container whose user has no name
        return "unknown"
